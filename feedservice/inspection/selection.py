"""Which findings count: by code, by severity, and by file."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path

from feedservice.records import Severity
from feedservice.validation.findings import Finding

EVERYTHING = "ALL"
_ORDER = {severity: rank for rank, severity in enumerate(reversed(Severity))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a run reports.

    Attributes:
        select: Codes and prefixes of codes; all where there are none.
        ignore: Codes and prefixes; where both name a rule, the longer one decides.
        severity: The threshold.
        per_file: For each pattern of paths, what is ignored there.
        root: What the patterns count from.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity = Severity.INFO
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    root: Path = Path()

    def divide(self, path: str, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], int]:
        """Keep what counts of a document, and count what is below the threshold."""
        ignored = self.ignore + self._ignored_in(path)
        chosen = [finding for finding in findings if self._chooses(finding.code, ignored)]
        kept = tuple(finding for finding in chosen if self._weighs(finding.severity))
        return kept, len(chosen) - len(kept)

    def _weighs(self, severity: Severity) -> bool:
        """Whether a severity reaches the threshold."""
        return _ORDER[severity] >= _ORDER[self.severity]

    def _chooses(self, code: str, ignored: tuple[str, ...]) -> bool:
        """Whether a rule counts: the longest of all prefixes that name it decides."""
        wanted = _longest(code, self.select) if self.select else 0
        return wanted > _longest(code, ignored)

    def _ignored_in(self, path: str) -> tuple[str, ...]:
        """Collect what is ignored in one document."""
        if not self.per_file:
            return ()
        names = self._names(path)
        return tuple(
            code
            for pattern, codes in self.per_file
            if any(fnmatchcase(name, pattern) for name in names)
            for code in codes
        )

    def _names(self, path: str) -> set[str]:
        """Write a path in the ways that a pattern may mean: as given, from the root, alone."""
        here = Path(path)
        try:
            below = here.absolute().relative_to(self.root.absolute()).as_posix()
        except ValueError:  # elsewhere
            below = path
        return {path, below, here.name}


def _longest(code: str, prefixes: Iterable[str]) -> int:
    """How long the longest prefix of *code* is; -1 where there is none."""
    return max((len(p) for p in map(_prefix, prefixes) if code.startswith(p)), default=-1)


def _prefix(name: str) -> str:
    """Turn a name into the prefix that it stands for."""
    return "" if name == EVERYTHING else name


def stranger(names: Iterable[str], known: Collection[str]) -> str | None:
    """Say what is wrong with the first name that is neither a code nor a prefix of one."""
    for name in names:
        if name == EVERYTHING or (name and any(code.startswith(name) for code in known)):
            continue
        names = set(known) | {code.rstrip("0123456789") for code in known}
        return f"{name!r} is no rule and no prefix of one{suggestion(name.upper(), names)}"
    return None


def suggestion(name: str, known: Iterable[str]) -> str:
    """Offer the known name that is nearest to *name*."""
    near = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""
