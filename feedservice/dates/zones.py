"""Zones: from a wall clock to an instant, with what had to be assumed on the way.

The rules come from the standard library's ``zoneinfo`` and the questions about them from
dateutil. dateutil's own ``tz.gettz`` would do from 4.0 on; before that it knows no summer
time after 2037, and papers print dates up to 2099. ``zoneinfo`` also falls back on the
``tzdata`` package, which dateutil 2.9 does not, so slim machines read the same dates.
"""

from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil import tz

from feedservice.dates.results import Note

# Hour, minute, second and microsecond.
WallTime: TypeAlias = tuple[int, int, int, int]
MIDNIGHT: WallTime = (0, 0, 0, 0)


@lru_cache(maxsize=64)
def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name.

    Raises:
        ValueError: There is none; the caller's mistake, not the newsroom's.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError) as error:
        raise ValueError(f"unknown time zone {name!r}: pass an IANA name") from error


@lru_cache(maxsize=256)
def offset_of(minutes: int) -> timezone:
    """The fixed zone so many minutes east of Greenwich."""
    return timezone(timedelta(minutes=minutes))


def instant(
    zone: tzinfo, value: date, time: WallTime = MIDNIGHT
) -> tuple[datetime, tuple[Note, ...]]:
    """What the wall clock of a zone means, and what was assumed.

    A wall time that comes twice is its first pass. One that never came is moved forward
    by the gap, as zoneinfo, java.time and Temporal do it.
    """
    year, month, day = value.year, value.month, value.day
    hour, minute, second, micro = time
    first = datetime(year, month, day, hour, minute, second, micro, zone)
    second_pass = datetime(year, month, day, hour, minute, second, micro, zone, fold=1)
    # Nearly every time is neither, and dateutil takes longer to say so than all the rest.
    # The zone is asked itself, because a datetime takes six times as long to ask it.
    if zone.utcoffset(first) == zone.utcoffset(second_pass):
        return first, ()
    if tz.datetime_exists(first):
        return first, (Note.FOLD_ASSUMED,)
    return tz.resolve_imaginary(first), (Note.GAP_SHIFTED,)


def comes_twice(wall: datetime) -> bool:
    """Whether the clocks of its zone show this time twice."""
    # Of a zone that is not its own, dateutil calls times ambiguous that never were.
    return tz.datetime_ambiguous(wall) and tz.datetime_exists(wall)
