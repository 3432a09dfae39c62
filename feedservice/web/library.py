"""What the views may ask: everything that is published, and nothing else."""

from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import overload

from flask import current_app
from sqlalchemy import Connection

from feedservice import addresses
from feedservice.config import Settings
from feedservice.errors import StoreError
from feedservice.publish import Archivist
from feedservice.records import Category, Edition, EditionFormat, FeedFormat
from feedservice.store import Store, editions, revisions, shelf
from feedservice.store.revisions import Revision
from feedservice.store.sqlitefile import origin
from feedservice.web.answers import Page
from feedservice.web.catalogue import Catalogue
from feedservice.web.memory import Memory

PAGES_BYTES = 32 * 2**20  # of pages in memory


class Library:
    """The published articles and editions, and the pages that were made of them.

    Attributes:
        turns: How often editions in memory were replaced. All feeds of one change turn at
            once: whoever was given a new edition finds no old one here afterwards.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        """Read from *store*; nothing is opened before the first question."""
        self.settings = settings
        self._store = store
        self._archivist = Archivist(store, settings)
        self._memory: Memory[Edition] = Memory()
        self._pages: Memory[Page] = Memory(PAGES_BYTES)
        self.turns = 0
        self._generation = 0
        self._origin: object = None
        self._revision = revisions.FIRST
        # Of every page: settings and templates may have changed since the process before.
        self._dated = datetime.now(UTC).replace(microsecond=0)
        self._dated_before = revisions.FIRST.changed
        self._settles = datetime.min.replace(tzinfo=UTC)
        self._turning = Lock()

    @property
    def store(self) -> Store:
        """Where all of it lies."""
        return self._store

    def close(self) -> None:
        """Let go of the database; the next question opens it again."""
        self._store.close()

    def edition(self, slug: str, kind: EditionFormat) -> Edition | None:
        """The current edition of a feed, as of the last look at what is outdated."""
        name = slug, kind
        # One thread at a time: a view that another one has overtaken would show an old feed.
        with self._turning:
            found = self._memory.get(name)
            if found:
                return found
            with self._store.reading() as view:
                self._turn(view)  # else this feed could be newer than those in memory
                found = editions.edition(view, slug, kind)
            if found:
                self._memory.put(name, found)
        return found

    @overload
    def rendered(self, name: Hashable, make: Callable[[Catalogue], str]) -> Page: ...

    @overload
    def rendered(self, name: Hashable, make: Callable[[Catalogue], str | None]) -> Page | None: ...

    def rendered(self, name: Hashable, make: Callable[[Catalogue], str | None]) -> Page | None:
        """The page called *name*, made anew when anything was published since.

        Args:
            name: Of the page and all that it depends on besides what is published.
            make: Writes the page; None if there is none.
        """
        found = self._pages.get(name)
        if found:
            return found
        revision, modified = self._revision, self._modified()
        with self.catalogue() as catalogue:
            text = make(catalogue)
        if text is None:
            return None
        found = Page.of(text.encode(), modified)
        with self._turning:
            if revision == self._revision:  # else it may be outdated by now
                self._pages.put(name, found)
        return found

    @contextmanager
    def catalogue(self) -> Iterator[Catalogue]:
        """One consistent view of what is published."""
        with self._store.reading() as view:
            yield Catalogue(view, self.settings)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the store."""
        with self._store.reading() as view:
            yield view

    def archive_page(self, slug: str, number: int, feed_format: FeedFormat) -> Edition | None:
        """A page of a channel's archive, made if nobody has asked for it before."""
        name = addresses.archive_slug(slug, number)
        found = self.edition(name, feed_format)
        if found:
            return found
        made = self._archivist.page(slug, number, feed_format)
        # As it is stored, where its date may have been moved on.
        return made and (self.edition(name, feed_format) or made)

    def lineage(
        self, slug: str, feed_format: EditionFormat, etags: Collection[str]
    ) -> tuple[str, bytes] | None:
        """The newest edition of a feed that has one of *etags*, and what it held."""
        with self._store.reading() as view:
            return editions.lineage(view, slug, feed_format, etags)

    def forget_outdated(self) -> None:
        """Let go of editions in memory that have been replaced."""
        with self._turning, self._store.reading() as view:
            self._turn(view)

    def _turn(self, view: Connection) -> None:
        """Let go of what is older than *view*; the lock is held.

        Raises:
            StoreError: It is a database in which nothing was ever published.
        """
        newest, place = editions.generation(view), origin(view)
        revision = revisions.revision(view)
        if newest == 0:  # no feed is missing: all will be there, when it has been made again
            raise StoreError("the database is new, and nothing is published in it yet")
        if (newest, place, revision) == (self._generation, self._origin, self._revision):
            return
        if newest < self._generation or place != self._origin:
            self._memory.clear()  # it is another one, or was restored
            self._generation = 0
        outdated = editions.newer(view, self._generation)
        for name in outdated:
            self._memory.drop(name)
        self._settles = max([self._settles, *outdated.values()])
        if revision != self._revision or place != self._origin:
            self._forget_pages(revision)
        self._generation, self._origin = newest, place
        self.turns += 1

    def _forget_pages(self, revision: Revision) -> None:
        """Let go of what was made of an older state; whoever turns the page holds the lock."""
        self._pages.clear()
        if self._revision != revisions.FIRST:
            self._dated_before = self._dated
            self._dated += timedelta(seconds=1)
        self._dated = max(revision.changed, self._dated)
        self._revision = revision

    def _modified(self) -> datetime | None:
        """When pages were last modified: later than before, for some go by the date alone.

        Not in the future either; None where no second lies between the two.
        """
        date = min(self._dated, datetime.now(UTC).replace(microsecond=0))
        return date if date > self._dated_before else None

    def is_settled(self) -> bool:
        """Whether no edition is dated in the future, as the third one of a second is."""
        return datetime.now(UTC) >= self._settles

    def channels(self) -> list[Category]:
        """What there are feeds of: all categories together, then each of them by slug."""
        with self._store.reading() as view:
            return [Category(name=row.name, slug=row.slug) for row in shelf.all_channels(view)]

    def shows(self, path: str) -> bool:
        """Whether a published article shows the media file at *path*."""
        with self._store.reading() as view:
            return shelf.shows(view, path)


def library() -> Library:
    """The library of the application that answers right now."""
    found: Library = current_app.extensions["library"]
    return found
