"""Writing articles: new, changed, removed, and those whose time has come."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, TypedDict

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from feedservice.store.channels import channel_numbers, open_channels, touch
from feedservice.store.parts import in_parts
from feedservice.store.revisions import mark
from feedservice.store.schema import ALL, articles, memberships


class State(StrEnum):
    """Where a record stands between its file and the readers."""

    PUBLISHED = "published"
    HELD = "held"  # dated in the future
    DRAFT = "draft"
    REMOVED = "removed"  # gone from the folder; its id and instants are kept for its return


class ArticleParts(TypedDict):
    """What a record's file alone says about its article."""

    key: str
    short_key: str
    path: str
    slug: str
    title: str
    html: str
    summary: str
    author: str | None
    tags: list[str]
    images: list[dict[str, Any]]
    channels: list[str]
    content_digest: str
    date_text: str
    date_reading: str
    date_precision: str
    date_notes: list[str]


class ArticleRow(ArticleParts):
    """One row of ``articles``; ``channels`` are names until :func:`save_articles`."""

    state: str
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
    content_digest: str
    date_reading: str
    date_precision: str


_PRIOR = [articles.c[name] for name in Prior._fields]


def priors(view: Connection, paths: Sequence[str], keys: Sequence[str]) -> list[Prior]:
    """What is known of the records in the files *paths*, and of those called *keys*."""
    found: dict[int, Prior] = {}
    for column, wanted in ((articles.c.path, paths), (articles.c.key, keys)):
        for part in in_parts(wanted):
            rows = view.execute(select(*_PRIOR).where(column.in_(part)))
            found |= {row.number: Prior(*row) for row in rows}
    return list(found.values())


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
    names = dict.fromkeys(name for row in rows for name in row["channels"])
    numbers = channel_numbers(transaction, names, now)
    following = (transaction.scalar(select(func.max(articles.c.number))) or 0) + 1
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for row in rows:
        prior = known.get(row["key"])
        number = prior.number if prior else following
        following += prior is None
        full = {
            **row,
            "number": number,
            "channels": [numbers[name.lower()] for name in row["channels"]],
        }
        (changed if prior else new).append(full)
    if new:
        transaction.execute(insert(articles), new)
    if changed:
        by_number = update(articles).where(articles.c.number == bindparam("b_number"))
        transaction.execute(by_number, [{**row, "b_number": row["number"]} for row in changed])
    _place(transaction, new + changed, known)


def remove_articles(transaction: Connection, gone: Sequence[Prior], now: datetime) -> None:
    """Take articles out of every channel, and keep what must come back unchanged."""
    mark(transaction, now)
    numbers = [prior.number for prior in gone]
    _displace(transaction, numbers)
    for part in in_parts(numbers):
        transaction.execute(
            update(articles).where(articles.c.number.in_(part)).values(state=State.REMOVED)
        )
    touch(transaction, {n: now for prior in gone if _is_live(prior) for n in prior.channels})


def release_due(transaction: Connection, now: datetime) -> int:
    """Publish what was held until *now*, and say how many articles that were."""
    due = transaction.execute(
        select(articles.c.number, articles.c.key, articles.c.channels, articles.c.published)
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
        rows = [dict(row._mapping, state=State.PUBLISHED, updated=row.published) for row in due]  # noqa: SLF001 - public API of Row
        _place(transaction, rows, {})
    return len(due)


def next_due(view: Connection) -> datetime | None:
    """When the next held article is due; in UTC."""
    held = select(func.min(articles.c.published)).where(articles.c.state == State.HELD)
    due: datetime | None = view.execute(held).scalar()
    return due


def _place(
    transaction: Connection, rows: Sequence[Mapping[str, Any]], known: Mapping[str, Prior]
) -> None:
    """Put articles where they belong, and mark every channel that gains or loses one."""
    _displace(transaction, [row["number"] for row in rows if row["key"] in known])
    placed = [
        {"channel": channel, "article": row["number"], "published": row["published"]}
        for row in rows
        if row["state"] == State.PUBLISHED
        for channel in {ALL, *row["channels"]}
    ]
    if placed:
        transaction.execute(insert(memberships), placed)
        open_channels(transaction, {row["channel"] for row in placed})
    newest: dict[int, datetime] = {}
    for row in rows:
        prior = known.get(row["key"])
        left = prior.channels if prior and _is_live(prior) else []
        joined = row["channels"] if row["state"] == State.PUBLISHED else []
        for channel in {*left, *joined}:
            newest[channel] = max(newest.get(channel, row["updated"]), row["updated"])
    touch(transaction, newest)


def _displace(transaction: Connection, numbers: Sequence[int]) -> None:
    """Take articles out of every channel."""
    for part in in_parts(numbers):
        transaction.execute(delete(memberships).where(memberships.c.article.in_(part)))


def _is_live(prior: Prior) -> bool:
    """Whether readers could see the article until now."""
    return prior.state == State.PUBLISHED
