"""Feed deltas (RFC 3229, the instance manipulation ``feed``): a document without known items.

What :mod:`rendering` writes is cut at its line breaks: text is escaped, so no ``<`` of an
article can look like the beginning of an item. Head and tail stay as they are, and an item
counts as known only if each of its bytes is.
"""

import hashlib
from typing import NamedTuple

from feedservice.records import EditionFormat, FeedFormat

DIGEST_SIZE = 8  # bytes; with fifty items it takes 2^53 polls till one is lost

#: What an item begins and ends with. JSON has no such line, and nobody asks for deltas of it.
_MARKS: dict[EditionFormat, tuple[bytes, bytes]] = {
    FeedFormat.RSS: (b"\n    <item>", b"\n    </item>"),
    FeedFormat.ATOM: (b"\n  <entry>", b"\n  </entry>"),
}


class _Parts(NamedTuple):
    """A document, cut; joined, these are its bytes."""

    head: bytes
    items: list[bytes]
    tail: bytes


def digests(body: bytes, feed_format: EditionFormat) -> bytes:
    """Sum up the items of a document, :data:`DIGEST_SIZE` bytes each; empty where it has none."""
    if feed_format not in _MARKS:
        return b""
    return b"".join(map(_digest, _cut(body, feed_format).items))


def delta(body: bytes, feed_format: EditionFormat, known: bytes) -> bytes | None:
    """Leave out of a document what its reader has already.

    Args:
        body: The current document.
        feed_format: Its format.
        known: The :func:`digests` of the document that the reader has.

    Returns:
        The same document with the items that are new or have changed; None if all have.
    """
    if feed_format not in _MARKS:
        return None
    parts = _cut(body, feed_format)
    has = {known[start : start + DIGEST_SIZE] for start in range(0, len(known), DIGEST_SIZE)}
    news = [item for item in parts.items if _digest(item) not in has]
    if len(news) == len(parts.items):
        return None
    return parts.head + b"".join(news) + parts.tail


def _cut(body: bytes, feed_format: EditionFormat) -> _Parts:
    """Cut a document into what stands before, in and behind its items."""
    begin, end = _MARKS[feed_format]
    head, *items = body.split(begin)
    if not items:
        return _Parts(head, [], b"")
    last, _, tail = items[-1].rpartition(end)
    items[-1] = last + end
    return _Parts(head, [begin + item for item in items], tail)


def _digest(item: bytes) -> bytes:
    return hashlib.blake2b(item, digest_size=DIGEST_SIZE).digest()
