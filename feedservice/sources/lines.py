"""Lines, blocks and values: what counts as blank, as space and as the same wording."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from feedservice.sources.text import nfc

_SPACES = (
    "\t\n\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_WIDTHLESS = "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

#: What a line is stripped of; a line of nothing else is blank.
BLANK = _SPACES + _WIDTHLESS

# The two joiners hold emoji and Indic letters together: there they stay.
_NOISE = re.compile(
    r"[\xad\u180e\u200b\u200e\u200f\u2060\ufeff]"
    r"|(?<![^\x00-\u024f])[\u200c\u200d]"
    r"|[\u200c\u200d](?![^\x00-\u024f])"
)
_SIGNS = 20

#: The line and paragraph separators that only Unicode knows, and what they mean.
RARE_BREAKS = {"\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"}


class Block(NamedTuple):
    """Lines without a blank one between them.

    Attributes:
        line: Where the block begins in its file, from 1.
        lines: Stripped; never empty.
    """

    line: int
    lines: list[str]

    @property
    def text(self) -> str:
        """The block as one tidy line."""
        return tidy(" ".join(self.lines))


def blocks(text: str) -> list[Block]:
    """Split a text at its blank lines, however they are blank."""
    found: list[Block] = []
    lines: list[str] = []
    for number, raw in _numbered(text):
        line = raw and raw.strip(BLANK)
        if not line:
            lines = []
        elif lines:
            lines.append(line)
        else:
            lines = [line]
            found.append(Block(number, lines))
    return found


def joined(paragraphs: Iterable[Block]) -> str:
    """Write blocks as the body of a draft: one blank line between paragraphs."""
    return "\n\n".join(["\n".join(block.lines) for block in paragraphs])


def plain_breaks(text: str) -> str:
    """Write the line and paragraph separators that only Unicode knows as line breaks."""
    for rare, plain in RARE_BREAKS.items():
        text = text.replace(rare, plain)
    return text


def tidy(value: str) -> str:
    """Make a one-line value: single plain spaces, and nothing that has no width."""
    # Line breaks, soft hyphens and their like are not printable; most values are.
    if value.isprintable() and "  " not in value:
        return value.strip(" ")
    value = " ".join(value.split())
    if value.isprintable():
        return value
    return " ".join(nfc(_NOISE.sub("", value)).split())


def same(one: str, other: str) -> bool:
    """Tell whether two lines have the same wording: quotes, dashes and case do not count."""
    if one == other:
        return True
    # Only for speed: no headline has more quotes and dashes than this.
    if abs(len(one) - len(other)) > _SIGNS:
        return False
    return _letters(one) == _letters(other) != ""


def _letters(value: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", value).casefold()))


def _numbered(text: str) -> Iterable[tuple[int, str]]:
    """Number the lines as an editor does, which counts the rare breaks as no lines."""
    lines = enumerate(text.split("\n"), start=1)
    if not ("\x85" in text or "\u2028" in text or "\u2029" in text):  # RARE_BREAKS, at once
        return lines
    return [(number, part) for number, line in lines for part in plain_breaks(line).split("\n")]
