"""Times of day as they are printed, with their parts of the day and zone marks.

Every function takes a line and the token at which to look, and returns what it found, or
None. A clock is *certain* when something says that it is one: Uhr, a zone, ISO's T. Of
the others the grammar believes only those that stand beside a date.
"""

from dataclasses import dataclass

from feedservice.dates import words
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.tokens import NUMBER, WORD, Line

HOURS, MINUTES, SECONDS = 24, 60, 60
TWO, FOUR, SIX = 2, 4, 6
MICRO = 6
MOST_OFFSET = 14 * 60
RANGE = frozenset({"-", "bis"})


@dataclass(slots=True)
class Zone:
    """What says the offset: minutes east, or a zone's name (empty for the call's)."""

    last: int
    minutes: int | None = None
    name: str = ""
    written: bool = False


@dataclass(slots=True)
class Clock:
    """A time of day, from token *first* to before *last*.

    Attributes:
        certain: Something says that this is a time.
        pass_: 0 or 1 for the marks A and B of the hour that comes twice.
        part: First and last hour of the part of the day beside it.
    """

    first: int
    last: int
    hour: int
    minute: int | None = None
    second: int | None = None
    micro: int = 0
    certain: bool = False
    pass_: int | None = None
    part: tuple[int, int] | None = None
    zone: Zone | None = None
    fault: UnreadableError | None = None


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


def figures(line: Line, at: int, *, dotted: bool) -> Clock | None:
    """Read hour, minute and second, however they are joined."""
    after = line.texts[at + 1]
    if after == ":":
        return with_minutes(line, Clock(at, at + 1, int(line.texts[at])), ":")
    if after in words.OCLOCK:
        return with_oclock(line, Clock(at, at + 1, int(line.texts[at])))
    if after in {"a", "b"}:
        return marked_pass(line, at)
    if after == ".":
        found = with_minutes(line, Clock(at, at + 1, int(line.texts[at])), ".")
        return found if found and (found.certain or dotted) else None
    if after in RANGE and line.kinds[at + 2] == NUMBER and line.texts[at + 3] not in RANGE:
        return hour_range(line, at)
    return None


def with_minutes(line: Line, found: Clock, sign: str) -> Clock | None:
    """Read on after the hour in ``9:41``, ``9.41 Uhr``, ``09:41:07``."""
    at = found.last + 1
    if line.kinds[at] != NUMBER or line.gaps[at - 1] or line.gaps[at]:
        return None
    if len(line.texts[at]) != TWO:
        return malformed(line, found, at)
    found.minute, found.last = int(line.texts[at]), at + 1
    after = at + 1
    if line.texts[after] == sign and line.kinds[after + 1] == NUMBER and not line.gaps[after + 1]:
        if len(line.texts[after + 1]) != TWO or line.gaps[after]:
            return None
        found.second, found.last = int(line.texts[after + 1]), after + 2
        with_fraction(line, found)
    if chained(line, found.last, sign):
        return None
    return with_oclock(line, found)


def malformed(line: Line, found: Clock, at: int) -> Clock | None:
    """Refuse ``9:5 Uhr``; without Uhr it is a score and no concern of ours."""
    if line.texts[at + 1] not in words.OCLOCK or line.texts[at + 1] == "h":
        return None
    found.last, found.certain = at + 2, True
    message = "minutes have two digits"
    found.fault = UnreadableError(Reason.IMPOSSIBLE_TIME, message, found.first, found.last)
    return found


def chained(line: Line, at: int, sign: str) -> bool:
    """Whether yet another number is joined on, which no time has."""
    again = line.texts[at] == sign and line.kinds[at + 1] == NUMBER
    return again and not line.gaps[at] and not line.gaps[at + 1]


def with_fraction(line: Line, found: Clock) -> None:
    """Read a fraction of the second, of which six digits count."""
    at = found.last
    if line.texts[at] in {".", ","} and line.kinds[at + 1] == NUMBER:
        if line.gaps[at] or line.gaps[at + 1]:
            return
        found.micro = int(line.texts[at + 1][:MICRO].ljust(MICRO, "0"))
        found.last = at + 2


