"""The walk over the tree: every element is looked up in the grammar and judged by it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from lxml.etree import _Element

from feedservice.validation import constructs
from feedservice.validation.grammar.model import Attribute, Element, Text
from feedservice.validation.grammar.model import Place as Naming
from feedservice.validation.names import PREFIXES, XHTML, XML, customary, namespace_of
from feedservice.validation.node import ACROSS, Document, Node, attributes_of
from feedservice.validation.rulebook import Check, Fault
from feedservice.validation.rules import addresses as address_rules
from feedservice.validation.rules import structure, texts
from feedservice.validation.rules.dates import date_is_plausible
from feedservice.validation.rules.documents import extension_is_in_a_namespace, namespace_is_known
from feedservice.validation.rules.values import attribute_is_not_blank
from feedservice.validation.values import addresses
from feedservice.validation.values.dates import instant

_BASE = f"{{{XML}}}base"
_LANG = f"{{{XML}}}lang"
_BLANK = " \t\r\n"
_FIRST = datetime(1970, 1, 2, tzinfo=UTC)
_AHEAD = timedelta(days=1)


class Found(NamedTuple):
    """A fault with the element, and the attribute, where it is."""

    fault: Fault
    element: _Element
    attribute: str | None = None
    naming: Naming = Naming.ATTRIBUTE


@dataclass(slots=True)
class Walk:
    """One walk over one document.

    Attributes:
        suspicious: The text holds characters that deserve a closer look.
    """

    document: Document
    suspicious: bool
    found: list[Found] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)

    def report(
        self,
        fault: Fault,
        element: _Element,
        attribute: str | None = None,
        naming: Naming = Naming.ATTRIBUTE,
    ) -> None:
        """Note a fault."""
        self.found.append(Found(fault, element, attribute, naming))

    def name(self, tag: str) -> str:
        """Write a name as messages do."""
        return customary(tag, self.document.home)

    def element(self, element: _Element, grammar: Element, base: str | None) -> None:
        """Judge *element* and all below it."""
        items = attributes_of(element)
        if items or grammar.demands:
            base = self._attributes(element, items, grammar, base)
        text = grammar.text
        if text is Text.VALUE or text is Text.PROSE:
            self._value(element, grammar)
        elif text is Text.CONSTRUCT:
            constructs.judge(self, element, grammar)
        elif text is Text.ANY:
            if grammar.kind in ACROSS:
                self._across(Node(element, self.document, {}, base), grammar.kind)
        else:
            self._structure(element, grammar, base)

    def _structure(self, element: _Element, grammar: Element, base: str | None) -> None:
        if element.text and not element.text.isspace():
            self._stray(element, element.text)
        seen: dict[str, list[_Element]] = {}
        allowed = grammar.children
        for child in element.iterchildren("*"):
            tag = child.tag
            if child.tail and not child.tail.isspace():
                self._stray(element, child.tail)
            known = allowed.get(tag)
            if known is None:
                self._stranger(child, element, grammar)
                continue
            before = seen.get(tag)
            if before is None:
                seen[tag] = [child]
            else:
                before.append(child)
                if known.once is not None:
                    self.report(known.once(**self._names(element, tag)), child)
            self.element(child, known.element, base)
        for tag, missing in grammar.needs:
            if tag not in seen:
                names = self._names(element, tag)
                self.report(missing(**names)._replace(params=names), element)
        if grammar.kind in ACROSS:
            self._across(Node(element, self.document, seen, base), grammar.kind)

    def _names(self, parent: _Element, tag: str) -> dict[str, str]:
        return {"parent": self.name(parent.tag), "element": self.name(tag)}

    def _stray(self, element: _Element, text: str) -> None:
        shown = " ".join(text.split())[:40]
        self.report(
            structure.text_stands_in_an_element(element=self.name(element.tag), text=shown), element
        )

    def _across(self, node: Node, kind: str) -> None:
        for rule, judge in ACROSS[kind]:
            for element, message, attr, params in judge(node):
                self.report(Fault(rule, message, params), element, attr)

    def _value(self, element: _Element, grammar: Element) -> None:
        raw = element.text or ""
        if len(element):
            for child in element.iterchildren("*"):
                self._misplaced(child, element)
                raw += child.tail or ""
        text = raw.strip(_BLANK)
        if grammar.exact and text != raw:
            self.report(
                structure.value_has_no_space_around(element=self.name(element.tag)), element
            )
        if self.judge(grammar.checks, text, element) and grammar.dated:
            self.plausible(text, element)
        if grammar.text is Text.PROSE:
            self.clean(text, element)
        if grammar.kind in ACROSS:
            self._across(Node(element, self.document), grammar.kind)

    def judge(self, checks: Iterable[Check], text: str, element: _Element) -> bool:
        """Run *checks* until one complains; tell whether none did."""
        for check in checks:
            faults = check(text)
            if faults:
                for fault in faults:
                    self.report(fault, element)
                return False
        return True

    def clean(self, text: str, element: _Element) -> None:
        """Look for broken and deceiving characters, where the document may have any."""
        if self.suspicious:
            for check in texts.CLEAN:
                for fault in check(text):
                    self.report(fault, element)

    def plausible(self, text: str, element: _Element) -> None:
        """Judge when a date is."""
        at = instant(text)
        if at is not None and not _FIRST <= at <= self.document.now + _AHEAD:
            self.report(date_is_plausible(text=text), element)

    def _attributes(
        self,
        element: _Element,
        items: list[tuple[str, str]],
        grammar: Element,
        base: str | None,
    ) -> str | None:
        known = grammar.attributes
        for name, text in items:
            attribute = known.get(name) if known else None
            if attribute is not None:
                self._attribute(element, name, text, attribute)
            elif name[0] == "{":
                base = self._foreign_attribute(element, name, text, base)
            elif known is not None:
                fault = structure.attribute_is_known(element=self.name(element.tag), attr=name)
                self.report(fault, element, name)
        for name in grammar.demands:
            if element.get(name) is None:
                shown = self.name(element.tag)
                fault = structure.attribute_is_present(element=shown, attr=self.name(name))
                self.report(fault, element, name)
        return base

    def _attribute(self, element: _Element, name: str, text: str, attribute: Attribute) -> None:
        for check in attribute.checks:
            faults = check(text)
            for fault in faults:
                plain = fault.rule is attribute_is_not_blank.rule
                self.report(fault, element, name, Naming.ATTRIBUTE if plain else attribute.place)
            if faults:
                return

    def _foreign_attribute(
        self, element: _Element, name: str, text: str, base: str | None
    ) -> str | None:
        if name == _BASE:
            for check in (
                address_rules.address_has_legal_characters,
                address_rules.address_is_well_formed,
            ):
                for fault in check(text):
                    self.report(fault, element, name, Naming.CHILD)
            return addresses.resolve(base, text)
        if name == _LANG and text:
            for check in (address_rules.language, address_rules.language_subtags_exist):
                faults = check(text)
                for fault in faults:
                    self.report(fault, element, name, Naming.CHILD)
                if faults:
                    break
        return base

    def _stranger(self, child: _Element, parent: _Element, grammar: Element) -> None:
        namespace = namespace_of(child.tag)
        if not namespace and self.document.home == "" and namespace_of(parent.tag):
            return
        if namespace == XHTML and grammar.open:
            self._xhtml_beside(child, parent)
        elif namespace in {"", self.document.home} or not grammar.open:
            self._misplaced(child, parent)
        elif namespace in constructs.STRICT:
            self._misplaced(child, parent)
        else:
            self._foreign(child, namespace)

    def _foreign(self, child: _Element, namespace: str) -> None:
        if namespace not in PREFIXES and namespace not in self.unknown:
            self.unknown.add(namespace)
            self.report(namespace_is_known(namespace=namespace), child)
        if self.document.home == "":
            for each in child.iter("{}*"):
                self.report(extension_is_in_a_namespace(element=str(each.tag)), each)

    def _misplaced(self, child: _Element, parent: _Element) -> None:
        self.report(structure.element_may_stand_here(**self._names(parent, child.tag)), child)

    def _xhtml_beside(self, child: _Element, parent: _Element) -> None:
        if self.document.home == "" and child.tag == f"{{{XHTML}}}body":
            constructs.xhtml(self, child, child)
        else:
            self.report(structure.xhtml_stands_in_a_text(**self._names(parent, child.tag)), child)
