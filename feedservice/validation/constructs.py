"""Texts of Atom, whose type decides what they hold (RFC 4287 sections 3.1 and 4.1.3), and XHTML."""

from collections.abc import Iterator
from typing import Protocol

from lxml.etree import _Element

from feedservice.validation.grammar.model import Element
from feedservice.validation.grammar.types import HTML, UNDECLARED, UNDECLARED_TITLE
from feedservice.validation.names import (
    AT,
    ATOM,
    CREATIVE_COMMONS,
    FH,
    ITUNES,
    MATHML,
    MEDIA,
    PREFIXES,
    SVG,
    THR,
    WFW,
    XHTML,
    XML,
    local,
    namespace_of,
)
from feedservice.validation.node import attributes_of
from feedservice.validation.rulebook import Check, Fault
from feedservice.validation.rules import atomtexts, texts
from feedservice.validation.rules.documents import feed_needs_no_prefix, namespace_is_known
from feedservice.validation.rules.structure import element_may_stand_here
from feedservice.validation.rules.values import attribute_is_not_blank
from feedservice.validation.values import html, htmlnames, words
from feedservice.validation.values.html import Kind, Notice

STRICT = frozenset({ATOM, ITUNES, MEDIA, THR, FH, AT, CREATIVE_COMMONS, WFW})
"""Vocabularies of which every element has its place; others may extend what they like."""

_BLANK = " \t\r\n"
_BASE = f"{{{XML}}}base"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_DIV = f"{{{XHTML}}}div"
_FOREIGN = {
    SVG: (htmlnames.SVG_ELEMENTS, htmlnames.SVG_ATTRIBUTES),
    MATHML: (htmlnames.MATHML_ELEMENTS, htmlnames.MATHML_ATTRIBUTES),
}
_DOCUMENTS = {"text/html", "application/xhtml+xml"}


class Walk(Protocol):
    """What is asked of the walk here."""

    def report(self, fault: Fault, element: _Element, attribute: str | None = None) -> None:
        """Note a fault."""

    def name(self, tag: str) -> str:
        """Write a name as messages do."""

    def judge(self, checks: tuple[Check, ...], text: str, element: _Element) -> bool:
        """Run checks until one complains."""

    def clean(self, text: str, element: _Element) -> None:
        """Look for broken characters."""


def judge(walk: Walk, element: _Element, grammar: Element) -> None:
    """Judge a text construct or ``content``."""
    kind = element.get("type")
    if kind is not None and not kind.strip():
        for fault in attribute_is_not_blank(""):
            walk.report(fault, element, "type")
        kind = None
    if grammar.kind == "content":
        _content(walk, element, "text" if kind is None else kind)
    else:
        _text(walk, element, grammar, "text" if kind is None else kind)


def _text(walk: Walk, element: _Element, grammar: Element, kind: str) -> None:
    if kind == "xhtml":
        _inline(walk, element)
        return
    text = _own_text(element)
    if kind == "html":
        _escaped(walk, element, text)
    elif kind == "text":
        _plain(walk, element, text, UNDECLARED_TITLE if grammar.kind == "title" else UNDECLARED)
    else:
        # The W3C calls a title's type by another name where it is no media type either.
        rule = (
            atomtexts.content_type_is_known
            if grammar.kind == "title" and words.mime_fault(kind) is not None
            else atomtexts.text_type_is_known
        )
        walk.report(rule(text=kind), element, "type")
        _guessed(walk, element, kind, text)


def _guessed(walk: Walk, element: _Element, kind: str, text: str) -> None:
    """Judge a text whose type is wrong by what was meant."""
    if "xhtml" in kind:
        return
    if "html" in kind:
        _escaped(walk, element, text)
    else:
        _plain(walk, element, text, UNDECLARED)


def _content(walk: Walk, element: _Element, kind: str) -> None:
    if element.get("src") is not None:
        _elsewhere(walk, element, kind)
    elif kind == "xhtml":
        _inline(walk, element)
    elif kind in {"text", "html"}:
        text = _own_text(element)
        if kind == "html":
            _escaped(walk, element, text)
        else:
            _plain(walk, element, text, UNDECLARED)
    else:
        _by_media_type(walk, element, kind)


def _elsewhere(walk: Walk, element: _Element, kind: str) -> None:
    if element.get("type") is None:
        walk.report(atomtexts.content_elsewhere_has_a_type(), element, "type")
    elif words.mime_fault(kind) is not None:
        walk.report(atomtexts.content_type_is_known(text=kind), element, "type")
    if _own_text(element) or len(element):
        walk.report(atomtexts.content_elsewhere_is_empty(), element)


def _by_media_type(walk: Walk, element: _Element, kind: str) -> None:
    plain = kind.partition(";")[0].strip().lower()
    text = _own_text(element)
    if words.mime_fault(kind) is not None or plain.startswith(("multipart/", "message/")):
        walk.report(atomtexts.content_type_is_known(text=kind), element, "type")
        return
    if plain in _DOCUMENTS and not _is_whole(element, text):
        walk.report(atomtexts.fragment_is_no_document(text=plain), element, "type")
    if plain == "text/html":
        _escaped(walk, element, text)
    elif plain.endswith(("+xml", "/xml")):
        _by_xml_type(walk, element, plain, text)
    elif plain.startswith("text/"):
        _plain(walk, element, text, UNDECLARED)
    elif words.base64_fault(text) is not None:
        walk.report(atomtexts.bytes_are_base64(), element)


