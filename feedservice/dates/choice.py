"""Which of a line's candidates is its date, or why none is."""

from feedservice.dates import days, words
from feedservice.dates.days import Day
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.grammar import Candidate, Rank
from feedservice.dates.tokens import NUMBER, WORD, Line


def chosen(line: Line, found: list[Candidate], *, has_reference: bool) -> Candidate:
    """The one publication date.

    Raises:
        UnreadableError: There is none, or more than one.
    """
    if len(found) == 1 and found[0].complete and found[0].rank < Rank.FOREIGN:
        return found[0]
    usable = believable(line, found, has_reference=has_reference)
    best = min(part.rank for part in usable)
    if best == Rank.FOREIGN:
        part = usable[0]
        message = "this says when something else was, is or ends"
        raise UnreadableError(Reason.FOREIGN_DATE, message, part.first, part.last)
    return only(line, [part for part in usable if part.rank == best])


def believable(line: Line, found: list[Candidate], *, has_reference: bool) -> list[Candidate]:
    """The candidates that are meant as dates: complete ones, else bylines of the rest."""
    complete = [part for part in found if part.complete]
    if not complete:
        return [incomplete(line, found)]
    others = [
        part
        for part in found
        if not part.complete and part.rank == Rank.PUBLISHED and has_reference and part.dated
    ]
    return complete + others + [part for part in found if names_day(part)]


def names_day(part: Candidate) -> bool:
    """Whether it is a date like "1. Mai", which beside a complete one is a second date."""
    day = part.day
    if day is None or part.complete or day.day is None or part.rank != Rank.UNLABELLED:
        return False
    return day.named


def incomplete(line: Line, found: list[Candidate]) -> Candidate:
    """The only candidate of a line on which no date is complete."""
    placeholder = first_placeholder(line)
    if not found and placeholder < 0:
        found = lone_year(line)
    if not found or placeholder >= 0:
        raise no_date(line, placeholder)
    usable = [part for part in found if part.dated or part.clock]
    if any(part.dated for part in usable):
        usable = [part for part in usable if part.dated or part.rank != Rank.UNLABELLED]
    best = min(part.rank for part in usable)
    part = only(line, [part for part in usable if part.rank == best])
    weekly = part.second is not None or line.texts[part.last] == "bis"
    if weekly or not is_byline(line, part):
        message = "these words stand in a text that is no byline"
        raise UnreadableError(Reason.NO_DATE, message, part.first, part.last)
    return part


def only(line: Line, parts: list[Candidate]) -> Candidate:
    """The one of several that say the same."""
    first = parts[0]
    for part in parts[1:]:
        if not same(first, part):
            message = "no label says which of these dates is the publication"
            raise UnreadableError(Reason.SEVERAL_DATES, message, first.first, part.last)
        first = part if part.clock and not first.clock else first
    return first


def same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are one date, printed twice."""
    if not (one.day and other.day):
        return False
    if one.day.fault or other.day.fault or one.day.until or other.day.until:
        return False
    clocks = one.clock is None or other.clock is None or times(one) == times(other)
    return clocks and figures(one.day, other.day) == figures(other.day, one.day)


def times(part: Candidate) -> tuple[object, ...]:
    """The clock's figures and zone, to compare."""
    clock = part.clock
    if clock is None:
        return ()
    zone = clock.zone and (clock.zone.minutes, clock.zone.name)
    return clock.hour, clock.minute, clock.second, clock.part, zone


def figures(day: Day, other: Day) -> tuple[int, int | None, int | None]:
    """The day's figures, to compare with another's, which may be written shorter."""
    year = day.year if other.year is not None else None
    return (year or 0) % 100, day.month, day.day


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
    if len(numbers) != 1 or len(line.texts[numbers[0]]) != days.LONG:
        return []
    allowed = words.ARTICLES | words.YEAR_LINKS | {"(", ")", ".", ":", ","}
    if any(line.texts[at] not in allowed for at in rest):
        return []
    at = numbers[0]
    year = int(line.texts[at])
    if not days.FIRST_YEAR <= year <= days.LAST_YEAR:
        return []
    return [Candidate(at, at + 1, day=Day(at, at + 1, year))]


def is_byline(line: Line, part: Candidate) -> bool:
    """Whether the words around an incomplete date are a byline's and no sentence's."""
    outside = [*range(part.first), *range(part.last, line.size)]
    if any(is_prose(line, at) for at in outside):
        return False
    firm = part.clock is not None and part.clock.certain
    left = stands_apart(line, part.first - 1, -1)
    if part.weekday and part.weekday.first == part.first and part.clock and not left:
        return False
    if firm:
        return True
    if lacks_news(line, part) or (not part.dated and any_number(line, outside)):
        return False
    return left and stands_apart(line, part.last, 1)


def lacks_news(line: Line, part: Candidate) -> bool:
    """Whether "seit" says how long something lasts, with no "online" before it."""
    if part.first == 0 or line.texts[part.first - 1] != "seit":
        return False
    before = line.texts[part.first - 2] if part.first > 1 else ""
    return before not in {"online", "live"} and before not in words.LABELS


def any_number(line: Line, outside: list[int]) -> bool:
    """Whether a number that counts nothing stands beside a bare time, as in scores."""
    return any(
        line.kinds[at] == NUMBER and line.texts[at + 1] not in words.MEASURES for at in outside
    )


def is_prose(line: Line, at: int) -> bool:
    """Whether the token shows that somebody is telling something."""
    if line.kinds[at] == WORD:
        return line.texts[at] not in words.KNOWN and line.raws[at].islower()
    return line.texts[at] in {"?", "!", '"', "%", "&"}


def stands_apart(line: Line, at: int, step: int) -> bool:
    """Whether the next thing beside the date is an end, a sign, or a byline's own word."""
    while 0 <= at < line.size and line.texts[at] in words.SMALL_LINKS:
        at += step
    if not 0 <= at < line.size:
        return True
    if line.kinds[at] == NUMBER:
        return step > 0 and line.texts[at + 1] in words.MEASURES
    if line.kinds[at] == WORD:
        return line.texts[at] in words.SMALL
    if line.texts[at] == "-" and not line.gaps[at] and not line.gaps[at + 1]:
        return False
    if line.texts[at] == ":":
        return step < 0 and (at == 0 or line.texts[at - 1] in words.SMALL)
    return True
