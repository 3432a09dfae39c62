"""Compiling: each channel that has changed is rendered, judged, and swapped in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from sqlalchemy import Connection

from feedservice import addresses
from feedservice.coding import entity_tag
from feedservice.config import Settings
from feedservice.feeds import compose, deltas
from feedservice.ingest import Order
from feedservice.publish.describing import describe, site_tag
from feedservice.publish.encoding import encoded
from feedservice.publish.gate import Form, judged_all, refusals
from feedservice.publish.listing import channel_list
from feedservice.publish.paging import Pages, linked
from feedservice.records import Edition, FeedFormat
from feedservice.store import archive, editions, revisions, shelf
from feedservice.store.editions import Name, Refusal, Standing
from feedservice.store.shelf import ChannelRow

AT_ONCE = 9  # editions in memory, and in one statement


@dataclass(frozen=True, slots=True)
class Compiled:
    """What became of the feeds that had to be made anew.

    Attributes:
        feeds: Paths of those that have a new edition, such as ``/feeds/sport.rss``.
        refused: Why others keep their last good edition.
    """

    feeds: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()


def compile_feeds(transaction: Connection, order: Order) -> Compiled:
    """Render the channels whose articles have changed, and swap in what is new and valid."""
    settings = order.settings
    dirty = shelf.dirty_channels(transaction)
    if not dirty:
        return Compiled()
    site = site_tag(transaction, settings)
    refused: list[Refusal] = []
    documents = (pair for row in dirty for pair in _documents(transaction, row, settings, site))
    standing = editions.standing(transaction, [row.slug for row in dirty])
    feeds = []
    good = _good(documents, order, standing, refused)
    listed = channel_list(transaction, order, site, dirty=len(dirty))
    compiled = encoded(chain(good, listed))
    while some := list(islice(compiled, AT_ONCE)):
        new = [(edition, deltas.digests(edition.body, edition.format)) for edition in some]
        editions.replace(transaction, new)
        # The list of channels is no feed.
        feeds += [addresses.feed_path(e.slug, e.format) for e in some if e.slug]
    judged = [(row.slug, feed_format) for row in dirty for feed_format in FeedFormat]
    editions.note_refusals(transaction, judged, refused)
    revisions.mark(transaction, order.now)
    editions.settle(transaction, [row.number for row in dirty])
    return Compiled(tuple(feeds), tuple(refused))


def _documents(
    transaction: Connection, row: ChannelRow, settings: Settings, site: str
) -> Iterator[Form]:
    """What a channel's feed says, for each format."""
    base_url, size = settings.base_url, settings.feed_size
    newest = shelf.newest(transaction, row.number, base_url=base_url, limit=size)
    pages = Pages(archive.keep_up(transaction, row.number, size), size)
    document = compose(
        describe(row, settings, site),
        newest,
        changed=row.changed,
        links=linked(pages.links_from_feed(), row.slug, base_url),
    )
    return ((document, feed_format) for feed_format in FeedFormat)


def _good(
    documents: Iterable[Form],
    order: Order,
    standing: Mapping[Name, Standing],
    refused: list[Refusal],
) -> Iterator[Edition]:
    """Render and judge; yield what is new and without error, and add to *refused* the rest."""
    for (document, feed_format), found in judged_all(documents, order.now, order.helper):
        body, errors, coded = found
        slug = document.channel.slug
        wrong = refusals(slug, feed_format, errors)
        refused += wrong
        etag = entity_tag(body)
        current = standing.get((slug, feed_format))
        if not wrong and (current is None or current.etag != etag):
            yield Edition(
                slug=slug,
                format=feed_format,
                body=body,
                etag=etag,
                modified=order.now.replace(microsecond=0),
                items=len(document.articles),
                coded=coded,
            )
