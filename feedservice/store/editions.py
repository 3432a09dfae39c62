"""Editions: the rendered feeds, kept from one change to the next."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from feedservice.records import Edition, FeedFormat
from feedservice.store.schema import channels, editions, refusals


def edition(view: Connection, slug: str, feed_format: FeedFormat) -> Edition | None:
    """The current edition of a channel's feed."""
    row = view.execute(select(editions).where(*_named(slug, feed_format))).first()
    return Edition(**{**row._mapping, "format": feed_format}) if row else None  # noqa: SLF001 - public API of Row


def replace(transaction: Connection, new: Edition) -> bool:
    """Put *new* in the place of the current edition, unless they are the same bytes.

    ``modified`` is moved on where needed: a second edition within one second must not
    look like the first to a reader that goes by ``If-Modified-Since`` alone.

    Returns:
        Whether anything changed.
    """
    current = transaction.execute(
        select(editions.c.etag, editions.c.modified).where(*_named(new.slug, new.format))
    ).first()
    if current is None:
        modified = new.modified
    elif current.etag == new.etag:
        return False
    else:
        modified = max(new.modified, current.modified + timedelta(seconds=1))
    transaction.execute(delete(editions).where(*_named(new.slug, new.format)))
    transaction.execute(
        insert(editions).values(
            slug=new.slug,
            format=new.format.value,
            body=new.body,
            etag=new.etag,
            modified=modified,
            items=new.items,
        )
    )
    return True


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


def _named(slug: str, feed_format: FeedFormat) -> tuple[ColumnElement[bool], ...]:
    """Choose one feed."""
    return editions.c.slug == slug, editions.c.format == feed_format.value
