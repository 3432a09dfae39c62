"""What the views may ask: everything that is published, and nothing else."""

from math import ceil
from typing import NamedTuple

from flask import current_app

from feedservice.config import Settings
from feedservice.records import Article, Category, Edition, FeedFormat
from feedservice.store import Store, editions, shelf
from feedservice.store.schema import ALL

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

    def close(self) -> None:
        """Let go of the database; the next question opens it again."""
        self._store.close()

    def edition(self, slug: str, feed_format: FeedFormat) -> Edition | None:
        """The current edition of a feed."""
        with self._store.reading() as view:
            return editions.edition(view, slug, feed_format)

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
