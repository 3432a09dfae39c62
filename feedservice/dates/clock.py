"""Times of day as they are printed, with their parts of the day and zone marks.

Every function takes a line and the token at which to look, and returns what it found, or
None. A clock is *certain* when something says that it is one: Uhr, a zone, ISO's T. Of
the others the grammar believes only those that stand beside a date.
"""

from feedservice.dates import words
from feedservice.dates.clockface import (
    FOUR,
    RANGE,
    TWO,
    Clock,
    figures,
    with_fraction,
    with_minutes,
    with_oclock,
)
from feedservice.dates.clockzone import home_clock, with_zone
from feedservice.dates.days import chained
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.marks import offset_at
from feedservice.dates.tokens import NUMBER, Line

# What may stand between a part of the day and the hour.
AROUND = frozenset({",", "um", "gegen"})
WORDS_BEFORE = words.INEXACT | words.DAY_PARTS.keys() | AROUND
HOURS, MINUTES, SECONDS = 24, 60, 60
SIX = 6
# What most times end with; nothing that is read here starts so.
NOTHING_MORE = frozenset({"", "|", "•", "."})


def clock_at(line: Line, at: int, *, dotted: bool = False) -> Clock | None:
    """Read the time that starts with the number at *at*.

    Args:
        line: The line.
        at: Where to look.
        dotted: ``9.41`` is a time even without Uhr, because it follows a date.
    """
    if len(line.texts[at]) > TWO:
        return None
    found = figures(line, at, dotted=dotted)
    if found is None or is_duration(line, found):
        return None
    return completed(line, found)


def is_duration(line: Line, found: Clock) -> bool:
    """Whether ``03:15 min`` is how long something takes."""
    after = line.texts[found.last]
    if after in words.MEASURES:
        return not found.certain
    before = found.first - 1
    while before >= 0 and line.texts[before] in {":", "(", "|", "."}:
        before -= 1
    return before >= 0 and line.texts[before] in words.DURATIONS


def completed(line: Line, found: Clock) -> Clock:
    """Add what follows the figures, and note what is impossible about them."""
    if line.texts[found.last] not in NOTHING_MORE:
        skip_range(line, found)
        with_part(line, found)
        with_zone(line, found)
        found = home_clock(line, found) or found
    if found.first and line.texts[found.first - 1] in WORDS_BEFORE:
        with_words_before(line, found)
    return checked(found)


def with_words_before(line: Line, found: Clock) -> None:
    """Read what stands before the figures: "halb", "kurz nach", "am Abend um"."""
    if line.texts[found.first - 1] in words.INEXACT:
        with_vagueness(line, found)
    at = found.first - 1
    while at > 0 and line.texts[at] in AROUND:
        at -= 1
    if line.texts[at] not in words.DAY_PARTS:
        return
    if line.texts[at] in words.TOMORROW and not is_morning(line, at):
        message = "nobody knows whether this is tomorrow or in the morning"
        found.fault = UnreadableError(Reason.VAGUE_TIME, message, at, found.last)
    found.part, found.first = found.part or words.DAY_PARTS[line.texts[at]], at


def is_morning(line: Line, at: int) -> bool:
    """Whether "Morgen" is a part of the day: "am Morgen", "heute Morgen"."""
    before = line.texts[at - 1] if at else ""
    return before == "am" or before in words.DAY_WORDS or before in words.WEEKDAYS


def with_vagueness(line: Line, found: Clock) -> None:
    """Refuse a time that words before it make another: "halb 10", "kurz nach 9 Uhr"."""
    first = found.first
    while first and line.texts[first - 1] in words.INEXACT:
        first -= 1
    found.first = first
    message = '"{shown}" leaves the time open'
    found.fault = found.fault or UnreadableError(Reason.VAGUE_TIME, message, first, found.last)


def skip_range(line: Line, found: Clock) -> None:
    """Pass over the end of ``20:15-21:00 Uhr``; the beginning is what counts."""
    at = found.last
    if line.texts[at] not in RANGE or line.kinds[at + 1] != NUMBER:
        return
    if found.second is not None and not line.gaps[at]:
        return  # 09:41:07-04:00 is an offset
    if len(line.texts[at + 1]) > TWO:
        return
    second = figures(line, at + 1, dotted=found.minute is not None and not found.certain)
    if second is not None and (second.certain or second.minute is not None):
        found.last, found.certain = second.last, found.certain or second.certain


