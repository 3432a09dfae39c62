"""HTML fragments as feeds carry them: a tokenizer in linear time, and what it notices.

No tree is built and nothing is decoded that need not be: a fragment without ``<`` and ``&``
costs two searches.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from html import unescape
from html.entities import html5, name2codepoint
from typing import NamedTuple

from feedservice.validation.values.htmlnames import (
    ADDRESS_ATTRIBUTES,
    ATTRIBUTES,
    CONTENT_ELEMENTS,
    CSS_PROPERTIES,
    RISKY_ELEMENTS,
)


class Kind(Enum):
    """What may be noticed in a fragment."""

    NOT_HTML = auto()
    RISKY_ELEMENT = auto()
    RISKY_ATTRIBUTE = auto()
    RISKY_STYLE = auto()
    SCRIPT_ADDRESS = auto()
    RELATIVE = auto()


class Notice(NamedTuple):
    """Something noticed: of which kind, and the piece of source that shows it."""

    kind: Kind
    piece: str
    name: str


# Possessive throughout: nothing is ever tried twice, whatever the text.
_TAG = re.compile(
    r"<(/?)([A-Za-z][^\s/<>]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'|[\"'])*+)(>?)|&(#?\w++)(;?)"
)
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")
_SCRIPT = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data:text/html)\b", re.IGNORECASE)
_MORE_ADDRESSES = frozenset({"formaction", "xlink:href", "lowsrc", "dynsrc"})
_SPACES = re.compile(r"[\x00-\x20]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DECLARATION = re.compile(r"([A-Za-z-]++)\s*+:\s*+([^:;{}\\@]*+)")
_SAFE_VALUE = re.compile(r"(?:[#\w\s.,%!'\"/+*()-]++|&\w++)*+")
_CALLS = re.compile(r"(?:expression|url|image|src|behaviou?r|binding|element)\s*\(?", re.IGNORECASE)
_MARKUP = re.compile(
    r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>|&(?:#(?:\d|[xX])|([A-Za-z][A-Za-z0-9]*);?)"
)
_OPEN = re.compile(r"<[/!?]")
_LAST_C1 = 0x9F
_FIRST_C1 = 0x80
_LAST_CHARACTER = 0x10FFFF
_KNOWN = CONTENT_ELEMENTS | RISKY_ELEMENTS


def holds_markup(text: str) -> str | None:
    """Find what a person would take for HTML in a plain text: a known tag or a reference.

    ``&amp;`` alone is no proof: a text may speak of it, and it is judged elsewhere.
    """
    if "<" not in text and "&" not in text:
        return None
    for match in _MARKUP.finditer(text):
        tag, entity = match[1], match[2]
        if tag is None and (entity is None or (entity in name2codepoint and entity != "amp")):
            return match[0]
        if tag is not None and tag.lower() in _KNOWN:
            return match[0]
    return None


def looks_like_markup(text: str) -> str | None:
    """Find a ``<`` behind which a careless reader would see a tag begin."""
    match = _OPEN.search(text)
    return match and match[0]


def plain(text: str) -> str:
    """Take the markup out of a fragment, to see what is left to read."""
    return unescape(_TAG.sub(lambda match: match[0] if match[5] else " ", text))


def notices(text: str) -> Iterator[Notice]:
    """Notice what is wrong in a fragment, in its order."""
    if "<" not in text and "&" not in text:
        return
    for match in _TAG.finditer(_without_comments(text)):
        closing, name, attributes, end, reference, _ = match.groups()
        if name is None:
            yield from _of_reference(reference, match[0])
            continue
        if not end:
            yield Notice(Kind.NOT_HTML, match[0][:40].strip(), name)
        elif not closing:
            yield from _of_element(name.lower(), match[0])
            if attributes and not attributes.isspace():
                yield from _of_attributes(attributes)


def _without_comments(text: str) -> str:
    if "<!--" not in text:
        return text
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("-->", start)
        at = len(text) if end < 0 else end + 3
    return "".join(kept) + text[at:]


def _of_reference(reference: str, piece: str) -> Iterator[Notice]:
    if reference[0] != "#":
        if piece[-1] == ";" and f"{reference};" not in html5:
            yield Notice(Kind.NOT_HTML, piece, reference)
        return
    digits = reference[1:]
    try:
        code = int(digits[1:], 16) if digits[:1] in {"x", "X"} else int(digits)
    except ValueError:
        yield Notice(Kind.NOT_HTML, piece, reference)
        return
    if _FIRST_C1 <= code <= _LAST_C1 or code == 0 or code > _LAST_CHARACTER:
        yield Notice(Kind.NOT_HTML, piece, reference)


def _of_element(name: str, piece: str) -> Iterator[Notice]:
    if name in CONTENT_ELEMENTS:
        return
    kind = Kind.RISKY_ELEMENT if name in RISKY_ELEMENTS else Kind.NOT_HTML
    # Elements with a hyphen are custom elements (HTML section 4.13), prefixes are old Word.
    if "-" not in name:
        yield Notice(kind, piece[:60], name)


def _of_attributes(attributes: str) -> Iterator[Notice]:
    for match in _ATTRIBUTE.finditer(attributes):
        name = match[1].lower()
        yield from of_attribute(name, unescape(match[2] or match[3] or match[4] or ""))


def of_attribute(name: str, text: str) -> Iterator[Notice]:
    """Notice what is wrong with one attribute of an HTML element."""
    if name in _MORE_ADDRESSES and is_script(text):
        yield Notice(Kind.SCRIPT_ADDRESS, text.strip()[:60], name)
    elif name.startswith("on"):
        yield Notice(Kind.RISKY_ATTRIBUTE, f"{name}=…", name)
    elif name == "style":
        declaration = unsafe_declaration(text)
        if declaration:
            yield Notice(Kind.RISKY_STYLE, declaration, name)
    elif name in ADDRESS_ATTRIBUTES:
        yield from _of_address(name, text)
    elif name not in ATTRIBUTES and not name.startswith(("data-", "aria-", "xml:", "xmlns:")):
        yield Notice(Kind.RISKY_ATTRIBUTE, f"{name}=…", name)


def is_script(address: str) -> bool:
    """Tell whether an address runs something where it stands, as browsers read it."""
    return _SCRIPT.match(_SPACES.sub("", address)) is not None


def _of_address(name: str, text: str) -> Iterator[Notice]:
    address = text.strip()
    if is_script(address):
        yield Notice(Kind.SCRIPT_ADDRESS, address[:60], name)
    elif address[:1] != "#" and address and not _SCHEME.match(address):
        yield Notice(Kind.RELATIVE, address[:60], name)


def unsafe_declaration(style: str) -> str | None:
    """Find the first declaration of a ``style`` that readers take out, or nothing."""
    for declaration in style.split(";"):
        if not declaration.strip():
            continue
        match = _DECLARATION.fullmatch(declaration.strip())
        if (
            match is None
            or match[1].lower() not in CSS_PROPERTIES
            or not _SAFE_VALUE.fullmatch(match[2])
            or (_CALLS.match(match[2]) and "(" in match[2])
        ):
            return declaration.strip()
    return None
