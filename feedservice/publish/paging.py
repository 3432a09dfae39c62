"""How an archive is cut into pages, and how these lead to each other (RFC 5005 section 4).

The oldest articles are on page 1. The last page is the one on which the next article to
leave the feed will stand; it may be empty, so that a full page has the link to it from the
beginning and never changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from feedservice import addresses
from feedservice.feeds import Links
from feedservice.records import FeedFormat

#: A page by itself would lead nowhere, so the first one has always a next one.
LEAST_PAGES = 2

#: JSON Feed has no archives: its formats are those that RFC 5005 speaks of.
FORMATS = (FeedFormat.RSS, FeedFormat.ATOM)


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one archive.

    Attributes:
        last: The last position in the archive; 0 if there is none.
        size: How many positions a page has.
    """

    last: int
    size: int

    @property
    def count(self) -> int:
        """How many there are."""
        return max(LEAST_PAGES, self.last // self.size + 1) if self.last else 0

    @property
    def newest(self) -> int:
        """The number of the last page that has a position; 0 if none has."""
        return -(-self.last // self.size)

    def is_full(self, page: int) -> bool:
        """Whether all positions of a page are given."""
        return page * self.size <= self.last

    def positions(self, page: int) -> range:
        """The positions of a page, whether or not they are given."""
        return range((page - 1) * self.size + 1, page * self.size + 1)

    def links_from(self, page: int) -> dict[str, int]:
        """The pages that page number *page* leads to, by link relation."""
        links = {"prev-archive": page - 1, "next-archive": page + 1}
        return {relation: to for relation, to in links.items() if 1 <= to <= self.count}

    def links_from_feed(self) -> dict[str, int]:
        """The pages that the current feed leads to, by link relation."""
        return {"prev-archive": self.newest} if self.newest else {}


def page_addresses(slug: str, page: int, base_url: str) -> dict[FeedFormat, str]:
    """The absolute addresses of one page of a channel's archive."""
    name = addresses.archive_slug(slug, page)
    return {f: base_url + addresses.feed_path(name, f) for f in FORMATS}


def linked(pages: Mapping[str, int], slug: str, base_url: str) -> Links:
    """The addresses of *pages*, by link relation."""
    return {relation: page_addresses(slug, page, base_url) for relation, page in pages.items()}
