"""Every document of a site: its address, its file, and a stamp that says when to ask for it again.

Two documents of one stamp have the same body, so a stamp sums up all that a page asks of the
store. What settings, code and templates add is the same for all, and summed up once.
"""

import hashlib
from collections.abc import Collection, Iterator
from math import ceil
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from flask import Flask
from sqlalchemy import Connection

from feedservice import addresses
from feedservice.config import Settings
from feedservice.export import archives, kinds
from feedservice.export.kinds import Kind
from feedservice.export.stamps import Stamps
from feedservice.sources import Spelling, media_type
from feedservice.store import editions, locations, shelf
from feedservice.store.shelf import ChannelRow
from feedservice.web import catalogue, sitemaps

OK, NOT_FOUND, GONE = 200, 404, 410
MOST_GONE = 1000  # withdrawn articles of which the configuration tells


class Document(NamedTuple):
    """One document.

    Attributes:
        address: Path and query below the base URL, as a request has it.
        file: Its name below the root of the export, with ``/``.
        stamp: Equal stamps mean equal bodies; empty where only asking tells.
        status: With which the application answers.
    """

    kind: Kind
    address: str
    file: str
    stamp: str = ""
    status: int = OK


def documents(app: Flask, view: Connection, settings: Settings) -> Iterator[Document]:
    """Name all there is; what is shown by others comes before those that show it."""
    yield from _static(app)
    yield from _media(view, settings)
    yield from _pages(view, settings)
    yield from _maps(view)
    yield from _gone(view)
    for name, address in kinds.NOWHERE.items():
        yield Document(kinds.MISSING, address, kinds.MISSING.file(f"/404/{name}"), "", NOT_FOUND)
    yield from _editions(view)


def _static(app: Flask) -> Iterator[Document]:
    """Styles, scripts and pictures of the pages, and of the theme."""
    for name, file in app.extensions["theme"].files.items():
        path = f"/static/{name}"
        yield Document(kinds.STATIC, quote(path), kinds.STATIC.file(path), file.page.etag)
    yield Document(kinds.MAP, "/favicon.ico", kinds.MAP.file("/favicon.ico"))


def _media(view: Connection, settings: Settings) -> Iterator[Document]:
    """Files beside the records, as far as they are there."""
    spelling = Spelling(settings.articles)
    for name in shelf.shown_media(view):
        location = spelling.file(name) if media_type(name) else None
        if location:
            status = Path(location).stat()
            stamp = f"{status.st_size} {status.st_mtime_ns}"
            file = kinds.MEDIUM.file(f"/medien/{name}")
            yield Document(kinds.MEDIUM, addresses.media_path(name), file, stamp)


def _pages(view: Connection, settings: Settings) -> Iterator[Document]:
    """What people read: articles, then the lists of them."""
    stamps = Stamps(shelf.every(view, base_url=settings.base_url))
    channels = shelf.all_channels(view)
    frame = _frame(channels)
    for path, stamp in stamps.articles(settings.base_url):
        yield Document(kinds.ARTICLE, path, kinds.ARTICLE.file(path), stamp + frame)
    for category in channels[1:]:
        path = addresses.category_path(category.slug)
        for page, stamp in stamps.pages(category.slug):
            file = kinds.CATEGORY.file(path, page)
            yield Document(kinds.CATEGORY, _numbered(path, page), file, stamp + frame)
    yield Document(kinds.FRONT, "/", kinds.FRONT.file("/"))
    yield from _feed_pages(channels)


def _frame(channels: Collection[ChannelRow]) -> str:
    """Sum up what is on every page."""
    named = str([(channel.slug, channel.name) for channel in channels])
    return hashlib.blake2b(named.encode(), digest_size=12).hexdigest()


def _gone(view: Connection) -> Iterator[Document]:
    """What is shown where an article was that has been withdrawn."""
    frame = _frame(shelf.all_channels(view))
    for key, named in locations.withdrawn(view, MOST_GONE):
        path = addresses.article_path("", key)
        file = kinds.GONE.file(kinds.GONE_FOLDER + key)
        yield Document(kinds.GONE, path, file, f"{named} {frame}", GONE)


def _feed_pages(channels: Collection[ChannelRow]) -> Iterator[Document]:
    """What people see of the feeds."""
    for page in range(1, ceil(len(channels) / catalogue.FEEDS) + 1):
        file = kinds.FEED_PAGES.file("/feeds", page)
        yield Document(kinds.FEED_PAGES, _numbered("/feeds", page), file)
    for channel in channels:
        path = addresses.feed_page_path(channel.slug)
        yield Document(kinds.FEED_PAGE, path, kinds.FEED_PAGE.file(path))


def _numbered(path: str, page: int) -> str:
    """The address of one page of a list."""
    return path + (f"?{kinds.PAGE_PARAMETER}={page}" if page > 1 else "")


def _maps(view: Connection) -> Iterator[Document]:
    """What search engines ask for."""
    names = ["sitemap", "sitemap-news", "sitemap/rubriken"]
    names += [f"sitemap/artikel-{part}" for part in sitemaps.parts(view)]
    for path in ("/robots.txt", *(f"/{name}.xml" for name in names)):
        yield Document(kinds.MAP, path, kinds.MAP.file(path))


def _editions(view: Connection) -> Iterator[Document]:
    """Every page of an archive, every feed, and the list of them."""
    etags = {(slug, edition_format): etag for slug, edition_format, etag in editions.tags(view)}
    for slug, number, feed_format in archives.pages(view):
        name = addresses.archive_slug(slug, number)
        path = addresses.feed_path(name, feed_format)
        stamp = etags.get((name, feed_format), "")
        yield Document(kinds.ARCHIVE, path, kinds.ARCHIVE.file(path), stamp)
    for (slug, edition_format), etag in etags.items():
        if "/" not in slug:
            path = addresses.feed_path(slug, edition_format)
            kind = kinds.FEED if slug else kinds.LIST
            yield Document(kind, path, kind.file(path), etag)
