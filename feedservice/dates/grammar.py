"""From a line to the candidates for its date.

Atoms that only punctuation and small words separate become one candidate; labels say
what each is.
"""

from feedservice.dates import words
from feedservice.dates.atoms import Atom, Label, Rank, atoms, linked
from feedservice.dates.clockface import Clock
from feedservice.dates.days import LONG, Day, checked
from feedservice.dates.relative import Elapsed, Shift, Weekday
from feedservice.dates.tokens import NUMBER, WORD, Line

# Python 3.11 takes a tenth of a microsecond to look up a member of an enum.
UNLABELLED = Rank.UNLABELLED


class Candidate:
    """Atoms that belong together, from token *first* to before *last*.

    Attributes:
        second: The other day of the week of a span.
    """

    __slots__ = ("clock", "day", "elapsed", "first", "last", "rank", "second", "shift", "weekday")

    def __init__(self, first: int, last: int) -> None:
        """Take the tokens; the atoms come one by one."""
        self.first = first
        self.last = last
        self.day: Day | None = None
        self.clock: Clock | None = None
        self.weekday: Weekday | None = None
        self.second: Weekday | None = None
        self.shift: Shift | None = None
        self.elapsed: Elapsed | None = None
        self.rank = UNLABELLED

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


UNTIL = frozenset({"bis", "zum"})
SPAN_FILLERS = frozenset({".", ",", "den", "dem", "zum"})
SLOTS = {Day: "day", Clock: "clock", Weekday: "weekday", Shift: "shift", Elapsed: "elapsed"}


def candidates(line: Line) -> list[Candidate]:
    """All that may be the line's date, in its order, with what the labels say of each."""
    elements = assembled(line, atoms(line))
    if len(elements) == 1 and isinstance(elements[0], Candidate):
        return [alone(line, elements[0])]
    label(line, elements)
    return lend_clocks(line, [part for part in elements if isinstance(part, Candidate)])


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
    joint, *between = line.texts[current.last : atom.first] or ("",)
    day = current.day
    if day is None or day.until or joint not in {"-", "/", "bis"}:
        return False
    days = current.complete and atom.day and atom.year is not None
    if not days or day.fault or atom.fault or not figures(day) < figures(atom):
        return False
    if not words.WEEKDAYS.keys() | SPAN_FILLERS >= set(between):
        return False
    day.until, current.last = atom, atom.last
    return True


def figures(day: Day) -> tuple[int, int, int]:
    """The day's figures, to compare; what is not written comes first."""
    return day.year or 0, day.month or 0, day.day or 0


def finished(line: Line, part: Candidate) -> bool:
    """Whether the candidate can be a date at all; add what stands apart from its atoms."""
    if part.weekday and not part.weekday.sure and not (part.day or part.clock):
        alone = part.weekday.first == 0 and part.weekday.last >= line.size
        return alone and line.texts[part.weekday.last - 1] == "."
    day, last = part.day, part.last
    if day and day.year is None and part.clock and is_year(line, last):
        day.year, part.last = int(line.texts[last]), last + 1
        checked(day)
    return True


def is_year(line: Line, at: int) -> bool:
    """Whether the year stands last, as in ``Fri Apr 28 19:20:36 CEST 2023``."""
    return line.kinds[at] == NUMBER and len(line.texts[at]) == LONG


def alone(line: Line, part: Candidate) -> Candidate:
    """The only candidate of a line without labels, which most lines are."""
    if part.first and line.texts[part.first - 1] in UNTIL:
        part.rank = Rank.FOREIGN
    return part


def label(line: Line, elements: list[Candidate | Label]) -> None:
    """Give every candidate the rank of the label before it, else of the one after it."""
    pending: Label | None = None
    # A star is a bullet, unless a cross says that it is a birth.
    foreign = UNTIL | {"*"} if "†" in line.texts else UNTIL
    for index, part in enumerate(elements):
        if isinstance(part, Label):
            before = elements[index - 1] if index else None
            if closes(line, before, part, elements[index + 1 : index + 2]):
                continue
            pending = merged(line, pending, part)
        else:
            if pending and near(line, pending.last, part.first):
                part.rank = pending.rank
            elif part.first and line.texts[part.first - 1] in foreign:
                part.rank = Rank.FOREIGN
            pending = None


def closes(line: Line, before: object, part: Label, after: list[Candidate | Label]) -> bool:
    """Whether a label belongs to the date before it: ``06.06.2021 (aktualisiert)``."""
    if not isinstance(before, Candidate) or before.rank != Rank.UNLABELLED:
        return False
    following = after[0] if after else None
    if line.texts[part.first] in words.PARTICIPLES and following is None:
        before.rank = part.rank
        return True
    if any(text not in {"(", "[", "um"} for text in line.texts[before.last : part.first]):
        return False
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
