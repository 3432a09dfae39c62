"""Terminals: whether there is one, how wide text is on it, and what must never reach one."""

import unicodedata
from typing import TextIO

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def is_one(stream: TextIO | None) -> bool:
    """Whether *stream* leads to a terminal; Python has none where it was closed."""
    return stream is not None and stream.isatty()


def width(text: str) -> int:
    """How many columns *text* takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def printable(text: str) -> str:
    """Replace, sign by sign, what would steer a terminal, hide, or turn the reading direction.

    What other people's documents hold is shown in logs and on terminals: an escape sequence
    in a headline must not colour, move or title anything there.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\u3000" else _stand_in(c) for c in text)


def _stand_in(sign: str) -> str:
    """Choose what is shown instead of *sign*."""
    return " " if sign == "\t" or unicodedata.category(sign) == "Zs" else REPLACEMENT
