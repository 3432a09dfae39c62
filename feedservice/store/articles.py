"""Writing articles: new, changed, removed, and those whose time has come."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select, text, update

from feedservice.rows import ArticleParts
from feedservice.store.bulk import Value, insert_all
from feedservice.store.channels import channel_numbers
from feedservice.store.parts import in_parts
from feedservice.store.places import Place, put, take_out
from feedservice.store.priors import Prior
from feedservice.store.revisions import mark
from feedservice.store.schema import State, articles


class ArticleRow(NamedTuple):
    """One article, on its way into the store.

    Attributes:
        channels: Names, of which none differs from another in case alone.
        published: In UTC, like *updated* and *first_seen*.
    """

    parts: ArticleParts
    channels: Sequence[str]
    state: State
    entry_id: str
    published: datetime
    updated: datetime
    first_seen: datetime


def save_articles(
    transaction: Connection, rows: Sequence[ArticleRow], known: Mapping[str, Prior], now: datetime
) -> None:
    """Insert or update articles, with their places in the channels.

    Args:
        transaction: An open one.
        rows: Every key once.
        known: What :func:`priors` said, by key.
        now: When a channel that is new was first seen; in UTC.
    """
    if not rows:
        return
    mark(transaction, now)
    names = dict.fromkeys(name for row in rows for name in row.channels)
    numbers = channel_numbers(transaction, names, now)
    following = (transaction.scalar(select(func.max(articles.c.number))) or 0) + 1
    new: list[tuple[Value, ...]] = []
    changed: list[dict[str, Any]] = []
    places: list[Place] = []
    for row in rows:
        prior = known.get(row.parts.key)
        number = prior.number if prior else following
        following += prior is None
        channels = [numbers[name.lower()] for name in row.channels]
        values = _values(row, number, channels)
        if prior:
            changed.append(dict(zip(_BOUND, values, strict=True)))
        else:
            new.append(values)
        places.append(Place(number, channels, row.state, row.published, row.updated, prior))
    insert_all(transaction, articles, _COLUMNS, new)
    if changed:
        transaction.execute(_UPDATE, changed)
    put(transaction, places)


def remove_articles(transaction: Connection, gone: Sequence[Prior], now: datetime) -> None:
    """Take articles out of every channel, and keep what must come back unchanged."""
    mark(transaction, now)
    take_out(transaction, gone, now)
    for part in in_parts([prior.number for prior in gone]):
        transaction.execute(
            update(articles).where(articles.c.number.in_(part)).values(state=State.REMOVED)
        )


def release_due(transaction: Connection, now: datetime) -> int:
    """Publish what was held until *now*, and say how many articles that were."""
    due = transaction.execute(
        select(articles.c.number, articles.c.channels, articles.c.published)
        .where(articles.c.state == State.HELD, articles.c.published <= now)
        .order_by(articles.c.published)
    ).all()
    if due:
        mark(transaction, now)
        transaction.execute(
            update(articles)
            .where(articles.c.state == State.HELD, articles.c.published <= now)
            .values(state=State.PUBLISHED)
        )
        put(
            transaction,
            [
                Place(row.number, row.channels, State.PUBLISHED, row.published, row.published)
                for row in due
            ],
        )
    return len(due)


def next_due(view: Connection) -> datetime | None:
    """When the next held article is due; in UTC."""
    held = select(func.min(articles.c.published)).where(articles.c.state == State.HELD)
    due: datetime | None = view.execute(held).scalar()
    return due


# Everything but a record's parts, in the order of :func:`_values`.
_OURS = ("number", "channels", "state", "entry_id", "published", "updated", "first_seen")
_COLUMNS = (*ArticleParts._fields, *_OURS)
_BOUND = tuple(f"b_{name}" for name in _COLUMNS)
# As drivers take them, like those that are inserted: see :mod:`feedservice.store.bulk`.
_UPDATE = text(  # nothing of it comes from outside
    "UPDATE articles SET "  # noqa: S608 - see above
    + ", ".join(f"{name} = :b_{name}" for name in _COLUMNS if name != "number")
    + " WHERE number = :b_number"
)


def _values(row: ArticleRow, number: int, channels: Sequence[int]) -> tuple[Value, ...]:
    """Write an article as the driver takes it, in the order of ``_COLUMNS``."""
    return (
        *row.parts,
        number,
        f"[{','.join(map(str, channels))}]",
        row.state,
        row.entry_id,
        int(row.published.timestamp()),
        int(row.updated.timestamp()),
        int(row.first_seen.timestamp()),
    )
