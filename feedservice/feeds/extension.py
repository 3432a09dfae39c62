"""What feedgen lacks, as feedgen extensions: for each format one for the feed, one for an entry.

- RSS dates: feedgen switches the locale of the whole process to print them.
- ``dc:creator``: an author in RSS is an e-mail address, and a byline is a name.
- Hubs in RSS: feedgen writes no link of a channel but the one to itself.
- Links of entries: feedgen 1.0.0 drops ``rel``, ``type`` and ``length`` in Atom, so that
  an enclosure becomes a second page of the article.
- Links between the documents of one feed (RFC 5005): of a feed's links, feedgen writes only
  the one to itself into RSS.
- Media RSS with alternative texts: feedgen's own knows none.

feedgen asks of an extension only the methods that it calls, so none of these derives from
its base class, which has no types.
"""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from email.utils import format_datetime

from lxml.etree import SubElement, _Element

from feedservice.feeds.document import Document, in_zone
from feedservice.records import Article, FeedFormat, Image

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"


class RssChannel:
    """The date of an RSS channel, its links, and who answers for items that name no author."""

    def __init__(self, document: Document, updated: datetime) -> None:
        """Speak for *document*; *updated* is in the zone in which to print it."""
        self._document = document
        self._updated = updated

    def extend_ns(self) -> dict[str, str]:
        """Name the namespaces that feedgen does not declare by itself."""
        return {"dc": DC, "media": MEDIA, **_history_namespace(self._document)}

    def extend_rss(self, rss: _Element) -> None:
        """Write into the channel, before feedgen appends the items."""
        channel = rss[0]
        _add(channel, "lastBuildDate", format_datetime(self._updated))
        _add(channel, f"{{{DC}}}creator", self._document.channel.author)
        _add_history(channel, f"{{{ATOM}}}link", self._document, FeedFormat.RSS)
        for hub in self._document.channel.hubs:
            SubElement(channel, f"{{{ATOM}}}link", rel="hub", href=hub)


class RssItem:
    """The dates, the author and the images of an RSS item."""

    def __init__(self, article: Article, zone: tzinfo) -> None:
        """Print the dates of *article* in *zone*."""
        self._article = article
        self._zone = zone

    def extend_rss(self, item: _Element) -> None:
        """Write into the item, behind what feedgen wrote."""
        article = self._article
        _add(item, "pubDate", format_datetime(in_zone(article.published, self._zone)))
        if article.updated != article.published:
            _add(item, f"{{{ATOM}}}updated", in_zone(article.updated, self._zone).isoformat())
        if article.author:
            _add(item, f"{{{DC}}}creator", article.author)
        for lead, attributes in _enclosure(article.images):
            SubElement(item, "enclosure", {"url": lead.url, **attributes})
        _add_media(item, article.images)


class AtomFeed:
    """The links of an Atom feed to its other documents."""

    def __init__(self, document: Document) -> None:
        """Speak for *document*."""
        self._document = document

    def extend_ns(self) -> dict[str, str]:
        """Name the namespaces that feedgen does not declare by itself."""
        return {"media": MEDIA, **_history_namespace(self._document)}

    def extend_atom(self, feed: _Element) -> None:
        """Write into the feed, before feedgen appends the entries."""
        _add_history(feed, "link", self._document, FeedFormat.ATOM)


class AtomEntry:
    """The links and the images of an Atom entry."""

    def __init__(self, article: Article) -> None:
        """Speak for *article*."""
        self._article = article

    def extend_atom(self, entry: _Element) -> None:
        """Write into the entry, behind what feedgen wrote."""
        # In feedgen's tree Atom's own elements have no namespace: it writes the default
        # one as a plain attribute of the root, which only counts once it is serialized.
        article = self._article
        SubElement(entry, "link", rel="alternate", type="text/html", href=article.url)
        for lead, attributes in _enclosure(article.images):
            SubElement(entry, "link", {"rel": "enclosure", "href": lead.url, **attributes})
        _add_media(entry, article.images)


def _history_namespace(document: Document) -> dict[str, str]:
    return {"fh": HISTORY} if document.is_archive else {}


def _add_history(parent: _Element, link: str, document: Document, feed_format: FeedFormat) -> None:
    for relation, targets in document.links.items():
        attributes = {"rel": relation, "type": feed_format.media_type}
        SubElement(parent, link, {"href": targets[feed_format], **attributes})
    if document.is_archive:
        SubElement(parent, f"{{{HISTORY}}}archive")


def _enclosure(images: tuple[Image, ...]) -> Iterator[tuple[Image, dict[str, str]]]:
    # RSS has room for one, and needs its length, which only our own images tell.
    for lead in images[:1]:
        if lead.media_type is not None and lead.length is not None:
            yield lead, {"type": lead.media_type, "length": str(lead.length)}


def _add_media(entry: _Element, images: tuple[Image, ...]) -> None:
    for image in images:
        content = SubElement(entry, f"{{{MEDIA}}}content", url=image.url, medium="image")
        if image.media_type is not None:
            content.set("type", image.media_type)
        if image.length is not None:
            content.set("fileSize", str(image.length))
        if image.alt:
            # Not media:description, which feedparser takes for a description of the entry.
            _add(content, f"{{{MEDIA}}}title", image.alt).set("type", "plain")


def _add(parent: _Element, name: str, text: str) -> _Element:
    child = SubElement(parent, name)
    child.text = text
    return child
