"""From a line of tokens to the candidates for its date.

Words and numbers become atoms (a day, a clock, a weekday, a label); atoms that only
punctuation and small words separate become one candidate; labels say what each is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from feedservice.dates import clock, days, relative, words
from feedservice.dates.clock import Clock
from feedservice.dates.days import Day
from feedservice.dates.relative import Elapsed, Shift, Weekday
from feedservice.dates.tokens import NUMBER, WORD, Line


LINKS = words.LINKS


class Rank(IntEnum):
    """What a date is by its label; of two dates the lower is the publication."""

    PUBLISHED = 0
    DATED = 1
    UNLABELLED = 2
    STAND = 3
    UPDATED = 4
    FOREIGN = 5


@dataclass(slots=True)
class Label:
    """A word that says what the date beside it is."""

    first: int
    last: int
    rank: Rank


Atom: TypeAlias = Day | Clock | Weekday | Shift | Elapsed | Label


@dataclass(slots=True)
class Candidate:
    """Atoms that belong together, from token *first* to before *last*.

    Attributes:
        second: The other day of the week of a span.
    """

    first: int
    last: int
    day: Day | None = None
    clock: Clock | None = None
    weekday: Weekday | None = None
    second: Weekday | None = None
    shift: Shift | None = None
    elapsed: Elapsed | None = None
    rank: Rank = Rank.UNLABELLED

    @property
    def complete(self) -> bool:
        """Whether it needs no reference: the year is written, and the day."""
        day = self.day
        return day is not None and (
            (day.year is not None and day.day is not None) or bool(day.fault)
        )

    @property
    def dated(self) -> bool:
        """Whether it says a day in some way, not only a time."""
        return bool(self.day or self.shift or self.elapsed or self.weekday)


SLOTS = {Day: "day", Clock: "clock", Weekday: "weekday", Shift: "shift", Elapsed: "elapsed"}
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


def candidates(line: Line) -> list[Candidate]:
    """All that may be the line's date, in its order, with what the labels say of each."""
    elements = assembled(line, atoms(line))
    label(line, elements)
    return lend_clocks(line, [part for part in elements if isinstance(part, Candidate)])


def atoms(line: Line) -> list[Atom]:
    """Every atom, from left to right; of two readings the longer stands first."""
    found: list[Atom] = []
    at, texts, kinds = 0, line.texts, line.kinds
    while at < line.size:
        atom: Atom | None = None
        if kinds[at] == NUMBER:
            atom = number_at(line, at, found)
        elif texts[at] in READERS:
            atom = READERS[texts[at]](line, at)
        if atom is not None:
            found.append(atom)
            at = atom.last
        elif kinds[at] == NUMBER:
            at = past_number(line, at)
        else:
            at += 1
    return found


def number_at(line: Line, at: int, found: list[Atom]) -> Atom | None:
    """Read what starts with a number: mostly a date or a time, by the sign after it."""
    before = found[-1] if found else None
    if isinstance(before, Day) and line.texts[before.last] == "t" and before.last == at - 1:
        return clock.iso_clock(line, at)
    if line.texts[at + 1] == ":":
        return clock.clock_at(line, at)
    day = days.day_at(line, at)
    if day is not None and day.short and at and line.kinds[at - 1] == NUMBER:
        # "0228 6.6.21" goes on as a telephone number; after a time it is a date.
        return day if before and before.last == at else None
    if day is not None:
        return day
    dotted = isinstance(before, Day) and linked(line, before.last, at)
    return clock.clock_at(line, at, dotted=dotted or after_um(line, at)) or bare_hour(line, at)


def after_um(line: Line, at: int) -> bool:
    """Whether "um" or "gegen" announces a time."""
    return at > 0 and line.texts[at - 1] in {"um", "gegen"}


def bare_hour(line: Line, at: int) -> Clock | None:
    """Read "um 15" and "um 4 in der Früh"."""
    if not after_um(line, at) or len(line.texts[at]) > clock.TWO or int(line.texts[at]) > clock.HOURS:
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


def assembled(line: Line, found: list[Atom]) -> list[Candidate | Label]:
    """Put atoms that belong together into candidates."""
    elements: list[Candidate | Label] = []
    current: Candidate | None = None
    for atom in found:
        if isinstance(atom, Label):
            elements.append(atom)
            current = None
        elif current is None or not joined(line, current, atom):
            current = Candidate(atom.first, atom.last)
            setattr(current, SLOTS[type(atom)], atom)
            elements.append(current)
    return [part for part in elements if isinstance(part, Label) or finished(line, part)]


def joined(line: Line, current: Candidate, atom: Day | Clock | Weekday | Shift | Elapsed) -> bool:
    """Add the atom to the candidate if it belongs to it."""
    if isinstance(atom, Day) and current.day is not None:
        return ends_span(line, current, atom)
    if not linked(line, current.last, atom.first):
        return False
    slot = SLOTS[type(atom)]
    if isinstance(atom, Weekday) and current.weekday and not current.day:
        slot = "second"
    taken = getattr(current, slot) is not None
    if taken or (current.elapsed and isinstance(atom, Clock)) or isinstance(atom, Elapsed):
        return False
    setattr(current, slot, atom)
    current.last = atom.last
    return True


