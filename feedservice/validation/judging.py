"""From a parsed document to its findings."""

from datetime import datetime

from lxml.etree import _Element

from feedservice.records import Severity
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
from feedservice.validation.paths import Paths
from feedservice.validation.places import Place, Places
from feedservice.validation.rulebook import Fault, shortened
from feedservice.validation.rules import documents
from feedservice.validation.values.texts import is_suspicious

_ROOTS: dict[str, Element] = {"rss": RSS, f"{{{ATOM}}}feed": FEED, f"{{{ATOM}}}entry": ENTRY}
_OUT_OF_SCOPE = {
    f"{{{RDF}}}RDF": "RSS 1.0 (RDF)",
    "opml": "OPML",
    "{http://purl.org/atom/ns#}feed": "Atom 0.3",
    "{http://purl.org/atom/ns#}entry": "Atom 0.3",
}


def judge(
    source: Source, *, base_url: str | None, now: datetime, errors_only: bool = False
) -> list[Finding]:
    """Judge a parsed document.

    Args:
        source: As it was parsed.
        base_url: Where it is served.
        now: Against what to judge dates in the future.
        errors_only: Look up no place of an element that has no error.
    """
    places = Places(source.text)
    found = [*source.faults, *declarations.judge(source.text, places)]
    findings = [finding_of(fault, place) for fault, place in found]
    root = source.root
    if root is None:
        return findings
    home = namespace_of(root.tag) if namespace_of(root.tag) == ATOM else ""
    document = Document(home=home, now=now, location=base_url, encoding=source.encoding)
    walk = Walk(document, is_suspicious(source.text, source.data))
    grammar = _grammar_of(root, walk)
    if grammar is not None and not source.partial:
        if home and root.prefix:
            walk.report(documents.feed_needs_no_prefix(prefix=root.prefix), root)
        walk.element(root, grammar, base_url)
    counting = [
        found
        for found in walk.found
        if not errors_only or found.fault.rule.severity is Severity.ERROR
    ]
    if counting:
        places.prepare(root, {found.element for found in counting})
        paths = Paths(home)
        findings.extend(_placed(found, places, paths) for found in counting)
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
        message=shortened(fault.message),
        w3c=fault.rule.w3c,
        params={name: shortened(text) for name, text in fault.params.items()},
    )


def _placed(found: Found, places: Places, paths: Paths) -> Finding:
    path = paths.of(found.element)
    if found.attribute is not None:
        path = f"{path}/@{customary(found.attribute, paths.home)}"
    fault = found.fault
    params = {
        **_names(found, paths.home),
        **{name: text for name, text in fault.params.items() if text},
    }
    place = places.of(found.element, found.attribute)
    return finding_of(fault._replace(params=params), place, path)


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
