"""Dates in figures: day first, or by ISO 8601 year first with four digits.

Every function takes a line and the token at which to look, and returns what it found, or
None.
"""

from datetime import date

from feedservice.dates import words
from feedservice.dates.days import LONG, SHORT, Day, chained, checked, clock_follows, year_fault
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.tokens import NUMBER, Line


def numeric(line: Line, at: int) -> Day | None:
    """Read ``6.6.2021``, ``06/06/21``, ``6-6-2021``, and without a year ``6.6.``."""
    texts, kinds, gaps = line.texts, line.kinds, line.gaps
    sign = texts[at + 1]
    if sign not in {".", "/", "-"} or kinds[at + 2] != NUMBER or len(line.texts[at + 2]) > SHORT:
        return None
    if sign != "." and (gaps[at + 1] or gaps[at + 2]):
        return None
    found = Day(at, at + 3, None, int(texts[at + 2]), int(texts[at]))
    if texts[at + 3] != sign or (sign != "." and gaps[at + 3]):
        return yearless_figures(line, found) if sign == "." else None
    year_at = at + 4 + (texts[at + 4] == "'")
    if kinds[year_at] != NUMBER or (sign != "." and gaps[year_at]):
        found.last = at + 4
        return checked(found) if sign == "." else None
    return figures_with_year(line, found, year_at)


def figures_with_year(line: Line, found: Day, at: int) -> Day | None:
    """Read the third number of a numeric date: its year, or the hour after it."""
    width = len(line.texts[at])
    if width <= SHORT and clock_follows(line, at) and (line.gaps[at] or line.texts[at + 1] != "-"):
        found.last = at
        return checked(found) if line.gaps[at] else None
    if chained(line, at + 1, ".") or is_amount(line, at):
        return None
    found.last = at + 1
    found.short = width == SHORT
    if width in {SHORT, LONG}:
        found.year = int(line.texts[at])
    elif printed_twice(line, found, at):
        found.year, found.last = int(line.texts[at][:LONG]), at + 4
    else:
        found.fault = year_fault(line, at, found.first, found.last)
    return checked(found)


def is_amount(line: Line, at: int) -> bool:
    """Whether it is a price, or goes on as a file number does: ``6/7/21-3``."""
    if line.texts[at + 1] in words.CURRENCIES and len(line.texts[at]) <= SHORT:
        return True
    filed = chained(line, at + 1) and line.texts[at + 3] != "."
    return filed and not clock_follows(line, at + 2)


def printed_twice(line: Line, found: Day, at: int) -> bool:
    """Whether the year runs into the same date in words: ``06.06.20216. Juni 2021``."""
    year, day = line.texts[at][:LONG], line.texts[at][LONG:]
    if not day or line.texts[at + 1] != "." or int(day) != found.day:
        return False
    return words.MONTHS.get(line.texts[at + 2]) == found.month and line.texts[at + 3] == year


def yearless_figures(line: Line, found: Day) -> Day | None:
    """Take ``10.10`` without a last dot for a day only after "am", and before no Uhr."""
    before = line.texts[found.first - 1] if found.first else ""
    after = line.texts[found.last]
    if before not in words.ARTICLES or after in words.OCLOCK or after in words.MEASURES:
        return None
    return checked(found)


def year_first(line: Line, at: int) -> Day | None:
    """Read ``2021-06-06``, ``2021/06/06``, ``2021.6.6``, ``2021-W22-7`` and ``2021-06``."""
    texts, kinds = line.texts, line.kinds
    sign = texts[at + 1]
    if sign not in {"-", "/", "."} or line.gaps[at + 1] or line.gaps[at + 2]:
        return iso_week(line, at, at + 1)
    if kinds[at + 2] != NUMBER or len(line.texts[at + 2]) > SHORT:
        return iso_week(line, at, at + 2) if sign == "-" else None
    found = Day(at, at + 3, int(texts[at]), int(texts[at + 2]))
    if texts[at + 3] == sign and kinds[at + 4] == NUMBER and not line.gaps[at + 4]:
        if len(line.texts[at + 4]) > SHORT or chained(line, at + 5):
            return None
        found.day, found.last = int(texts[at + 4]), at + 5
        return checked(found)
    whole_month = sign == "-" and len(line.texts[at + 2]) == SHORT and not chained(line, at + 3)
    return checked(found) if whole_month else None


def iso_week(line: Line, at: int, week_at: int) -> Day | None:
    """Read ``2021-W22-7`` and ``2021W227``, an ISO 8601 date by week and weekday."""
    if line.texts[week_at] != "w" or line.gaps[week_at] or line.gaps[week_at + 1]:
        return None
    figures, last = line.texts[week_at + 1], week_at + 2
    if line.texts[last] == "-" and not line.gaps[last + 1]:
        figures, last = figures + line.texts[last + 1], last + 2
    if len(figures) != len("227") or not figures.isdecimal():
        return None
    try:
        value = date.fromisocalendar(int(line.texts[at]), int(figures[:2]), int(figures[2]))
    except ValueError:
        message = "the year has no such week or the week no such day"
        found = Day(at, last)
        found.fault = UnreadableError(Reason.IMPOSSIBLE_DATE, message, at, last)
        return found
    return checked(Day(at, last, value.year, value.month, value.day))


def compact(line: Line, at: int) -> Day | None:
    """Read ``20210606``; eight digits that are no day are no date either."""
    figures = line.texts[at]
    found = Day(at, at + 1, int(figures[:4]), int(figures[4:6]), int(figures[6:]))
    checked(found)
    attached = (not line.gaps[at + 1]) and line.texts[at + 1] not in words.PUNCTUATION | {"t"}
    return None if attached or found.fault or chained(line, at + 1) else found
