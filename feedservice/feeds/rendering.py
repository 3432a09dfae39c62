"""Documents as RSS 2.0 and Atom 1.0 through feedgen, and as JSON Feed.

All text is escaped and none stands in CDATA, which cannot hold a carriage return. Lines are
broken between elements, never inside one, so that a finding of the validator and a
difference between two feeds have a line number.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import partial
from html import escape, unescape
from zoneinfo import ZoneInfo

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from feedservice.feeds import jsonfeed
from feedservice.feeds.document import Document, in_zone
from feedservice.feeds.extension import AtomEntry, AtomFeed, RssChannel, RssItem
from feedservice.records import Article, Channel, FeedFormat

# Without a version: each release would change every feed, and every reader fetch them all.
GENERATOR = "feedservice"

# Where HTML begins a tag or a comment.
_TAG = re.compile(r"<[a-z/!?]", re.IGNORECASE)


class _Withheld(datetime):
    """A date that feedgen takes for none, for dates that our extension prints.

    feedgen sets ``lastBuildDate`` to now, has no way to unset it, and switches the
    process's locale to print it; but it asks first whether the date is true.
    """

    def __bool__(self) -> bool:
        return False


_WITHHELD = _Withheld(1, 1, 1, tzinfo=UTC)


def render(document: Document, feed_format: FeedFormat) -> bytes:
    """Write *document* in UTF-8; the same document is always the same bytes."""
    return _FORMATS[feed_format](document, ZoneInfo(document.channel.zone))


def _rss(document: Document, zone: tzinfo) -> bytes:
    feed = _head(document.channel, FeedFormat.RSS)
    updated = in_zone(document.updated, zone)
    feed.register_extension("feedservice", partial(RssChannel, document, updated))
    feed.updated(_WITHHELD)
    feed.entry([_rss_item(article, zone) for article in document.articles])
    body: bytes = feed.rss_str(pretty=True)
    return body


def _atom(document: Document, zone: tzinfo) -> bytes:
    feed = _head(document.channel, FeedFormat.ATOM)
    feed.register_extension("feedservice", partial(AtomFeed, document))
    feed.updated(in_zone(document.updated, zone))
    feed.entry([_atom_entry(article, zone) for article in document.articles])
    body: bytes = feed.atom_str(pretty=True)
    return body


def _head(channel: Channel, feed_format: FeedFormat) -> FeedGenerator:
    feed = FeedGenerator()
    feed.generator(GENERATOR)
    feed.id(channel.id)
    feed.title(channel.title)
    feed.description(channel.description)
    feed.language(channel.language)
    feed.author(name=channel.author)
    feed.rights(channel.copyright)
    feed.image(channel.image)
    # In this order: the last link becomes the link of an RSS channel and of its image.
    feed.link(href=channel.feeds[feed_format], rel="self", type=feed_format.media_type)
    for hub in channel.hubs:
        feed.link(href=hub, rel="hub")
    feed.link(href=channel.home, rel="alternate", type="text/html")
    return feed


def _rss_item(article: Article, zone: tzinfo) -> FeedEntry:
    item = _entry(article)
    item.link(href=article.url)
    item.description(_as_html(article.summary), isSummary=True)
    item.register_extension("feedservice", partial(RssItem, article, zone))
    return item


def _atom_entry(article: Article, zone: tzinfo) -> FeedEntry:
    entry = _entry(article)
    entry.updated(in_zone(article.updated, zone))
    entry.published(in_zone(article.published, zone))
    entry.summary(article.summary, type="text")
    entry.author(name=article.author)  # None is left to the author of the feed
    entry.register_extension("feedservice", partial(AtomEntry, article))
    return entry


def _entry(article: Article) -> FeedEntry:
    entry = FeedEntry()
    entry.id(article.id)
    entry.title(article.title)
    entry.content(article.html, type="html")
    names = dict.fromkeys([*(category.name for category in article.categories), *article.tags])
    entry.category([{"term": name} for name in names])
    return entry


_FORMATS: dict[FeedFormat, Callable[[Document, tzinfo], bytes]] = {
    FeedFormat.RSS: _rss,
    FeedFormat.ATOM: _atom,
    FeedFormat.JSON: jsonfeed.render,
}


def _as_html(text: str) -> str:
    # RSS leaves open whether a description is text or HTML. So only what says something
    # else as HTML is escaped: "Kultur & Medien" stays right for readers of either mind.
    reads_the_same = unescape(text) == text and not _TAG.search(text)
    return text if reads_the_same else escape(text, quote=False)
