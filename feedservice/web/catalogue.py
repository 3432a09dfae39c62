"""What the pages show: published articles, arranged as they are read."""

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from math import ceil
from typing import NamedTuple

from sqlalchemy import Connection

from feedservice.config import Settings
from feedservice.publish.describing import describe
from feedservice.records import Article, Category, Channel, FeedFormat
from feedservice.store import shelf
from feedservice.store.editions import Stand, stands
from feedservice.store.schema import ALL
from feedservice.store.shelf import ChannelRow

PAGE_SIZE = 30  # articles on one page of a category
HEADLINES = 5  # articles of a category on the home page
#: With more categories, pages lead to an index of them instead of naming all.
MANY = 30
FRONTS = 9  # categories that the home page of a site with many shows with their articles
LATEST = 10  # articles of all categories together on such a home page
LATEST_READ = 50  # among which those categories are found
INDEXED = 1000  # categories that its index names
FEEDS = 100  # channels on a page of the list of feeds


class Section(NamedTuple):
    """A category, or all of them together, with some of its articles.

    Attributes:
        channel: What its feeds say of themselves.
        articles: The newest first.
        page: From 1.
        pages: How many there are; at least one.
        total: How many articles it has on all pages.
    """

    category: Category
    channel: Channel
    articles: list[Article]
    page: int = 1
    pages: int = 1
    total: int = 0


class Home(NamedTuple):
    """The home page.

    Attributes:
        latest: The newest articles of all categories; only where there are many categories.
        sections: Every category by its slug; of many, those with the newest articles.
        letters: The categories by the letter that they begin with; only where there are many.
        unnamed: How many of them the letters leave out.
    """

    sections: list[Section]
    latest: Sequence[Article] = ()
    letters: Sequence[tuple[str, list[Category]]] = ()
    unnamed: int = 0


class Feeds(NamedTuple):
    """One page of the list of feeds.

    Attributes:
        page: From 1.
    """

    sections: list[Section]
    page: int
    pages: int


class Reading(NamedTuple):
    """An article with those before and after it in its main category.

    Attributes:
        section: The main category.
        channels: Of all its categories, the main one first.
    """

    article: Article
    section: Section
    channels: list[Channel]
    older: Article | None
    newer: Article | None


class Catalogue:
    """One consistent view of what is published."""

    def __init__(self, view: Connection, settings: Settings) -> None:
        """Look through *view*, which must stay open."""
        self.view = view
        self._settings = settings
        self._base_url = settings.base_url

    @cached_property
    def channels(self) -> list[Section]:
        """What there are feeds of: all categories together, then each of them; no articles."""
        return [self._section(row, []) for row in self._rows]

    @cached_property
    def everything(self) -> Section:
        """All categories together; no articles."""
        return self._section(self._rows[0], [])

    @cached_property
    def categories(self) -> list[Category]:
        """Every category by its slug."""
        return [_category(row) for row in self._rows[1:]]

    @property
    def has_many(self) -> bool:
        """Whether there are too many categories to name them all on each page."""
        return len(self._rows) - 1 > MANY

    def front(self) -> Home:
        """What the home page shows; it does not grow with the categories."""
        if not self.has_many:
            return Home([self._headlines(row) for row in self._rows[1:]])
        newest = self._newest(ALL, LATEST_READ)
        named = dict.fromkeys(one.slug for article in newest for one in article.categories)
        rows = {row.slug: row for row in self._rows}
        sections = [self._headlines(rows[slug]) for slug in list(named)[:FRONTS]]
        letters = groupby(self.categories[:INDEXED], key=lambda category: category.slug[0].upper())
        index = [(letter, list(some)) for letter, some in letters]
        return Home(sections, newest[:LATEST], index, max(0, len(self.categories) - INDEXED))

    def feeds(self, number: int) -> Feeds | None:
        """One page of the list of all feeds; None where there is none."""
        pages = ceil(len(self._rows) / FEEDS)
        if not 1 <= number <= pages:
            return None
        rows = self._rows[(number - 1) * FEEDS : number * FEEDS]
        return Feeds([self._section(row, []) for row in rows], number, pages)

    def page(self, slug: str, number: int) -> Section | None:
        """One page of a category; None where there is none."""
        row = shelf.channel(self.view, slug)
        if row is None or row.number == ALL:
            return None
        total = shelf.count(self.view, row.number)
        pages = max(1, ceil(total / PAGE_SIZE))
        if not 1 <= number <= pages:
            return None
        found = self._newest(row.number, PAGE_SIZE, (number - 1) * PAGE_SIZE)
        return self._section(row, found)._replace(page=number, pages=pages, total=total)

    def feed(self, slug: str) -> Section | None:
        """What a channel's feed holds; None where there is no such channel."""
        row = shelf.channel(self.view, slug)
        if row is None:
            return None
        found = self._newest(row.number, self._settings.feed_size)
        return self._section(row, found)._replace(total=shelf.count(self.view, row.number))

    def editions(self, slug: str) -> dict[FeedFormat, Stand]:
        """The current editions of a channel's feed."""
        return {found.format: found for found in stands(self.view, slug)}

    def reading(self, short_key: str) -> Reading | None:
        """The published article at *short_key*."""
        article = shelf.article(self.view, short_key, base_url=self._base_url)
        if article is None:
            return None
        older, newer = shelf.neighbours(
            self.view, short_key, article.categories[0].slug, base_url=self._base_url
        )
        rows = {row.slug: row for row in self._rows}
        sections = [self._section(rows[category.slug], []) for category in article.categories]
        return Reading(article, sections[0], [one.channel for one in sections], older, newer)

    def withdrawn(self, short_key: str) -> list[Category] | None:
        """The categories of an article that was withdrawn; None for any other."""
        return shelf.withdrawn(self.view, short_key)

    @cached_property
    def _rows(self) -> list[ChannelRow]:
        """Every channel, the one of all categories first."""
        return shelf.all_channels(self.view)

    def _section(self, row: ChannelRow, found: list[Article]) -> Section:
        """Arrange a channel's articles."""
        return Section(_category(row), self._describe(row), found)

    def _headlines(self, row: ChannelRow) -> Section:
        """A category with its newest articles."""
        return self._section(row, self._newest(row.number, HEADLINES))

    def _describe(self, row: ChannelRow) -> Channel:
        """What a channel's feeds say of themselves; ids do not matter on pages."""
        return describe(row, self._settings, site="")

    def _newest(self, number: int, limit: int, offset: int = 0) -> list[Article]:
        """The newest articles of a channel."""
        return shelf.newest(self.view, number, base_url=self._base_url, limit=limit, offset=offset)


def _category(row: ChannelRow) -> Category:
    """A channel as what it is called."""
    return Category(name=row.name, slug=row.slug)
