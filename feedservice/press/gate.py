"""The gate: no document with an error replaces a good one."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from feedservice.feeds import Document, render
from feedservice.records import FeedFormat, Refusal, Severity
from feedservice.telemetry import LOGGER
from feedservice.validation import Finding, validate

#: Stands for an error of ours that left no document to judge.
NOT_RENDERED = "HOUSE000"


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
    return Judged(body, validate(body, base_url=address, now=now, errors_only=True))


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
