"""Dates that start with a number, and two of them joined to a span.

Every function takes a line and the token at which to look, and returns what it found, or
None. Day comes before month, always; the year comes first only with four digits. Of a
span the first day counts.
"""

from feedservice.dates import words
from feedservice.dates.days import COMPACT, LONG, MONTHS_A_YEAR, SHORT, Day, checked, is_numbered
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.figures import compact, numeric, year_first
from feedservice.dates.monthnames import named
from feedservice.dates.tokens import NUMBER, Line


def day_at(line: Line, at: int) -> Day | None:
    """Read the date that starts with the number at *at*."""
    width = len(line.texts[at])
    if is_numbered(line, at):
        return None
    if width <= SHORT:
        return day_first(line, at)
    if width == LONG:
        return year_first(line, at)
    if width == COMPACT:
        return compact(line, at)
    return None


def day_first(line: Line, at: int, spans: int = 2) -> Day | None:
    """Read ``6.6.2021``, ``6. Juni 2021``, ``6/7/2021``, ``5./6. Juni 2021``.

    Args:
        line: The line.
        at: Where to look.
        spans: How many further days may be joined on, so that no list is read to its end.
    """
    texts = line.texts
    after = at + 1
    if texts[after] == "." or (texts[after] in words.ORDINAL_SUFFIXES and (not line.gaps[after])):
        after += 1
    if texts[after] in words.MONTHS or (
        texts[after] in {"-", "/"} and texts[after + 1] in words.MONTHS
    ):
        found: Day | None = named(line, at, after)
    elif texts[after] in words.ROMAN_MONTHS and texts[after - 1] == ".":
        found = named(line, at, after)
        found = found if found.year is not None else None
    else:
        found = numeric(line, at)
    if spans == 0 or (found is not None and found.year is not None):
        return found
    if found is None:
        return short_span(line, at, after, spans)
    return with_span(line, found, spans)


def short_span(line: Line, at: int, after: int, spans: int) -> Day | None:
    """Read ``5./6. Juni 2021`` and ``13. bis 15. Juli``: a day that borrows its month."""
    dotted_list = line.texts[after] == "," and line.texts[after - 1] == "."
    if not is_joiner(line, after) and not dotted_list:
        return None
    after = past_weekday(line, after + 1)
    if line.kinds[after] != NUMBER or len(line.texts[after]) > SHORT:
        return None
    second = day_first(line, after, spans - 1)
    if second is None or second.day is None:
        return None
    first = Day(at, second.last, second.year, second.month, int(line.texts[at]))
    first.short, first.named = second.short, second.named
    return spanned(first, second)


def with_span(line: Line, first: Day, spans: int) -> Day:
    """Read on in ``30. Juni/1. Juli 2021``, where the first day borrows the year."""
    after = first.last
    if first.fault or not is_joiner(line, after):
        return first
    after = past_weekday(line, after + 1)
    if line.kinds[after] != NUMBER or len(line.texts[after]) > SHORT:
        return first
    second = day_first(line, after, spans - 1)
    if second is None or second.month is None or second.until or first.month is None:
        return first
    first.year, first.short, first.last = second.year, second.short, second.last
    if first.year is not None and (first.month, second.month) == (MONTHS_A_YEAR, 1):
        first.year -= 1
    return spanned(first, second)


def past_weekday(line: Line, at: int) -> int:
    """The token after a day of the week, or *at* if there is none."""
    if line.texts[at] not in words.WEEKDAYS:
        return at
    return at + (2 if line.texts[at + 1] in {".", ","} else 1)


def is_joiner(line: Line, at: int) -> bool:
    """Whether the token makes a span of what stands on its two sides."""
    return line.texts[at] in {"/", "-", "+", "&"} or line.texts[at] in words.SPAN_WORDS


def spanned(first: Day, second: Day) -> Day:
    """Join two days, of which the first must be the earlier."""
    first.until = second
    first.fault = second.fault
    checked(first)
    turn = (first.month, second.month) == (MONTHS_A_YEAR, 1)
    order = (first.month or 0, first.day or 0) < (second.month or 0, second.day or 0)
    if not (first.fault or turn or order):
        message = "the span ends before it begins"
        first.fault = UnreadableError(Reason.IMPOSSIBLE_DATE, message, first.first, first.last)
    return first
