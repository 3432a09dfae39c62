"""One act of publishing: load what changed, compile what it touches, swap the editions.

The store always holds a complete state. Articles and the mark that their channels are out
of date are written together; all new editions and the removal of that mark are written
together too, and only valid ones get there. A process that dies in between leaves marks,
and the next one does the rest.
"""

from dataclasses import dataclass, replace
from functools import cache

from feedservice.config import Settings
from feedservice.fingerprint import fingerprint
from feedservice.ingest import Loaded, Order, Progress, load
from feedservice.publish.compiling import compile_feeds
from feedservice.records import Refusal
from feedservice.store import Store, archive, articles, channels, intake
from feedservice.store.lock import Lock

INGEST_CODE = ("addresses", "records", "rows", "sources", "dates", "preparing", "ingest")
INGEST_LIBRARIES = ("nh3", "markdown-it-py", "PyYAML", "python-dateutil", "tzdata")
#: Settings of which no document tells.
SERVED_ONLY = {
    "articles",
    "database_url",
    "host",
    "port",
    "workers",
    "access_log",
    "limit_whole",
    "client_header",
    "proxies",
    "metrics_channels",
    "counts",
    "feed_deltas",
    "theme",
    "status_token",
}
FEED_CODE = ("addresses", "coding", "records", "feeds", "press", "publish", "store", "validation")
FEED_LIBRARIES = ("feedgen", "lxml", "orjson", "tzdata", "brotli", "zlib-ng", "zstandard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What an act of publishing did.

    Attributes:
        loaded: What was read, removed and reported.
        released: Held articles whose time had come.
        feeds: Paths of the feeds that have a new edition, such as ``/feeds/sport.rss``.
        refused: Errors because of which other feeds keep their last good edition.
    """

    loaded: Loaded
    released: int
    feeds: tuple[str, ...]
    refused: tuple[Refusal, ...] = ()


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
    facts = Fingerprints.of(order.settings)
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
            archive.cut_anew(transaction, order.settings.feed_size)
        compiled = compile_feeds(transaction, order)
        if reread:
            intake.note_fact(transaction, "ingest", facts.ingest)
        if rerender:
            intake.note_fact(transaction, "feeds", facts.feeds)
    return Published(
        loaded=loaded, released=released, feeds=compiled.feeds, refused=compiled.refused
    )


def was_published(store: Store) -> bool:
    """Whether anything was ever published into *store*."""
    with store.reading() as view:
        return intake.fact(view, "feeds") is not None


def is_current(store: Store, settings: Settings) -> bool:
    """Whether the feeds in *store* are those of this release and these settings."""
    with store.reading() as view:
        return intake.fact(view, "feeds") == Fingerprints.of(settings).feeds


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What decides over articles, and over feeds."""

    ingest: str
    feeds: str

    @classmethod
    def of(cls, settings: Settings) -> "Fingerprints":
        """Sum up the current code and settings."""
        told = settings.told(but=SERVED_ONLY)
        ingest = settings.base_url, settings.timezone, _made_by(INGEST_CODE, INGEST_LIBRARIES)
        feeds = told, _made_by(FEED_CODE, FEED_LIBRARIES)
        return cls(*(fingerprint(facts, code=(), libraries=()) for facts in (ingest, feeds)))


@cache
def _made_by(code: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """Sum up code; once, for a process goes on with what it has loaded."""
    return fingerprint((), code=code, libraries=libraries)
