"""Dates that the text does not give in full, counted from the reference.

What has no year, no date or only a weekday means the latest such moment that is not
after the reference. Hours ago are real time; days, months and years are the calendar's.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from feedservice.dates.assembly import Candidate
from feedservice.dates.days import FEWEST_DAYS, FIRST_YEAR, Day
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.moments import (
    Call,
    Moment,
    agree,
    at_time,
    coarse,
    in_calendar,
    needed,
    same_day,
)
from feedservice.dates.relative import Elapsed, Shift
from feedservice.dates.results import Note, Precision
from feedservice.dates.weekdays import Weekday

WEEK = 7
# Python 3.11 takes a tenth of a microsecond to look up a member of an enum.
YEAR, MONTH, YEAR_INFERRED = Precision.YEAR, Precision.MONTH, Note.YEAR_INFERRED


def yearless(part: Candidate, day: Day, call: Call) -> Moment:
    """Read a date without its year: the latest such moment up to the reference."""
    reference = needed(part, call)
    if day.unsure and part.weekday is None:
        message = "the number may be a day or a year"
        raise UnreadableError(Reason.NO_DATE, message, day.first, day.last)
    moment, value = latest(part, call, years_back(day, reference), YEAR_INFERRED)
    if part.weekday is not None:
        agree(part, part.weekday, day, value)
    return moment


def years_back(day: Day, reference: datetime) -> Iterator[date]:
    """The day in the reference's year and in those before, where they have it."""
    month, number = day.month or 1, day.day or 1
    for year in range(reference.year, FIRST_YEAR - 1, -1):
        if number <= FEWEST_DAYS or number <= monthrange(year, month)[1]:
            yield date(year, month, number)


def backwards(part: Candidate, reference: datetime) -> Iterator[date]:
    """The reference's day and those before it, or only those on the weekday."""
    # A clock in another zone may show the reference's tomorrow.
    days_ago, step = (-1 if part.clock and part.clock.zone else 0), 1
    if part.weekday is not None:
        days_ago, step = (reference.weekday() - part.weekday.number) % WEEK, WEEK
        days_ago = days_ago or WEEK * part.weekday.strictly_before
    day = reference.date() - timedelta(days=days_ago)
    while True:
        yield day
        day -= timedelta(days=step)


def latest(part: Candidate, call: Call, dates: Iterable[date], note: Note) -> tuple[Moment, date]:
    """The first of *dates*, which go back in time, that is not after the reference."""
    # In UTC, because two datetimes of one zone compare by their walls.
    reference = needed(part, call).astimezone(UTC)
    for value in dates:
        in_calendar(value)
        moment = at_time(part, value, call)
        if moment.value <= reference:
            moment.notes = (note, *moment.notes)
            return moment, value
    message = "the last such moment was before all newspapers"
    raise UnreadableError(Reason.OUT_OF_CALENDAR, message, part.first, part.last)


def in_week(
    part: Candidate, weekday: Weekday, week: int, reference: datetime, call: Call
) -> Moment:
    """Read a weekday of a named week, which begins on Monday."""
    days = reference.weekday() - WEEK * week - weekday.number
    try:
        value = reference.date() - timedelta(days=days)
    except OverflowError:
        raise left_calendar(weekday) from None
    in_calendar(value)
    return at_time(part, value, call)


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
    in_calendar(value)
    if shift.precision is YEAR:
        return coarse(value.replace(month=1, day=1), YEAR, call)
    if shift.precision is MONTH:
        return coarse(value.replace(day=1), MONTH, call)
    agree_shifted(part, value)
    return at_time(part, value, call)


def agree_shifted(part: Candidate, value: date) -> None:
    """Refuse "gestern, Montag" on a Sunday."""
    if part.weekday is not None:
        same_day(part, part.weekday, value)


def left_calendar(atom: Elapsed | Shift | Weekday) -> UnreadableError:
    """Say that an amount is too large."""
    message = "this leaves the calendar"
    return UnreadableError(Reason.OUT_OF_CALENDAR, message, atom.first, atom.last)
