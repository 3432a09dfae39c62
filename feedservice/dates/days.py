"""Calendar dates as they are printed: figures, names of months, ordinals, ISO 8601.

Every function takes a line and the token at which to look, and returns what it found, or
None. Day comes before month, always; the year comes first only with four digits.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from feedservice.dates import words
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.tokens import NUMBER, WORD, Line

FIRST_YEAR, LAST_YEAR = 1600, 2099
SHORT, LONG, COMPACT = 2, 4, 8
MONTHS_A_YEAR, FEWEST_DAYS, MOST_DAYS = 12, 28, 31


@dataclass(slots=True)
class Day:
    """A day, month or year of the calendar, from token *first* to before *last*.

    Attributes:
        short: The year has two digits.
        unsure: "Juni 21" may be a day or a year.
        named: The month is a word.
        until: The last day of a span that begins here.
    """

    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    short: bool = False
    unsure: bool = False
    named: bool = False
    until: "Day | None" = None
    fault: UnreadableError | None = None


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


def is_numbered(line: Line, at: int) -> bool:
    """Whether the number is that of a version, page, telephone, or the like."""
    before = at - 1
    while before >= 0 and line.texts[before] in {".", ":"}:
        before -= 1
    if before < 0:
        return False
    if line.texts[before] in words.NUMBERED or line.texts[before] in words.CURRENCIES:
        return True
    dotted = line.texts[at + 1] == "."
    return not dotted and before == at - 1 and line.texts[before] in words.LOOSELY_NUMBERED


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
    if spans == 0:
        return found
    if found is None:
        return short_span(line, at, after, spans)
    return with_span(line, found, spans)


def named(line: Line, at: int, month_at: int) -> Day:
    """Read the day at *at* with the month, by name or Roman, at or after *month_at*."""
    texts = line.texts
    if texts[month_at] in {"-", "/"}:
        month_at += 1
    month = words.MONTHS.get(texts[month_at]) or words.ROMAN_MONTHS[texts[month_at]]
    found = Day(at, month_at + 1, None, month, int(texts[at]), named=True)
    return checked(line, with_year(line, found))


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
    elif width == SHORT and not clock_follows(line, at) and not counts(line, at):
        found.year, found.last, found.short = int(line.texts[at]), at + 1, True
    elif width > SHORT and not counts(line, at):
        found.last = at + 1
        found.fault = year_fault(line, at, at, at + 1)
    return found


def clock_follows(line: Line, at: int) -> bool:
    """Whether the number is an hour: ``18:37``, ``18 Uhr``, ``18.37``, ``18h``."""
    after = line.texts[at + 1]
    if after in words.OCLOCK:
        return True
    number_next = line.kinds[at + 2] == NUMBER and not line.gaps[at + 2] and not line.gaps[at + 1]
    if after == "-" and line.kinds[at + 2] == NUMBER and line.texts[at + 3] != "-":
        return clock_follows(line, at + 2)
    return number_next and after in {":", "."} and len(line.texts[at + 2]) == SHORT


def counts(line: Line, at: int) -> bool:
    """Whether the number counts what follows: ``15 Kommentare``."""
    after = line.texts[at + 1]
    if line.kinds[at + 1] != WORD:
        return after in words.MEASURES
    return after in words.MEASURES or not (
        after in words.BYLINE_WORDS or after in words.LINKS or after in words.LABELS
    )


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
    if kinds[at + 4] != NUMBER or (sign != "." and gaps[at + 4]):
        found.last = at + 4
        return checked(line, found) if sign == "." else None
    return figures_with_year(line, found)


def figures_with_year(line: Line, found: Day) -> Day | None:
    """Read the third number of a numeric date: its year, or the hour after it."""
    at = found.first + 4
    if len(line.texts[at]) <= SHORT and clock_follows(line, at):
        found.last = at
        return checked(line, found) if line.gaps[at] else None
    if line.texts[at + 1] == "." and line.kinds[at + 2] == NUMBER and not line.gaps[at + 2]:
        return None
    if len(line.texts[at]) <= SHORT and (line.texts[at + 1] in words.CURRENCIES or filed(line, at + 1)):
        return None
    found.last = at + 1
    found.short = len(line.texts[at]) == SHORT
    if len(line.texts[at]) not in {SHORT, LONG}:
        found.fault = year_fault(line, at, found.first, found.last)
    else:
        found.year = int(line.texts[at])
    return checked(line, found)


def filed(line: Line, at: int) -> bool:
    """Whether a short date goes on as a file number does: ``6/7/21-3``."""
    return chained(line, at) and not clock_follows(line, at + 1) and line.texts[at + 2] != "."


def yearless_figures(line: Line, found: Day) -> Day | None:
    """Take ``10.10`` without a last dot for a day only after "am", and before no Uhr."""
    before = line.texts[found.first - 1] if found.first else ""
    after = line.texts[found.last]
    if before not in words.ARTICLES or after in words.OCLOCK or after in words.MEASURES:
        return None
    return checked(line, found)


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
    first = Day(at, second.last, second.year, second.month, int(line.texts[at]), second.short)
    return spanned(line, first, second)


def with_span(line: Line, first: Day, spans: int) -> Day:
    """Read on in ``30. Juni/1. Juli 2021``, where the first day borrows the year."""
    after = first.last
    if first.year is not None or first.fault or not is_joiner(line, after):
        return first
    after = past_weekday(line, after + 1)
    if line.kinds[after] != NUMBER or len(line.texts[after]) > SHORT:
        return first
    second = day_first(line, after, spans - 1)
    if second is None or second.month is None or second.until or first.month is None:
        return first
    first.year, first.short, first.last = second.year, second.short, second.last
    if first.year is not None and first.month > second.month:
        first.year -= 1
    return spanned(line, first, second)


def past_weekday(line: Line, at: int) -> int:
    """The token after a day of the week, or *at* if there is none."""
    if line.texts[at] not in words.WEEKDAYS:
        return at
    return at + (2 if line.texts[at + 1] in {".", ","} else 1)


def is_joiner(line: Line, at: int) -> bool:
    """Whether the token makes a span of what stands on its two sides."""
    return line.texts[at] in {"/", "-", "+", "&"} or line.texts[at] in words.SPAN_WORDS


def spanned(line: Line, first: Day, second: Day) -> Day:
    """Join two days, of which the first must be the earlier."""
    first.until = second
    first.fault = second.fault
    checked(line, first)
    same = first.month == second.month
    if not first.fault and same and (first.day or 0) >= (second.day or 0):
        message = "the span ends before it begins"
        first.fault = UnreadableError(Reason.IMPOSSIBLE_DATE, message, first.first, first.last)
    return first


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
        return checked(line, found)
    whole_month = sign == "-" and len(line.texts[at + 2]) == SHORT and not chained(line, at + 3)
    return checked(line, found) if whole_month else None


def chained(line: Line, at: int) -> bool:
    """Whether a further number is glued on with a sign, as in an address or account."""
    joined = line.texts[at] in {".", "-", "/"} and line.kinds[at + 1] == NUMBER
    return joined and not line.gaps[at] and not line.gaps[at + 1]


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
        fault = UnreadableError(Reason.IMPOSSIBLE_DATE, message, at, last)
        return Day(at, last, fault=fault)
    return checked(line, Day(at, last, value.year, value.month, value.day))


def compact(line: Line, at: int) -> Day | None:
    """Read ``20210606``; eight digits that are no day are no date either."""
    figures = line.texts[at]
    found = Day(at, at + 1, int(figures[:4]), int(figures[4:6]), int(figures[6:]))
    checked(line, found)
    attached = (not line.gaps[at + 1]) and line.texts[at + 1] not in words.PUNCTUATION | {"t"}
    return None if attached or found.fault or chained(line, at + 1) else found


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
        return checked(line, found)
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
    return checked(line, found)


def ordinal_at(line: Line, at: int) -> Day | None:
    """Read ``sechster Juni 2021``."""
    month = words.MONTHS.get(line.texts[at + 1])
    if month is None:
        return None
    found = Day(at, at + 2, None, month, words.ORDINALS[line.texts[at]])
    return checked(line, with_year(line, found))


def year_fault(line: Line, at: int, first: int, last: int) -> UnreadableError:
    """Say that the number at *at* is no year."""
    figures = line.texts[at][:12]
    message = f"{figures} is no year of two or four digits"
    return UnreadableError(Reason.YEAR_OUT_OF_RANGE, message, first, last)


def checked(line: Line, found: Day) -> Day:
    """Note what is impossible about the date, as far as its year is known."""
    if found.fault:
        return found
    year = found.year
    if year is not None and not found.short and not FIRST_YEAR <= year <= LAST_YEAR:
        zero = year == 0 and not found.month and not found.day
        reason = Reason.PLACEHOLDER if zero else Reason.YEAR_OUT_OF_RANGE
        message = f"no newspaper is of the year {year}"
        found.fault = UnreadableError(reason, message, found.first, found.last)
    elif not exists(found):
        shown = line.shown(found.first, found.last)
        message = f"the calendar has no {shown}"
        found.fault = UnreadableError(Reason.IMPOSSIBLE_DATE, message, found.first, found.last)
    return found


def exists(found: Day) -> bool:
    """Whether some calendar has this day; without a year, a leap year's has it."""
    if found.month is None:
        return True
    if not 1 <= found.month <= MONTHS_A_YEAR:
        return False
    if found.day is None or 1 <= found.day <= FEWEST_DAYS:
        return True
    year = 2000 if found.year is None or found.short else found.year
    return 1 <= found.day <= monthrange(year, found.month)[1]
