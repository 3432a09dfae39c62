"""From a candidate to its instant: the only place that counts with zone and reference."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from dateutil.relativedelta import relativedelta

from feedservice.dates import days, zones
from feedservice.dates.clock import Clock, hour_in
from feedservice.dates.days import Day
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.grammar import Candidate, Rank
from feedservice.dates.relative import Elapsed, Shift, Weekday
from feedservice.dates.results import Note, Precision, PublicationDate, Role, ZoneSource
from feedservice.dates.tokens import Line

PIVOT = 69
CENTURY = 100
WEEK = 7
HOURS = 24
# 29 February of a year may be eight years back: 1896 to 1904.
LEAP_GAP = 9
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ROLES = {
    Rank.PUBLISHED: Role.PUBLISHED,
    Rank.DATED: Role.PUBLISHED,
    Rank.UNLABELLED: Role.UNLABELLED,
    Rank.STAND: Role.UPDATED,
    Rank.UPDATED: Role.UPDATED,
    Rank.FOREIGN: Role.UNLABELLED,
}
# Python 3.11 takes a tenth of a microsecond to look up a member of an enum.
UPDATED = Rank.UPDATED
DEFAULT = ZoneSource.DEFAULT
SECOND, MINUTE, HOUR = Precision.SECOND, Precision.MINUTE, Precision.HOUR


@dataclass(slots=True)
class Call:
    """What a call gives besides the text.

    Attributes:
        zone: The zone of the call.
        reference: The moment the page was seen, in *zone*, or None.
    """

    zone: tzinfo
    reference: datetime | None


@dataclass(slots=True)
class Moment:
    """An instant on its way to a result."""

    value: datetime
    precision: Precision
    source: ZoneSource = DEFAULT
    notes: tuple[Note, ...] = ()


def resolved(line: Line, part: Candidate, call: Call) -> PublicationDate:
    """Turn a candidate into a result.

    Raises:
        UnreadableError: It names no instant, or needs a reference that is not there.
    """
    for atom in (part.day, part.shift, part.elapsed, part.clock):
        if atom is not None and atom.fault is not None:
            raise atom.fault
    moment = moment_of(part, call)
    notes = moment.notes
    if part.rank is UPDATED:
        notes = (*notes, Note.ONLY_AN_UPDATE)
    return PublicationDate(
        value=moment.value,
        precision=moment.precision,
        span=line.span(part.first, part.last),
        role=ROLES[part.rank],
        zone_source=moment.source,
        notes=notes,
    )


def moment_of(part: Candidate, call: Call) -> Moment:
    """Read the candidate by what it has."""
    if part.day is not None:
        if part.day.year is not None:
            return full(part, part.day, call)
        return yearless(part, part.day, call)
    reference = needed(part, call)
    if part.elapsed is not None:
        return ago(part.elapsed, reference, call)
    if part.shift is not None:
        return shifted(part, part.shift, reference, call)
    if part.weekday is not None and part.weekday.week is not None:
        return in_week(part, part.weekday, part.weekday.week, reference, call)
    return latest(part, call, backwards(part, reference), Note.DAY_INFERRED)


def needed(part: Candidate, call: Call) -> datetime:
    """The reference, which this candidate cannot do without."""
    if call.reference is None:
        message = "without the moment the page was seen this is no date"
        raise UnreadableError(Reason.NEEDS_REFERENCE, message, part.first, part.last)
    return call.reference


def full(part: Candidate, day: Day, call: Call) -> Moment:
    """Read a date with its year."""
    notes: tuple[Note, ...] = ()
    year = day.year or 0
    if day.short:
        year, notes = century(year, call), (Note.CENTURY_INFERRED,)
    if day.month is None:
        return coarse(date(year, 1, 1), Precision.YEAR, call)
    if day.day is None:
        return coarse(date(year, day.month, 1), Precision.MONTH, call)
    value = calendar_date(day, year)
    agree(part, day, value)
    moment = at_time(part, value, call)
    moment.notes = notes + moment.notes
    return moment


def century(year: int, call: Call) -> int:
    """The year of two digits: the latest that is at most one year after the reference."""
    if call.reference is None:
        return year + (1900 if year >= PIVOT else 2000)
    latest_year = call.reference.year + 1
    return latest_year - (latest_year - year) % CENTURY


def calendar_date(day: Day, year: int) -> date:
    """The day of the calendar, if that year has it."""
    try:
        return date(year, day.month or 1, day.day or 1)
    except ValueError:
        message = f"the year {year} has no such day"
        fault = UnreadableError(Reason.IMPOSSIBLE_DATE, message, day.first, day.last)
        raise fault from None


def agree(part: Candidate, day: Day, value: date) -> None:
    """Refuse a date that is not on the weekday beside it."""
    if part.weekday is None:
        return
    same_day(part, part.weekday, value)
    until = day.until
    if part.second is not None and until is not None and until.day is not None:
        last = calendar_date(until, value.year if until.year is None or until.short else until.year)
        same_day(part, part.second, last)


def same_day(part: Candidate, weekday: Weekday, value: date) -> None:
    """Refuse one weekday against one date."""
    if value.weekday() != weekday.number:
        shown = f"{value.day} {MONTH_NAMES[value.month - 1]} {value.year}"
        message = f"the {shown} is a {NAMES[value.weekday()]}, not a {NAMES[weekday.number]}"
        raise UnreadableError(Reason.WEEKDAY_CONFLICT, message, part.first, part.last)


def coarse(value: date, precision: Precision, call: Call) -> Moment:
    """The first moment of a day, month or year, in the zone of the call."""
    in_calendar(value)
    # Where midnight does not exist the day begins at its first moment, and nothing is
    # assumed by that: only a time that the text says can be a wrong one.
    start, _ = zones.instant(call.zone, value)
    return Moment(start, precision)


def in_calendar(value: date) -> None:
    """Refuse what was counted to a year that no newspaper carries."""
    if not days.FIRST_YEAR <= value.year <= days.LAST_YEAR:
        raise UnreadableError(Reason.OUT_OF_CALENDAR, f"this would be in the year {value.year}")


def at_time(part: Candidate, value: date, call: Call) -> Moment:
    """The moment of a day at the candidate's clock, if it has one."""
    if part.clock is None:
        return coarse(value, Precision.DAY, call)
    return clocked(part, part.clock, value, call)


