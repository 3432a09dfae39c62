"""Atom 1.0 (RFC 4287)."""

from feedservice.validation.grammar import extensions
from feedservice.validation.grammar.model import (
    Attribute,
    Child,
    Element,
    Place,
    Text,
    exactly_one,
    many,
    once,
    prose,
    vocabulary,
)
from feedservice.validation.grammar.types import (
    ATOM_DATE,
    ATOM_ID,
    FULL_ADDRESS,
    LANGUAGE,
    NONEMPTY_PLAIN,
    PLAIN,
    REFERENCE,
)
from feedservice.validation.names import ATOM, THR
from feedservice.validation.rules import atom
from feedservice.validation.rules.texts import characters_are_whole, not_blank, plain_text
from feedservice.validation.rules.values import (
    attribute_is_not_blank,
    count,
    email,
    mime_type,
    number_attribute,
)

_TYPE = {"type": Attribute(), "mode": Attribute((atom.mode_is_history,))}
_TEXT = Element(Text.CONSTRUCT, (not_blank,), _TYPE, kind="text", open=False)
_TITLE = Element(Text.CONSTRUCT, (not_blank,), _TYPE, kind="title", open=False)
_CONTENT = Element(
    Text.CONSTRUCT, (not_blank,), {**_TYPE, "src": Attribute(REFERENCE)}, kind="content"
)
_DATE = Element(Text.VALUE, ATOM_DATE, exact=True, dated=True, open=False)
_ID = Element(Text.VALUE, ATOM_ID, exact=True, open=False)
_ADDRESS = Element(Text.VALUE, REFERENCE, exact=True, open=False)

PERSON = Element(
    kind="person",
    children=vocabulary(
        ATOM,
        name=exactly_one(prose(*NONEMPTY_PLAIN)),
        uri=once(_ADDRESS),
        email=once(Element(Text.VALUE, (email,), exact=True, open=False)),
    ),
)
_CATEGORY = Element(
    Text.ANY,
    kind="category",
    attributes={
        "term": Attribute((not_blank,), required=True, place=Place.CHILD),
        "scheme": Attribute(FULL_ADDRESS, place=Place.CHILD),
        "label": Attribute(PLAIN, place=Place.CHILD),
    },
)
_GENERATOR = prose(*NONEMPTY_PLAIN, uri=Attribute(REFERENCE), version=Attribute())
LINK = Element(
    Text.ANY,
    kind="link",
    attributes={
        "href": Attribute(REFERENCE, required=True, place=Place.SIBLING),
        "rel": Attribute((attribute_is_not_blank, atom.relation_is_registered)),
        "type": Attribute((mime_type,)),
        "hreflang": Attribute(LANGUAGE),
        "title": Attribute(
            (attribute_is_not_blank, plain_text, characters_are_whole), place=Place.CHILD
        ),
        "length": Attribute((number_attribute,)),
        f"{{{THR}}}count": Attribute((count,), place=Place.CHILD),
        f"{{{THR}}}updated": Attribute(ATOM_DATE, place=Place.CHILD),
    },
)

_METADATA = vocabulary(
    ATOM,
    author=many(PERSON),
    category=many(_CATEGORY),
    contributor=many(PERSON),
    generator=once(_GENERATOR),
    icon=once(_ADDRESS),
    link=many(LINK),
    logo=once(_ADDRESS),
    rights=once(_TEXT),
    subtitle=once(_TEXT),
)
_SOURCE = Element(
    kind="source",
    children={
        **_METADATA,
        **vocabulary(
            ATOM,
            id=exactly_one(_ID, atom.source_keeps_what_the_feed_said),
            title=exactly_one(_TITLE, atom.source_keeps_what_the_feed_said),
            updated=exactly_one(_DATE, atom.source_keeps_what_the_feed_said),
        ),
        **extensions.CHANNEL,
    },
)
_ENTRY_CHILDREN = vocabulary(
    ATOM,
    author=many(PERSON),
    category=many(_CATEGORY),
    content=once(_CONTENT),
    contributor=many(PERSON),
    id=exactly_one(_ID),
    link=many(LINK),
    published=once(_DATE),
    rights=once(_TEXT),
    source=once(_SOURCE),
    summary=once(_TEXT),
    title=exactly_one(_TITLE),
    updated=exactly_one(_DATE),
)
_FEED_CHILDREN = {
    **_METADATA,
    **vocabulary(ATOM, id=exactly_one(_ID), title=exactly_one(_TITLE), updated=exactly_one(_DATE)),
}
ENTRY = Element(kind="entry", children={**_ENTRY_CHILDREN, **extensions.ITEM})
FEED = Element(
    kind="feed",
    attributes={"version": Attribute()},
    children={
        **_FEED_CHILDREN,
        **vocabulary(ATOM, entry=many(ENTRY)),
        **extensions.CHANNEL,
        **extensions.FEED,
    },
)


def _optional(children: dict[str, Child]) -> dict[str, Child]:
    return {tag: child._replace(missing=None) for tag, child in children.items()}


ENTRY_CHILDREN_IN_RSS = _optional(_ENTRY_CHILDREN)
FEED_CHILDREN_IN_RSS = _optional(_FEED_CHILDREN)
