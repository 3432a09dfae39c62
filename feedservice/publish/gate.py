"""The gate: no document with an error replaces a good one."""

from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from datetime import datetime

from feedservice.feeds import Document, render
from feedservice.records import FeedFormat, Severity
from feedservice.store.editions import Refusal
from feedservice.telemetry import LOGGER
from feedservice.validation import Finding, validate

#: Stands for an error of ours that left no document to judge.
NOT_RENDERED = "HOUSE000"

Form = tuple[Document, FeedFormat]
Judged = tuple[bytes, list[Finding]]


def judged(document: Document, feed_format: FeedFormat, now: datetime) -> Judged:
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
    return body, validate(body, base_url=address, now=now, errors_only=True)


def judged_all(
    documents: Iterable[Form], now: datetime, helper: Executor | None
) -> Iterator[tuple[Form, Judged]]:
    """Render and judge documents in their order, every other one in *helper* if there is one."""
    forms = iter(documents)
    while form := next(forms, None):
        other = next(forms, None) if helper else None
        work = _begun(other, now, helper) if helper and other else None
        yield form, judged(*form, now)
        if other:
            yield other, _finished(work) or judged(*other, now)


def refusals(slug: str, feed_format: FeedFormat, errors: Iterable[Finding]) -> list[Refusal]:
    """Put the errors of a document into the form in which they are noted."""
    return [
        Refusal(slug, feed_format, e.code, e.line, e.column, f"{e.path}: {e.message}")
        for e in errors
    ]


def _begun(form: Form, now: datetime, helper: Executor) -> Future[Judged] | None:
    """Give a document to the helper; None if it is gone."""
    try:
        return helper.submit(judged, *form, now)
    except BrokenExecutor:
        return None


def _finished(work: Future[Judged] | None) -> Judged | None:
    """Take a document back; None if the helper is gone, killed for want of memory say."""
    try:
        return work.result() if work else None
    except BrokenExecutor:
        return None


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
