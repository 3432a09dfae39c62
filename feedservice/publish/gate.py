"""The gate: no document with an error replaces a good one."""

from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from datetime import datetime
from typing import NamedTuple

from feedservice.coding import encode
from feedservice.feeds import Document, render
from feedservice.records import FeedFormat, Severity
from feedservice.store.refusals import Refusal
from feedservice.telemetry import LOGGER
from feedservice.validation import Finding, validate

#: Stands for an error of ours that left no document to judge.
NOT_RENDERED = "HOUSE000"

Form = tuple[Document, FeedFormat]


class Judged(NamedTuple):
    """A document as it will be served.

    Attributes:
        errors: With any, *body* is not to be published.
        coded: *body* in each content coding, as far as that was done beside the judging.
    """

    body: bytes
    errors: list[Finding]
    coded: dict[str, bytes] = {}  # noqa: RUF012 - nothing writes into it


def judged(document: Document, feed_format: FeedFormat, now: datetime) -> Judged:
    """Render a document as it will be served, and judge it."""
    address = document.channel.feeds[feed_format]
    try:
        body = render(document, feed_format)
    except Exception as error:  # noqa: BLE001 (one feed must not keep the others back)
        LOGGER.exception("Rendering %s failed", address)
        return Judged(b"", [_failed(error)])
    return Judged(body, validate(body, base_url=address, now=now, errors_only=True))


def coded(document: Document, feed_format: FeedFormat, now: datetime) -> Judged:
    """Render, judge and compress: all that can be done to a document in another process."""
    found = judged(document, feed_format, now)
    return found if found.errors else found._replace(coded=encode(found.body))


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
        return helper.submit(coded, *form, now)
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
