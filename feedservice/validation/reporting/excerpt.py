"""The source line of a finding, fit for a report: cut to a window, without control signs."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from feedservice.terminal import printable
from feedservice.validation.findings import Finding

WINDOW = 100  # characters; some feeds are one line
BEFORE = 30  # of them before the place, where the line has to be cut at its start
ELLIPSIS = "…"
_LINE_END = re.compile("\r\n|\r|\n")
_MARKUP = re.compile(r"<[!?/]?[^\s<>/]*/?>?")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A source line, and what of it a finding is about.

    Attributes:
        text: At most :data:`WINDOW` characters, and an ellipsis where it was cut.
        start: Of the place, in characters, from 0.
        length: Of the name of the tag that begins there; 1 where none does.
    """

    text: str
    start: int
    length: int


NOTHING = Excerpt("", 0, 1)  # of what has no place in the source


def excerpts(data: bytes, findings: Iterable[Finding]) -> tuple[Excerpt, ...]:
    """Cut out the source of each finding."""
    wanted = list(findings)
    if not wanted:
        return ()
    lines = _LINE_END.split(decoded(data))
    return tuple(_cut(lines, finding) for finding in wanted)


def decoded(data: bytes) -> str:
    """Read *data* as text, as far as that can be done: this is for show, not for judgement."""
    try:
        return data.decode(encoding_of(data), "replace")
    except (LookupError, ValueError):  # unknown, or no encoding of text
        return data.decode("utf-8", "replace")


def encoding_of(data: bytes) -> str:
    """Tell the encoding by the byte order mark, by the NULs, or as XML declares it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    declared = _DECLARED.match(data[:200])
    return declared[1].decode() if declared else "utf-8"


def _cut(lines: list[str], finding: Finding) -> Excerpt:
    """Cut the window around a finding's place."""
    line = lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""
    place = min(max(finding.column - 1, 0), len(line))
    tag = _MARKUP.match(line, place, place + WINDOW)
    first = place - BEFORE if len(line) > WINDOW and place > WINDOW - BEFORE else 0
    shown = line[first : first + WINDOW]
    before = ELLIPSIS if first else ""
    after = ELLIPSIS if first + WINDOW < len(line) else ""
    start = len(before) + place - first
    length = min(tag.end() - place if tag else 1, len(before) + len(shown) - start)
    return Excerpt(before + printable(shown) + after, start, max(1, length))
