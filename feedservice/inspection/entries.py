"""The entries of a feed as a reader keeps them: id, link, title, dates. Nothing is judged."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from feedservice.inspection.reading import UnreadableError

_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry.

    Attributes:
        id: What readers know it by: its id, else its link, else its title.
        published: As it is written; empty where it is not.
        updated: The same.
    """

    id: str
    link: str = ""
    title: str = ""
    published: str = ""
    updated: str = ""

    def instant(self, name: str) -> datetime | str:
        """Read a date for comparison; one that is none stands for itself."""
        text: str = getattr(self, name)
        return _instant(text) or text

    @property
    def moment(self) -> datetime | None:
        """When it was published, or else updated."""
        return _instant(self.published) or _instant(self.updated)


def entries(data: bytes) -> list[Entry]:
    """Read the entries of an RSS, Atom or JSON feed, each id once.

    Raises:
        UnreadableError: It is no feed that can be read.
    """
    start = data[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    found = _from_json(data) if start.startswith(b"{") else _from_xml(data)
    first: dict[str, Entry] = {}
    for entry in found:
        first.setdefault(entry.id, entry)
    return list(first.values())


def _from_xml(data: bytes) -> Iterator[Entry]:
    """Read RSS of any kind, or Atom; entities stay closed, whatever they would hold."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"not well-formed: {error.msg}") from None
    if root.tag == f"{_ATOM}feed":
        return map(_from_atom, root.iterfind(f"{_ATOM}entry"))
    if etree.QName(root).localname not in {"rss", "RDF"}:
        raise UnreadableError(f"no feed: the root element is {etree.QName(root).localname}")
    return map(_from_rss, root.iterfind(".//{*}item"))


def _from_rss(item: Any) -> Entry:  # noqa: ANN401 - lxml's element
    """Read an item."""
    link, title = _text(item, "{*}link"), _text(item, "{*}title")
    return Entry(
        id=_text(item, "{*}guid") or link or title,
        link=link,
        title=title,
        published=_text(item, "{*}pubDate") or _text(item, f"{_DC}date"),
        updated=_text(item, f"{_ATOM}updated"),
    )


def _from_atom(entry: Any) -> Entry:  # noqa: ANN401 - lxml's element
    """Read an entry."""
    links = [
        node.get("href", "")
        for node in entry.iterfind(f"{_ATOM}link")
        if node.get("rel", "alternate") == "alternate"
    ]
    link, title = links[0] if links else "", _text(entry, f"{_ATOM}title")
    return Entry(
        id=_text(entry, f"{_ATOM}id") or link or title,
        link=link,
        title=title,
        published=_text(entry, f"{_ATOM}published"),
        updated=_text(entry, f"{_ATOM}updated"),
    )


def _from_json(data: bytes) -> Iterator[Entry]:
    """Read JSON Feed."""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"not JSON: {error}") from None
    items = feed.get("items")
    if not isinstance(items, list):
        raise UnreadableError("no feed: there are no items")
    return map(_from_item, (item for item in items if isinstance(item, dict)))


def _from_item(item: dict[str, Any]) -> Entry:
    """Read an item of JSON Feed."""
    link, title = str(item.get("url") or ""), str(item.get("title") or "")
    return Entry(
        id=str(item.get("id") or link or title),
        link=link,
        title=title,
        published=str(item.get("date_published") or ""),
        updated=str(item.get("date_modified") or ""),
    )


def _text(parent: Any, name: str) -> str:  # noqa: ANN401 - lxml's element
    """Read the text of a child."""
    child = parent.find(name)
    return " ".join("".join(child.itertext()).split()) if child is not None else ""


def _instant(text: str) -> datetime | None:
    """Read a date in either way that feeds write them."""
    for reading in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            instant = reading(text)
        except (ValueError, TypeError, OverflowError):
            continue
        if instant.tzinfo is not None:
            return instant
    return None
