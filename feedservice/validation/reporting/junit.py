"""For GitLab, Jenkins and whatever shows test results: JUnit XML, a test case a document."""

from xml.sax.saxutils import escape, quoteattr

from feedservice.records import Severity
from feedservice.terminal import printable
from feedservice.validation.reporting.judgement import Judgement, Run, tally
from feedservice.validation.reporting.text import block

SUITE = "feedservice validate"
_ORDER = list(Severity)  # the worst first


def render(run: Run) -> str:
    """Write the report.

    Jenkins and GitLab read one failure of a case, so all findings of a document are one.
    """
    failures = sum(1 for judged in run.judgements if judged.findings)
    counts = f'tests="{len(run.judgements)}" failures="{failures}" errors="{len(run.failed)}"'
    cases = "".join(_case(judged) for judged in run.judgements)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="{SUITE}" {counts}>\n'
        f'<testsuite name="{SUITE}" {counts} skipped="0" time="0">\n'
        f"{cases}</testsuite>\n</testsuites>\n"
    )


def _case(judged: Judgement) -> str:
    """Write one document."""
    name = _attribute(judged.path)
    opened = f'  <testcase name={name} classname="{SUITE}" file={name} time="0"'
    if judged.failure is not None:
        return f"{opened}>\n    <error message={_attribute(judged.failure)}/>\n  </testcase>\n"
    if not judged.findings:
        return f"{opened}/>\n"
    told = _attribute(tally(iter(judged.findings)))
    worst = min((finding.severity for finding in judged.findings), key=_ORDER.index)
    lines = "\n".join(escape(block(judged.path, finding, None)) for finding in judged.findings)
    return (
        f"{opened}>\n    <failure message={told} type={_attribute(worst.value)}>"
        f"{lines}</failure>\n  </testcase>\n"
    )


def _attribute(text: str) -> str:
    """Write an attribute's value, with quotation marks and without what XML forbids."""
    return quoteattr(printable(text))
