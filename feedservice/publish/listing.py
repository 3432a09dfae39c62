"""The list of all channels, compiled with the feeds and only when it says something else."""

from collections.abc import Iterator

from sqlalchemy import Connection

from feedservice.coding import entity_tag
from feedservice.feeds import opml
from feedservice.ingest import Order
from feedservice.publish.describing import describe
from feedservice.records import Edition, ListFormat
from feedservice.store import editions, shelf

SLUG = ""  # of no channel


def channel_list(
    transaction: Connection, order: Order, site: str, *, dirty: int
) -> Iterator[Edition]:
    """Make the new edition of the list, if there is one.

    A channel keeps its name and stays, so the list is another one when there are more of
    them, or when a setting is another, which has all of them compiled.

    Args:
        transaction: An open one.
        order: Of the pass that compiles the feeds.
        site: The beginning of every feed's id.
        dirty: How many channels the pass compiles.
    """
    count = shelf.channel_count(transaction)
    if dirty < count == editions.items(transaction, SLUG, ListFormat.OPML):
        return
    settings = order.settings
    channels = [describe(row, settings, site) for row in shelf.all_channels(transaction)]
    body = opml.render(settings.title, settings.author or settings.title, channels)
    etag = entity_tag(body)
    current = editions.standing(transaction, [SLUG]).get((SLUG, ListFormat.OPML))
    if current is None or current.etag != etag:
        yield Edition(
            slug=SLUG,
            format=ListFormat.OPML,
            body=body,
            etag=etag,
            modified=order.now.replace(microsecond=0),
            items=len(channels),
            coded={},
        )
