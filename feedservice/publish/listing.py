"""The list of all channels, compiled with the feeds and only when it says something else."""

from sqlalchemy import Connection

from feedservice.feeds import opml
from feedservice.ingest import Order
from feedservice.press import Renewed, renewed
from feedservice.publish.describing import describe
from feedservice.records import ListFormat
from feedservice.store import editions, shelf

SLUG = ""  # of no channel


def channel_list(transaction: Connection, order: Order, site: str, *, dirty: int) -> Renewed | None:
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
        return None
    settings = order.settings
    channels = [describe(row, settings, site) for row in shelf.all_channels(transaction)]
    body = opml.render(settings.title, settings.author or settings.title, channels)
    current = editions.standing(transaction, [SLUG]).get((SLUG, ListFormat.OPML))
    standing = current.etag if current else None
    return renewed((SLUG, ListFormat.OPML), body, standing, items=len(channels), now=order.now)
