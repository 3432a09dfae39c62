"""What a look at documents brought: findings, or why one could not be looked at."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from feedservice.records import Severity
from feedservice.validation.findings import Finding
from feedservice.validation.reporting.excerpt import Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One document, judged.

    Attributes:
        path: As it was given: a path, an address, or ``-``.
        findings: In the order of their places.
        excerpts: The source of each finding; empty where no report will show them.
        below: How many more findings are below the threshold.
        failure: Why it could not be looked at.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    below: int = 0
    failure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All documents of one command, in the order in which they were named."""

    judgements: tuple[Judgement, ...]

    @property
    def found(self) -> Iterator[tuple[Judgement, Finding]]:
        """Every finding with its document."""
        return ((judged, finding) for judged in self.judgements for finding in judged.findings)

    @property
    def failed(self) -> list[Judgement]:
        """The documents that could not be looked at."""
        return [judged for judged in self.judgements if judged.failure is not None]

    @property
    def status(self) -> int:
        """Exit status: 2 when something could not be looked at, 1 when something was found."""
        if self.failed:
            return 2
        return 1 if any(judged.findings for judged in self.judgements) else 0


def tally(findings: Iterator[Finding]) -> str:
    """Count findings by severity, as in ``1 error, 2 warnings``."""
    counted = Counter(finding.severity for finding in findings)
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
    return ", ".join(
        f"{counted[severity]:,} {word}{'' if counted[severity] == 1 or word == 'info' else 's'}"
        for severity, word in words.items()
        if counted[severity]
    )
