"""Documents as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from datetime import tzinfo
from typing import Any

import orjson

from feedservice.feeds.document import Document, in_zone
from feedservice.records import Article, FeedFormat, Image

VERSION = "https://jsonfeed.org/version/1.1"


def render(document: Document, zone: tzinfo) -> bytes:
    """Write *document*, its dates in *zone*, one member a line."""
    channel = document.channel
    feed = {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.feeds[FeedFormat.JSON],
        "description": channel.description,
        "icon": channel.image,
        "authors": [{"name": channel.author}],
        "language": channel.language,
        "hubs": [{"type": "WebSub", "url": hub} for hub in channel.hubs] or None,
        "items": [_item(article, zone) for article in document.articles],
    }
    return orjson.dumps(_stated(feed), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _item(article: Article, zone: tzinfo) -> dict[str, Any]:
    names = dict.fromkeys([*(category.name for category in article.categories), *article.tags])
    return _stated(
        {
            "id": article.id,
            "url": article.url,
            "title": article.title,
            "content_html": article.html,
            "summary": article.summary,
            "image": article.images[0].url if article.images else None,
            "date_published": in_zone(article.published, zone).isoformat(),
            "date_modified": in_zone(article.updated, zone).isoformat(),
            # None is left to the authors of the feed.
            "authors": [{"name": article.author}] if article.author else None,
            "tags": list(names),
            "attachments": [_attachment(image) for image in article.images if image.media_type]
            or None,
        }
    )


def _attachment(image: Image) -> dict[str, Any]:
    return _stated(
        {
            "url": image.url,
            "mime_type": image.media_type,
            "title": image.alt or None,
            "size_in_bytes": image.length,
        }
    )


def _stated(members: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known: a member that is there has a value."""
    return {name: value for name, value in members.items() if value is not None}
