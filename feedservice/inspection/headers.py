"""What one answer says of its document: media type, charset, validators, compression."""

import codecs
import re
from collections.abc import Iterator

from feedservice.inspection.fetching import Answer
from feedservice.inspection.httprules import (
    answer_has_a_validator,
    answer_is_compressed,
    charset_is_named,
    charset_is_that_of_the_document,
    compressed_answer_varies,
    media_type_is_of_this_format,
    media_type_is_one_of_feeds,
)
from feedservice.validation.reporting.excerpt import encoding_of
from feedservice.validation.rulebook import Fault

WORTH_COMPRESSING_BYTES = 1400  # less fits into one packet
RSS, ATOM, JSON = "application/rss+xml", "application/atom+xml", "application/feed+json"
_GENERIC = {
    RSS: {"application/xml", "text/xml", ATOM, "application/rdf+xml"},
    ATOM: {"application/xml", "text/xml", RSS},
    JSON: {"application/json"},
}
_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed)[\s>/]")


def faults(answer: Answer, data: bytes) -> Iterator[Fault]:
    """Judge the headers of an answer, given the document in it."""
    yield from _media_type(answer, data)
    if not (answer.header("etag") or answer.header("last-modified")):
        yield answer_has_a_validator()
    coding = answer.header("content-encoding")
    if not coding and len(data) > WORTH_COMPRESSING_BYTES:
        yield answer_is_compressed(size=f"{len(data):,}")
    varies = {name.strip().lower() for name in answer.header("vary").split(",")}
    if coding and not varies & {"accept-encoding", "*"}:
        yield compressed_answer_varies(coding=coding)


def _media_type(answer: Answer, data: bytes) -> Iterator[Fault]:
    """Judge Content-Type."""
    stated = answer.headers.get_content_type() if answer.header("content-type") else ""
    proper = _proper(data)
    if stated != proper:
        wanted = proper if proper == JSON else f"{proper}; charset=utf-8"
        is_near = stated in _GENERIC[proper]
        rule = media_type_is_of_this_format if is_near else media_type_is_one_of_feeds
        yield rule(type=stated, wanted=wanted)
        if not is_near:
            return
    if proper != JSON:
        yield from _charset(answer, data, proper)


def _charset(answer: Answer, data: bytes, proper: str) -> Iterator[Fault]:
    """Judge the charset of an XML document."""
    charset = answer.headers.get_content_charset()
    encoding = encoding_of(data)
    if not charset:
        yield charset_is_named(type=proper)
    elif _canonical(charset) != _canonical(encoding):
        yield charset_is_that_of_the_document(charset=charset, encoding=encoding)


def _proper(data: bytes) -> str:
    """Tell which media type is a document's own; what is no feed counts as RSS."""
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"{"):
        return JSON
    root = _ROOT.search(start)
    return ATOM if root and root[1] == b"feed" else RSS


def _canonical(charset: str) -> str:
    """Write a charset in one way: utf8 is UTF-8, and UTF-16 is itself in either order."""
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return charset.lower()
    return name.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
