"""From bytes to a safe tree: encoding, document type, well-formedness.

Nothing is fetched and no entity is expanded: the document type is blanked out before the
parser sees the document, so that there is nothing left to open or to expand. Asking the
parser not to would be to trust its settings: some of them open the file all the same.
"""

import codecs
import re
from dataclasses import dataclass, field

from lxml import etree

from feedservice.validation.places import Place, Places
from feedservice.validation.rulebook import Fault
from feedservice.validation.rules import documents

MOST_BYTES = 64 * 1024 * 1024

_GZIP = b"\x1f\x8b"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHAPES = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_DECLARED = re.compile(
    r"<\?xml\b[^>]*?\bencoding\s*=\s*(?:\"([A-Za-z0-9._:-]*)\"|'([A-Za-z0-9._:-]*)')[^>]*?\?>"
)
_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>")
_PROLOG = re.compile(r"(?:\s++|<!--(?:[^-]|-(?!->))*+-->|<\?(?:[^?]|\?(?!>))*+\?>)*+(<!DOCTYPE\b)")
_SUBSET = re.compile(r"[^\[\]\"'>]++|\"[^\"]*+\"|'[^']*+'")
_INNER = re.compile(
    r"\s++|<!--(?:[^-]|-(?!->))*+-->|<\?(?:[^?]|\?(?!>))*+\?>|%[^;\s]*+;"
    r"|<!(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>"
)
_CLOSING = re.compile(r"\]?\s*+>")
_ENTITY = re.compile(r"<!ENTITY\s+(%\s+)?([^\s\"'>]+)(\s+(?:SYSTEM|PUBLIC)\b)?")
# What the parser says, and what a person would.
_PLAINLY = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (
            r"^Entity '([^']*)' not defined.*",
            r"XML knows no &\1; (only &amp; &lt; &gt; &quot; &apos;): write the character",
        ),
        (r"^xmlParseEntityRef: no name.*", "an & stands alone: write &amp;"),
        (r"^EntityRef: expecting ';'.*", "an & stands alone: write &amp;"),
        (r"^Start tag expected, '<' not found.*", "this is no XML: there is no start tag"),
        (r"^Document is empty.*", "the document is empty"),
        (
            r"^Opening and ending tag mismatch: ([^\s,]+) line (\d+) and ([^\s,]+).*",
            r"</\3> stands where the <\1> of line \2 should be closed: write </\1>",
        ),
        (
            r"^Premature end of data in tag ([^\s,]+) line (\d+).*",
            r"the <\1> of line \2 is never closed: the document is cut off, or </\1> is missing",
        ),
    )
]
_NOT_BLANK = re.compile(r"[^\r\n]")
_STANDARD = {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii"}
_COMMON = {"iso8859-1", "cp1252", "iso8859-15", "iso8859-2", "cp1250", "cp1251", "koi8-r", "gb2312",
           "gbk", "big5", "shift_jis", "euc_jp", "euc_kr", "iso2022_jp"}  # fmt: skip
_LIMITS = ("XML_PARSE_HUGE", "Excessive depth", "too long", "Resource limit")


@dataclass(slots=True)
class Source:
    """A document after parsing: its text, and the tree if there is one.

    Attributes:
        data: The text in UTF-8, as the parser got it.
        partial: The root alone can be relied on: the rest is not well-formed.
    """

    text: str = ""
    data: bytes = b""
    root: etree._Element | None = None
    faults: list[tuple[Fault, Place]] = field(default_factory=list)
    encoding: str = "utf-8"
    partial: bool = False

    def report(self, fault: Fault, place: Place = Place(1, 1)) -> None:  # noqa: B008 - frozen
        """Note a fault of the document."""
        self.faults.append((fault, place))


def parse(data: bytes) -> Source:
    """Parse *data*; whatever is wrong is in the faults."""
    source = Source()
    if data.startswith(_GZIP):
        reason = "this is compressed with gzip: unpack it first"
        source.report(documents.document_is_well_formed(reason=reason))
        return source
    if len(data) > MOST_BYTES:
        limit = f"{len(data)} bytes, the most are {MOST_BYTES}"
        source.report(documents.document_is_of_bearable_size(limit=limit))
        return source
    if _decode(data, source):
        text = _without_doctype(source)
        if text is not None:
            _build(text, source)
    return source


def _decode(data: bytes, source: Source) -> bool:
    mark, guess = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", ""))
    shape = guess or next((name for sign, name in _SHAPES if data.startswith(sign)), "")
    head = data[len(mark) : 1024].decode(shape or "latin-1", "replace")
    match = _DECLARED.match(head)
    declared = (match[1] or match[2] or "") if match else ""
    name = shape or declared or "utf-8"
    place = Place(1, match.start(1 if match[1] else 2) + 1) if match else Place(1, 1)
    try:
        known = codecs.lookup(declared or name).name
        text_codec = codecs.lookup(name)._is_text_encoding  # noqa: SLF001 - tells rot13 from text
    except (LookupError, ValueError):
        known, text_codec = "", False
    if not known or not text_codec or known in {"idna", "punycode", "undefined"}:
        source.report(documents.encoding_is_known(encoding=declared or name), place)
        return False
    source.encoding = codecs.lookup(name).name
    if guess and declared and not _agree(guess, known):
        source.report(documents.text_is_decoded_once(encoding=declared, mark=guess), place)
    _judge_encoding(source, head, declared, place)
    try:
        source.text = data[len(mark) :].decode(name)
    except UnicodeDecodeError as error:
        before = data[len(mark) : len(mark) + error.start].decode(name, "replace")
        fault = documents.bytes_are_in_the_encoding(
            encoding=name, byte=f"0x{data[error.start]:02X}"
        )
        source.report(fault, Places(before).at(len(before)))
        return False
    except (UnicodeError, ValueError):
        source.report(documents.bytes_are_in_the_encoding(encoding=name, byte="somewhere"))
        return False
    return True


def _agree(guess: str, known: str) -> bool:
    # A UTF-16 mark agrees with utf-16, utf-16-le and utf-16-be: the first six letters count.
    return known[:6] == guess[:6]


def _judge_encoding(source: Source, head: str, declared: str, place: Place) -> None:
    name = source.encoding
    if name in _STANDARD:
        if not declared and _DECLARATION.match(head):
            source.report(documents.declaration_names_the_encoding())
        return
    rule = documents.encoding_is_standard if name in _COMMON else documents.encoding_is_common
    source.report(rule(encoding=declared or name), place)


def _without_doctype(source: Source) -> str | None:
    """Report a document type with its entities, and blank it out; None if it has no end."""
    text = source.text
    match = _PROLOG.match(text)
    if match is None:
        return text
    places = Places(text)
    source.report(documents.document_has_no_doctype(), places.at(match.start(1)))
    start, end = _inner_part(text, match.end())
    for entity in _ENTITY.finditer(text, start, end):
        place, name = places.at(entity.start()), entity[2]
        source.report(documents.document_declares_no_entity(entity=name), place)
        if entity[3]:
            source.report(documents.document_fetches_nothing(entity=name), place)
    closing = _CLOSING.match(text, end)
    if closing is None:
        reason = "the document type has no end"
        source.report(documents.document_is_well_formed(reason=reason), places.at(match.start(1)))
        return None
    whole = _NOT_BLANK.sub(" ", text[match.start(1) : closing.end()])
    return text[: match.start(1)] + whole + text[closing.end() :]


def _inner_part(text: str, at: int) -> tuple[int, int]:
    """Find what stands between the brackets of a document type."""
    while match := _SUBSET.match(text, at):
        at = match.end()
    if text[at : at + 1] != "[":
        return at, at
    start = at = at + 1
    while match := _INNER.match(text, at):
        at = match.end()
    return start, at


def _build(text: str, source: Source) -> None:
    data = source.data = text.encode("utf-8", "surrogatepass")
    try:
        source.root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        _report_syntax(error, source)
        _recover(data, source)
    except (ValueError, LookupError, AssertionError) as error:
        source.report(documents.document_is_well_formed(reason=str(error)))


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,
        collect_ids=False,
        huge_tree=False,
        recover=recover,
    )


def _report_syntax(error: etree.XMLSyntaxError, source: Source) -> None:
    line, column = error.position
    place = Place(max(line, 1), max(column, 1))
    message = " ".join(str(error.msg).split())
    if any(sign in message for sign in _LIMITS):
        source.report(documents.document_is_of_bearable_size(limit=message), place)
        return
    for pattern, plain in _PLAINLY:
        message = pattern.sub(plain, message)
    source.report(documents.document_is_well_formed(reason=message), place)


def _recover(data: bytes, source: Source) -> None:
    """Take the root alone from what cannot be parsed: it says what the document wanted to be."""
    try:
        root = etree.fromstring(data[:100_000], _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is not None:
        source.root, source.partial = root, True
