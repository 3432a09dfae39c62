"""The records that travel between floors.

A :class:`Draft` is what a file says; an :class:`Article` is what we publish. The step
between them, in :mod:`feedservice.ingest`, happens once, so everything above the store
may rely on what an ``Article`` promises. Nothing here does I/O.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """What a problem means: an error keeps the record or feed out, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the articles folder that a person should look at.

    Attributes:
        path: The file, relative to the articles folder, with ``/``.
        line: From 1; 0 where the file as a whole is meant.
        code: Stable code of the reason, such as ``no-title``.
        message: What is wrong, with the offending value.
        hint: What to do about it, one sentence.
    """

    path: str
    line: int
    severity: Severity
    code: str
    message: str
    hint: str


class BodyFormat(StrEnum):
    """How a draft's body is written."""

    TEXT = "text"  # paragraphs separated by blank lines
    MARKDOWN = "markdown"  # CommonMark
    HTML = "html"


class Draft(NamedTuple):
    """One record as its file says it: decoded and normalized to NFC, not yet judged.

    A tuple, for these are made by the ten thousand and a frozen dataclass takes four times
    as long.

    Attributes:
        key: What identifies the record: its explicit ``id``, else its path without suffix.
        path: The file, relative to the articles folder, with ``/``.
        line: Where the record begins in its file, from 1.
        date: The publication date as written.
        date_line: Where *date* stands in the file, from 1.
        updated: The date of the last update as written.
        categories: At least one; the first is the main one.
        image: Address of the lead image as written: absolute, or relative to the file.
        unpublished: The record says ``draft: true``.
    """

    key: str
    path: str
    line: int
    date: str
    date_line: int
    title: str
    categories: tuple[str, ...]
    body: str
    body_format: BodyFormat
    updated: str | None = None
    author: str | None = None
    summary: str | None = None
    image: str | None = None
    image_alt: str | None = None
    tags: tuple[str, ...] = ()
    unpublished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A section of the newspaper (Rubrik).

    Attributes:
        name: As the newsroom writes it, such as ``Kultur & Medien``.
        slug: As addresses write it, such as ``kultur-medien``; never changes.
    """

    name: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image of an article.

    Attributes:
        url: Absolute.
        alt: What it shows, for people who do not see it; may be empty.
        media_type: None where it is not ours and its address does not tell.
        length: In bytes; None where the image is not ours.
    """

    url: str
    alt: str = ""
    media_type: str | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published article.

    Attributes:
        id: Stable ``tag:`` URI (RFC 4151). Never changes once published.
        url: Absolute address of its page.
        html: A clean HTML fragment in which every address is absolute.
        summary: Plain text, never empty.
        categories: At least one; the first is the main one.
        images: The lead image first.
        published: In UTC, to the second.
        updated: In UTC, to the second; never before *published*.
        day_only: The record names a day and no time; the time of *published* is ours.
    """

    id: str
    url: str
    title: str
    html: str
    summary: str
    categories: tuple[Category, ...]
    published: datetime
    updated: datetime
    author: str | None = None
    tags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    day_only: bool = False

    def __post_init__(self) -> None:
        """Refuse an article that no feed could carry."""
        # Not merely aware: two datetimes in one zone compare by their wall clocks, so
        # in Europe/Berlin an update at 02:10 MEZ sorts before a story of 02:50 MESZ.
        if self.published.tzinfo is not UTC or self.updated.tzinfo is not UTC:
            raise ValueError("article timestamps must be in UTC")
        if self.updated < self.published:
            raise ValueError("an article cannot be updated before it is published")


class FeedFormat(StrEnum):
    """A kind of feed; the value is the suffix of its address."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """The media type with which it is served (RFC 4287 section 7 for Atom)."""
        return _MEDIA_TYPES[self]


class ListFormat(StrEnum):
    """A list of all channels; the value is the suffix of its address."""

    OPML = "opml"

    @property
    def media_type(self) -> str:
        """The media type with which it is served."""
        return _MEDIA_TYPES[self]


EditionFormat = FeedFormat | ListFormat

_MEDIA_TYPES: dict[EditionFormat, str] = {
    FeedFormat.RSS: "application/rss+xml",
    FeedFormat.ATOM: "application/atom+xml",
    FeedFormat.JSON: "application/feed+json",
    ListFormat.OPML: "text/x-opml",
}


def edition_format(name: str) -> EditionFormat:
    """The format whose editions are kept and served under the suffix *name*."""
    return ListFormat(name) if name == ListFormat.OPML else FeedFormat(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself.

    Attributes:
        slug: Its category's, or ``alle`` for all categories together.
        id: Stable ``tag:`` URI of the feed.
        home: Absolute address of the page that the feed belongs to.
        feeds: Absolute address of the channel's feed in each format.
        language: BCP 47, such as ``de`` or ``de-AT``.
        zone: IANA name of the zone in which dates are printed.
        author: Who answers for entries that name no author.
        image: Absolute address of the channel's picture.
        hubs: Absolute addresses of WebSub hubs that tell subscribers of news.
    """

    slug: str
    id: str
    title: str
    description: str
    home: str
    feeds: dict[FeedFormat, str]
    language: str
    zone: str
    author: str
    copyright: str | None = None
    image: str | None = None
    hubs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A document's rendered bytes, as they are handed out until the next edition.

    Attributes:
        slug: The channel's; empty for the list of all channels.
        etag: Opaque part of a strong entity tag: without quotes.
        modified: In UTC, to the second; moves with every new edition, never back.
        items: How many items the document holds, or channels the list.
        lasting: Whether it is a page of an archive that is full, so that hardly anything will
            ever change it.
        coded: *body* in each content coding that is handed out, such as ``gzip``.
    """

    slug: str
    format: EditionFormat
    body: bytes
    etag: str
    modified: datetime
    items: int
    coded: Mapping[str, bytes]
    lasting: bool = False


class Refusal(NamedTuple):
    """An error because of which a feed keeps its last good edition.

    Attributes:
        code: Of the validator's rule.
        line: In the document that was refused, from 1.
        column: From 1.
    """

    slug: str
    format: FeedFormat
    code: str
    line: int
    column: int
    message: str
