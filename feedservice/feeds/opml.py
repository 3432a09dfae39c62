"""The list of all channels as OPML 2.0 (http://opml.org/spec2.opml), for readers to import."""

from collections.abc import Iterable

from lxml import etree
from lxml.etree import SubElement

from feedservice.records import Channel, FeedFormat

VERSION = "2.0"
MANUAL = "http://opml.org/spec2.opml"


def render(title: str, owner: str, channels: Iterable[Channel]) -> bytes:
    """Write one subscription for each of *channels*, in their order, one a line.

    Undated: the list changes when a channel does, and then HTTP says so.
    """
    opml = etree.Element("opml", version=VERSION)
    head = SubElement(opml, "head")
    for name, text in (("title", title), ("ownerName", owner), ("docs", MANUAL)):
        SubElement(head, name).text = text
    body = SubElement(opml, "body")
    for channel in channels:
        SubElement(body, "outline", _subscription(channel))
    return etree.tostring(opml, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _subscription(channel: Channel) -> dict[str, str]:
    """Say where to subscribe: once, for a reader takes each address for another feed."""
    return {
        "type": "rss",  # so it is for Atom too; of RSS it is true by the letter
        "version": "RSS",  # 2.0, as opposed to RSS1 (section "Subscription lists")
        "text": channel.title,
        "title": channel.title,
        "description": channel.description,
        "language": channel.language,
        "xmlUrl": channel.feeds[FeedFormat.RSS],
        "htmlUrl": channel.home,
    }
