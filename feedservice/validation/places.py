"""Lines and columns, counted only for documents that have findings.

The parser keeps no columns. In a document that it took, start tags are found by one
regular expression, in the order of the tree.
"""

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from lxml.etree import _Element

from feedservice.validation.names import local

_TAGS = re.compile(
    r"<!--(?:[^-]++|-(?!->))*+-->|<!\[CDATA\[(?:[^\]]++|\](?!\]>))*+\]\]>|<\?(?:[^?]++|\?(?!>))*+\?>"
    r"|<!DOCTYPE(?:[^\"'\[>]++|\"[^\"]*+\"|'[^']*+')*+(?:\[[^\]]*+\]\s*+)?>"
    r"|(<[^!?/](?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>)"
)
_ATTRIBUTE = re.compile(
    r"[\s\"'](?:[^\s\"'=:]++:)?([^\s\"'=:]++)\s*+=\s*+(?:\"[^\"]*+(?=\")|'[^']*+(?='))"
)


class Place(NamedTuple):
    """A place in a document: line and column in characters, both from 1."""

    line: int
    column: int


class Places:
    """Where what is in a text."""

    def __init__(self, text: str) -> None:
        """Look into *text*, as it was decoded."""
        self._text = text
        self._order: dict[_Element, int] = {}
        self._tag = -1
        self._named: dict[str, int] = {}

    def prepare(self, root: _Element, elements: set[_Element]) -> None:
        """Find the *elements* whose places will be asked for in the tree below *root*."""
        self._order = {each: at for at, each in enumerate(root.iter("*")) if each in elements}

    def at(self, offset: int) -> Place:
        """Tell the place of a character."""
        line = bisect_right(self._lines, offset) - 1
        return Place(line + 1, offset - self._lines[line] + 1)

    def of(self, element: _Element, attribute: str | None = None) -> Place:
        """Tell the place of an element's start tag, or of one of its attributes."""
        index = self._order.get(element)
        if index is None or index >= len(self._tags):
            return Place(1, 1)
        start, end = self._tags[index]
        if attribute is not None:
            start = self._attributes(start, end).get(local(attribute), start)
        return self.at(start)

    def _attributes(self, start: int, end: int) -> dict[str, int]:
        """Find the attributes of a start tag by their local names; kept for the next question."""
        if self._tag != start:
            found = _ATTRIBUTE.finditer(self._text, start, end)
            self._tag = start
            self._named = {match[1]: match.start() + 1 for match in found}
        return self._named

    def in_tag(self, offset: int) -> bool:
        """Tell whether a character stands in a start tag."""
        index = bisect_right(self._tags, (offset, offset)) - 1
        return index >= 0 and offset < self._tags[index][1]

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    @cached_property
    def _tags(self) -> list[tuple[int, int]]:
        return [match.span(1) for match in _TAGS.finditer(self._text) if match[1]]
