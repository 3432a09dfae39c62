"""Addresses: the document behind each is judged, and how it is served as well."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from feedservice.inspection import headers, repeating
from feedservice.inspection.fetching import FetchError, Limits
from feedservice.inspection.judging import Order
from feedservice.inspection.targets import Target
from feedservice.inspection.visiting import visit
from feedservice.validation import validate
from feedservice.validation.findings import Finding
from feedservice.validation.reporting.excerpt import NOTHING, Excerpt, excerpts
from feedservice.validation.reporting.judgement import Judgement
from feedservice.validation.rulebook import Fault

AT_ONCE = 4  # visits; more would be rude to a server that all of them may be at


def judge_addresses(targets: Sequence[Target], order: Order) -> Iterator[Judgement]:
    """Judge what is behind addresses, in their order."""
    if len(targets) == 1:
        yield judge_address(targets[0].path, order)
        return
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(lambda target: judge_address(target.path, order), targets)


def judge_address(url: str, order: Order, limits: Limits | None = None) -> Judgement:
    """Judge a document and how it is served."""
    limits = limits or Limits()
    try:
        visited = visit(url, limits)
    except FetchError as error:
        return Judgement(path=url, failure=str(error))
    faults = visited.faults
    found: list[Finding] = []
    if visited.answer is not None and visited.data is not None:
        faults += headers.faults(visited.answer, visited.data)
        faults += repeating.faults(visited.answer, limits)
        found = validate(visited.data, base_url=visited.answer.url, now=order.now)
    served, hidden = order.selection.divide(url, map(_finding, faults))
    kept, below = order.selection.divide(url, found)
    source: tuple[Excerpt, ...] = ()
    if order.with_source:
        source = (NOTHING,) * len(served) + excerpts(visited.data or b"", kept)
    return Judgement(path=url, findings=served + kept, excerpts=source, below=hidden + below)


def _finding(fault: Fault) -> Finding:
    """Give a fault of the answer the only place that it can have."""
    rule = fault.rule
    return Finding(
        code=rule.code,
        severity=rule.severity,
        line=1,
        column=1,
        path="",
        message=fault.message,
        w3c=rule.w3c,
        params=fault.params,
    )
