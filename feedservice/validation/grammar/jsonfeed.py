"""JSON Feed 1.1: its objects, their members, and the types of these."""

from collections.abc import Mapping
from dataclasses import dataclass

from feedservice.validation.grammar.types import ATOM_DATE, FULL_ADDRESS, HTML, LANGUAGE
from feedservice.validation.rulebook import Check
from feedservice.validation.rules.jsonfeed import version_is_known
from feedservice.validation.rules.texts import (
    not_blank,
    text_can_be_seen,
    text_is_escaped_once,
)
from feedservice.validation.rules.values import mime_type


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """An object: its members by their names, and by which rules it is known."""

    kind: str
    members: Mapping[str, "Member"]


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A member: the type of its value, and how to judge it.

    Attributes:
        wanted: The type in words, for messages.
        every: For each element of an array: an object, or the type of the element.
        prose: Whether people read it: then its characters are judged too.
    """

    type: type | tuple[type, ...]
    wanted: str
    checks: tuple[Check, ...] = ()
    required: bool = False
    shape: Shape | None = None
    every: "Member | None" = None
    dated: bool = False
    prose: bool = False


def _text(*checks: Check, required: bool = False) -> Member:
    return Member(str, "a string", checks, required, prose=True)


def _value(*checks: Check, required: bool = False, dated: bool = False) -> Member:
    return Member(str, "a string", checks, required, dated=dated)


def _object(shape: Shape) -> Member:
    return Member(dict, "an object", shape=shape)


def _list(every: Member, *, required: bool = False) -> Member:
    return Member(list, "an array", every=every, required=required)


_ADDRESS = _value(*FULL_ADDRESS)
_NUMBER = Member((int, float), "a number")
_FLAG = Member(bool, "true or false")
_TITLE = (not_blank, text_can_be_seen, text_is_escaped_once)
_ANY_TEXT = _text(not_blank)

AUTHOR = Shape("author", {"name": _ANY_TEXT, "url": _ADDRESS, "avatar": _ADDRESS})
_AUTHORS = {"authors": _list(_object(AUTHOR)), "author": _object(AUTHOR)}
_ATTACHMENT = Shape(
    "attachment",
    {
        "url": _value(*FULL_ADDRESS, required=True),
        "mime_type": _value(mime_type, required=True),
        "title": _ANY_TEXT,
        "size_in_bytes": _NUMBER,
        "duration_in_seconds": _NUMBER,
    },
)
_HUB = Shape(
    "hub", {"type": _value(not_blank, required=True), "url": _value(*FULL_ADDRESS, required=True)}
)
_ITEM = Shape(
    "item",
    {
        "id": _value(not_blank, required=True),
        "url": _ADDRESS,
        "external_url": _ADDRESS,
        "title": _text(*_TITLE),
        "content_html": _text(*HTML),
        "content_text": _text(),
        "summary": _text(),
        "image": _ADDRESS,
        "banner_image": _ADDRESS,
        "date_published": _value(*ATOM_DATE, dated=True),
        "date_modified": _value(*ATOM_DATE, dated=True),
        **_AUTHORS,
        "tags": _list(_ANY_TEXT),
        "language": _value(*LANGUAGE),
        "attachments": _list(_object(_ATTACHMENT)),
    },
)
FEED = Shape(
    "feed",
    {
        "version": _value(version_is_known, required=True),
        "title": _text(*_TITLE, required=True),
        "home_page_url": _ADDRESS,
        "feed_url": _ADDRESS,
        "description": _text(),
        "user_comment": _text(),
        "next_url": _ADDRESS,
        "icon": _ADDRESS,
        "favicon": _ADDRESS,
        **_AUTHORS,
        "language": _value(*LANGUAGE),
        "expired": _FLAG,
        "hubs": _list(_object(_HUB)),
        "items": _list(_object(_ITEM), required=True),
    },
)