def clocked(part: Candidate, clock: Clock, value: date, call: Call) -> Moment:
    """The moment that a clock shows on a day."""
    hour = hour_meant(part, clock)
    if hour == HOURS:
        hour, value = 0, value + timedelta(days=1)
    zone, source = zone_of(clock, call)
    minute, second = clock.minute or 0, clock.second or 0
    instant, notes = zones.instant(zone, value, hour, minute, second, clock.micro)
    if clock.pass_ is not None:
        instant, notes = marked(clock, instant), ()
    if zone is not call.zone:
        instant = instant.astimezone(call.zone)
    return Moment(instant, precision_of(clock), source, notes)


def hour_meant(part: Candidate, clock: Clock) -> int:
    """The hour of 24, by the part of the day if one is named."""
    hours = clock.part or (part.shift and part.shift.part) or (part.weekday and part.weekday.part)
    if not hours:
        return clock.hour
    hour = hour_in(clock.hour, hours)
    if hour is None:
        message = f"{clock.hour} o'clock is not in this part of the day"
        raise UnreadableError(Reason.IMPOSSIBLE_TIME, message, part.first, part.last)
    return hour


def zone_of(clock: Clock, call: Call) -> tuple[tzinfo, ZoneSource]:
    """The zone that the text names, else that of the call."""
    zone = clock.zone
    if zone is None or (zone.minutes is None and not zone.name):
        return call.zone, DEFAULT
    if zone.minutes is None:
        return zones.zone_named(zone.name), ZoneSource.MARK
    source = ZoneSource.OFFSET if zone.written else ZoneSource.MARK
    return zones.offset_of(zone.minutes), source


