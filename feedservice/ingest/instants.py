"""From the dates that a record states to the instants that its feeds print."""

from dataclasses import dataclass
from datetime import UTC, datetime

from feedservice.config import DateOnly
from feedservice.dates import Precision, PublicationDate

NOON = 12


@dataclass(frozen=True, slots=True)
class Sight:
    """When a record was seen, and what to make of a day without a time.

    Attributes:
        first: When the record was first seen; in UTC.
        now: The moment of this look; in UTC.
    """

    first: datetime
    now: datetime
    date_only: DateOnly


def instant(date: PublicationDate, sight: Sight) -> datetime:
    """Say when what is dated *date* is published.

    A day is not an instant. Readers sort by instants, so a bare day becomes the moment
    of first sight if that falls within it, otherwise noon: the value that is on the
    right day from UTC-11 to UTC+11. A day still to come begins at its first moment.

    Returns:
        In UTC, to the second.
    """
    if date.precision is not Precision.DAY:
        return date.value.astimezone(UTC).replace(microsecond=0)
    day, zone = date.value.date(), date.value.tzinfo
    start = date.value.astimezone(UTC)
    if sight.date_only is DateOnly.MIDNIGHT or day > sight.now.astimezone(zone).date():
        return start
    if sight.date_only is DateOnly.ARRIVAL and sight.first.astimezone(zone).date() == day:
        return sight.first.replace(microsecond=0)
    return date.value.replace(hour=NOON).astimezone(UTC)
