"""The zone beside a time: ``MESZ``, ``(GMT+2)``, ``+02:00``, "Ortszeit (20 Uhr MESZ)".

Every function takes a line and the clock that was read; the marks are read in :mod:`.marks`.
"""

from feedservice.dates import words
from feedservice.dates.clockface import FOUR, TWO, Clock, figures
from feedservice.dates.faults import UnreadableError
from feedservice.dates.marks import Zone, zone_at
from feedservice.dates.tokens import NUMBER, Line


def with_zone(line: Line, found: Clock) -> None:
    """Read the zone that follows: ``MESZ``, ``(GMT+2)``, ``+02:00``, ``deutscher Zeit``."""
    at = found.last
    if line.texts[at] == ",":
        at += 1
    opened = line.texts[at] in {"(", "["}
    at += opened
    if line.texts[at] in {"+", "-"} and not may_follow(line, at, found):
        return
    try:
        zone = zone_at(line, at)
        zone = zone and (explained(line, zone.last) or zone)
    except UnreadableError as fault:
        zone = explained(line, fault.last)
        found.fault = found.fault or (None if zone else fault)
    if zone is None:
        return
    if line.texts[zone.last] == "/" and line.texts[zone.last + 1] in words.ZONE_MARKS:
        zone = Zone(zone.last + 2)  # "MEZ/MESZ": whichever the season has
    found.zone, found.last, found.certain = zone, zone.last, True
    if opened and line.texts[found.last] in {")", "]"}:
        found.last += 1


def home_clock(line: Line, found: Clock) -> Clock | None:
    """Read the second of "14 Uhr Ortszeit (20 Uhr MESZ)", which says its zone."""
    at = found.last + 1
    local = found.zone is not None and found.zone.minutes is None and not found.zone.name
    if not local or line.texts[at - 1] != "(" or line.kinds[at] != NUMBER:
        return None
    second = figures(line, at, dotted=False) if len(line.texts[at]) <= TWO else None
    if second is None or not second.certain:
        return None
    with_zone(line, second)
    if second.zone is None or (second.zone.minutes is None and not second.zone.name):
        return None
    second.first = found.first
    second.last += line.texts[second.last] == ")"
    return second


def explained(line: Line, at: int) -> Zone | None:
    """Read the offset behind the name of a zone: "Moskauer Zeit (UTC+3)"."""
    if line.texts[at] != "(":
        return None
    zone = zone_at(line, at + 1)
    return zone if zone and zone.written and line.texts[zone.last] == ")" else None


def may_follow(line: Line, at: int, clock: Clock) -> bool:
    """Whether sign and figures after a clock are an offset and nothing else.

    A minus may also be a dash. After a clock without seconds it is one.
    """
    width = len(line.texts[at + 1])
    colon = line.texts[at + 2] == ":" and line.kinds[at + 3] == NUMBER
    if clock.certain and line.texts[clock.last - 1] in words.OCLOCK:
        return line.texts[at] == "+" and (width == FOUR or colon)
    if clock.second is None and line.texts[at] == "-":
        return False
    if line.gaps[at]:
        return width == FOUR or (width == TWO and colon)
    return width in {TWO, FOUR}
