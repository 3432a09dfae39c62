"""Dates that are counted from the reference: ago, day words, days of the week, now.

Every function takes a line and the token at which to look, and returns what it found, or
None. Nothing is counted here; that needs the reference and is done in ``moments``.
"""

from feedservice.dates import words
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.results import Precision
from feedservice.dates.tokens import NUMBER, WORD, Line

MOST_DIGITS = 9
MOST_NOW_WORDS = 4


class Shift:
    """A whole number of days, months or years before the reference's date."""

    __slots__ = ("days", "fault", "first", "last", "months", "part", "precision")

    def __init__(
        self, first: int, last: int, days: int = 0, part: tuple[int, int] | None = None
    ) -> None:
        """Take the days; months are counted in later."""
        self.first = first
        self.last = last
        self.days = days
        self.months = 0
        self.precision = Precision.DAY
        self.part = part
        self.fault: UnreadableError | None = None


class Elapsed:
    """Real seconds before the reference."""

    __slots__ = ("first", "last", "precision", "seconds")

    def __init__(self, first: int, last: int, precision: Precision, seconds: float = 0) -> None:
        """Take the amount, if it is known already."""
        self.first = first
        self.last = last
        self.precision = precision
        self.seconds = seconds


# Seconds of a unit, and the precision that an amount of it has.
ELAPSED = {
    "second": (1, Precision.SECOND),
    "minute": (60, Precision.MINUTE),
    "quarter": (900, Precision.MINUTE),
    "half": (1800, Precision.MINUTE),
    "three quarters": (2700, Precision.MINUTE),
    "hour": (3600, Precision.HOUR),
}
# Days and months of a unit.
SHIFTS = {
    "day": (1, 0, Precision.DAY),
    "week": (7, 0, Precision.DAY),
    "month": (0, 1, Precision.MONTH),
    "year": (0, 12, Precision.YEAR),
}


def day_word_at(line: Line, at: int) -> Shift:
    """Read "heute", "gestern Abend", "am gestrigen Sonntag"."""
    days = -words.DAY_WORDS[line.texts[at]]
    part = words.DAY_PARTS.get(line.texts[at + 1])
    return Shift(at, at + 1 + (part is not None), days, part=part)


def now_at(line: Line, at: int) -> Elapsed | None:
    """Read "jetzt", "eben erst", "gerade eben", "soeben"."""
    last, core = at, False
    while last < at + MOST_NOW_WORDS and line.texts[last] in NOW_WORDS:
        core = core or line.texts[last] in words.NOW_CORE
        last += 1
    return Elapsed(at, last, Precision.SECOND) if core else None


def ago_at(line: Line, at: int) -> Shift | Elapsed | None:
    """Read "vor 4 Stunden", "vor einer Dreiviertelstunde", "vor zwei Monaten"."""
    start = past_about(line, at + 1)
    vague = vague_ago(line, at, start)
    if vague is not None:
        return vague
    amount, after = amount_at(line, start)
    unit = words.UNITS.get(line.texts[after])
    if amount is None or unit is None:
        return None
    after += 1 + (line.texts[after + 1] == "." and len(line.texts[after]) < len("tage"))
    if unit in ELAPSED:
        return elapsed(line, Elapsed(at, after, ELAPSED[unit][1]), amount, unit)
    if not words.MORE_OR_LESS.isdisjoint(line.texts[at + 1 : start]):
        return None  # "fast drei Jahre" ago is the year after
    return with_rest(line, shift(Shift(at, after), amount, unit))


def past_about(line: Line, at: int) -> int:
    """The token after "etwa", "ca." and "mehr als"."""
    while line.texts[at] in words.ABOUT or line.texts[at] in words.MORE_OR_LESS:
        at += 1 + (line.texts[at + 1] == "." and line.kinds[at] == WORD)
    paar = line.texts[at] == "ein" and line.texts[at + 1] == "paar"
    return at + paar


def vague_ago(line: Line, at: int, start: int) -> Elapsed | None:
    """Read "vor wenigen Sekunden" as now, and "vor einigen Minuten" as within the hour."""
    text = line.texts[start]
    after = start + (text in words.VAGUE_AMOUNTS or text in words.NUMBERS)
    unit = line.texts[after]
    if unit in words.MOMENTS and after + 1 > start and line.kinds[start] != NUMBER:
        if unit == "sekunden" and text in words.NUMBERS:
            return None
        return Elapsed(at, after + 1, Precision.SECOND)
    if text in words.VAGUE_AMOUNTS and unit == "minuten":
        return Elapsed(at, after + 1, Precision.HOUR)
    return None


def amount_at(line: Line, at: int) -> tuple[float | None, int]:
    """Read a number in figures or words; None when there is none, infinite when absurd."""
    text = line.texts[at]
    if line.kinds[at] == NUMBER:
        amount = float(text) if len(text) <= MOST_DIGITS else float("inf")
        return with_decimals(line, amount, at + 1)
    if text not in words.NUMBERS:
        return None, at
    amount, after = words.NUMBERS[text], at + 1
    part = words.NUMBERS.get(line.texts[after], 1)
    if amount == 1 and part < 1:  # "einer halben Stunde"
        return part, after + 1
    return amount, after


def with_decimals(line: Line, amount: float, after: int) -> tuple[float, int]:
    """Read on in ``2,5`` and ``2½``."""
    if line.texts[after] == "½":
        return amount + 0.5, after + 1
    decimal = line.texts[after] in {",", "."} and line.kinds[after + 1] == NUMBER
    if decimal and not line.gaps[after] and not line.gaps[after + 1]:
        return amount + float("0." + line.texts[after + 1][:6]), after + 2
    return amount, after


def elapsed(line: Line, found: Elapsed, amount: float, unit: str) -> Elapsed:
    """Count seconds, over "2 Stunden und 10 Minuten" too."""
    found.seconds = amount * ELAPSED[unit][0]
    if unit == "hour" and amount < 1:  # half an hour is thirty minutes
        found.precision = Precision.MINUTE
    at = found.last + (line.texts[found.last] in {"und", ","})
    more, after = amount_at(line, at)
    further = words.UNITS.get(line.texts[after])
    if more is not None and further == "minute" and unit == "hour":
        found.seconds += more * 60
        found.precision = Precision.MINUTE
        found.last = after + 1 + (line.texts[after + 1] == ".")
    return found


def shift(found: Shift, amount: float, unit: str) -> Shift | None:
    """Count days or months; a part of a day or month is no date."""
    if amount == float("inf"):
        message = "this leaves the calendar"
        found.fault = UnreadableError(Reason.OUT_OF_CALENDAR, message, found.first, found.last)
        return found
    if amount != int(amount):
        return None
    days, months, found.precision = SHIFTS[unit]
    found.days, found.months = days * int(amount), months * int(amount)
    return found


def with_rest(line: Line, found: Shift | None) -> Shift | None:
    """Add "und 3 Monaten"; "2 Tage und 5 Stunden" ago is no known day."""
    if found is None or found.fault:
        return found
    amount, after = amount_at(line, found.last + (line.texts[found.last] == "und"))
    unit = words.UNITS.get(line.texts[after])
    if amount is None or unit not in REST_UNITS:
        return found
    rest = shift(Shift(found.first, after + 1), amount, unit) if unit in SHIFTS else None
    if rest is None or rest.fault or bool(rest.days) != bool(found.days):
        return None
    rest.days += found.days
    rest.months += found.months
    return rest


REST_UNITS = {*SHIFTS, "hour"}
NOW_WORDS = words.NOW_CORE | words.NOW_MORE
