"""For people: ``path:line:column: CODE message``, the source with a caret, a summary."""

from collections.abc import Callable, Iterator
from itertools import zip_longest

from feedservice.records import Severity
from feedservice.terminal import printable, width
from feedservice.validation.findings import Finding
from feedservice.validation.reporting.excerpt import Excerpt
from feedservice.validation.reporting.judgement import Run, tally

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _FAINT = "1", "2"

Paint = Callable[[str, str], str]  # a text and its style, into the text with escape sequences


def render(run: Run, *, colour: bool = False) -> str:
    """Write the report.

    Args:
        run: What was found.
        colour: With the escape sequences of a terminal.
    """
    paint = _painted if colour else _plain
    return "".join(f"{part}\n" for part in [*_blocks(run, paint), summary(run)])


def block(path: str, finding: Finding, excerpt: Excerpt | None, paint: Paint | None = None) -> str:
    """Write one finding: its line, and under it the source with a caret."""
    paint = paint or _plain
    place = f"{paint(printable(path), _BOLD)}:{finding.line}:{finding.column}:"
    code = paint(finding.code, _COLOURS[finding.severity])
    told = f"{place} {code} {printable(finding.message)}"
    return f"{told}\n{_source(finding, excerpt, paint)}" if excerpt and excerpt.text else told


def summary(run: Run) -> str:
    """Say in one line how it went."""
    looked = [judged for judged in run.judgements if judged.failure is None]
    documents = f"{len(looked):,} document{'' if len(looked) == 1 else 's'}"
    if told := tally(finding for _, finding in run.found):
        touched = sum(1 for judged in looked if judged.findings)
        share = f"{touched:,} of {documents}" if len(looked) > 1 else documents
        parts = [f"Found {told} in {share}"]
    else:
        parts = [f"No findings in {documents}"]
    if below := sum(judged.below for judged in looked):
        parts.append(f"{below:,} below the threshold not shown")
    if run.failed:
        parts.append(f"{len(run.failed):,} could not be looked at")
    return "; ".join(parts)


def _blocks(run: Run, paint: Paint) -> Iterator[str]:
    """Write each finding."""
    for judged in run.judgements:
        for finding, excerpt in zip_longest(judged.findings, judged.excerpts):
            yield block(judged.path, finding, excerpt, paint)


def _source(finding: Finding, excerpt: Excerpt, paint: Paint) -> str:
    """Draw the source line with its number, and the caret line under it."""
    number = str(finding.line)
    gutter = " " * len(number)
    end = excerpt.start + excerpt.length
    indent = " " * width(excerpt.text[: excerpt.start])
    carets = "^" * max(1, width(excerpt.text[excerpt.start : end]))
    bar = paint("|", _FAINT)
    return (
        f"{gutter} {bar}\n"
        f"{paint(number, _FAINT)} {bar} {excerpt.text}\n"
        f"{gutter} {bar} {indent}{paint(carets, _COLOURS[finding.severity])}"
    )


def _painted(text: str, style: str) -> str:
    """Put *text* between the escape sequences of a style."""
    return f"\x1b[{style}m{text}\x1b[0m"


def _plain(text: str, _style: str) -> str:
    """Leave *text* as it is."""
    return text
