"""From a line of tokens to its atoms: each a day, a clock, a weekday, a label, or a count.

The tables at the end say which function reads what starts with a word; numbers are told
apart by the sign after them. What no function reads is passed over.
"""

from collections.abc import Callable
from enum import IntEnum
from typing import TypeAlias

from feedservice.dates import clock, monthnames, relative, spans, weekdays, words
from feedservice.dates.clockface import TWO, Clock
from feedservice.dates.days import Day
from feedservice.dates.relative import Elapsed, Shift
from feedservice.dates.tokens import NUMBER, WORD, Line
from feedservice.dates.weekdays import Weekday

LINKS = words.LINKS


class Rank(IntEnum):
    """What a date is by its label; of two dates the lower is the publication."""

    PUBLISHED = 0
    DATED = 1
    UNLABELLED = 2
    STAND = 3
    UPDATED = 4
    FOREIGN = 5


# Python 3.11 takes a tenth of a microsecond to look up a member of an enum.
PUBLISHED, DATED, UNLABELLED, STAND, UPDATED, FOREIGN = Rank


class Label:
    """A word that says what the date beside it is."""

    __slots__ = ("first", "last", "rank")

    def __init__(self, first: int, last: int, rank: Rank) -> None:
        """Take the tokens from *first* to before *last*."""
        self.first = first
        self.last = last
        self.rank = rank


Atom: TypeAlias = Day | Clock | Weekday | Shift | Elapsed | Label
Reader: TypeAlias = Callable[[Line, int], Atom | None]


def label_at(line: Line, at: int) -> Label:
    """Read one word of a label."""
    last = at + 1 + (line.texts[at + 1] == ".")
    return Label(at, last, RANKS[line.texts[at]])


def since_at(line: Line, at: int) -> Atom | None:
    """Read "online seit 4 Stunden", but not "seit 4 Stunden" alone, which is no date."""
    before = line.texts[at - 1] if at else ""
    if before in {"online", "live"} or before in words.LABELS:
        return relative.ago_at(line, at)
    return None


def atoms(line: Line) -> list[Atom]:
    """Every atom, from left to right; of two readings the longer stands first."""
    found: list[Atom] = []
    at, size, texts, kinds = 0, line.size, line.texts, line.kinds
    while at < size:
        atom: Atom | None = None
        if kinds[at] == NUMBER:
            atom = number_at(line, at, found)
            after = past_number(line, at) if atom is None else at
        else:
            reader = READERS.get(texts[at])
            atom = reader and reader(line, at)
            after = at + 1
        if atom is not None:
            found.append(atom)
            after = atom.last
        at = after
    return found


def number_at(line: Line, at: int, found: list[Atom]) -> Atom | None:
    """Read what starts with a number: mostly a date or a time, by the sign after it."""
    before = found[-1] if found else None
    if at and line.texts[at - 1] == "t" and isinstance(before, Day) and before.last == at - 1:
        return clock.iso_clock(line, at)
    if line.texts[at + 1] == ":":
        return clock.clock_at(line, at)
    day = spans.day_at(line, at)
    if day is not None and day.short and at and line.kinds[at - 1] == NUMBER:
        # "0228 6.6.21" goes on as a telephone number; after a time it is a date.
        return day if before and before.last == at else None
    if day is not None:
        return day
    dotted = isinstance(before, Day | Shift) and linked(line, before.last, at)
    return clock.clock_at(line, at, dotted=dotted or after_um(line, at)) or bare_hour(line, at)


def after_um(line: Line, at: int) -> bool:
    """Whether "um" or "gegen" announces a time."""
    return at > 0 and line.texts[at - 1] in {"um", "gegen"}


def bare_hour(line: Line, at: int) -> Clock | None:
    """Read "um 15" and "um 4 in der Früh"."""
    if not after_um(line, at) or len(line.texts[at]) > TWO or int(line.texts[at]) > clock.HOURS:
        return None
    found = clock.completed(line, Clock(at, at + 1, int(line.texts[at]), certain=True))
    if line.kinds[found.last] == WORD and not linked(line, found.last, found.last + 1):
        return None
    return found


def past_number(line: Line, at: int) -> int:
    """The token after a number that is nothing, with all that is joined to it."""
    at += 1
    while line.texts[at] in {".", ",", ":", "/", "-"} and line.kinds[at + 1] == NUMBER:
        if line.gaps[at] or line.gaps[at + 1]:
            break
        at += 2
    return at


def linked(line: Line, start: int, end: int) -> bool:
    """Whether nothing but links stands between two atoms."""
    for text in line.texts[start:end]:  # noqa: SIM110 - a generator costs three times as much
        if text not in LINKS:
            return False
    return True


RANKS: dict[str, Rank] = {
    **dict.fromkeys(words.FOREIGN, Rank.FOREIGN),
    **dict.fromkeys(words.UPDATED, Rank.UPDATED),
    **dict.fromkeys(words.STAND, Rank.STAND),
    **dict.fromkeys(words.PLAIN_LABELS, Rank.DATED),
    **dict.fromkeys(words.PUBLISHED, Rank.PUBLISHED),
}
# Which function reads what starts with a word; of two entries the later stands.
READERS: dict[str, Reader] = {
    **dict.fromkeys(words.NUMBERS, clock.worded_clock),
    **dict.fromkeys(RANKS, label_at),
    **dict.fromkeys(words.NOW_CORE | {"genau", "just"}, relative.now_at),
    **dict.fromkeys(words.DAY_WORDS, relative.day_word_at),
    **dict.fromkeys(weekdays.LAST_ANY, weekdays.last_at),
    **dict.fromkeys(words.THIS, weekdays.this_at),
    **dict.fromkeys(words.WEEKDAYS, weekdays.weekday_at),
    **dict.fromkeys(weekdays.WEEKDAY_PARTS, weekdays.weekday_at),
    **dict.fromkeys(words.ORDINALS, monthnames.ordinal_at),
    **dict.fromkeys(words.MONTHS, monthnames.month_at),
    "vor": relative.ago_at,
    "seit": since_at,
}
