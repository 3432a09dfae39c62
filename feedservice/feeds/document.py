"""A feed's content before it takes a format.

Which articles belong into a feed, and how many, is decided by whoever composes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from operator import attrgetter

from feedservice.records import Article, Channel, FeedFormat

Links = Mapping[str, Mapping[FeedFormat, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a feed says, in any format.

    Attributes:
        articles: Newest first.
        updated: In UTC, to the second; never the time of rendering.
        links: Absolute addresses of other documents of the same feed, by link relation and
            format (RFC 5005 section 4).
        is_archive: Whether this is a page of the feed's archive, and not the current feed.
    """

    channel: Channel
    articles: tuple[Article, ...]
    updated: datetime
    links: Links = field(default_factory=dict)
    is_archive: bool = False

    def __post_init__(self) -> None:
        """Refuse an instant that no other instant compares with."""
        _require_utc(self.updated)


def compose(
    channel: Channel,
    articles: Iterable[Article],
    *,
    changed: datetime,
    links: Links | None = None,
    is_archive: bool = False,
) -> Document:
    """Put *articles* in the order of a feed, and date the whole.

    Args:
        channel: The feed's settings.
        articles: In any order. The feed shows the newest first, by the moment of
            publication; those published in one second stay in the order given.
        changed: The newest change that the channel ever saw, in UTC. It dates a feed
            that has become empty.
        links: To other documents of the feed; see :class:`Document`.
        is_archive: Whether this is a page of the feed's archive.
    """
    _require_utc(changed)
    newest_first = sorted(articles, key=attrgetter("published"), reverse=True)
    updated = max((article.updated for article in newest_first), default=changed)
    return Document(
        channel=channel,
        articles=tuple(newest_first),
        updated=updated,
        links=links or {},
        is_archive=is_archive,
    )


def in_zone(instant: datetime, zone: tzinfo) -> datetime:
    """Put an instant on the clocks of *zone*, or of UTC where feeds cannot write the offset.

    Offsets in feeds have no seconds (RFC 3339 section 4.2); Berlin's was +00:53:28 to 1893.
    """
    local = instant.astimezone(zone)
    offset = local.utcoffset()
    return instant if offset is None or offset.seconds % 60 else local


def _require_utc(instant: datetime) -> None:
    if instant.tzinfo is not UTC:
        raise ValueError(f"a feed is dated in UTC, not {instant!r}")
