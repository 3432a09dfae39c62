"""One act of publishing: load what changed, compile what it touches, swap the editions.

The store always holds a complete state. Articles and the mark that their channels are out
of date are written together; all new editions and the removal of that mark are written
together too. A process that dies in between leaves marks, and the next one does the rest.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from feedservice import addresses
from feedservice.config import ChannelSettings, Settings
from feedservice.feeds import compose, render
from feedservice.fingerprint import fingerprint
from feedservice.ingest import Loaded, Order, Progress, load
from feedservice.records import Channel, Edition, FeedFormat
from feedservice.store import Store, articles, channels, editions, intake, shelf
from feedservice.store.lock import Lock
from feedservice.store.schema import ALL
from feedservice.store.shelf import ChannelRow

INGEST_CODE = ("addresses", "records", "sources", "dates", "ingest")
INGEST_LIBRARIES = ("nh3", "markdown-it-py", "PyYAML", "python-dateutil", "tzdata")
FEED_CODE = ("addresses", "records", "feeds", "publish", "store")
FEED_LIBRARIES = ("feedgen", "lxml", "tzdata")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What an act of publishing did.

    Attributes:
        loaded: What was read, removed and reported.
        released: Held articles whose time had come.
        feeds: Paths of the feeds that have a new edition, such as ``/feeds/sport.rss``.
    """

    loaded: Loaded
    released: int
    feeds: tuple[str, ...]


def publish(
    store: Store, lock: Lock, order: Order, *, progress: Progress | None = None
) -> Published:
    """Bring every feed up to date with the articles folder.

    Args:
        store: Where articles and editions are kept.
        lock: The right to publish there.
        order: Where to look; everywhere, whatever it says, once a setting has changed.
        progress: Told how many changed files of how many are read.

    Raises:
        ConfigError: The articles folder is not there.
        StoreError: The database refused.
    """
    facts = _Fingerprints.of(order.settings)
    with store.reading() as view:
        reread = intake.fact(view, "ingest") != facts.ingest
        rerender = intake.fact(view, "feeds") != facts.feeds
    if reread:
        order = replace(order, reread=True, under={""})
    loaded = load(store, lock, order, progress=progress)
    with store.writing() as transaction:
        lock.verify(transaction)
        released = articles.release_due(transaction, order.now)
        if rerender:
            channels.touch_all(transaction)
        feeds = _compile(transaction, order.settings, order.now)
        intake.note_fact(transaction, "ingest", facts.ingest)
        intake.note_fact(transaction, "feeds", facts.feeds)
    return Published(loaded=loaded, released=released, feeds=feeds)


def was_published(store: Store) -> bool:
    """Whether anything was ever published into *store*."""
    with store.reading() as view:
        return intake.fact(view, "feeds") is not None


@dataclass(frozen=True, slots=True)
class _Fingerprints:
    """What decides over articles, and over feeds."""

    ingest: str
    feeds: str

    @classmethod
    def of(cls, settings: Settings) -> "_Fingerprints":
        """Sum up the current code and settings."""
        told = settings.model_dump(exclude={"articles", "database_url", "host", "port", "workers"})
        return cls(
            fingerprint(
                (settings.base_url, settings.timezone),
                code=INGEST_CODE,
                libraries=INGEST_LIBRARIES,
            ),
            fingerprint(told, code=FEED_CODE, libraries=FEED_LIBRARIES),
        )


def _compile(transaction: Connection, settings: Settings, now: datetime) -> tuple[str, ...]:
    """Render the channels whose articles have changed, and swap in what is new."""
    dirty = shelf.dirty_channels(transaction)
    if not dirty:
        return ()
    site = _site_tag(transaction, settings)
    changed = [
        path for row in dirty for path in _compile_channel(transaction, row, settings, site, now)
    ]
    editions.settle(transaction, [row.number for row in dirty])
    return tuple(changed)


def _compile_channel(
    transaction: Connection, row: ChannelRow, settings: Settings, site: str, now: datetime
) -> list[str]:
    """Render one channel in every format, and name the feeds that are new."""
    newest = shelf.newest(
        transaction, row.number, base_url=settings.base_url, limit=settings.feed_size
    )
    document = compose(_channel(row, settings, site), newest, changed=row.changed)
    changed = []
    for feed_format in FeedFormat:
        body = render(document, feed_format)
        edition = Edition(
            slug=row.slug,
            format=feed_format,
            body=body,
            etag=hashlib.blake2b(body, digest_size=16).hexdigest(),
            modified=now.replace(microsecond=0),
            items=len(document.articles),
        )
        if editions.replace(transaction, edition):
            changed.append(addresses.feed_path(row.slug, feed_format))
    return changed


def _site_tag(transaction: Connection, settings: Settings) -> str:
    """The beginning of every feed's id: what the settings said at first publication."""
    site = intake.fact(transaction, "site-tag")
    if site is None:
        site = f"tag:{settings.authority},{settings.tag_date}:"
        intake.note_fact(transaction, "site-tag", site)
    return site


def _channel(row: ChannelRow, settings: Settings, site: str) -> Channel:
    """Say what a channel's feeds say of themselves.

    Args:
        row: The channel as the store knows it.
        settings: Of the site; a category's own come first.
        site: The beginning of every feed's id.
    """
    own = _own_settings(row, settings)
    is_all = row.number == ALL
    path = "/" if is_all else addresses.category_path(row.slug)
    title = settings.title if is_all else f"{settings.title}: {row.name}"
    described = settings.description if is_all else f"Die neuesten Artikel der Rubrik {row.name}"
    return Channel(
        slug=row.slug,
        id=f"{site}/feeds/{row.slug}",
        title=own.title or title,
        description=own.description or described,
        home=settings.base_url + path,
        feeds={f: settings.base_url + addresses.feed_path(row.slug, f) for f in FeedFormat},
        language=own.language or settings.language,
        zone=settings.timezone,
        author=own.author or settings.author or settings.title,
        copyright=own.copyright or settings.copyright,
        image=own.image or settings.image,
    )


def _own_settings(row: ChannelRow, settings: Settings) -> ChannelSettings:
    """What is set for this category alone; its name counts in any case."""
    folded = {name.lower(): own for name, own in settings.categories.items()}
    return folded.get(row.name.lower(), ChannelSettings())
