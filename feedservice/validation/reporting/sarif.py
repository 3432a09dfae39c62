"""For code scanning: SARIF 2.1.0 (OASIS), as GitHub, GitLab and editors read it."""

import json
from importlib.metadata import version
from typing import Any

from feedservice.records import Severity
from feedservice.validation.findings import Finding
from feedservice.validation.reporting.judgement import Judgement, Run
from feedservice.validation.reporting.places import fingerprinted, is_address, uri
from feedservice.validation.rulebook import RULES, Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(run: Run) -> str:
    """Write the report."""
    codes = sorted({finding.code for _, finding in run.found})
    results = [
        _result(judged, finding, fingerprint, codes.index(finding.code))
        for judged, finding, fingerprint in fingerprinted(run)
    ]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(codes)},
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(run)],
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _driver(codes: list[str]) -> dict[str, Any]:
    """Describe the validator, and those rules that were broken."""
    return {
        "name": "feedservice",
        "version": version("feedservice"),
        "rules": [_rule(RULES[code]) if code in RULES else {"id": code} for code in codes],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """Describe one rule."""
    help_text = f"{rule.why}\n\nWrong: {rule.bad}\n\nRight: {rule.good}"
    described = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.claim},
        "fullDescription": {"text": rule.why},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["feed"]},
    }
    return described | ({"helpUri": rule.spec} if is_address(rule.spec) else {})


def _result(judged: Judgement, finding: Finding, fingerprint: str, index: int) -> dict[str, Any]:
    """Write one finding."""
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(judged.path)},
            "region": {"startLine": finding.line, "startColumn": finding.column},
        }
    }
    if finding.path:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.path, "kind": "element"}]
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {"feedservice/v1": fingerprint},
    }


def _invocation(run: Run) -> dict[str, Any]:
    """Say whether every document could be looked at."""
    return {
        "executionSuccessful": not run.failed,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": judged.failure},
                "locations": [
                    {"physicalLocation": {"artifactLocation": {"uri": uri(judged.path)}}}
                ],
            }
            for judged in run.failed
        ],
    }
