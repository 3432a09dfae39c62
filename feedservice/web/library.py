"""What the views may ask: everything that is published, and nothing else."""

from collections.abc import Collection
from datetime import UTC, datetime
from math import ceil
from threading import Lock
from typing import NamedTuple

from flask import current_app

from feedservice import addresses
from feedservice.config import Settings
from feedservice.publish import Archivist
from feedservice.records import Article, Category, Edition, EditionFormat, FeedFormat
from feedservice.store import Store, editions, shelf
from feedservice.store.schema import ALL
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
    """The published articles and editions."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Read from *store*; nothing is opened before the first question."""
        self.settings = settings
        self._store = store
        self._archivist = Archivist(store, settings)
        self._memory = EditionMemory()
        self._generation = 0
        self._settles = datetime.min.replace(tzinfo=UTC)
        self._turning = Lock()

    def close(self) -> None:
        """Let go of the database; the next question opens it again."""
        self._store.close()

    def edition(self, slug: str, kind: EditionFormat) -> Edition | None:
        """The current edition of a feed, as of the last look at what is outdated."""
        name = slug, kind
        found = self._memory.get(name)
        if found:
            return found
        generation = self._generation
        with self._store.reading() as view:
            found = editions.edition(view, slug, kind)
        with self._turning:
            if found and generation == self._generation:  # else it may be outdated by now
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
        self, slug: str, feed_format: FeedFormat, etags: Collection[str]
    ) -> tuple[str, bytes] | None:
        """The newest edition of a feed that has one of *etags*, and what it held."""
        with self._store.reading() as view:
            return editions.lineage(view, slug, feed_format, etags)

    def forget_outdated(self) -> bool:
        """Let go of editions in memory that have been replaced, and say if there were any."""
        with self._store.reading() as view:
            newest = editions.generation(view)
            if newest == self._generation:
                return False
            outdated = editions.newer(view, self._generation)
        with self._turning:
            for name in outdated:
                self._memory.drop(name)
            self._generation = newest
            self._settles = max(self._settles, *outdated.values())
        return True

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
