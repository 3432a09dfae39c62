"""What can be counted in the store: how large the feeds are, how many records have problems."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, func, select

from feedservice.coding import IDENTITY
from feedservice.records import FeedFormat
from feedservice.store.schema import coded_bodies, editions, problems, refusals

_CODED = [
    *(coded_bodies.c[name] for name in ("slug", "format", "coding")),
    func.length(coded_bodies.c.body),
]
_PLAIN = [
    *(editions.c[name] for name in ("slug", "format", "items", "modified")),
    func.length(editions.c.body),
]


class FeedFigures(NamedTuple):
    """One feed.

    Attributes:
        modified: Of its edition; in UTC.
        sizes: Bytes of its body, by coding.
        refusals: Errors because of which it is not as new as its articles.
    """

    slug: str
    format: str
    items: int
    modified: datetime
    sizes: dict[str, int]
    refusals: int


def feeds(view: Connection) -> list[FeedFigures]:
    """Every feed that has an edition, by slug and format."""
    refused = _refusals(view)
    coded: dict[tuple[str, str], dict[str, int]] = {}
    for slug, form, coding, size in view.execute(select(*_CODED).where(*_are_feeds(coded_bodies))):
        coded.setdefault((slug, form), {})[coding] = size
    rows = view.execute(
        select(*_PLAIN).where(*_are_feeds(editions)).order_by(editions.c.slug, editions.c.format)
    )
    return [
        FeedFigures(
            slug,
            form,
            items,
            modified,
            {IDENTITY: size} | coded.get((slug, form), {}),
            refused[slug, form],
        )
        for slug, form, items, modified, size in rows
    ]


def _are_feeds(table: Table) -> tuple[ColumnElement[bool], ...]:
    """Choose the feeds of channels: pages of archives, which may be many, have a slash."""
    return table.c.slug.not_like("%/%"), table.c.format.in_([form.value for form in FeedFormat])


def problems_by_severity(view: Connection) -> dict[str, int]:
    """How many problems were reported."""
    rows = view.execute(select(problems.c.severity, func.count()).group_by(problems.c.severity))
    return {severity: number for severity, number in rows}  # noqa: C416 - rows are no tuples


def _refusals(view: Connection) -> Counter[tuple[str, str]]:
    """How many errors hold back each feed."""
    rows = view.execute(
        select(refusals.c.slug, refusals.c.format, func.count()).group_by(
            refusals.c.slug, refusals.c.format
        )
    )
    return Counter({(slug, form): number for slug, form, number in rows})
