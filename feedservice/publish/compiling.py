"""Compiling: each channel that has changed is rendered, judged, and swapped in."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from feedservice import addresses
from feedservice.config import Settings
from feedservice.feeds import Document, compose
from feedservice.publish.describing import describe, site_tag
from feedservice.publish.gate import judged
from feedservice.records import Edition, FeedFormat
from feedservice.store import editions, shelf
from feedservice.store.editions import Refusal
from feedservice.store.shelf import ChannelRow


@dataclass(frozen=True, slots=True)
class Compiled:
    """What became of the feeds that had to be made anew.

    Attributes:
        feeds: Paths of those that have a new edition, such as ``/feeds/sport.rss``.
        refused: Why others keep their last good edition.
    """

    feeds: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()


def compile_feeds(transaction: Connection, settings: Settings, now: datetime) -> Compiled:
    """Render the channels whose articles have changed, and swap in what is new and valid."""
    dirty = shelf.dirty_channels(transaction)
    if not dirty:
        return Compiled()
    site = site_tag(transaction, settings)
    feeds: list[str] = []
    refused: list[Refusal] = []
    for row in dirty:
        for feed_format, document in _documents(transaction, row, settings, site):
            refusals = _compile(transaction, document, feed_format, now)
            path = addresses.feed_path(row.slug, feed_format)
            if refusals is None:
                feeds.append(path)
            else:
                refused += refusals
    editions.settle(transaction, [row.number for row in dirty])
    return Compiled(tuple(feeds), tuple(refused))


def _documents(
    transaction: Connection, row: ChannelRow, settings: Settings, site: str
) -> Iterator[tuple[FeedFormat, Document]]:
    """What a channel's feed says, for each format."""
    newest = shelf.newest(
        transaction, row.number, base_url=settings.base_url, limit=settings.feed_size
    )
    document = compose(describe(row, settings, site), newest, changed=row.changed)
    return ((feed_format, document) for feed_format in FeedFormat)


def _compile(
    transaction: Connection, document: Document, feed_format: FeedFormat, now: datetime
) -> list[Refusal] | None:
    """Swap in a new edition; None if there is one, else why there is not."""
    slug = document.channel.slug
    body, errors = judged(document, feed_format, now)
    refusals = [
        Refusal(slug, feed_format, e.code, e.line, e.column, f"{e.path}: {e.message}")
        for e in errors
    ]
    editions.note_refusals(transaction, slug, feed_format, refusals)
    if refusals:
        return refusals
    edition = Edition(
        slug=slug,
        format=feed_format,
        body=body,
        etag=hashlib.blake2b(body, digest_size=16).hexdigest(),
        modified=now.replace(microsecond=0),
        items=len(document.articles),
    )
    return None if editions.replace(transaction, edition) else []
