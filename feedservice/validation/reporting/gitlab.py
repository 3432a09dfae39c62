"""For GitLab's merge requests: a Code Quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import json

from feedservice.records import Severity
from feedservice.validation.reporting.judgement import Run
from feedservice.validation.reporting.places import fingerprinted, in_repository

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(run: Run) -> str:
    """Write the report."""
    rows = [
        {
            "description": f"{finding.code} {finding.message}",
            "check_name": finding.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": in_repository(judged.path),
                "lines": {"begin": finding.line},
                "positions": {"begin": {"line": finding.line, "column": finding.column}},
            },
        }
        for judged, finding, fingerprint in fingerprinted(run)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
