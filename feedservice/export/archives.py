"""The pages of archives, all of them: they are made when somebody asks, and an export does."""

from collections.abc import Iterator
from contextlib import suppress

from sqlalchemy import Connection

from feedservice import addresses
from feedservice.config import Settings
from feedservice.errors import RefusedError
from feedservice.publish import Archivist
from feedservice.publish.paging import FORMATS, Pages
from feedservice.records import FeedFormat
from feedservice.store import Store, archive, editions, shelf

Name = tuple[str, int, FeedFormat]


def pages(view: Connection) -> Iterator[Name]:
    """Slug, number and format of every page that there is, made or not."""
    size = archive.page_size(view)
    for row in shelf.all_channels(view) if size else []:
        count = Pages(archive.reach(view, row.number), size or 1).count
        for number in range(1, count + 1):
            yield from ((row.slug, number, feed_format) for feed_format in FORMATS)


def make_all(store: Store, settings: Settings) -> None:
    """Make the pages that nobody has asked for yet, or not since they have changed.

    One that cannot be made is left out: whoever asks for it is told.

    Raises:
        StoreError: The database refused.
    """
    archivist = Archivist(store, settings)
    with store.reading() as view:
        kept = {(slug, kind) for slug, kind, _ in editions.tags(view)}
        found = list(pages(view))
    for slug, number, feed_format in found:
        if (addresses.archive_slug(slug, number), feed_format) not in kept:
            with suppress(RefusedError):
                archivist.page(slug, number, feed_format)
