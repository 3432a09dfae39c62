"""A small client of RFC 5005: reads a feed's whole history, page by page."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from feedservice.validation import validate
from tests.e2e.sites import fetch

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"


class Document(NamedTuple):
    """One document of a feed.

    Attributes:
        titles: By id, in the order of the document.
        links: Addresses by relation.
    """

    url: str
    titles: dict[str, str]
    links: dict[str, str]
    is_archive: bool


def read(url: str) -> Document:
    """Fetch one document, which must be without fault."""
    answer = fetch(url)
    assert answer.status == 200, (url, answer.status)
    assert validate(answer.body, base_url=url) == []
    root = etree.fromstring(answer.body)
    feed = root.find("channel") if root.tag == "rss" else root
    items = [*feed.iterfind("item"), *feed.iterfind(f"{ATOM}entry")]
    document = Document(
        url,
        {_text(item, "guid", "id"): _text(item, "title", "title") for item in items},
        {link.get("rel"): link.get("href") for link in feed.iterfind(f"{ATOM}link")},
        feed.find(f"{HISTORY}archive") is not None,
    )
    assert document.links["self"] == url
    assert len(document.titles) == len(items)
    return document


def walk(url: str, *, between: Callable[[], None] = lambda: None) -> Iterator[Document]:
    """Read the current feed and then all that its ``prev-archive`` links lead to.

    Args:
        url: Of the current feed.
        between: Called before each page is fetched.
    """
    document = read(url)
    assert not document.is_archive
    yield document
    while "prev-archive" in document.links:
        between()
        previous, document = document, read(document.links["prev-archive"])
        assert document.is_archive
        assert document.links["current"] == url
        if previous.is_archive:
            assert document.links["next-archive"] == previous.url
        yield document


def _text(item: etree._Element, rss: str, atom: str) -> str:
    found = item.findtext(rss) or item.findtext(f"{ATOM}{atom}")
    assert found
    return found
