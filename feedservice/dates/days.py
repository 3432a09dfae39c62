"""A date of the calendar, what makes a number none of its parts, and what makes it impossible.

The readers of dates stand beside this: :mod:`.figures` for numbers, :mod:`.monthnames` for
words, :mod:`.spans` for both and for what joins two days.
"""

from calendar import monthrange

from feedservice.dates import words
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.tokens import NUMBER, WORD, Line

FIRST_YEAR, LAST_YEAR = 1600, 2099
# Sets, because a range that is asked for None compares it with every number.
ALL_YEARS = frozenset(range(FIRST_YEAR, LAST_YEAR + 1))
ALL_MONTHS = frozenset(range(1, 13))
SAFE_DAYS = frozenset(range(1, 29))
SHORT, LONG, COMPACT = 2, 4, 8
MONTHS_A_YEAR, FEWEST_DAYS, MOST_DAYS = 12, 28, 31


class Day:
    """A day, month or year of the calendar, from token *first* to before *last*.

    Attributes:
        short: The year has two digits.
        unsure: "Juni 21" may be a day or a year.
        named: The month is a word.
        until: The last day of a span that begins here.
    """

    __slots__ = (
        "day",
        "fault",
        "first",
        "last",
        "month",
        "named",
        "short",
        "unsure",
        "until",
        "year",
    )

    def __init__(
        self,
        first: int,
        last: int,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
    ) -> None:
        """Take what the figures say."""
        self.first = first
        self.last = last
        self.year = year
        self.month = month
        self.day = day
        self.short = False
        self.unsure = False
        self.named = False
        self.until: Day | None = None
        self.fault: UnreadableError | None = None


def is_numbered(line: Line, at: int) -> bool:
    """Whether the number is that of a version, page, telephone, or the like."""
    before = at - 1
    while before >= 0 and line.texts[before] in {".", ":"}:
        before -= 1
    if before < 0:
        return False
    if line.texts[before] == "+":  # of a telephone number, unless it is an ornament
        return not line.gaps[at] and (before == 0 or line.texts[before - 1] != "+")
    if line.texts[before] in words.NUMBERED or line.texts[before] in words.CURRENCIES:
        return True
    dotted = line.texts[at + 1] == "."
    return not dotted and before == at - 1 and line.texts[before] in words.LOOSELY_NUMBERED


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


def chained(line: Line, at: int, signs: str = ".-/") -> bool:
    """Whether a further number is glued on with a sign, as in an address or account."""
    joined = line.kinds[at + 1] == NUMBER and line.texts[at] in signs
    return joined and not line.gaps[at] and not line.gaps[at + 1]


def year_fault(line: Line, at: int, first: int, last: int) -> UnreadableError:
    """Say that the number at *at* is no year."""
    figures = line.texts[at][:12]
    message = f"{figures} is no year of two or four digits"
    return UnreadableError(Reason.YEAR_OUT_OF_RANGE, message, first, last)


def checked(found: Day) -> Day:
    """Note what is impossible about the date, as far as its year is known."""
    year = found.year
    if found.fault or (year in ALL_YEARS and found.day in SAFE_DAYS and found.month in ALL_MONTHS):
        return found
    if year is not None and not found.short and not FIRST_YEAR <= year <= LAST_YEAR:
        zero = year == 0 and not found.month and not found.day
        reason = Reason.PLACEHOLDER if zero else Reason.YEAR_OUT_OF_RANGE
        message = f"no newspaper is of the year {year}"
        found.fault = UnreadableError(reason, message, found.first, found.last)
    elif not exists(found):
        message = "the calendar has no {shown}"
        found.fault = UnreadableError(Reason.IMPOSSIBLE_DATE, message, found.first, found.last)
    return found


def exists(found: Day) -> bool:
    """Whether some calendar has this day; without a year, a leap year's has it."""
    month = found.month or 0
    if not 1 <= month <= MONTHS_A_YEAR:
        return False
    if found.day is None or 1 <= found.day <= FEWEST_DAYS:
        return True
    year = 2000 if found.year is None or found.short else found.year
    return 1 <= found.day <= monthrange(year, month)[1]
