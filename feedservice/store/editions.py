"""Editions: the rendered feeds, and the pages of archives, kept from one change to the next."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, update

from feedservice.records import Edition, FeedFormat
from feedservice.store.parts import in_parts
from feedservice.store.schema import channels, coded_bodies, editions, lineages, refusals

_COLUMNS = [
    editions.c[name] for name in ("slug", "format", "body", "etag", "modified", "items", "lasting")
]

REMEMBERED = 50  # editions of each feed of which it is known what they held


def edition(view: Connection, slug: str, feed_format: FeedFormat) -> Edition | None:
    """The current edition of a channel's feed, or of a page of its archive."""
    named = _named(editions, slug, feed_format)
    row = view.execute(select(*_COLUMNS).where(*named, editions.c.etag != "")).first()
    if row is None:
        return None
    coded = view.execute(
        select(coded_bodies.c.coding, coded_bodies.c.body).where(
            *_named(coded_bodies, slug, feed_format)
        )
    )
    return Edition(
        **{**row._mapping, "format": feed_format},  # noqa: SLF001 - public API of Row
        coded={row.coding: row.body for row in coded},
    )


class Stand(NamedTuple):
    """A feed's current edition, without its body.

    Attributes:
        modified: In UTC, to the second.
        length: Of the body, in bytes.
    """

    slug: str
    format: FeedFormat
    modified: datetime
    items: int
    length: int


def stands(view: Connection) -> list[Stand]:
    """The current edition of every channel's feeds, by slug."""
    columns = [editions.c[name] for name in ("slug", "format", "modified", "items")]
    rows = view.execute(
        select(*columns, func.length(editions.c.body).label("length"))
        .join(channels, channels.c.slug == editions.c.slug)
        .order_by(editions.c.slug)
    )
    return [
        Stand(**{**row._mapping, "format": FeedFormat(row.format)})  # noqa: SLF001 - public API of Row
        for row in rows
    ]


def generation(view: Connection) -> int:
    """The number of the newest edition of all; 0 before the first."""
    return view.scalar(select(func.max(editions.c.generation))) or 0


def newer(view: Connection, than: int) -> dict[tuple[str, FeedFormat], datetime]:
    """Which feeds have an edition newer than generation *than*, and when each was modified."""
    rows = view.execute(
        select(editions.c.slug, editions.c.format, editions.c.modified).where(
            editions.c.generation > than
        )
    )
    return {(row.slug, FeedFormat(row.format)): row.modified for row in rows}


def current_etag(view: Connection, slug: str, feed_format: FeedFormat) -> str | None:
    """The entity tag of a feed's edition, if it has one."""
    return view.scalar(select(editions.c.etag).where(*_named(editions, slug, feed_format)))


def replace(transaction: Connection, new: Edition, digests: bytes = b"") -> None:
    """Put *new* in the place of the current edition, for all workers to see.

    ``modified`` is moved on where needed: a second edition within one second must not
    look like the first to a reader that goes by ``If-Modified-Since`` alone.

    Args:
        transaction: An open one.
        new: A channel's feed.
        digests: Of its items, to be found again by its entity tag; see :func:`lineage`.
    """
    number = generation(transaction) + 1
    _put(transaction, new, number)
    _remember(transaction, new, digests, number)


def keep(transaction: Connection, page: Edition) -> None:
    """Put a page of an archive where there was none, or a blank.

    Nobody can have seen another one since the blank, so it counts as no new edition.
    """
    named = _named(editions, page.slug, page.format)
    blanked = transaction.scalar(select(editions.c.generation).where(*named))
    _put(transaction, page, blanked or 0)
    note_refusals(transaction, page.slug, page.format, [])


def blank(transaction: Connection, slugs: Sequence[str]) -> None:
    """Let go of pages of archives, if they are kept, so that every worker notices.

    When each was modified stays, for the next one must be newer.
    """
    for part in in_parts(slugs):
        _blank(transaction, editions.c.slug.in_(part))
        for table in (coded_bodies, refusals):
            transaction.execute(delete(table).where(table.c.slug.in_(part)))


