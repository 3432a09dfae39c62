"""From a parsed document to its findings."""

from datetime import datetime

from lxml.etree import _Element

from feedservice.validation import declarations
from feedservice.validation.engine import Found, Walk
from feedservice.validation.findings import Finding
from feedservice.validation.grammar.atom import ENTRY, FEED
from feedservice.validation.grammar.model import Element
from feedservice.validation.grammar.model import Place as Naming
from feedservice.validation.grammar.rss import RSS
from feedservice.validation.names import ATOM, RDF, customary, local, namespace_of
from feedservice.validation.node import Document
from feedservice.validation.parsing import Source
from feedservice.validation.places import Place, Places
from feedservice.validation.rulebook import Fault
from feedservice.validation.rules import documents
from feedservice.validation.values.texts import is_suspicious

_ROOTS: dict[str, Element] = {"rss": RSS, f"{{{ATOM}}}feed": FEED, f"{{{ATOM}}}entry": ENTRY}
_OUT_OF_SCOPE = {
    f"{{{RDF}}}RDF": "RSS 1.0 (RDF)",
    "opml": "OPML",
    "{http://purl.org/atom/ns#}feed": "Atom 0.3",
    "{http://purl.org/atom/ns#}entry": "Atom 0.3",
}


def judge(source: Source, *, base_url: str | None, now: datetime) -> list[Finding]:
    """Judge a parsed document."""
    places = Places(source.text)
    found = [*source.faults, *declarations.judge(source.text, places)]
    findings = [finding_of(fault, place) for fault, place in found]
    root = source.root
    if root is None:
        return findings
    home = namespace_of(root.tag) if namespace_of(root.tag) == ATOM else ""
    document = Document(home=home, now=now, location=base_url, encoding=source.encoding)
    walk = Walk(document, is_suspicious(source.text))
    grammar = _grammar_of(root, walk)
    if grammar is not None and not source.partial:
        walk.element(root, grammar, base_url)
    if walk.found:
        places.prepare(root, {found.element for found in walk.found})
        findings.extend(_placed(found, places, home) for found in walk.found)
    return findings


def _grammar_of(root: _Element, walk: Walk) -> Element | None:
    tag = str(root.tag)
    name, namespace = local(tag), namespace_of(tag)
    fault = None
    if tag in _ROOTS:
        version = root.get("version", "")
        if tag != "rss" or not version.startswith("0.9"):
            return _ROOTS[tag]
        fault = documents.feed_is_of_a_kind_in_use(kind=f"RSS {version}")
    elif tag in _OUT_OF_SCOPE:
        fault = documents.feed_is_of_a_kind_in_use(kind=_OUT_OF_SCOPE[tag])
    elif name in {"feed", "entry"} and not namespace:
        fault = documents.feed_has_a_namespace(element=name)
    elif name in {"feed", "entry", "rss"}:
        fault = documents.feed_is_in_the_right_namespace(element=name, namespace=namespace)
    else:
        fault = documents.document_is_a_feed(element=walk.name(tag))
    walk.report(fault, root)
    return None


def finding_of(fault: Fault, place: Place, path: str = "/") -> Finding:
    """Make a finding of a fault that is in no element."""
    return Finding(
        code=fault.rule.code,
        severity=fault.rule.severity,
        line=place.line,
        column=place.column,
        path=path,
        message=fault.message,
        w3c=fault.rule.w3c,
        params=dict(fault.params),
    )


def _placed(found: Found, places: Places, home: str) -> Finding:
    place = places.of(found.element, found.attribute)
    params = {**_names(found, home), **{k: v for k, v in found.fault.params.items() if v}}
    path = path_of(found.element, home)
    if found.attribute is not None:
        path = f"{path}/@{customary(found.attribute, home)}"
    finding = finding_of(found.fault, place, path)
    return Finding(
        code=finding.code,
        severity=finding.severity,
        line=place.line,
        column=place.column,
        path=path,
        message=finding.message,
        w3c=finding.w3c,
        params=params,
    )


def _names(found: Found, home: str) -> dict[str, str]:
    element = customary(found.element.tag, home)
    above = found.element.getparent()
    parent = customary(above.tag, home) if above is not None else "root"
    if found.attribute is None:
        return {"parent": parent, "element": element}
    attribute = customary(found.attribute, home)
    if found.naming is Naming.CHILD:
        return {"parent": element, "element": attribute, "attr": attribute}
    if found.naming is Naming.SIBLING:
        return {"parent": parent, "element": attribute, "attr": attribute}
    return {"parent": parent, "element": element, "attr": attribute}


def path_of(element: _Element, home: str) -> str:
    """Write the path of an element, with a number where it has namesakes."""
    steps = []
    at: _Element | None = element
    while at is not None:
        parent = at.getparent()
        step = customary(at.tag, home)
        if parent is not None and parent.find(at.tag) is not None:
            alike = list(parent.iterchildren(at.tag))
            if len(alike) > 1:
                step += f"[{alike.index(at) + 1}]"
        steps.append(step)
        at = parent
    return "/" + "/".join(reversed(steps))