def ends_span(line: Line, current: Candidate, atom: Day) -> bool:
    """Whether the day closes a span that the candidate opened: ``6.6.2021 - 8.6.2021``."""
    between = [
        text
        for text in line.texts[current.last : atom.first]
        if text not in words.WEEKDAYS and text not in {".", ",", "den", "dem", "zum"}
    ]
    day = current.day
    if len(between) != 1 or between[0] not in {"-", "/", "bis"} or day is None or day.until:
        return False
    ordered = (day.year, day.month, day.day) < (atom.year, atom.month, atom.day)
    if not (current.complete and atom.year and ordered) or day.fault or atom.fault:
        return False
    day.until, current.last = atom, atom.last
    return True


def finished(line: Line, part: Candidate) -> bool:
    """Whether the candidate can be a date at all; add what stands apart from its atoms."""
    if part.weekday and not part.weekday.sure and not (part.day or part.clock):
        alone = part.weekday.last >= line.size
        return alone and line.texts[part.weekday.last - 1] == "."
    day, last = part.day, part.last
    if day and day.year is None and part.clock and line.kinds[last] == NUMBER:
        if len(line.texts[last]) == days.LONG:  # Fri Apr 28 19:20:36 CEST 2023
            day.year, part.last = int(line.texts[last]), last + 1
            days.checked(line, day)
    return True


def label(line: Line, elements: list[Candidate | Label]) -> None:
    """Give every candidate the rank of the label before it, else of the one after it."""
    pending: Label | None = None
    for index, part in enumerate(elements):
        if isinstance(part, Label):
            before = elements[index - 1] if index else None
            if closes(line, before, part, elements[index + 1 : index + 2]):
                continue
            pending = merged(line, pending, part)
        else:
            if pending and near(line, pending.last, part.first):
                part.rank = pending.rank
            elif part.first and line.texts[part.first - 1] in {"bis", "zum"}:
                part.rank = Rank.FOREIGN
            pending = None


def closes(line: Line, before: object, part: Label, after: list[Candidate | Label]) -> bool:
    """Whether a label belongs to the date before it: ``06.06.2021 (aktualisiert)``."""
    if not isinstance(before, Candidate) or before.rank != Rank.UNLABELLED:
        return False
    if any(text not in {"(", "[", "um"} for text in line.texts[before.last : part.first]):
        return False
    following = after[0] if after else None
    direct = isinstance(following, Candidate) and near(line, part.last, following.first)
    if direct and line.texts[part.last] not in {",", ";", ")", "|"}:
        return False
    before.rank = part.rank
    return True


def merged(line: Line, pending: Label | None, part: Label) -> Label:
    """Join two labels of one date: "Veröffentlicht/Aktualisiert", "Datum der Änderung"."""
    if pending is None or not near(line, pending.last, part.first, most=3):
        return part
    both = (pending.rank, part.rank)
    rank = Rank.PUBLISHED if Rank.PUBLISHED in both else max(both)
    return Label(pending.first, part.last, rank)


def near(line: Line, start: int, end: int, most: int = 12) -> bool:
    """Whether a few links, names and bylines at most stand between, and no prose."""
    return end - start <= most and all(
        line.kinds[at] != WORD or line.texts[at] in words.SMALL or not line.raws[at].islower()
        for at in range(start, end)
    )


def lend_clocks(line: Line, found: list[Candidate]) -> list[Candidate]:
    """Give a time that stands apart to the date beside it, by what the labels say."""
    if len(found) == 1:
        return found
    kept: list[Candidate] = []
    for part in found:
        before = kept[-1] if kept else None
        if before is None or not near(line, before.last, part.first):
            kept.append(part)
        elif not part.dated and part.clock and lent(before, part):
            continue
        elif not before.dated and before.rank == Rank.UNLABELLED and takes(part, before):
            kept[-1] = part
        else:
            kept.append(part)
    return kept


def lent(date: Candidate, time: Candidate) -> bool:
    """Whether the time is the date's; if it is a later one's, give that the day."""
    own = time.rank == Rank.UNLABELLED or (
        time.rank == Rank.STAND and date.rank in {Rank.UNLABELLED, Rank.STAND}
    )
    if own and takes(date, time):
        return True
    if time.rank in {Rank.STAND, Rank.UPDATED}:
        time.day, time.shift, time.weekday = date.day, date.shift, date.weekday
    return False


def takes(date: Candidate, time: Candidate) -> bool:
    """Give the date a certain time, if it has none."""
    if date.clock or not date.dated or date.elapsed or not (time.clock and time.clock.certain):
        return False
    date.clock = time.clock
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
    **dict.fromkeys(relative.LAST_ANY, relative.last_at),
    **dict.fromkeys(words.THIS, relative.this_at),
    **dict.fromkeys(words.WEEKDAYS, relative.weekday_at),
    **dict.fromkeys(relative.WEEKDAY_PARTS, relative.weekday_at),
    **dict.fromkeys(words.ORDINALS, days.ordinal_at),
    **dict.fromkeys(words.MONTHS, days.month_at),
    "vor": relative.ago_at,
    "seit": since_at,
}
