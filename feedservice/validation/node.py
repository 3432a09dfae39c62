"""An element with its children by name, as the rules across elements see it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.etree import _Element

from feedservice.records import Severity
from feedservice.validation.rulebook import ERROR, Rule, enter


class Offence(NamedTuple):
    """Where a rule is offended, and how; *attr* where an attribute is meant.

    Attributes:
        params: What else the message tells, and ``parent`` and ``element`` where they are
            not those of *element*.
    """

    element: _Element
    message: str
    attr: str | None = None
    params: dict[str, str] = {}  # noqa: RUF012 - nothing writes into it


@dataclass(slots=True)
class Node:
    """An element and its children, sorted by name once for all rules.

    Attributes:
        base: Against which its relative addresses are resolved; None where nobody knows.
        location: The address of the document, if it has one.
        now: None where the clock is nobody's business.
    """

    element: _Element
    children: dict[str, list[_Element]] = field(default_factory=dict)
    base: str | None = None
    location: str | None = None
    home: str = ""

    def has(self, *tags: str) -> bool:
        """Tell whether there is a child of any of the names."""
        return not self.children.keys().isdisjoint(tags)

    def all(self, tag: str) -> list[_Element]:
        """List the children of one name."""
        return self.children.get(tag, [])

    def text_of(self, tag: str) -> str:
        """Take the text of the first child of that name, without white space around it."""
        found = self.children.get(tag)
        return (found[0].text or "").strip() if found else ""

    @property
    def value(self) -> str:
        """Its own text, without white space around it."""
        return (self.element.text or "").strip()


Judge = Callable[[Node], Iterable[Offence]]


class AcrossRule(NamedTuple):
    """A rule about an element together with its children."""

    rule: Rule
    judge: Judge


ACROSS: dict[str, list[AcrossRule]] = {}


def across(
    code: str, *, at: str, spec: str, w3c: str | None = None, severity: Severity = ERROR
) -> Callable[[Judge], Judge]:
    """Make a rule of a function that looks at every element of the kinds *at*."""

    def register(judge: Judge) -> Judge:
        entered = AcrossRule(enter(judge, code, spec=spec, w3c=w3c, severity=severity), judge)
        for kind in at.split():
            ACROSS.setdefault(kind, []).append(entered)
        return judge

    return register
