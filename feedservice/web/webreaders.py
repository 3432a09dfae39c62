"""Readers on the web that can be handed the address of a feed, as data."""

from typing import NamedTuple
from urllib.parse import quote


class WebReader(NamedTuple):
    """A feed reader on the web.

    Attributes:
        address: Of the page on which it offers to subscribe; ``{}`` is the feed's address.
    """

    name: str
    address: str

    def subscribe(self, feed: str) -> str:
        """The page on which this reader offers to subscribe to *feed*."""
        return self.address.format(quote(feed, safe=""))


WEB_READERS = (
    WebReader("Feedly", "https://feedly.com/i/subscription/feed/{}"),
    WebReader("Inoreader", "https://www.inoreader.com/?add_feed={}"),
    WebReader("NewsBlur", "https://www.newsblur.com/?url={}"),
    WebReader("The Old Reader", "https://theoldreader.com/feeds/subscribe?url={}"),
    WebReader("Feedbin", "https://feedbin.com/?subscribe={}"),
    WebReader("BazQux Reader", "https://bazqux.com/add?url={}"),
)
