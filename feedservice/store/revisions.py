"""The count of changes: whoever keeps what he has made of the store learns when it is old."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from feedservice.store import intake

_FACT = "revision"


class Revision(NamedTuple):
    """A state of what is published.

    Attributes:
        number: Grows with every change.
        changed: When it came about, in UTC, to the second; grows with *number*.
    """

    number: int
    changed: datetime


FIRST = Revision(0, datetime.fromtimestamp(0, UTC))


def revision(view: Connection) -> Revision:
    """The current state."""
    noted = intake.fact(view, _FACT)
    if noted is None:
        return FIRST
    number, seconds = noted.split()
    return Revision(int(number), datetime.fromtimestamp(int(seconds), UTC))


def mark(transaction: Connection, now: datetime) -> None:
    """Note that articles or editions change in this transaction.

    A second change within one second is dated a second later: whoever goes by the date
    alone must not take the two for one.
    """
    number, changed = revision(transaction)
    following = max(now.replace(microsecond=0), changed + timedelta(seconds=1))
    intake.note_fact(transaction, _FACT, f"{number + 1} {int(following.timestamp())}")
