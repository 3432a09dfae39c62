"""Feed deltas (RFC 3229, the instance manipulation ``feed``): a document without known items.

Head and tail stay as they are, and an item counts as known only if each of its bytes is.
"""

import hashlib

from feedservice.feeds.parts import cut
from feedservice.records import EditionFormat, FeedFormat

DIGEST_SIZE = 8  # bytes; with fifty items it takes 2^53 polls till one is lost

#: In which a document can be sent without its items. Nobody asks for deltas of JSON.
FORMATS = frozenset({FeedFormat.RSS, FeedFormat.ATOM})


def digests(body: bytes, feed_format: EditionFormat) -> bytes:
    """Sum up the items of a document, :data:`DIGEST_SIZE` bytes each; empty where it has none."""
    if feed_format not in FORMATS:
        return b""
    return b"".join(map(_digest, cut(body, FeedFormat(feed_format)).items))


def delta(body: bytes, feed_format: EditionFormat, known: bytes) -> bytes | None:
    """Leave out of a document what its reader has already.

    Args:
        body: The current document.
        feed_format: Its format.
        known: The :func:`digests` of the document that the reader has.

    Returns:
        The same document with the items that are new or have changed; None if all have.
    """
    if feed_format not in FORMATS:
        return None
    parts = cut(body, FeedFormat(feed_format))
    has = {known[start : start + DIGEST_SIZE] for start in range(0, len(known), DIGEST_SIZE)}
    news = [item for item in parts.items if _digest(item) not in has]
    if len(news) == len(parts.items):
        return None
    return parts.with_items(news)


def _digest(item: bytes) -> bytes:
    return hashlib.blake2b(item, digest_size=DIGEST_SIZE).digest()
