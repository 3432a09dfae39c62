"""The gate: no document with an error replaces a good one."""

from datetime import datetime

from feedservice.feeds import Document, render
from feedservice.records import FeedFormat, Severity
from feedservice.telemetry import LOGGER
from feedservice.validation import Finding, validate

#: Stands for an error of ours that left no document to judge.
NOT_RENDERED = "HOUSE000"


def judged(
    document: Document, feed_format: FeedFormat, now: datetime
) -> tuple[bytes, list[Finding]]:
    """Render a document as it will be served, and judge it.

    Returns:
        Its bytes, and the errors in them; with errors, the bytes are not to be published.
    """
    address = document.channel.feeds[feed_format]
    try:
        body = render(document, feed_format)
    except Exception as error:  # noqa: BLE001 (one feed must not keep the others back)
        LOGGER.exception("Rendering %s failed", address)
        return b"", [_failed(error)]
    findings = validate(body, base_url=address, now=now)
    return body, [finding for finding in findings if finding.severity is Severity.ERROR]


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
