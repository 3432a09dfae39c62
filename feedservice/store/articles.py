"""Writing articles: new, changed, removed, and those whose time has come."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import (
    Connection,
    Row,
    Text,
    bindparam,
    delete,
    func,
    select,
    text,
    type_coerce,
    update,
)

from feedservice.records import CONTENT, ArticleParts, Content
from feedservice.store import archive
from feedservice.store.archive import AT_KEY, Key
from feedservice.store.bulk import Value, find_all, insert_all
from feedservice.store.channels import channel_numbers, open_channels, touch
from feedservice.store.parts import in_parts
from feedservice.store.revisions import mark
from feedservice.store.schema import ALL, articles, instant, memberships


class State(StrEnum):
    """Where a record stands between its file and the readers."""

    PUBLISHED = "published"
    HELD = "held"  # dated in the future
    DRAFT = "draft"
    REMOVED = "removed"  # gone from the folder; its id and instants are kept for its return


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


class Prior(NamedTuple):
    """What the store knows of a record that is loaded again."""

    number: int
    key: str
    path: str
    state: str
    entry_id: str
    channels: list[int]
    published: datetime
    updated: datetime
    first_seen: datetime
    date_reading: str
    date_precision: str


def priors(view: Connection, paths: Sequence[str], keys: Sequence[str]) -> list[Prior]:
    """What is known of the records in the files *paths*, and of those called *keys*."""
    found: dict[int, Prior] = {}
    for column, wanted in (("path", paths), ("key", keys)):
        rows = find_all(view, articles, Prior._fields, [column], [(value,) for value in wanted])
        found |= {row.number: _prior(row) for row in rows}
    return list(found.values())


def _prior(row: Row[Any]) -> Prior:
    """Turn what a driver gives into what we know."""
    given = Prior._make(row)
    return given._replace(
        channels=from_json(row.channels),
        published=instant(row.published),
        updated=instant(row.updated),
        first_seen=instant(row.first_seen),
    )


def contents(view: Connection, numbers: Sequence[int]) -> dict[int, Content]:
    """What the readers of each article have seen, as :data:`CONTENT` names it."""
    found: dict[int, Content] = {}
    columns = [type_coerce(articles.c[name], Text) for name in CONTENT]
    for part in in_parts(numbers):
        rows = view.execute(select(articles.c.number, *columns).where(articles.c.number.in_(part)))
        found |= {number: tuple(content) for number, *content in rows}
    return found


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
    places: list[_Place] = []
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
        places.append(_Place(number, channels, row.state, row.published, row.updated, prior))
    insert_all(transaction, articles, _COLUMNS, new)
    if changed:
        transaction.execute(_UPDATE, changed)
    _place(transaction, places)


def remove_articles(transaction: Connection, gone: Sequence[Prior], now: datetime) -> None:
    """Take articles out of every channel, and keep what must come back unchanged."""
    mark(transaction, now)
    archived = archive.places(transaction, [key for prior in gone for key in _keys(prior)])
    _displace(transaction, [key for prior in gone for key in _keys(prior)])
    for part in in_parts([prior.number for prior in gone]):
        transaction.execute(
            update(articles).where(articles.c.number.in_(part)).values(state=State.REMOVED)
        )
    touch(transaction, {n: now for prior in gone if _is_live(prior) for n in prior.channels})
    archive.blank_pages(transaction, archived)


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
        _place(
            transaction,
            [
                _Place(row.number, row.channels, State.PUBLISHED, row.published, row.published)
                for row in due
            ],
        )
    return len(due)


def next_due(view: Connection) -> datetime | None:
    """When the next held article is due; in UTC."""
    held = select(func.min(articles.c.published)).where(articles.c.state == State.HELD)
    due: datetime | None = view.execute(held).scalar()
    return due


class _Place(NamedTuple):
    """An article's place in its channels, and the one that it had before."""

    number: int
    channels: Sequence[int]
    state: str
    published: datetime
    updated: datetime
    prior: Prior | None = None


def _place(transaction: Connection, places: Sequence[_Place]) -> None:
    """Put articles where they belong, and mark every channel that gains or loses one.

    An article that stays in a channel keeps its place in the archive.
    """
    before = {(k.channel, k.article): k for p in places if p.prior for k in _keys(p.prior)}
    archived = archive.places(transaction, list(before.values()))
    joined: list[tuple[int, int, int]] = []
    redated: list[dict[str, Any]] = []
    for place in places:
        for channel in {ALL, *place.channels} if place.state == State.PUBLISHED else ():
            held = before.pop((channel, place.number), None)
            if held is None:
                joined.append((channel, int(place.published.timestamp()), place.number))
            elif held.published != place.published:
                redated.append({**held.bound(), "published": place.published})
    _displace(transaction, list(before.values()))
    if redated:
        transaction.execute(_REDATE, redated)
    _join(transaction, joined)
    newest: dict[int, datetime] = {}
    for place in places:
        left = place.prior.channels if place.prior and _is_live(place.prior) else []
        shown = place.channels if place.state == State.PUBLISHED else []
        for channel in {*left, *shown}:
            newest[channel] = max(newest.get(channel, place.updated), place.updated)
    touch(transaction, newest)
    archive.blank_pages(transaction, archived)


def _join(transaction: Connection, joined: Sequence[tuple[int, int, int]]) -> None:
    """Put articles into channels: channel, seconds since 1970, article."""
    reached = {channel for channel, _, _ in joined}
    position = archive.first_positions(transaction, reached)
    columns = ("channel", "published", "article", "position")
    insert_all(transaction, memberships, columns, [(*row, position[row[0]]) for row in joined])
    open_channels(transaction, reached)


def _displace(transaction: Connection, left: Sequence[Key]) -> None:
    """Take articles out of channels."""
    if left:
        transaction.execute(_DISPLACE, [key.bound() for key in left])


def _keys(prior: Prior) -> list[Key]:
    """Where an article is."""
    if not _is_live(prior):
        return []
    return [Key(channel, prior.published, prior.number) for channel in {ALL, *prior.channels}]


def _is_live(prior: Prior) -> bool:
    """Whether readers could see the article until now."""
    return prior.state == State.PUBLISHED


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
_DISPLACE = delete(memberships).where(*AT_KEY)
_REDATE = update(memberships).where(*AT_KEY).values(published=bindparam("published"))


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