def with_part(line: Line, found: Clock) -> None:
    """Read the part of the day that follows: "abends", "am Abend", "in der Früh", "pm"."""
    texts, at = line.texts, found.last
    if texts[at] in words.DAY_PART_ADVERBS:
        found.part, found.last, found.certain = words.DAY_PARTS[texts[at]], at + 1, True
        return
    if meridiem(line, found):
        return
    after = at + 1 + (texts[at + 1] == "der")
    if texts[at] in {"am", "in", "zu"} and texts[after] in words.DAY_PARTS:
        found.part, found.last, found.certain = words.DAY_PARTS[texts[after]], after + 1, True


def meridiem(line: Line, found: Clock) -> bool:
    """Read am and pm, where am is no German preposition."""
    at = found.last
    text, last = line.texts[at], at + 1
    if text in {"a", "p"} and line.texts[at + 1] == "." and line.texts[at + 2] == "m":
        text, last = text + "m", at + 3
    if text not in words.MERIDIEM or not 1 <= found.hour <= HOURS // 2:
        return False
    if text == "am" and last == at + 1 and line.raws[at] != "AM":
        return False
    found.hour = found.hour % (HOURS // 2) + words.MERIDIEM[text]
    found.last, found.certain = last, True
    return True


def checked(found: Clock) -> Clock:
    """Apply the part of the day, and note what no clock shows."""
    if found.fault:
        return found
    end_of_day = found.hour == HOURS and not found.minute and not found.second
    impossible = found.hour >= HOURS and not end_of_day
    if impossible or (found.minute or 0) >= MINUTES or (found.second or 0) >= SECONDS:
        message = "no clock shows {shown}"
        found.fault = UnreadableError(Reason.IMPOSSIBLE_TIME, message, found.first, found.last)
    return found


def hour_in(hour: int, part: tuple[int, int]) -> int | None:
    """The hour of 24 that *hour* means in a part of the day, if it can mean one."""
    first, last = part
    for meant in (hour, hour + HOURS // 2):
        inside = first <= meant <= last if first <= last else (meant >= first or meant <= last)
        if inside and meant < HOURS:
            return meant
    return None


def iso_clock(line: Line, at: int) -> Clock | None:
    """Read the time after ISO's T: ``07:41:00.5Z``, ``0741``, ``07+02``."""
    if line.kinds[at] != NUMBER or line.gaps[at] or len(line.texts[at]) not in {1, TWO, FOUR, SIX}:
        return None
    text = line.texts[at]
    found = Clock(at - 1, at + 1, int(text[:TWO]), certain=True)
    if len(text) > TWO:
        found.minute = int(text[2:4])
        found.second = int(text[4:]) if len(text) == SIX else None
        if found.second is not None:
            with_fraction(line, found)
    elif line.texts[at + 1] == ":" and with_minutes(line, found, ":") is None:
        return None
    if found.second is None and chained(line, found.last, ".,"):
        message = "{shown} is a part of an hour or minute"
        found.fault = UnreadableError(Reason.VAGUE_TIME, message, at, found.last + 2)
    return completed_iso(line, found)


def completed_iso(line: Line, found: Clock) -> Clock:
    """Add the offset, of which ISO allows every form glued on."""
    at = found.last
    try:
        zone = offset_at(line, at) if not line.gaps[at] else None
    except UnreadableError as fault:
        found.fault = fault
        return found
    if zone is not None:
        found.zone, found.last = zone, zone.last
    else:
        with_zone(line, found)
    return checked(found)


def worded_clock(line: Line, at: int) -> Clock | None:
    """Read ``neun Uhr``: a number word before Uhr."""
    number = words.NUMBERS[line.texts[at]]
    if line.texts[at + 1] not in words.OCLOCK or number != int(number) or number > HOURS:
        return None
    found = Clock(at, at + 1, int(number))
    with_oclock(line, found)
    return completed(line, found)
