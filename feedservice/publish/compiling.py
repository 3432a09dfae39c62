"""Compiling: each channel that has changed is rendered, judged, and swapped in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice

from sqlalchemy import Connection

from feedservice import addresses
from feedservice.config import Settings
from feedservice.feeds import compose
from feedservice.ingest import Order
from feedservice.press import Form, press
from feedservice.publish.describing import describe, site_tag
from feedservice.publish.listing import channel_list
from feedservice.publish.paging import Pages, linked
from feedservice.records import FeedFormat, Refusal
from feedservice.sharing import Limits, shared
from feedservice.store import archive, editions, revisions, shelf
from feedservice.store.editions import Name, Standing
from feedservice.store.refusals import note_refusals
from feedservice.store.shelf import ChannelRow

AT_ONCE = 9  # editions in one statement
#: However many channels there are: a feed and what becomes of it are some hundred KB each.
LIMITS = Limits(queued=2, ahead=16)


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
    dirty = shelf.dirty_channels(transaction)
    if not dirty:
        return Compiled()
    site = site_tag(transaction, order.settings)
    standing = editions.standing(transaction, [row.slug for row in dirty])
    forms = (
        form for row in dirty for form in _forms(transaction, row, order.settings, site, standing)
    )
    made = shared(partial(press, now=order.now), forms, order.helper, LIMITS)
    feeds: list[str] = []
    refused: list[Refusal] = []
    while some := list(islice(made, AT_ONCE)):
        new = [one.new for one in some if one.new]
        if new:
            editions.replace(transaction, new)
        feeds += [addresses.feed_path(e.slug, e.format) for e, _ in new]
        refused += [refusal for one in some for refusal in one.refused]
    if listed := channel_list(transaction, order, site, dirty=len(dirty)):
        editions.replace(transaction, [listed])
    named = [(row.slug, feed_format) for row in dirty for feed_format in FeedFormat]
    note_refusals(transaction, named, refused)
    revisions.mark(transaction, order.now)
    editions.settle(transaction, [row.number for row in dirty])
    return Compiled(tuple(feeds), tuple(refused))


def _forms(
    transaction: Connection,
    row: ChannelRow,
    settings: Settings,
    site: str,
    standing: Mapping[Name, Standing],
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
    for feed_format in FeedFormat:
        stands = standing.get((row.slug, feed_format))
        yield Form(document, feed_format, stands.etag if stands else None)
