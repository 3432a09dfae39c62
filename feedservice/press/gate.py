"""The gate: no document with an error replaces a good one.

Every byte that is published was judged, but not again with each edition: of fifty items one
is new. What a process has found good once, it only looks up when it stands in the same feed
again, between the same head and tail.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from feedservice.feeds import Document, render
from feedservice.feeds.parts import cut, ids
from feedservice.records import FeedFormat, Refusal, Severity
from feedservice.telemetry import LOGGER
from feedservice.validation import Finding, validate
from feedservice.validation.parsing import MOST_BYTES

#: Stands for an error of ours that left no document to judge.
NOT_RENDERED = "HOUSE000"

REMEMBERED = 30_000  # items: those of two hundred channels, in some MB
#: What a head says anew with each edition.
_DATE = re.compile(rb"<(?:lastBuildDate|updated)>[^<]*</")
#: Items that this process has judged good, each in its frame; the youngest last.
GOOD: dict[bytes, None] = {}


class Judged(NamedTuple):
    """A document as it will be served.

    Attributes:
        errors: With any, *body* is not to be published.
    """

    body: bytes
    errors: list[Finding]


def judged(document: Document, feed_format: FeedFormat, now: datetime) -> Judged:
    """Render a document as it will be served, and judge it."""
    address = document.channel.feeds[feed_format]
    try:
        body = render(document, feed_format)
    except Exception as error:  # noqa: BLE001 (one feed must not keep the others back)
        LOGGER.exception("Rendering %s failed", address)
        return Judged(b"", [_failed(error)])
    return Judged(body, _errors(document, feed_format, body, now))


def _errors(
    document: Document, feed_format: FeedFormat, body: bytes, now: datetime
) -> list[Finding]:
    """Judge a rendered document, and first of all what is new in it."""
    address = document.channel.feeds[feed_format]
    parts = cut(body, feed_format)
    frame = _digest(_DATE.sub(b"", parts.head) + parts.tail)
    names = [frame + _digest(item) for item in parts.items]
    new = [item for name, item in zip(names, parts.items, strict=True) if name not in GOOD]
    # Errors between items are those of ids, and of the size of all together.
    is_sound = len(body) <= MOST_BYTES and len(parts.items) == len(set(ids(parts, feed_format)))
    if is_sound and len(new) < len(parts.items):
        short = parts.with_items(new)
        if not validate(short, base_url=address, now=now, errors_only=True):
            _remember(names)
            return []
    errors = validate(body, base_url=address, now=now, errors_only=True)
    if not errors:
        _remember(names)
    return errors


def _remember(names: Iterable[bytes]) -> None:
    """Note that items are good, and forget the oldest when there are too many."""
    for name in names:
        GOOD[name] = GOOD.pop(name, None)  # it is young again
    while len(GOOD) > REMEMBERED:
        del GOOD[next(iter(GOOD))]


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def refusals(slug: str, feed_format: FeedFormat, errors: Iterable[Finding]) -> list[Refusal]:
    """Put the errors of a document into the form in which they are noted."""
    return [
        Refusal(slug, feed_format, e.code, e.line, e.column, f"{e.path}: {e.message}")
        for e in errors
    ]


def _failed(error: Exception) -> Finding:
    """Put an error of ours into the form of a finding."""
    said = f"{type(error).__name__}: {error}"
    return Finding(
        code=NOT_RENDERED,
        severity=Severity.ERROR,
        line=1,
        column=1,
        path="/",
        message=f"feedservice failed to write it: {said}; please report it",
    )
