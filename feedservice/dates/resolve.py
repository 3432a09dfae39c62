"""From a candidate to the result."""

from datetime import date

from feedservice.dates.assembly import Candidate
from feedservice.dates.atoms import UPDATED, Rank
from feedservice.dates.counting import ago, backwards, in_week, latest, shifted, yearless
from feedservice.dates.days import Day
from feedservice.dates.moments import (
    Call,
    Moment,
    agree,
    at_time,
    calendar_date,
    coarse,
    in_calendar,
    needed,
)
from feedservice.dates.results import Note, Precision, PublicationDate, Role
from feedservice.dates.tokens import Line

PIVOT = 69
CENTURY = 100
ROLES = {
    Rank.PUBLISHED: Role.PUBLISHED,
    Rank.DATED: Role.PUBLISHED,
    Rank.UNLABELLED: Role.UNLABELLED,
    Rank.STAND: Role.UPDATED,
    Rank.UPDATED: Role.UPDATED,
    Rank.FOREIGN: Role.UNLABELLED,
}


def resolved(line: Line, part: Candidate, call: Call) -> PublicationDate:
    """Turn a candidate into a result.

    Raises:
        UnreadableError: It names no instant, or needs a reference that is not there.
    """
    refuse_faults(part)
    moment = moment_of(part, call)
    notes = moment.notes
    if part.rank is UPDATED:
        notes = (*notes, Note.ONLY_AN_UPDATE)
    return PublicationDate(
        moment.value,
        moment.precision,
        span=line.span(part.first, part.last),
        role=ROLES[part.rank],
        zone_source=moment.source,
        notes=notes,
    )


def refuse_faults(part: Candidate) -> None:
    """Raise what was found to be impossible while it was read."""
    if part.day is not None and part.day.fault is not None:
        raise part.day.fault
    if part.clock is not None and part.clock.fault is not None:
        raise part.clock.fault
    if part.shift is not None and part.shift.fault is not None:
        raise part.shift.fault


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
    return latest(part, call, backwards(part, reference), Note.DAY_INFERRED)[0]


def full(part: Candidate, day: Day, call: Call) -> Moment:
    """Read a date with its year."""
    year = century(day.year or 0, call) if day.short else day.year or 0
    if day.month is None:
        return coarse(date(year, 1, 1), Precision.YEAR, call)
    if day.day is None:
        return coarse(date(year, day.month, 1), Precision.MONTH, call)
    value = calendar_date(day, year)
    if part.weekday is not None:
        agree(part, part.weekday, day, value)
    moment = at_time(part, value, call)
    if day.short:
        moment.notes = (Note.CENTURY_INFERRED, *moment.notes)
    return moment


def century(year: int, call: Call) -> int:
    """The year of two digits: the latest that is at most one year after the reference."""
    if call.reference is None:
        return year + (1900 if year >= PIVOT else 2000)
    in_calendar(call.reference)
    latest_year = call.reference.year + 1
    return latest_year - (latest_year - year) % CENTURY
