"""Judges the namespaces that a document declares, and under which prefixes."""

import re
from collections.abc import Iterator

from feedservice.validation.names import MEDIA, PREFIXES, RESERVED, XHTML
from feedservice.validation.places import Place, Places
from feedservice.validation.rulebook import Fault
from feedservice.validation.rules import documents
from feedservice.validation.rules.addresses import address_has_legal_characters, tag_uri, urn
from feedservice.validation.rules.media import media_namespace_is_exact

_DECLARED = re.compile(r"xmlns:([^\s=\"'<>]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_NEARLY_MEDIA = re.compile(r"https?://(?:[a-z]+\.)*yahoo\.com/(?:[a-z]+/)*mrss/?|"
                           r"https?://search\.yahoo\.com/(?:rss|searchmonkey/media)/?")  # fmt: skip


def judge(text: str, places: Places) -> Iterator[tuple[Fault, Place]]:
    """Judge every declaration with a prefix, each pair of prefix and namespace once."""
    seen: set[tuple[str, str]] = set()
    for match in _DECLARED.finditer(text):
        pair = match[1], match[2] or match[3] or ""
        if pair in seen or not text[match.start() - 1].isspace():
            continue
        seen.add(pair)
        for found in _faults(*pair):
            # What looks like a declaration may stand in a text.
            if places.in_tag(match.start()):
                yield found, places.at(match.start())


def _faults(prefix: str, namespace: str) -> Iterator[Fault]:
    usual = PREFIXES.get(namespace)
    if usual is None:
        yield from _of_unknown(prefix, namespace)
    elif usual != prefix and namespace != XHTML:
        yield documents.prefix_is_customary(prefix=prefix, usual=usual)


def _of_unknown(prefix: str, namespace: str) -> Iterator[Fault]:
    if namespace != MEDIA and _NEARLY_MEDIA.fullmatch(namespace):
        yield media_namespace_is_exact(namespace=namespace)
    elif prefix in RESERVED:
        yield documents.prefix_is_not_taken(
            prefix=prefix, namespace=namespace, usual=RESERVED[prefix]
        )
    for check in (tag_uri, urn, address_has_legal_characters):
        for fault in check(namespace):
            yield fault._replace(params={**fault.params, "element": f"xmlns:{prefix}"})
