"""From a day and a clock to an instant: what a wall shows, in a zone, and what was assumed."""

from datetime import date, datetime, timedelta, tzinfo

from feedservice.dates import zones
from feedservice.dates.assembly import Candidate
from feedservice.dates.clock import hour_in
from feedservice.dates.clockface import Clock
from feedservice.dates.days import FIRST_YEAR, LAST_YEAR, Day
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.results import Note, Precision, ZoneSource
from feedservice.dates.weekdays import Weekday
from feedservice.dates.words import DAY_PARTS

HOURS = 24
NIGHT = DAY_PARTS["nacht"]
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Python 3.11 takes a tenth of a microsecond to look up a member of an enum.
DEFAULT = ZoneSource.DEFAULT
SECOND, MINUTE, HOUR = Precision.SECOND, Precision.MINUTE, Precision.HOUR
DAY = Precision.DAY


class Call:
    """What a call gives besides the text.

    Attributes:
        zone: The zone of the call.
        reference: The moment the page was seen, in *zone*, or None.
    """

    __slots__ = ("reference", "zone")

    def __init__(self, zone: tzinfo, reference: datetime | None) -> None:
        """Take both."""
        self.zone = zone
        self.reference = reference


class Moment:
    """An instant on its way to a result."""

    __slots__ = ("notes", "precision", "source", "value")

    def __init__(
        self,
        value: datetime,
        precision: Precision,
        source: ZoneSource = DEFAULT,
        notes: tuple[Note, ...] = (),
    ) -> None:
        """Take what is known; notes are added on the way."""
        self.value = value
        self.precision = precision
        self.source = source
        self.notes = notes


def needed(part: Candidate, call: Call) -> datetime:
    """The reference, which this candidate cannot do without."""
    if call.reference is None:
        message = "without the moment the page was seen this is no date"
        raise UnreadableError(Reason.NEEDS_REFERENCE, message, part.first, part.last)
    in_calendar(call.reference)
    return call.reference


def calendar_date(day: Day, year: int) -> date:
    """The day of the calendar, if that year has it."""
    try:
        return date(year, day.month or 1, day.day or 1)
    except ValueError:
        message = f"the year {year} has no such day"
        fault = UnreadableError(Reason.IMPOSSIBLE_DATE, message, day.first, day.last)
        raise fault from None


def agree(part: Candidate, weekday: Weekday, day: Day, value: date) -> None:
    """Refuse a date that is not on the weekday beside it."""
    same_day(part, weekday, value)
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
    # Where midnight does not exist the day begins at its first moment, and nothing is
    # assumed by that: only a time that the text says can be a wrong one.
    start, _ = zones.instant(call.zone, value)
    return Moment(start, precision)


def in_calendar(value: date) -> None:
    """Refuse what was counted to a year that no newspaper carries."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise UnreadableError(Reason.OUT_OF_CALENDAR, f"this would be in the year {value.year}")


def at_time(part: Candidate, value: date, call: Call) -> Moment:
    """The moment of a day at the candidate's clock, if it has one."""
    if part.clock is None:
        return coarse(value, DAY, call)
    return clocked(part, part.clock, value, call)


def clocked(part: Candidate, clock: Clock, value: date, call: Call) -> Moment:
    """The moment that a clock shows on a day."""
    hour = hour_meant(part, clock) if clock.part or part.shift or part.weekday else clock.hour
    if hour == HOURS:
        hour, value = 0, value + timedelta(days=1)
    zone, source = zone_of(clock, call)
    time = (hour, clock.minute or 0, clock.second or 0, clock.micro)
    instant, notes = zones.instant(zone, value, time)
    if clock.pass_ is not None:
        instant, notes = marked(clock, instant), ()
    if zone is not call.zone:
        instant = instant.astimezone(call.zone)
    return Moment(instant, precision_of(clock), source, notes)


def hour_meant(part: Candidate, clock: Clock) -> int:
    """The hour of 24, by the part of the day if one is named."""
    before = (part.shift and part.shift.part) or (part.weekday and part.weekday.part)
    hours = clock.part or before
    if not hours:
        return clock.hour
    hour = hour_in(clock.hour, hours)
    if before == NIGHT:
        message = "nobody knows which of two nights this is"
        raise UnreadableError(Reason.VAGUE_TIME, message, part.first, part.last)
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
