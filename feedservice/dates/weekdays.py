"""Days of the week: "Freitag", "Fr.", "Freitagabend", "letzten Freitag", "Freitag vor zwei Wochen".

Every function takes a line and the token at which to look, and returns what it found, or
None. Many short forms and some names are other words too; those count only where a day can
stand.
"""

from feedservice.dates import words
from feedservice.dates.relative import Elapsed, Shift, ago_at, shift
from feedservice.dates.results import Precision
from feedservice.dates.tokens import NUMBER, WORD, Line

LAST_ANY = words.LAST | words.LAST_MORE
# "Freitagabend", written as one word.
WEEKDAY_PARTS = {
    name + part: (number, hours)
    for name, number in words.WEEKDAY_NAMES.items()
    if name.endswith(("g", "ch", "d"))
    for part, hours in words.DAY_PARTS.items()
}


class Weekday:
    """A day of the week, from token *first* to before *last*.

    Attributes:
        sure: It cannot be another word.
        strictly_before: "letzten Sonntag" is not today.
        week: The week that is meant, counted from the reference's.
    """

    __slots__ = ("first", "last", "number", "part", "strictly_before", "sure", "week")

    def __init__(
        self, first: int, last: int, number: int, part: tuple[int, int] | None = None
    ) -> None:
        """Take the day, and the part of the day that its name may bring along."""
        self.first = first
        self.last = last
        self.number = number
        self.part = part
        self.sure = True
        self.strictly_before = False
        self.week: int | None = None


def weekday_at(line: Line, at: int) -> Weekday | None:
    """Read a day of the week; a short form counts only where one can stand."""
    text = line.texts[at]
    if text in WEEKDAY_PARTS:
        number, part = WEEKDAY_PARTS[text]
        return Weekday(at, at + 1, number, part=part)
    if text in words.WEEKDAY_NAMES:
        if is_surname(line, at):
            return None
        return in_week(line, with_day_part(line, at, words.WEEKDAY_NAMES[text]))
    if (
        text in words.NEED_CAPITAL
        and line.raws[at].islower()
        and line.texts[at + 1] not in {".", ","}
    ):
        return None
    if at and line.kinds[at - 1] == NUMBER and not line.gaps[at]:
        return None  # "3sat"
    dotted = line.texts[at + 1] == "."
    found = Weekday(at, at + 1 + dotted, words.WEEKDAY_SHORT[text])
    found.sure = False
    return found if short_can_stand(line, found) else None


def is_surname(line: Line, at: int) -> bool:
    """Whether the day is the end of "Von Anna Freitag"."""
    if at < 2 or line.kinds[at - 1] != WORD or line.raws[at - 1].islower():  # noqa: PLR2004 - lead and name
        return False
    return line.texts[at - 1] not in words.KNOWN and line.texts[at - 2] in words.NAME_LEADS


def with_day_part(line: Line, at: int, number: int) -> Weekday:
    """Read on in "Freitag Abend"."""
    part = words.DAY_PARTS.get(line.texts[at + 1])
    return Weekday(at, at + 1 + (part is not None), number, part=part)


def short_can_stand(line: Line, found: Weekday) -> bool:
    """Whether a date or time follows, a bracket closes, or nothing else is on the line."""
    at = found.last
    if line.texts[at] in {")", "]"}:
        return line.texts[found.first - 1] in {"(", "["} if found.first else False
    alone = at >= line.size and found.last - found.first > 1
    while line.texts[at] in {",", ".", "/", "-", "|", "den", "der", "dem", "um"}:
        at += 1
    text = line.texts[at]
    return (
        alone
        or line.kinds[at] == NUMBER
        or text in words.ORDINALS
        or text in words.MONTHS
        or text in words.WEEKDAY_SHORT
    )


def in_week(line: Line, found: Weekday) -> Weekday:
    """Read on in "Sonntag letzte Woche" and "Mittwoch vor zwei Wochen"."""
    at = found.last
    at += line.texts[at] in {"der", "in"}
    at += line.texts[at] == "der"
    text = line.texts[at]
    if line.texts[at + 1] == "woche" and (text in words.THIS or text in LAST_ANY):
        found.week, found.last = (0 if text in words.THIS else -1), at + 2
    elif text == "vor":
        shift = ago_at(line, at)
        if isinstance(shift, Shift) and shift.days and not shift.days % 7 and not shift.fault:
            found.week, found.last = -shift.days // 7, shift.last
    return found


def last_at(line: Line, at: int) -> Weekday | Shift | None:
    """Read "letzten Sonntag", "vergangenen Monat", "letztes Jahr"."""
    text = line.texts[at + 1]
    if text in words.WEEKDAY_NAMES:
        found = Weekday(at, at + 2, words.WEEKDAY_NAMES[text])
        found.strictly_before = True
        return found
    unit = words.UNITS.get(text)
    if unit not in {"month", "year"} or len(text) < len("jahr"):
        return None
    return shift(Shift(at, at + 2), 1, unit)


def this_at(line: Line, at: int) -> Weekday | Elapsed | None:
    """Read "diesen Montag", and "in diesem Moment" as now."""
    if line.texts[at + 1] in words.MOMENTS and at and line.texts[at - 1] == "in":
        return Elapsed(at, at + 2, Precision.SECOND)
    number = words.WEEKDAY_NAMES.get(line.texts[at + 1])
    return None if number is None else Weekday(at, at + 2, number)
