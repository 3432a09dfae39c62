"""Where every published article is, for maps of the site: without their texts."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from feedservice import addresses
from feedservice.store.schema import State, articles

_COLUMNS = ("slug", "short_key", "title", "published", "updated", "date_precision")
_LOCATION = [articles.c[name] for name in _COLUMNS]


class Location(NamedTuple):
    """Where a published article is, and since when as it is; in UTC.

    Attributes:
        day_only: Whether the record names a day of publication and no time.
    """

    path: str
    title: str
    published: datetime
    updated: datetime
    day_only: bool


def locations(view: Connection, first: int, last: int) -> list[Location]:
    """Where the articles numbered *first* to *last* are, as far as they are published."""
    chosen = articles.c.number.between(first, last)
    return _locations(view, select(*_LOCATION).where(chosen).order_by(articles.c.number))


def locations_since(view: Connection, instant: datetime, limit: int) -> list[Location]:
    """Where the newest articles are, of those that were published after *instant*."""
    chosen = articles.c.published > instant
    newest_first = articles.c.published.desc(), articles.c.number.desc()
    return _locations(view, select(*_LOCATION).where(chosen).order_by(*newest_first).limit(limit))


def last_number(view: Connection) -> int:
    """The highest number that an article ever got; 0 before the first."""
    return view.scalar(select(func.max(articles.c.number))) or 0


def _locations(view: Connection, chosen: Select[Any]) -> list[Location]:
    """Turn rows into locations, of those that are published."""
    rows = view.execute(chosen.where(articles.c.state == State.PUBLISHED))
    return [
        Location(
            path=addresses.article_path(row.slug, row.short_key),
            title=row.title,
            published=row.published,
            updated=row.updated,
            day_only=row.date_precision == "day",
        )
        for row in rows
    ]
