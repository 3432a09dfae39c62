"""What a grammar is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from feedservice.validation.rulebook import Check, FaultRule
from feedservice.validation.rules.structure import element_is_present, element_stands_once


class Place(Enum):
    """As what an attribute is named in the parameters of a finding, by custom."""

    ATTRIBUTE = auto()  # parent, element and attr
    CHILD = auto()  # the attribute as an element whose parent is its element
    SIBLING = auto()  # the attribute as an element beside its own


class Text(Enum):
    """What the text of an element is."""

    NONE = auto()  # only elements stand in it
    VALUE = auto()  # a value, judged by the checks
    PROSE = auto()  # a value that people read, judged for broken characters too
    ANY = auto()  # nobody's business: foreign and mixed content
    CONSTRUCT = auto()  # Atom: the attribute type decides


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: its checks run in turn until one complains."""

    checks: tuple[Check, ...] = ()
    required: bool = False
    place: Place = Place.ATTRIBUTE


class Child(NamedTuple):
    """An element in the place of a child.

    Attributes:
        once: The rule that a second one offends; None where there may be many.
        missing: The rule that its absence offends; None where it may be absent.
    """

    element: "Element"
    once: FaultRule | None = element_stands_once
    missing: FaultRule | None = None


@dataclass(slots=True, eq=False)
class Element:
    """One element.

    Attributes:
        kind: By which rules across elements know it.
        checks: For the text, without the white space around it, in turn until one complains.
        exact: White space around the value is an offence.
        dated: The value is a date, which should be plausible.
        open: Elements of other vocabularies may stand in it.
        attributes: None where any may stand.
    """

    text: Text = Text.NONE
    checks: tuple[Check, ...] = ()
    attributes: Mapping[str, Attribute] | None = field(default_factory=dict)
    children: Mapping[str, Child] = field(default_factory=dict)
    kind: str = ""
    exact: bool = False
    dated: bool = False
    open: bool = True
    needs: tuple[tuple[str, FaultRule], ...] = ()
    demands: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Prepare what the walk asks of every element."""
        self.needs = tuple(
            (tag, child.missing) for tag, child in self.children.items() if child.missing
        )
        self.demands = tuple(
            name for name, attribute in (self.attributes or {}).items() if attribute.required
        )


ANYTHING = Element(text=Text.ANY, attributes=None)


def value(*checks: Check, dated: bool = False, **attributes: Attribute) -> Element:
    """Make an element that holds a value and nothing else."""
    return Element(Text.VALUE, checks, attributes, dated=dated, open=False)


def prose(*checks: Check, **attributes: Attribute) -> Element:
    """Make an element that holds a text for people."""
    return Element(Text.PROSE, checks, attributes, open=False)


def once(element: Element) -> Child:
    """Allow it once."""
    return Child(element)


def many(element: Element) -> Child:
    """Allow it any number of times."""
    return Child(element, once=None)


def exactly_one(element: Element, missing: FaultRule = element_is_present) -> Child:
    """Require it, once."""
    return Child(element, missing=missing)


def at_least_one(element: Element, missing: FaultRule = element_is_present) -> Child:
    """Require it, any number of times."""
    return Child(element, once=None, missing=missing)


def vocabulary(namespace: str, **children: Child) -> dict[str, Child]:
    """Put names into a namespace; ``_`` stands for the hyphen, which Python's names lack."""
    head = f"{{{namespace}}}" if namespace else ""
    return {f"{head}{name.replace('_', '-')}": child for name, child in children.items()}
