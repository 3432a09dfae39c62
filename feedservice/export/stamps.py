"""What the pages of articles, and the lists of them, depend on: the articles and their neighbours.

A page shows an article, and may show what stands beside it in its categories; a list shows
thirty of a category. Both are summed up from one pass over all articles, so that one new
article does not bring ten thousand pages with it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import ceil

from feedservice.records import Article
from feedservice.web.catalogue import PAGE_SIZE


class Stamps:
    """All published articles, summed up."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Go through *articles* once, newest first."""
        self._urls: list[str] = []
        self._sums: list[bytes] = []
        self._places: list[list[tuple[str, int]]] = []
        self._channels: dict[str, list[bytes]] = defaultdict(list)
        for article in articles:
            self._add(article)

    def articles(self, base_url: str) -> Iterator[tuple[str, str]]:
        """The path of each article below *base_url*, and the stamp of its page."""
        for url, total, places in zip(self._urls, self._sums, self._places, strict=True):
            beside = [self._beside(slug, place) for slug, place in places]
            yield url.removeprefix(base_url), _sum(total, *beside).hex()

    def pages(self, slug: str) -> Iterator[tuple[int, str]]:
        """The number of each page of a category, from 1, and its stamp."""
        sums = self._channels[slug]
        count = max(1, ceil(len(sums) / PAGE_SIZE))
        for page in range(1, count + 1):
            shown = sums[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
            yield page, _sum(str(count).encode(), *shown).hex()

    def _add(self, article: Article) -> None:
        """Sum up one article, and put it behind those of its categories."""
        total = _sum(repr(article).encode())
        places = []
        for category in article.categories:
            channel = self._channels[category.slug]
            places.append((category.slug, len(channel)))
            channel.append(total)
        self._urls.append(article.url)
        self._sums.append(total)
        self._places.append(places)

    def _beside(self, slug: str, place: int) -> bytes:
        """The articles before and after a place in a category."""
        channel = self._channels[slug]
        newer = channel[place - 1] if place else b""
        older = channel[place + 1] if place + 1 < len(channel) else b""
        return newer + b"/" + older


def _sum(*parts: bytes) -> bytes:
    """Sum up *parts*, in their order."""
    return hashlib.blake2b(b"\0".join(parts), digest_size=12).digest()
