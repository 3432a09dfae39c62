"""From a line to the candidates for its date, with what the labels say of each."""

from feedservice.dates import words
from feedservice.dates.assembly import Candidate, assembled
from feedservice.dates.atoms import (
    FOREIGN,
    PUBLISHED,
    STAND,
    UNLABELLED,
    UPDATED,
    Label,
    atoms,
    linked,
)
from feedservice.dates.tokens import WORD, Line

UNTIL = frozenset({"bis", "zum"})
BARS = frozenset("|•·●")
BRIDGES = words.SMALL | words.COPULAS
# Between a date and its label; a bracket may close behind a day of the week.
LABEL_LEADS = frozenset({"(", "[", ")", "]", "um"})
# After a label these say that it belongs to the date before it.
LABEL_ENDS = frozenset({",", ";", ")", "|", "und"})


def candidates(line: Line) -> list[Candidate]:
    """All that may be the line's date, in its order, with what the labels say of each."""
    elements = assembled(line, atoms(line))
    if len(elements) == 1 and isinstance(elements[0], Candidate):
        return [alone(line, elements[0])]
    label(line, elements)
    found = [part for part in elements if isinstance(part, Candidate)]
    return lend_clocks(line, unmixed(line, found))


def alone(line: Line, part: Candidate) -> Candidate:
    """The only candidate of a line without labels, which most lines are."""
    if part.first and (line.texts[part.first - 1] in UNTIL or is_birth(line, part)):
        part.rank = FOREIGN
    return part


def is_birth(line: Line, part: Candidate) -> bool:
    """Whether a star in brackets says that somebody was born: ``(* 6. Juni 1921)``."""
    return part.first > 1 and line.texts[part.first - 2 : part.first] == ("(", "*")


def label(line: Line, elements: list[Candidate | Label]) -> None:
    """Give every candidate the rank of the label before it, else of the one after it."""
    pending: Label | None = None
    # A star is a bullet, unless a cross says that it is a birth.
    foreign = UNTIL | {"*"} if "†" in line.texts else UNTIL
    for index, part in enumerate(elements):
        if isinstance(part, Label):
            if closes(line, elements, index, part):
                continue
            pending = merged(line, pending, part)
        else:
            if pending and near(line, pending.last, part.first):
                part.rank = pending.rank
            elif part.first and (line.texts[part.first - 1] in foreign or is_birth(line, part)):
                part.rank = FOREIGN
            pending = None


def closes(line: Line, elements: list[Candidate | Label], index: int, part: Label) -> bool:
    """Whether a label belongs to the date before it: ``06.06.2021 (aktualisiert)``."""
    before = elements[index - 1] if index else None
    if not isinstance(before, Candidate) or before.rank != UNLABELLED:
        return False
    following = next((e for e in elements[index:] if isinstance(e, Candidate)), None)
    if line.texts[part.first] in words.PARTICIPLES and following is None:
        before.rank = part.rank
        return True
    if any(text not in LABEL_LEADS for text in line.texts[before.last : part.first]):
        return False
    direct = following is not None and near(line, part.last, following.first)
    if direct and line.texts[part.last] not in LABEL_ENDS:
        return False
    before.rank = part.rank
    return True


def merged(line: Line, pending: Label | None, part: Label) -> Label:
    """Join two labels of one date: "Veröffentlicht/Aktualisiert", "Datum der Änderung"."""
    if pending is None or not near(line, pending.last, part.first, most=3):
        return part
    both = (pending.rank, part.rank)
    rank = PUBLISHED if PUBLISHED in both else max(both)
    return Label(pending.first, part.last, rank)


def near(line: Line, start: int, end: int, most: int = 12) -> bool:
    """Whether a few links, names and bylines at most stand between, and no prose."""
    return end - start <= most and all(
        line.kinds[at] != WORD or line.texts[at] in BRIDGES or not line.raws[at].islower()
        for at in range(start, end)
    )


def unmixed(line: Line, found: list[Candidate]) -> list[Candidate]:
    """Part an update's time from the date behind it: "Aktualisiert: 9:41 Uhr | 6. Juni 2021"."""
    parted: list[Candidate] = []
    for at, part in enumerate(found):
        parted.append(part)
        following = found[at + 1] if at + 1 < len(found) else None
        day, clock = part.day, part.clock
        if part.rank is not UPDATED or not day or not clock or clock.first > day.first:
            continue
        has_own = following and not following.dated and linked(line, part.last, following.first)
        if has_own or not BARS.isdisjoint(line.texts[clock.last : day.first]):
            date = Candidate(day.first, part.last)
            date.day, date.weekday, part.last = day, part.weekday, clock.last
            parted.append(date)
    return parted


def lend_clocks(line: Line, found: list[Candidate]) -> list[Candidate]:
    """Give a time that stands apart to the date beside it, by what the labels say."""
    kept: list[Candidate] = []
    for part in found:
        before = kept[-1] if kept else None
        if before is None or not near(line, before.last, part.first):
            kept.append(part)
        elif not part.dated and part.clock and lent(before, part):
            continue
        elif not before.dated and before.rank == UNLABELLED and takes(part, before):
            kept[-1] = part
        else:
            kept.append(part)
    return kept


def lent(date: Candidate, time: Candidate) -> bool:
    """Whether the time is the date's; if it is a later one's, give that the day."""
    own = time.rank == UNLABELLED or (time.rank == STAND and date.rank in {UNLABELLED, STAND})
    if own and takes(date, time):
        return True
    if time.rank in {STAND, UPDATED}:
        time.day, time.shift, time.weekday = date.day, date.shift, date.weekday
    return False


def takes(date: Candidate, time: Candidate) -> bool:
    """Give the date a certain time, if it has none."""
    if date.clock or not date.dated or date.elapsed or not (time.clock and time.clock.certain):
        return False
    date.clock = time.clock
    return True
