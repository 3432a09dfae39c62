"""Judges feeds, whoever made them: offline, with place, reason and cure for each finding."""

from datetime import UTC, datetime

from feedservice.records import Severity
from feedservice.validation import jsonfeed
from feedservice.validation.findings import Finding
from feedservice.validation.judging import judge
from feedservice.validation.parsing import parse

__all__ = ["Finding", "validate"]


def validate(
    data: bytes,
    *,
    base_url: str | None = None,
    now: datetime | None = None,
    errors_only: bool = False,
) -> list[Finding]:
    """Judge a feed; whatever the bytes are, this returns.

    Args:
        data: The document as it was stored or served.
        base_url: Where it is served, to judge its self link and relative addresses.
        now: Against what to judge dates in the future; the clock's time if it is not given.
        errors_only: Leave out warnings and the like, whose places take time to find.

    Returns:
        The findings, by line, column and code.
    """
    now = now or datetime.now(UTC)
    if jsonfeed.looks_like_json(data):
        findings = jsonfeed.judge(data, base_url=base_url, now=now)
    else:
        findings = judge(parse(data), base_url=base_url, now=now, errors_only=errors_only)
    if errors_only:
        findings = [finding for finding in findings if finding.severity is Severity.ERROR]
    return sorted(findings, key=lambda finding: (finding.line, finding.column, finding.code))
