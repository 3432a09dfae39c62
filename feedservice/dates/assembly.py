"""Atoms that belong together become one candidate for the line's date.

Only punctuation and small words may stand between them. What a candidate's label says is
added in :mod:`.grammar`.
"""

from feedservice.dates import words
from feedservice.dates.atoms import UNLABELLED, Atom, Label, linked
from feedservice.dates.clockface import Clock
from feedservice.dates.days import LONG, Day, checked
from feedservice.dates.relative import Elapsed, Shift
from feedservice.dates.tokens import NUMBER, Line
from feedservice.dates.weekdays import Weekday

SPAN_FILLERS = frozenset({".", ",", "den", "dem", "zum"})
SLOTS = {Day: "day", Clock: "clock", Weekday: "weekday", Shift: "shift", Elapsed: "elapsed"}


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
    if taken or current.elapsed or isinstance(atom, Elapsed):
        return False
    setattr(current, slot, atom)
    current.last = atom.last
    return True


def ends_span(line: Line, current: Candidate, atom: Day) -> bool:
    """Whether the day closes a span that the candidate opened: ``6.6.2021 - 8.6.2021``."""
    joint, *between = line.texts[current.last : atom.first] or ("",)
    day = current.day
    # Of "5./6. Juni 2021/7. Juni 2021" the first two are one day in the text.
    open_ended = day is not None and (day.until is None or day.until.last == day.last)
    if day is None or not open_ended or joint not in {"-", "/", "bis"}:
        return False
    days = current.complete and atom.day and atom.year is not None
    if not days or day.fault or atom.fault or not figures(day.until or day) < figures(atom):
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
    if part.weekday and not part.weekday.sure and not (part.day or part.clock or part.shift):
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
