"""Editions: the rendered feeds, kept from one change to the next."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from feedservice.records import Edition, FeedFormat
from feedservice.store.schema import channels, editions


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


def settle(transaction: Connection, numbers: Collection[int]) -> None:
    """Note that the editions of channels *numbers* are as new as their articles."""
    transaction.execute(update(channels).where(channels.c.number.in_(numbers)).values(dirty=False))


def _named(slug: str, feed_format: FeedFormat) -> tuple[ColumnElement[bool], ...]:
    """Choose one feed."""
    return editions.c.slug == slug, editions.c.format == feed_format.value