def _is_whole(element: _Element, text: str) -> bool:
    return "<html" in text.lower() or any(
        local(child.tag) == "html" for child in element.iterchildren("*")
    )


def _by_xml_type(walk: Walk, element: _Element, kind: str, text: str) -> None:
    if len(element) and text:
        walk.report(atomtexts.content_elsewhere_is_empty(), element)
    elif kind == "application/xhtml+xml":
        for child in element.iterchildren("*"):
            xhtml(walk, element, child)


def _own_text(element: _Element) -> str:
    text = element.text or ""
    if len(element):
        text += "".join(child.tail or "" for child in element)
    return text.strip(_BLANK)


def _children(walk: Walk, element: _Element, *, escaped: bool) -> None:
    for child in element.iterchildren("*"):
        if escaped:
            walk.report(atomtexts.html_is_escaped(), element)
        names = {"parent": walk.name(element.tag), "element": walk.name(child.tag)}
        walk.report(element_may_stand_here(**names), child)
        return


def _plain(walk: Walk, element: _Element, text: str, checks: tuple[Check, ...]) -> None:
    if len(element):
        _children(walk, element, escaped=False)
    elif walk.judge(checks, text, element):
        walk.clean(text, element)


def _escaped(walk: Walk, element: _Element, text: str) -> None:
    if len(element):
        _children(walk, element, escaped=True)
        return
    if not walk.judge((texts.not_blank,), text, element):
        return
    based = None
    for fault in HTML[0](text):
        if fault.rule is texts.html_addresses_are_full.rule:
            based = _based(element) if based is None else based
            if based:
                continue
        walk.report(fault, element)
    walk.clean(text, element)


def _based(element: _Element) -> bool:
    return element.get(_BASE) is not None or any(
        each.get(_BASE) is not None for each in element.iterancestors()
    )


def _inline(walk: Walk, element: _Element) -> None:
    """Judge XHTML, which stands in one ``div``."""
    text = _own_text(element)
    children = list(element.iterchildren("*"))
    if not text and not children:
        walk.judge((texts.not_blank,), "", element)
        return
    if text and html.holds_markup(text):
        walk.report(atomtexts.xhtml_is_markup(), element)
    if text or len(children) != 1 or children[0].tag != _DIV:
        walk.report(atomtexts.xhtml_stands_in_a_div(), element)
    elif html.holds_markup(_own_text(children[0])):
        walk.report(atomtexts.xhtml_is_markup(), element)
    for child in children:
        if child.prefix:
            walk.report(feed_needs_no_prefix(prefix=child.prefix), child)
        if namespace_of(child.tag) not in {XHTML, SVG, MATHML}:
            walk.report(texts.html_is_html(piece=f"<{local(child.tag)}> outside of XHTML"), element)
        else:
            xhtml(walk, element, child)


def xhtml(walk: Walk, holder: _Element, root: _Element) -> None:
    """Judge a tree of XHTML that *holder* holds."""
    based = None
    unknown: set[str] = set()
    noticed: list[Notice] = []
    for element in root.iter("*"):
        namespace, name = namespace_of(element.tag), local(element.tag)
        if namespace == XHTML:
            for notice in _of_xhtml(element, name):
                if notice.kind is Kind.RELATIVE:
                    based = _based(holder) if based is None else based
                    if based:
                        continue
                noticed.append(notice)
        elif namespace in _FOREIGN:
            noticed.extend(_of_foreign(element, name, *_FOREIGN[namespace]))
        elif namespace in PREFIXES:
            parent = element.getparent()
            names = {
                "parent": walk.name(parent.tag) if parent is not None else "",
                "element": walk.name(element.tag),
            }
            walk.report(element_may_stand_here(**names), element)
        elif namespace not in unknown:
            unknown.add(namespace)
            walk.report(namespace_is_known(namespace=namespace), element)
    for fault in texts.faults_of(iter(noticed)):
        walk.report(fault, holder)
    walk.clean("".join(str(piece) for piece in root.itertext()), holder)


def _of_xhtml(element: _Element, name: str) -> Iterator[Notice]:
    if name not in htmlnames.CONTENT_ELEMENTS and not (name == "body" and _outermost(element)):
        kind = Kind.RISKY_ELEMENT if name in htmlnames.RISKY_ELEMENTS else Kind.NOT_HTML
        yield Notice(kind, f"<{name}>", name)
    for attribute, text in attributes_of(element):
        if attribute[0] != "{":
            yield from html.of_attribute(attribute.lower(), text)
        elif attribute == _XLINK and html.is_script(text):
            yield Notice(Kind.SCRIPT_ADDRESS, text.strip()[:60], "xlink:href")


def _outermost(element: _Element) -> bool:
    parent = element.getparent()
    return parent is None or namespace_of(parent.tag) != XHTML


def _of_foreign(
    element: _Element, name: str, elements: frozenset[str], attributes: frozenset[str]
) -> Iterator[Notice]:
    if name not in elements:
        yield Notice(Kind.RISKY_ELEMENT, f"<{name}>", name)
    for attribute, text in attributes_of(element):
        if attribute in {"href", _XLINK} and html.is_script(text):
            yield Notice(Kind.SCRIPT_ADDRESS, text.strip()[:60], "href")
        elif attribute[0] != "{" and attribute not in attributes:
            yield Notice(Kind.RISKY_ATTRIBUTE, f"{attribute}=…", attribute)