def with_oclock(line: Line, found: Clock) -> Clock | None:
    """Read on over Uhr or h, and the minutes that may follow: ``9 Uhr 41``, ``9h41``."""
    at = found.last
    if line.texts[at] not in words.OCLOCK:
        return found
    found.last, found.certain = at + 1, True
    if found.minute is None:
        minutes_after(line, found, at + 1)
    return found


def minutes_after(line: Line, found: Clock, at: int) -> None:
    """Take the number after the Uhr for minutes when nothing is counted by it."""
    joined = line.texts[at] == "und"
    at += joined
    if line.kinds[at] != NUMBER or len(line.texts[at]) > TWO:
        return
    spelled = joined and line.texts[at + 1] in {"minuten", "minute", "min"}
    plain = len(line.texts[at]) == TWO and not joined and not counted(line, at + 1)
    if spelled or plain:
        found.minute, found.last = int(line.texts[at]), at + 1 + spelled


def counted(line: Line, at: int) -> bool:
    """Whether the token makes the number before it an amount, a date or another time."""
    text = line.texts[at]
    if text in {".", ":", "/"} and line.kinds[at + 1] in {NUMBER, WORD}:
        return True
    if line.kinds[at] != WORD:
        return text in words.MEASURES
    return text not in words.DAY_PART_ADVERBS and text not in words.LINKS


def marked_pass(line: Line, at: int) -> Clock | None:
    """Read ``2A:20 Uhr`` and ``2B Uhr``, first and second pass of the doubled hour."""
    after = line.texts[at + 2]
    if line.gaps[at + 1] or (after not in {":", "."} and after not in words.OCLOCK):
        return None
    found = Clock(at, at + 2, int(line.texts[at]))
    found.pass_ = 0 if line.texts[at + 1] == "a" else 1
    if after in words.OCLOCK:
        return with_oclock(line, found)
    return with_minutes(line, found, after)


def hour_range(line: Line, at: int) -> Clock | None:
    """Read ``9-10 Uhr``, of which the first hour counts."""
    second = figures(line, at + 2, dotted=False)
    if second is None or not second.certain:
        return None
    return Clock(at, second.last, int(line.texts[at]), certain=True)


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
    skip_range(line, found)
    with_part(line, found)
    with_zone(line, found)
    before = line.texts[found.first - 1] if found.first else ""
    if before in words.INEXACT and not found.fault:
        message = f'"{before}" leaves the time open'
        found.first -= 1
        found.fault = UnreadableError(Reason.VAGUE_TIME, message, found.first, found.last)
    return checked(line, found)


def skip_range(line: Line, found: Clock) -> None:
    """Pass over the end of ``20:15-21:00 Uhr``; the beginning is what counts."""
    at = found.last
    if line.texts[at] not in RANGE or line.kinds[at + 1] != NUMBER:
        return
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


def with_zone(line: Line, found: Clock) -> None:
    """Read the zone that follows: ``MESZ``, ``(GMT+2)``, ``+02:00``, ``deutscher Zeit``."""
    at = found.last
    if line.texts[at] == ",":
        at += 1
    opened = line.texts[at] in {"(", "["}
    try:
        zone = zone_at(line, at + opened, found)
    except UnreadableError as fault:
        found.fault = found.fault or fault
        return
    if zone is None:
        return
    if line.texts[zone.last] == "/" and line.texts[zone.last + 1] in words.ZONE_MARKS:
        zone = Zone(zone.last + 2)  # "MEZ/MESZ": whichever the season has
    found.zone, found.last, found.certain = zone, zone.last, True
    if opened and line.texts[found.last] in {")", "]"}:
        found.last += 1


def zone_at(line: Line, at: int, clock: Clock) -> Zone | None:
    """Read a mark, an offset or a phrase."""
    text = line.texts[at]
    if text in {"+", "-"}:
        return offset_at(line, at, clock)
    if line.kinds[at] != WORD:
        return None
    if text in words.ZONE_MARKS and is_mark(line, at):
        offset = offset_at(line, at + 1, None) if text in words.OFFSET_MARKS else None
        return offset or Zone(at + 1, words.ZONE_MARKS[text])
    if text in words.ZONE_WORDS:
        return Zone(at + 1, None, words.ZONE_WORDS[text])
    return zone_phrase(line, at)


