"""An element with its children by name, as the rules across elements see it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, cast

from lxml.etree import _Element

from feedservice.records import Severity
from feedservice.validation.names import customary
from feedservice.validation.rulebook import ERROR, Rule, enter

MOST_ATTRIBUTES = 1000


def attributes_of(element: _Element) -> list[tuple[str, str]]:
    """List the attributes of an element, which the parser gives as text always.

    Of more than :data:`MOST_ATTRIBUTES` the rest is passed over: lxml looks each of them up
    from the first one on, and no element of any vocabulary has a tenth of that.
    """
    if len(element.attrib) <= MOST_ATTRIBUTES:
        return cast("list[tuple[str, str]]", element.items())
    names = cast("list[str]", element.keys())
    return [(name, element.get(name, "")) for name in names[:MOST_ATTRIBUTES]]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is known of a document as a whole.

    Attributes:
        home: The namespace whose names are written without a prefix.
        location: Where it is served; None where nobody knows.
        encoding: As Python calls it.
    """

    home: str
    now: datetime
    location: str | None = None
    encoding: str = "utf-8"


@dataclass(slots=True)
class Node:
    """An element and its children, sorted by name once for all rules.

    Attributes:
        base: Against which its relative addresses are resolved; None where nobody knows.
    """

    element: _Element
    document: Document
    children: dict[str, list[_Element]] = field(default_factory=dict)
    base: str | None = None

    def name(self, tag: str) -> str:
        """Write a name as messages do."""
        return customary(tag, self.document.home)

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
