"""A document cut at its items.

What :mod:`rendering` writes is cut at its line breaks: in XML, text is escaped, so no ``<`` of
an article can look like the beginning of an item; in JSON, no text holds a line break.
"""

import re
from typing import NamedTuple

from feedservice.records import FeedFormat


class _Marks(NamedTuple):
    """Where a format's items are.

    Attributes:
        before: What the first one stands behind, anywhere; empty where *begin* is nowhere else.
        id: What it is known by.
        between: What stands between two.
    """

    begin: bytes
    end: bytes
    id: re.Pattern[bytes]
    before: bytes = b""
    between: bytes = b""


_MARKS = {
    FeedFormat.RSS: _Marks(
        b"\n    <item>", b"\n    </item>", re.compile(rb"\n      <guid[^>]*>([^<]*)</guid>")
    ),
    FeedFormat.ATOM: _Marks(
        b"\n  <entry>", b"\n  </entry>", re.compile(rb"\n    <id>([^<]*)</id>")
    ),
    FeedFormat.JSON: _Marks(
        b"\n    {",
        b"\n    }",
        re.compile(rb'\n      "id": ([^\n]*)'),
        before=b'\n  "items": [',
        between=b",",
    ),
}


class Parts(NamedTuple):
    """A document, cut.

    Attributes:
        items: Each from its line break on.
        between: What stands between two of them.
    """

    head: bytes
    items: list[bytes]
    tail: bytes
    between: bytes

    def with_items(self, items: list[bytes]) -> bytes:
        """The document with *items* in the place of its own."""
        return self.head + self.between.join(items) + self.tail


def cut(body: bytes, feed_format: FeedFormat) -> Parts:
    """Cut a document that we have rendered."""
    begin, end, _, before, between = _MARKS[feed_format]
    start = body.find(before) + len(before)
    first, *items = body[start:].split(begin)
    head = body[:start] + first
    if not items:
        return Parts(head, [], b"", between)
    last, _, tail = items.pop().rpartition(end)
    whole = [item.removesuffix(between) for item in items] + [last + end]
    return Parts(head, [begin + item for item in whole], tail, between)


def ids(parts: Parts, feed_format: FeedFormat) -> list[bytes]:
    """What the items are known by, as it is written; of an item without any, nothing."""
    pattern = _MARKS[feed_format].id
    return [found[1] for item in parts.items if (found := pattern.search(item))]