def blank_archives(transaction: Connection) -> None:
    """Let go of all pages of archives; no other slug holds a slash."""
    _blank(transaction, editions.c.slug.contains("/"))
    for table in (coded_bodies, refusals):
        transaction.execute(delete(table).where(table.c.slug.contains("/")))


def _blank(transaction: Connection, chosen: ColumnElement[bool]) -> None:
    """Take the bodies out of editions."""
    transaction.execute(
        update(editions)
        .where(chosen, editions.c.etag != "")
        .values(body=b"", etag="", generation=generation(transaction) + 1)
    )


def _put(transaction: Connection, new: Edition, number: int) -> None:
    """Store an edition as that of generation *number*."""
    named = _named(editions, new.slug, new.format)
    current = transaction.scalar(select(editions.c.modified).where(*named))
    modified = max(new.modified, current + timedelta(seconds=1)) if current else new.modified
    transaction.execute(delete(editions).where(*named))
    transaction.execute(delete(coded_bodies).where(*_named(coded_bodies, new.slug, new.format)))
    name = {"slug": new.slug, "format": new.format.value}
    transaction.execute(
        insert(editions).values(
            **name,
            body=new.body,
            etag=new.etag,
            modified=modified,
            items=new.items,
            lasting=new.lasting,
            generation=number,
        )
    )
    transaction.execute(
        insert(coded_bodies),
        [{**name, "coding": coding, "body": body} for coding, body in new.coded.items()],
    )


def _remember(transaction: Connection, new: Edition, digests: bytes, number: int) -> None:
    """Note what an edition holds, and forget the oldest that is remembered."""
    if not digests:
        return
    named = _named(lineages, new.slug, new.format)
    by_age = select(lineages.c.etag).where(*named).order_by(lineages.c.generation.desc())
    known = transaction.scalars(by_age).all()
    gone = {new.etag, *known[REMEMBERED - 1 :]}.intersection(known)
    if gone:
        transaction.execute(delete(lineages).where(*named, lineages.c.etag.in_(gone)))
    transaction.execute(
        insert(lineages).values(
            slug=new.slug,
            format=new.format.value,
            etag=new.etag,
            digests=digests,
            generation=number,
        )
    )


def lineage(
    view: Connection, slug: str, feed_format: FeedFormat, etags: Collection[str]
) -> tuple[str, bytes] | None:
    """The newest edition of a feed that has one of *etags*: its tag, and its items' digests."""
    row = view.execute(
        select(lineages.c.etag, lineages.c.digests)
        .where(*_named(lineages, slug, feed_format), lineages.c.etag.in_(etags))
        .order_by(lineages.c.generation.desc())
        .limit(1)
    ).first()
    return (row.etag, row.digests) if row else None


class Refusal(NamedTuple):
    """An error because of which a feed keeps its last good edition.

    Attributes:
        code: Of the validator's rule.
        line: In the document that was refused, from 1.
        column: From 1.
    """

    slug: str
    format: FeedFormat
    code: str
    line: int
    column: int
    message: str


def note_refusals(
    transaction: Connection, slug: str, feed_format: FeedFormat, found: Sequence[Refusal]
) -> None:
    """Note why a feed was refused, in the place of what was noted before."""
    mine = refusals.c.slug == slug, refusals.c.format == feed_format.value
    transaction.execute(delete(refusals).where(*mine))
    if found:
        rows = [{**refusal._asdict(), "format": feed_format.value} for refusal in found]
        transaction.execute(insert(refusals), rows)


def refused(view: Connection) -> list[Refusal]:
    """Every reason for which a feed is not as new as its articles."""
    columns = [refusals.c[name] for name in Refusal._fields]
    rows = view.execute(select(*columns).order_by(refusals.c.number))
    return [Refusal(*row)._replace(format=FeedFormat(row.format)) for row in rows]


def settle(transaction: Connection, numbers: Collection[int]) -> None:
    """Note that the editions of channels *numbers* are as new as their articles."""
    transaction.execute(update(channels).where(channels.c.number.in_(numbers)).values(dirty=False))


def _named(table: Table, slug: str, feed_format: FeedFormat) -> tuple[ColumnElement[bool], ...]:
    """Choose one feed."""
    return table.c.slug == slug, table.c.format == feed_format.value
