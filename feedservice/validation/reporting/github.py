"""For GitHub Actions: workflow commands, which become annotations beside the lines.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Iterator

from feedservice.records import Severity
from feedservice.validation.findings import Finding
from feedservice.validation.reporting.judgement import Run
from feedservice.validation.reporting.places import in_repository, is_address
from feedservice.validation.reporting.text import summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(run: Run) -> str:
    """Write the report, and the summary for whoever reads the log."""
    return "".join(f"{line}\n" for line in [*_lines(run), summary(run)])


def _lines(run: Run) -> Iterator[str]:
    """Write a command for each finding, and for each document without a look."""
    for judged, finding in run.found:
        yield _command(judged.path, finding)
    for judged in run.failed:
        yield f"::error title=feedservice::{judged.path.translate(_DATA)}: " + (
            (judged.failure or "").translate(_DATA)
        )


def _command(path: str, finding: Finding) -> str:
    """Write a finding.

    An address is no file of the repository, and a log shows neither file nor line of an
    annotation: so the place stands in the message as well.
    """
    place = f"{path}:{finding.line}:{finding.column}"
    properties = {"title": finding.code}
    if not is_address(path):
        properties = {
            "file": in_repository(path),
            "line": str(finding.line),
            "col": str(finding.column),
        } | properties
    written = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items())
    message = f"{place}: {finding.code} {finding.message}".translate(_DATA)
    return f"::{_COMMANDS[finding.severity]} {written}::{message}"
