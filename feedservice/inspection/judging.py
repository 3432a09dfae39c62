"""One document: read it within limits, validate it, keep what counts."""

from dataclasses import dataclass
from datetime import datetime

from feedservice.inspection.reading import UnreadableError, read
from feedservice.inspection.selection import Selection
from feedservice.inspection.targets import Target, served_from
from feedservice.validation import validate
from feedservice.validation.findings import Finding
from feedservice.validation.reporting.excerpt import excerpts
from feedservice.validation.reporting.judgement import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is the same for all documents of a run.

    Attributes:
        selection: Which findings count.
        base_url: From where documents count as served.
        now: In any zone; None for the present.
        with_source: Cut out the source of each finding.
    """

    selection: Selection
    base_url: str | None = None
    now: datetime | None = None
    with_source: bool = False


def judge(target: Target, order: Order) -> Judgement:
    """Judge a file, or standard input."""
    if target.failure is not None:
        return Judgement(path=target.path, failure=target.failure)
    try:
        data = read(target.path)
    except UnreadableError as error:
        return Judgement(path=target.path, failure=str(error))
    found = validate(data, base_url=served_from(target, order.base_url), now=order.now)
    return judgement(target.path, data, found, order)


def judgement(path: str, data: bytes, found: list[Finding], order: Order) -> Judgement:
    """Keep what counts, with its source if a report will show it."""
    kept, below = order.selection.divide(path, found)
    source = excerpts(data, kept) if order.with_source else ()
    return Judgement(path=path, findings=kept, excerpts=source, below=below)
