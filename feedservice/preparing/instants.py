"""From the dates that a record states to the instants that its feeds print."""

from datetime import UTC, datetime, tzinfo
from math import floor
from typing import NamedTuple

from feedservice.config import DateOnly
from feedservice.dates import Precision, PublicationDate

NOON = 12


class Stated(NamedTuple):
    """A date that a record states; a small thing, for it travels between processes.

    Attributes:
        seconds: Of its first moment, since 1970 in UTC.
        is_day: It names a day and no time.
    """

    seconds: int
    is_day: bool

    @property
    def value(self) -> datetime:
        """Its first moment; in UTC, to the second."""
        return datetime.fromtimestamp(self.seconds, UTC)


class Sight(NamedTuple):
    """When a record was seen, and what to make of a day without a time.

    Attributes:
        first: When the record was first seen; in UTC.
        now: The moment of this look; in UTC.
        zone: In which the newsroom writes.
    """

    first: datetime
    now: datetime
    date_only: DateOnly
    zone: tzinfo


def stated(date: PublicationDate) -> Stated:
    """Keep of a date what decides over instants; to the day at least."""
    return Stated(floor(date.value.timestamp()), date.precision is Precision.DAY)


def instant(date: Stated, sight: Sight) -> datetime:
    """Say when what is dated *date* is published.

    A day is not an instant. Readers sort by instants, so a bare day becomes the moment
    of first sight if that falls within it, otherwise noon: the value that is on the
    right day from UTC-11 to UTC+11. A day still to come begins at its first moment.

    Returns:
        In UTC, to the second.
    """
    start = date.value
    if not date.is_day:
        return start
    local = start.astimezone(sight.zone)
    day = local.date()
    if sight.date_only is DateOnly.MIDNIGHT or day > sight.now.astimezone(sight.zone).date():
        return start
    if sight.date_only is DateOnly.ARRIVAL and sight.first.astimezone(sight.zone).date() == day:
        return sight.first.replace(microsecond=0)
    return local.replace(hour=NOON).astimezone(UTC)