def is_mark(line: Line, at: int) -> bool:
    """Whether the letters are a zone's and not a word such as "West"."""
    text = line.texts[at]
    if text in {"mez", "mesz", "cet", "cest", "utc", "gmt"}:
        return True
    if text == "z":
        return (not line.gaps[at]) or line.raws[at] == "Z"
    return line.raws[at].isupper()


def offset_at(line: Line, at: int, clock: Clock | None) -> Zone | None:
    """Read ``+02:00``, ``+0200``, ``+02``; after GMT also ``+2``.

    A minus may also be a dash. After a clock without seconds it is one.
    """
    sign = line.texts[at]
    if sign not in {"+", "-"} or line.kinds[at + 1] != NUMBER or line.gaps[at + 1]:
        return None
    width = len(line.texts[at + 1])
    if width > FOUR or (clock and not may_follow(line, at, clock)):
        return None
    figures_ = line.texts[at + 1].zfill(TWO)
    hours, minutes, last = int(figures_[:2]), int(figures_[2:] or 0), at + 2
    colon = line.texts[last] == ":" and not line.gaps[last] and not line.gaps[last + 1]
    if width <= TWO and colon and line.kinds[last + 1] == NUMBER and len(line.texts[last + 1]) == TWO:
        minutes, last = int(line.texts[last + 1]), last + 2
    total = hours * MINUTES + minutes
    if minutes >= MINUTES or total > MOST_OFFSET:
        message = "no zone of the world has this offset"
        raise UnreadableError(Reason.IMPOSSIBLE_OFFSET, message, at, last)
    return Zone(last, -total if sign == "-" else total, written=True)


def may_follow(line: Line, at: int, clock: Clock) -> bool:
    """Whether sign and figures after a clock are an offset and nothing else."""
    width = len(line.texts[at + 1])
    colon = line.texts[at + 2] == ":" and line.kinds[at + 3] == NUMBER
    if clock.certain and line.texts[clock.last - 1] in words.OCLOCK:
        return line.texts[at] == "+" and (width == FOUR or colon)
    if clock.second is None and line.texts[at] == "-":
        return False
    if line.gaps[at]:
        return width == FOUR or (width == TWO and colon)
    return width in {TWO, FOUR}


def zone_phrase(line: Line, at: int) -> Zone | None:
    """Read "deutscher Zeit" and "mitteleuropäische Sommerzeit"; refuse "Moskauer Zeit"."""
    text, after = line.texts[at], line.texts[at + 1]
    if after not in words.SEASONAL_MARKS:
        if text not in {"new", "los"} or line.texts[at + 2] != "zeit":
            return None
        after = "zeit"
    elif text in words.CENTRAL_EUROPEAN:
        return Zone(at + 2, words.SEASONAL_MARKS[after])
    elif text in words.ZONE_ADJECTIVES and after == "zeit":
        return Zone(at + 2, None, words.ZONE_ADJECTIVES[text])
    elif not text.endswith("er"):
        return None
    message = f"no table says which zone {line.raws[at]} names"
    raise UnreadableError(Reason.UNKNOWN_ZONE, message, at, at + 2)


def checked(line: Line, found: Clock) -> Clock:
    """Apply the part of the day, and note what no clock shows."""
    if found.fault:
        return found
    end_of_day = found.hour == HOURS and not found.minute and not found.second
    impossible = found.hour >= HOURS and not end_of_day
    if impossible or (found.minute or 0) >= MINUTES or (found.second or 0) >= SECONDS:
        shown = line.shown(found.first, found.last)
        message = f"no clock shows {shown}"
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
    return completed_iso(line, found)


def completed_iso(line: Line, found: Clock) -> Clock:
    """Add the offset, of which ISO allows every form glued on."""
    at = found.last
    try:
        zone = offset_at(line, at, None) if not line.gaps[at] else None
    except UnreadableError as fault:
        found.fault = fault
        return found
    if zone is not None:
        found.zone, found.last = zone, zone.last
    else:
        with_zone(line, found)
    return checked(line, found)


def worded_clock(line: Line, at: int) -> Clock | None:
    """Read ``neun Uhr``: a number word before Uhr."""
    number = words.NUMBERS[line.texts[at]]
    if line.texts[at + 1] not in words.OCLOCK or number != int(number) or number > HOURS:
        return None
    found = Clock(at, at + 1, int(number))
    with_oclock(line, found)
    return completed(line, found)
