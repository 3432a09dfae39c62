"""Editions: the rendered feeds, and the pages of archives, kept from one change to the next."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from feedservice.records import Edition, EditionFormat, FeedFormat, edition_format
from feedservice.store.parts import in_parts
from feedservice.store.refusals import note_refusals
from feedservice.store.schema import channels, coded_bodies, editions, lineages, refusals

_COLUMNS = [
    editions.c[name] for name in ("slug", "format", "body", "etag", "modified", "items", "lasting")
]

Name = tuple[str, EditionFormat]
_BOUND = {
    table.name: (table.c.slug == bindparam("b_slug"), table.c.format == bindparam("b_format"))
    for table in (editions, coded_bodies, lineages)
}
REMEMBERED = 50  # editions of each feed of which it is known what they held


def edition(view: Connection, slug: str, kind: EditionFormat) -> Edition | None:
    """The current edition of a feed, of a page of its archive, or of the list of channels."""
    named = _named(editions, slug, kind)
    row = view.execute(select(*_COLUMNS).where(*named, editions.c.etag != "")).first()
    if row is None:
        return None
    coded = view.execute(
        select(coded_bodies.c.coding, coded_bodies.c.body).where(*_named(coded_bodies, slug, kind))
    )
    return Edition(
        **{**row._mapping, "format": kind},  # noqa: SLF001 - public API of Row
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


def stands(view: Connection, slug: str | None = None) -> list[Stand]:
    """The current editions of one channel's feeds; without *slug* of every channel's, by slug."""
    columns = [editions.c[name] for name in ("slug", "format", "modified", "items")]
    chosen = (
        select(*columns, func.length(editions.c.body).label("length"))
        .join(channels, channels.c.slug == editions.c.slug)
        .order_by(editions.c.slug)
    )
    rows = view.execute(chosen if slug is None else chosen.where(editions.c.slug == slug))
    return [
        Stand(**{**row._mapping, "format": FeedFormat(row.format)})  # noqa: SLF001 - public API of Row
        for row in rows
    ]


def items(view: Connection, slug: str, kind: EditionFormat) -> int | None:
    """How many items an edition has, or channels the list; None if there is none."""
    return view.scalar(select(editions.c["items"]).where(*_named(editions, slug, kind)))


def tags(view: Connection) -> list[tuple[str, EditionFormat, str]]:
    """Slug, format and entity tag of every edition, in their order."""
    columns = (editions.c.slug, editions.c.format, editions.c.etag)
    rows = view.execute(select(*columns).where(editions.c.etag != ""))
    return sorted((row.slug, edition_format(row.format), row.etag) for row in rows)


def generation(view: Connection) -> int:
    """The number of the newest edition of all; 0 before the first."""
    return view.scalar(select(func.max(editions.c.generation))) or 0


def newer(view: Connection, than: int) -> dict[tuple[str, EditionFormat], datetime]:
    """Which feeds have an edition newer than generation *than*, and when each was modified."""
    rows = view.execute(
        select(editions.c.slug, editions.c.format, editions.c.modified).where(
            editions.c.generation > than
        )
    )
    return {(row.slug, edition_format(row.format)): row.modified for row in rows}


class Standing(NamedTuple):
    """What is known of a current edition without its body."""

    etag: str
    modified: datetime


def standing(view: Connection, slugs: Sequence[str]) -> dict[Name, Standing]:
    """What stands at the feeds called *slugs* now."""
    found: dict[Name, Standing] = {}
    columns = [editions.c[name] for name in ("slug", "format", "etag", "modified")]
    for part in in_parts(slugs):
        for row in view.execute(select(*columns).where(editions.c.slug.in_(part))):
            found[row.slug, edition_format(row.format)] = Standing(row.etag, row.modified)
    return found


class _New(NamedTuple):
    """An edition on its way into the store, with its generation and its items' digests."""

    edition: Edition
    generation: int
    digests: bytes = b""

    @property
    def name(self) -> Name:
        """The feed's."""
        return self.edition.slug, self.edition.format


def replace(transaction: Connection, new: Sequence[tuple[Edition, bytes]]) -> None:
    """Put editions in the place of the current ones, for all workers to see.

    ``modified`` is moved on where needed: a second edition within one second must not
    look like the first to a reader that goes by ``If-Modified-Since`` alone.

    Args:
        transaction: An open one.
        new: Of channels' feeds, each with the digests of its items, which are found again
            by its entity tag: see :func:`lineage`.
    """
    numbers = count(generation(transaction) + 1)
    numbered = [_New(edition, next(numbers), digests) for edition, digests in new]
    _put(transaction, numbered)
    _remember(transaction, [one for one in numbered if one.digests])


