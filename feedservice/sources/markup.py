"""HTML of articles: made of every body format and cleaned once, at ingest.

What leaves here is safe to show on any page and in any reader: only what
:mod:`feedservice.sources.allowlist` names, every address absolute, and no character that
XML forbids.
"""

import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from html import escape
from importlib import import_module

import nh3

from feedservice.addresses import escaped
from feedservice.records import BodyFormat
from feedservice.sources.allowlist import (
    ADDRESSES,
    ATTRIBUTES,
    DROPPED,
    LINK_SCHEMES,
    SCHEMES,
    SET_ATTRIBUTES,
    TAGS,
    WEB_SCHEMES,
)
from feedservice.sources.excerpts import excerpt, first_paragraph, images_in, text_of
from feedservice.sources.text import without_illegal

__all__ = ["Absolute", "clean", "excerpt", "first_paragraph", "images_in", "text_of", "to_html"]

#: Makes an address absolute; gets tag, attribute and address, and returns None to drop it.
Absolute = Callable[[str, str, str], str | None]

# All that can mean something in Markdown, at the beginning of a line or anywhere. Prose
# without any of it is rendered a hundred times as fast, and much of the news is such prose.
_LINE_SIGN = re.compile(r"[#>+=:| -]|\d{1,9}[.)]")
_SIGNS = ("\\", "`", "*", "_", "[", "<", "&", "~", "\t", " \n")
_BLANK_LINES = re.compile(r"\n{3,}")

# Of the serializer's output, where an attribute is always name="value" without a quote in it.
_ATTRIBUTE = r' [\w-]+="[^"]*"'
_WITHOUT_SOURCE = re.compile(rf"<(?:img|source|track)(?:(?! src=){_ATTRIBUTE})*>")
# The parser drops the first line feed of pre; without it a second cleaning changes nothing.
_PRE_BREAK = re.compile(rf"(<pre(?:{_ATTRIBUTE})*>)\n+")
# Two are nearly always enough; a text that never comes to rest stays as clean as it is.
_MOST_CLEANINGS = 5
_NO_BREAKS = dict.fromkeys(map(ord, "\t\n\r"))


def to_html(body: str, body_format: BodyFormat, *, absolute: Absolute) -> str:
    """Turn the body of a draft into a clean HTML fragment.

    Args:
        body: As a draft holds it.
        body_format: How it is written.
        absolute: Called with tag, attribute and address for every address in the body, in
            the order of the document.
    """
    if body_format is BodyFormat.TEXT:
        return _paragraphs(body)
    if body_format is BodyFormat.MARKDOWN:
        return _markdown(body, absolute)
    return clean(body, absolute=absolute)


def clean(html: str, *, absolute: Absolute) -> str:
    """Reduce HTML, a fragment or a whole document, to a clean fragment."""
    task = _Task(absolute)
    token = _TASK.set(task)
    try:
        cleaned = _CLEANER.clean(html)
    finally:
        _TASK.reset(token)
    if task.error is not None:
        raise task.error
    # Where a tag in between was taken out, a browser may read the rest otherwise than we
    # did: what is published is what remains when it has been read as a browser will.
    for _ in range(_MOST_CLEANINGS):
        again, cleaned = cleaned, _CLEANER_AGAIN.clean(_finished(cleaned))
        if again == cleaned:
            break
    return cleaned


def _finished(html: str) -> str:
    """Take away what nh3 leaves and no feed should have."""
    # Character references bring back what decoding removed: "&#1;" is a control character.
    html, _ = without_illegal(html)
    html = _WITHOUT_SOURCE.sub("", html)
    return _PRE_BREAK.sub(r"\1", html).strip()


class _Task:
    """One cleaning.

    Attributes:
        absolute: What the caller gave.
        error: What it raised; nh3 itself would print that and go on.
    """

    def __init__(self, absolute: Absolute) -> None:
        self.absolute = absolute
        self.error: Exception | None = None


_TASK: ContextVar[_Task] = ContextVar("_TASK")


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """Keep an attribute, make its address absolute, or drop it with None."""
    if attribute not in ADDRESSES or tag not in TAGS:
        return value
    # As browsers read it: line breaks in an address and spaces around it do not count.
    address = value.translate(_NO_BREAKS).strip(" \x0c")
    task = _TASK.get()
    try:
        found = task.absolute(tag, attribute, address) if address else None
    except Exception as error:  # noqa: BLE001 (raised again when nh3 has returned)
        task.error = error
        return None
    schemes = LINK_SCHEMES if attribute == "href" else WEB_SCHEMES
    return escaped(found) if found and found.lower().startswith(schemes) else None


# Made once: converting the tables takes nh3 longer than cleaning an article.
_CLEANER, _CLEANER_AGAIN = (
    nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=attribute_filter,
        link_rel=None,
        set_tag_attribute_values=dict(SET_ATTRIBUTES),
        url_schemes=set(SCHEMES),
    )
    for attribute_filter in (_filter, None)
)


def _markdown(body: str, absolute: Absolute) -> str:
    body = body.strip("\n")
    if any(sign in body for sign in _SIGNS) or any(map(_LINE_SIGN.match, body.split("\n"))):
        return clean(_renderer()(body), absolute=absolute)
    if "\n\n\n" in body:
        body = _BLANK_LINES.sub("\n\n", body)
    return _paragraphs(body.rstrip())


@cache
def _renderer() -> Callable[[str], str]:
    """CommonMark into HTML; loaded with the first text that needs it, as the readers are."""
    parser = import_module("markdown_it").MarkdownIt("commonmark")
    render: Callable[[str], str] = parser.enable(["table", "strikethrough"]).render
    return render


def _paragraphs(body: str) -> str:
    """Write paragraphs as HTML; only escaped text comes out, so there is nothing to clean."""
    if not body:
        return ""
    if "&" in body or "<" in body or ">" in body:  # rare, and looking is cheaper
        body = escape(body, quote=False)
    return "<p>" + "</p>\n<p>".join(body.split("\n\n")) + "</p>"
