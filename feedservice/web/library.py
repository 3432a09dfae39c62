"""What the views may ask: everything that is published, and nothing else."""

from collections.abc import Collection
from datetime import UTC, datetime
from math import ceil
from threading import Lock
from typing import NamedTuple

from flask import current_app
from sqlalchemy import Connection

from feedservice import addresses
from feedservice.config import Settings
from feedservice.errors import StoreError
from feedservice.publish import Archivist
from feedservice.records import Article, Category, Edition, EditionFormat, FeedFormat
from feedservice.store import Store, editions, shelf
from feedservice.store.schema import ALL
from feedservice.store.sqlitefile import origin
from feedservice.web.memory import EditionMemory

PAGE_SIZE = 30  # articles on one page of a category
HEADLINES = 5  # articles of a category on the home page


class Section(NamedTuple):
    """A category with some of its articles.

    Attributes:
        page: From 1.
        pages: How many there are; at least one.
    """

    category: Category
    articles: list[Article]
    page: int
    pages: int


class Library:
    """The published articles and editions.

    Attributes:
        turns: How often editions in memory were replaced. All feeds of one change turn at
            once: whoever was given a new edition finds no old one here afterwards.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        """Read from *store*; nothing is opened before the first question."""
        self.settings = settings
        self._store = store
        self._archivist = Archivist(store, settings)
        self._memory = EditionMemory()
        self.turns = 0
        self._generation = 0
        self._origin: object = None
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

    def page(self, slug: str, number: int, feed_format: FeedFormat) -> Edition | None:
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
        if newest == 0:  # no feed is missing: all will be there, when it has been made again
            raise StoreError("the database is new, and nothing is published in it yet")
        if newest == self._generation and place == self._origin:
            return
        if newest < self._generation or place != self._origin:
            self._memory.clear()  # it is another one, or was restored
            self._generation = 0
        outdated = editions.newer(view, self._generation)
        for name in outdated:
            self._memory.drop(name)
        self._settles = max([self._settles, *outdated.values()])
        self._generation, self._origin = newest, place
        self.turns += 1

    def is_settled(self) -> bool:
        """Whether no edition is dated in the future, as the third one of a second is."""
        return datetime.now(UTC) >= self._settles

    def channels(self) -> list[Category]:
        """What there are feeds of: all categories together, then each of them by slug."""
        with self._store.reading() as view:
            return [Category(name=row.name, slug=row.slug) for row in shelf.all_channels(view)]

    def front(self) -> list[Section]:
        """Every category with its latest articles, in the order of the slugs."""
        with self._store.reading() as view:
            return [
                Section(
                    Category(name=row.name, slug=row.slug),
                    shelf.newest(
                        view, row.number, base_url=self.settings.base_url, limit=HEADLINES
                    ),
                    page=1,
                    pages=1,
                )
                for row in shelf.all_channels(view)
                if row.number != ALL
            ]

    def section(self, slug: str, page: int) -> Section | None:
        """One page of a category, newest articles first; None where there is none."""
        with self._store.reading() as view:
            row = shelf.channel(view, slug)
            if row is None or row.number == ALL:
                return None
            pages = max(1, ceil(shelf.count(view, row.number) / PAGE_SIZE))
            if not 1 <= page <= pages:
                return None
            found = shelf.newest(
                view,
                row.number,
                base_url=self.settings.base_url,
                limit=PAGE_SIZE,
                offset=(page - 1) * PAGE_SIZE,
            )
        return Section(Category(name=row.name, slug=row.slug), found, page, pages)

    def article(self, short_key: str) -> Article | None:
        """The published article at *short_key*."""
        with self._store.reading() as view:
            return shelf.article(view, short_key, base_url=self.settings.base_url)

    def shows(self, path: str) -> bool:
        """Whether a published article shows the media file at *path*."""
        with self._store.reading() as view:
            return shelf.shows(view, path)


def library() -> Library:
    """The library of the application that answers right now."""
    found: Library = current_app.extensions["library"]
    return found
