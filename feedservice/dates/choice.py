"""Which of a line's candidates is its date, or why none is."""

from feedservice.dates import words
from feedservice.dates.assembly import Candidate
from feedservice.dates.atoms import FOREIGN, PUBLISHED, UNLABELLED
from feedservice.dates.bylines import is_byline
from feedservice.dates.clockface import Clock
from feedservice.dates.days import FIRST_YEAR, LAST_YEAR, LONG, Day
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.tokens import NUMBER, Line

MOST_DATES = 20
FOREIGN_MESSAGE = "this says when something else was, is or ends"


def chosen(line: Line, found: list[Candidate], *, has_reference: bool) -> Candidate:
    """The one publication date.

    Raises:
        UnreadableError: There is none, or more than one.
    """
    if len(found) == 1 and found[0].complete and found[0].rank < FOREIGN:
        return found[0]
    usable = believable(line, found, has_reference=has_reference)
    best = min(part.rank for part in usable)
    if best == FOREIGN:
        part = usable[0]
        raise UnreadableError(Reason.FOREIGN_DATE, FOREIGN_MESSAGE, part.first, part.last)
    return only([part for part in usable if part.rank == best])


def meant(line: Line, found: list[Candidate], *, has_reference: bool) -> list[Candidate]:
    """All that are dates of the article: complete ones, and the others that have a label.

    Raises:
        UnreadableError: There is none.
    """
    main = None
    if not any(part.complete for part in found):
        main = chosen(line, found, has_reference=has_reference)
        found = found if main in found else [main]
    kept = [part for part in found if part is main or is_labelled_or_complete(part)]
    if not kept:
        raise UnreadableError(Reason.FOREIGN_DATE, FOREIGN_MESSAGE)
    if len(kept) > MOST_DATES:
        message = f"a byline has no more than {MOST_DATES} dates"
        raise UnreadableError(Reason.SEVERAL_DATES, message, kept[0].first, kept[-1].last)
    return kept


def is_labelled_or_complete(part: Candidate) -> bool:
    """Whether a candidate is a date of the article by itself."""
    if part.rank == FOREIGN:
        return False
    return part.complete or (part.dated and part.rank != UNLABELLED)


def believable(line: Line, found: list[Candidate], *, has_reference: bool) -> list[Candidate]:
    """The candidates that are meant as dates: complete ones, else bylines of the rest."""
    complete = [part for part in found if part.complete]
    if not complete:
        return [incomplete(line, found)]
    others = [
        part
        for part in found
        if not part.complete and part.rank == PUBLISHED and has_reference and part.dated
    ]
    return complete + others + [part for part in found if names_day(part)]


def names_day(part: Candidate) -> bool:
    """Whether it is a date like "1. Mai", which beside a complete one is a second date."""
    day = part.day
    if day is None or part.complete or day.day is None or part.rank != UNLABELLED:
        return False
    return day.named


def incomplete(line: Line, found: list[Candidate]) -> Candidate:
    """The only candidate of a line on which no date is complete."""
    placeholder = first_placeholder(line)
    if not found and placeholder < 0:
        found = lone_year(line)
    if not found or placeholder >= 0:
        raise no_date(line, placeholder)
    part = found[0] if len(found) == 1 else best_incomplete(found)
    weekly = (part.second is not None and part.day is None) or line.texts[part.last] == "bis"
    if weekly or not is_byline(line, part):
        message = "these words stand in a text that is no byline"
        raise UnreadableError(Reason.NO_DATE, message, part.first, part.last)
    return part


def best_incomplete(found: list[Candidate]) -> Candidate:
    """Of several, the one whose label says most; a time without one gives way to a day."""
    if any(part.dated for part in found):
        found = [part for part in found if part.dated or part.rank != UNLABELLED]
    best = min(part.rank for part in found)
    return only([part for part in found if part.rank == best])


def only(parts: list[Candidate]) -> Candidate:
    """The one of several that say the same."""
    first = parts[0]
    for part in parts[1:]:
        if not same(first, part):
            message = "no label says which of these dates is the publication"
            raise UnreadableError(Reason.SEVERAL_DATES, message, first.first, part.last)
        first = fuller(first, part)
    return first


def fuller(one: Candidate, other: Candidate) -> Candidate:
    """Of two that say the same, the one that says more, with the longer year of both."""
    kept, left = (other, one) if other.clock and not one.clock else (one, other)
    if kept.day and left.day and kept.day.short and not left.day.short:
        kept.day.year, kept.day.short = left.day.year, False
    return kept


def same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are one date, printed twice."""
    if not (one.day and other.day):
        return False
    if one.day.fault or other.day.fault or one.day.until or other.day.until:
        return False
    clocks = one.clock is None or other.clock is None or times(one.clock) == times(other.clock)
    return clocks and figures(one.day, other.day) == figures(other.day, one.day)


def times(clock: Clock) -> tuple[object, ...]:
    """The clock's figures and zone, to compare."""
    zone = clock.zone and (clock.zone.minutes, clock.zone.name)
    return clock.hour, clock.minute, clock.second, clock.part, zone


def figures(day: Day, other: Day) -> tuple[int, int | None, int | None]:
    """The day's figures, to compare with another's, which may be written shorter."""
    if day.year is None or other.year is None:
        return 0, day.month, day.day
    return day.year % (100 if day.short or other.short else 10_000), day.month, day.day


def first_placeholder(line: Line) -> int:
    """Where a template was not filled in, or -1."""
    if words.PLACEHOLDERS.isdisjoint(line.texts):
        return -1
    for at in range(line.size):
        if line.texts[at] in words.PLACEHOLDERS and is_placeholder(line, at):
            return at
    return -1


def is_placeholder(line: Line, at: int) -> bool:
    """Whether the word is a template's and not a unit or an initial."""
    return len(line.texts[at]) > 1 and not (at and line.kinds[at - 1] == NUMBER)


def no_date(line: Line, placeholder: int) -> UnreadableError:
    """Say that nothing on the line is a date."""
    if not line.size:
        return UnreadableError(Reason.EMPTY, "there is no text")
    if placeholder >= 0:
        message = "the template was not filled in"
        return UnreadableError(Reason.PLACEHOLDER, message, placeholder, placeholder + 1)
    return UnreadableError(Reason.NO_DATE, "nothing here is a date")


def lone_year(line: Line) -> list[Candidate]:
    """Read a year that stands alone or behind a label."""
    numbers = [at for at in range(line.size) if line.kinds[at] == NUMBER]
    rest = [at for at in range(line.size) if line.kinds[at] != NUMBER]
    if len(numbers) != 1 or len(line.texts[numbers[0]]) != LONG:
        return []
    allowed = words.ARTICLES | words.YEAR_LINKS | {"(", ")", ".", ":", ","}
    if any(line.texts[at] not in allowed for at in rest):
        return []
    at = numbers[0]
    year = int(line.texts[at])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return []
    found = Candidate(at, at + 1)
    found.day = Day(at, at + 1, year)
    return [found]
