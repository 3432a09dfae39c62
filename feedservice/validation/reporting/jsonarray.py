"""For programs: one JSON array of findings."""

import json
from typing import Any

from feedservice.validation.findings import Finding
from feedservice.validation.reporting.judgement import Run


def render(run: Run) -> str:
    """Write the report, a finding a line, so that it can also be read and compared by lines."""
    rows = ",\n".join(_line(judged.path, finding) for judged, finding in run.found)
    return f"[\n{rows}\n]\n" if rows else "[]\n"


def _line(path: str, finding: Finding) -> str:
    """Write one finding."""
    return f"  {json.dumps(_row(path, finding), ensure_ascii=False)}"


def _row(path: str, finding: Finding) -> dict[str, Any]:
    """Name what a program may read of a finding; these names are promised."""
    return {
        "path": path,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "element_path": finding.path,
        "w3c": finding.w3c,
        "params": dict(finding.params),
    }