def marked(clock: Clock, instant: datetime) -> datetime:
    """The pass that A or B names, which only an hour that comes twice has."""
    if not zones.comes_twice(instant):
        message = "only the hour that comes twice in autumn has an A and a B"
        raise UnreadableError(Reason.NOT_AMBIGUOUS, message, clock.first, clock.last)
    return instant.replace(fold=clock.pass_ or 0)


def precision_of(clock: Clock) -> Precision:
    """The smallest unit that the clock shows."""
    if clock.second is not None:
        return SECOND
    return HOUR if clock.minute is None else MINUTE


def yearless(part: Candidate, day: Day, call: Call) -> Moment:
    """Read a date without its year: the latest such moment up to the reference."""
    reference = needed(part, call)
    if day.unsure and part.weekday is None:
        message = "the number may be a day or a year"
        raise UnreadableError(Reason.NO_DATE, message, day.first, day.last)
    moment = latest(part, call, years_back(day, reference), Note.YEAR_INFERRED)
    agree(part, day, moment.value.date())
    return moment


def years_back(day: Day, reference: datetime) -> Iterator[date]:
    """The day in the reference's year and in those before, where they have it."""
    for year in range(reference.year, reference.year - LEAP_GAP, -1):
        try:
            yield date(year, day.month or 1, day.day or 1)
        except ValueError:
            continue


def backwards(part: Candidate, reference: datetime) -> Iterator[date]:
    """The reference's day and those before it, or only those on the weekday."""
    days_ago = 0
    step = 1
    if part.weekday is not None:
        step = WEEK
        days_ago = (reference.weekday() - part.weekday.number) % WEEK
        days_ago = days_ago or WEEK * part.weekday.strictly_before
    # A clock in another zone may need the reference's tomorrow, or one day more.
    for count in range(-1 if step == 1 else 0, 3):
        yield reference.date() - timedelta(days=days_ago + step * count)


def latest(part: Candidate, call: Call, dates: Iterator[date], note: Note) -> Moment:
    """The first of *dates*, which go back in time, that is not after the reference."""
    reference = needed(part, call)
    for value in dates:
        moment = at_time(part, value, call)
        if moment.value.astimezone(UTC) <= reference.astimezone(UTC):
            moment.notes = (note, *moment.notes)
            return moment
    message = "no such moment lies shortly before the reference"
    raise UnreadableError(Reason.OUT_OF_CALENDAR, message, part.first, part.last)


def in_week(
    part: Candidate, weekday: Weekday, week: int, reference: datetime, call: Call
) -> Moment:
    """Read a weekday of a named week, which begins on Monday."""
    monday = reference.date() - timedelta(days=reference.weekday())
    return at_time(part, monday + timedelta(days=WEEK * week + weekday.number), call)


def ago(elapsed: Elapsed, reference: datetime, call: Call) -> Moment:
    """Count real seconds back, over clock changes too."""
    try:
        value = (reference.astimezone(UTC) - timedelta(seconds=elapsed.seconds)).astimezone(
            call.zone
        )
    except OverflowError:
        raise left_calendar(elapsed) from None
    in_calendar(value)
    return Moment(value, elapsed.precision)


def shifted(part: Candidate, shift: Shift, reference: datetime, call: Call) -> Moment:
    """Count days, months or years back on the calendar of the zone."""
    try:
        back = relativedelta(months=shift.months) if shift.months else timedelta(days=shift.days)
        value = reference.date() - back
    except (OverflowError, ValueError):
        raise left_calendar(shift) from None
    if shift.precision == Precision.YEAR:
        return coarse(value.replace(month=1, day=1), Precision.YEAR, call)
    if shift.precision == Precision.MONTH:
        return coarse(value.replace(day=1), Precision.MONTH, call)
    agree_shifted(part, value)
    return at_time(part, value, call)


def agree_shifted(part: Candidate, value: date) -> None:
    """Refuse "gestern, Montag" on a Sunday."""
    if part.weekday is not None:
        same_day(part, part.weekday, value)


def left_calendar(atom: Elapsed | Shift) -> UnreadableError:
    """Say that an amount is too large."""
    message = "this leaves the calendar"
    return UnreadableError(Reason.OUT_OF_CALENDAR, message, atom.first, atom.last)
