"""The ``Link`` header (RFC 8288): where a document is, and who tells of its news (WebSub)."""

from feedservice import addresses
from feedservice.config import Settings
from feedservice.records import Edition


def links_of(edition: Edition, settings: Settings) -> str:
    """Name the address of *edition* itself, and the hubs of a feed."""
    own = settings.base_url + addresses.feed_path(edition.slug, edition.format)
    hubs = settings.hubs if edition.slug else ()  # nobody tells of the list of channels
    return ", ".join([_link(own, "self"), *(_link(hub, "hub") for hub in hubs)])


def _link(address: str, relation: str) -> str:
    """Write one link; a setting lets no sign through that would end it."""
    return f'<{address}>; rel="{relation}"'
