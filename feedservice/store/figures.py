"""What can be counted in the store: how large the feeds are, how many records have problems."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, func, select

from feedservice.records import FeedFormat
from feedservice.store.schema import editions, problems, refusals


class ChannelFigures(NamedTuple):
    """One channel.

    Attributes:
        items: Of its longest feed; its formats mostly hold the same.
        size: Bytes of its largest feed, before compression.
        modified: When one of its feeds last got an edition; in UTC. None if none ever did.
        refusals: Errors because of which a feed is not as new as its articles.
    """

    slug: str
    items: int
    size: int
    modified: datetime | None
    refusals: int


def channels(view: Connection) -> list[ChannelFigures]:
    """Every channel whose feeds have editions, or were refused them, by slug."""
    refused = _refusals(view)
    largest = func.max(func.length(editions.c.body))
    chosen = select(
        editions.c.slug, func.max(editions.c["items"]), largest, func.max(editions.c.modified)
    )
    feeds = chosen.where(*_are_feeds(editions)).group_by(editions.c.slug)
    found = {slug: ChannelFigures(slug, 0, 0, None, number) for slug, number in refused.items()}
    for slug, items, size, modified in view.execute(feeds):
        found[slug] = ChannelFigures(slug, items, size, modified, refused[slug])
    return [found[slug] for slug in sorted(found)]


def _are_feeds(table: Table) -> tuple[ColumnElement[bool], ...]:
    """Choose the feeds of channels: pages of archives, which may be many, have a slash."""
    return table.c.slug.not_like("%/%"), table.c.format.in_([form.value for form in FeedFormat])


def problems_by_severity(view: Connection) -> dict[str, int]:
    """How many problems were reported."""
    rows = view.execute(select(problems.c.severity, func.count()).group_by(problems.c.severity))
    return {severity: number for severity, number in rows}  # noqa: C416 - rows are no tuples


def _refusals(view: Connection) -> Counter[str]:
    """How many errors hold back the feeds of each channel."""
    counted = select(refusals.c.slug, func.count().label("number")).where(*_are_feeds(refusals))
    rows = view.execute(counted.group_by(refusals.c.slug))
    return Counter({row.slug: row.number for row in rows})
