"""Dates with a month's name, by every form in the tables, English and Roman ones included.

Every function takes a line and the token at which to look, and returns what it found, or
None.
"""

from feedservice.dates import words
from feedservice.dates.days import (
    LONG,
    MOST_DAYS,
    SHORT,
    Day,
    chained,
    checked,
    clock_follows,
    counts,
    year_fault,
)
from feedservice.dates.tokens import NUMBER, WORD, Line


def named(line: Line, at: int, month_at: int) -> Day:
    """Read the day at *at* with the month, by name or Roman, at or after *month_at*."""
    texts = line.texts
    if texts[month_at] in {"-", "/"}:
        month_at += 1
    month = words.MONTHS.get(texts[month_at]) or words.ROMAN_MONTHS[texts[month_at]]
    found = Day(at, month_at + 1, None, month, int(texts[at]))
    found.named = True
    return checked(with_year(line, found))


def with_year(line: Line, found: Day) -> Day:
    """Add the year that follows the month, if one does."""
    texts = line.texts
    at = found.last
    if texts[at] == ".":
        at += 1
        found.last = at
    while texts[at] in words.YEAR_LINKS:
        at += 1
    comma = texts[at] == ","
    at += comma or texts[at] == "'" or (texts[at] in {"-", "/"} and not line.gaps[at])
    if line.kinds[at] != NUMBER or (comma and len(line.texts[at]) < LONG):
        return found
    return take_year(line, found, at)


def take_year(line: Line, found: Day, at: int) -> Day:
    """Take the number at *at* for the year, unless it is the hour or counts something."""
    width = len(line.texts[at])
    if width == LONG:
        found.year, found.last = int(line.texts[at]), at + 1
    elif width == SHORT and next_day_follows(line, at):
        return found
    elif width == SHORT and not clock_follows(line, at) and not counts(line, at):
        found.year, found.last, found.short = int(line.texts[at]), at + 1, True
    elif width > SHORT and not counts(line, at):
        found.last = at + 1
        found.fault = year_fault(line, at, at, at + 1)
    return found


def next_day_follows(line: Line, at: int) -> bool:
    """Whether the number is the day of another date: ``12. Mai 14. Juni``."""
    if line.texts[at + 1] != ".":
        return False
    return line.texts[at + 2] in words.MONTHS or line.kinds[at + 2] == NUMBER


def month_at(line: Line, at: int) -> Day | None:
    """Read what starts with a month's name: ``Juni 2021``, ``June 6, 2021``, ``Aug 8``."""
    texts = line.texts
    found = Day(at, at + 1, None, words.MONTHS[texts[at]])
    if texts[at + 1] in {"/", "-"} and texts[at + 2] in words.MONTHS:
        found.last = at + 3
    after = found.last + (texts[found.last] == ".")
    apostrophe = texts[after] == "'"
    after += apostrophe
    if line.kinds[after] != NUMBER or follows_number(line, at):
        return None
    width = len(line.texts[after])
    if width == LONG and not chained(line, after + 1):
        found.year, found.last = int(texts[after]), after + 1
        return checked(found)
    if width > SHORT or clock_follows(line, after):
        return None
    if int(texts[after]) > MOST_DAYS and not apostrophe:
        return None
    if apostrophe:
        found.year, found.short, found.last = int(texts[after]), True, after + 1
        return found if width == SHORT and not counts(line, after) else None
    return month_then_day(line, found, after)


def follows_number(line: Line, at: int) -> bool:
    """Whether what stands before the month is meant as its day, though it is none."""
    if at == 0:
        return False
    if line.texts[at - 1] == ".":
        return at == 1 or line.kinds[at - 2] != WORD
    return line.kinds[at - 1] == NUMBER


def month_then_day(line: Line, found: Day, at: int) -> Day | None:
    """Read on in ``June 6, 2021``; "Mai 6. Juni" is somebody's name before a date."""
    texts = line.texts
    after = at + 1
    if texts[after] in words.ORDINAL_SUFFIXES and (not line.gaps[after]):
        after += 1
    dotted = texts[after] == "."
    following = after + dotted
    if texts[following] in words.MONTHS or (dotted and line.kinds[following] == NUMBER):
        return None
    if dotted and texts[following] in words.ROMAN_MONTHS:
        return None
    found.day, found.last = int(texts[at]), following
    after = following + (texts[following] == ",")
    if line.kinds[after] == NUMBER and len(line.texts[after]) == LONG:
        found.year, found.last = int(texts[after]), after + 1
    elif (counts(line, at) and not dotted) or chained(line, following):
        return None
    found.unsure = found.year is None and len(line.texts[at]) == SHORT
    return checked(found)


def ordinal_at(line: Line, at: int) -> Day | None:
    """Read ``sechster Juni 2021``."""
    month = words.MONTHS.get(line.texts[at + 1])
    if month is None:
        return None
    found = Day(at, at + 2, None, month, words.ORDINALS[line.texts[at]])
    return checked(with_year(line, found))