def keep(transaction: Connection, page: Edition) -> None:
    """Put a page of an archive where there was none, or a blank.

    Nobody can have seen another one since the blank, so it counts as no new edition.
    """
    named = _named(editions, page.slug, page.format)
    blanked = transaction.scalar(select(editions.c.generation).where(*named))
    _put(transaction, [_New(page, blanked or 0)])
    note_refusals(transaction, [(page.slug, page.format)], [])


def blank(transaction: Connection, slugs: Sequence[str]) -> None:
    """Let go of pages of archives, if they are kept, so that every worker notices.

    When each was modified stays, for the next one must be newer.
    """
    for part in in_parts(slugs):
        kept, refused = (exists().where(of.c.slug.in_(part)) for of in (editions, refusals))
        if not transaction.scalar(select(or_(kept, refused))):
            continue  # nobody has asked for them, as a rule
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


def _put(transaction: Connection, new: Sequence[_New]) -> None:
    """Store editions."""
    before = standing(transaction, list({one.edition.slug for one in new}))
    for table in (editions, coded_bodies):
        transaction.execute(delete(table).where(*_BOUND[table.name]), _bound(new))
    transaction.execute(
        insert(editions),
        [
            {
                "slug": one.edition.slug,
                "format": one.edition.format.value,
                "body": one.edition.body,
                "etag": one.edition.etag,
                "modified": _moved_on(one.edition, before.get(one.name)),
                "items": one.edition.items,
                "lasting": one.edition.lasting,
                "generation": one.generation,
            }
            for one in new
        ],
    )
    coded = [
        {"slug": slug, "format": form.value, "coding": coding, "body": body}
        for one in new
        for slug, form in [one.name]
        for coding, body in one.edition.coded.items()
    ]
    if coded:
        transaction.execute(insert(coded_bodies), coded)


def _moved_on(new: Edition, before: Standing | None) -> datetime:
    """When the edition was modified: later than the one before it."""
    return max(new.modified, before.modified + timedelta(seconds=1)) if before else new.modified


def _remember(transaction: Connection, new: Sequence[_New]) -> None:
    """Note what editions hold, and forget the oldest that are remembered."""
    if not new:
        return
    columns = [lineages.c[name] for name in ("slug", "format", "etag")]
    slugs = {one.edition.slug for one in new}
    rows = transaction.execute(
        select(*columns).where(lineages.c.slug.in_(slugs)).order_by(lineages.c.generation.desc())
    )
    known: dict[Name, list[str]] = {}
    for row in rows:
        known.setdefault((row.slug, edition_format(row.format)), []).append(row.etag)
    gone = [
        {**name, "b_etag": etag}
        for name, one in zip(_bound(new), new, strict=True)
        for at, etag in enumerate(known.get(one.name, ()))
        if etag == one.edition.etag or at >= REMEMBERED - 1
    ]
    if gone:
        is_one = lineages.c.etag == bindparam("b_etag")
        transaction.execute(delete(lineages).where(*_BOUND[lineages.name], is_one), gone)
    transaction.execute(
        insert(lineages),
        [
            {
                "slug": one.edition.slug,
                "format": one.edition.format.value,
                "etag": one.edition.etag,
                "digests": one.digests,
                "generation": one.generation,
            }
            for one in new
        ],
    )


def _bound(new: Sequence[_New]) -> list[dict[str, str]]:
    """The names of feeds, for ``_BOUND``."""
    return [{"b_slug": one.edition.slug, "b_format": one.edition.format.value} for one in new]


def lineage(
    view: Connection, slug: str, feed_format: EditionFormat, etags: Collection[str]
) -> tuple[str, bytes] | None:
    """The newest edition of a feed that has one of *etags*: its tag, and its items' digests."""
    row = view.execute(
        select(lineages.c.etag, lineages.c.digests)
        .where(*_named(lineages, slug, feed_format), lineages.c.etag.in_(etags))
        .order_by(lineages.c.generation.desc())
        .limit(1)
    ).first()
    return (row.etag, row.digests) if row else None


def settle(transaction: Connection, numbers: Collection[int]) -> None:
    """Note that the editions of channels *numbers* are as new as their articles."""
    transaction.execute(update(channels).where(channels.c.number.in_(numbers)).values(dirty=False))


def _named(table: Table, slug: str, kind: EditionFormat) -> tuple[ColumnElement[bool], ...]:
    """Choose one feed, or the list."""
    return table.c.slug == slug, table.c.format == kind.value
