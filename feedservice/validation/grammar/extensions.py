"""The small extensions, and what all of them add to a channel or feed and to an item or entry."""

from feedservice.validation.grammar import itunes, media, podcast
from feedservice.validation.grammar.model import (
    ANYTHING,
    Attribute,
    Child,
    Element,
    Place,
    Text,
    many,
    once,
    prose,
    value,
    vocabulary,
)
from feedservice.validation.grammar.types import (
    ATOM_DATE,
    ATOM_ID,
    DC_DATE,
    FULL_ADDRESS,
    HTML,
    LANGUAGE,
    NONEMPTY_PLAIN,
    PLAIN,
    REFERENCE,
)
from feedservice.validation.names import (
    AT,
    BLOG_CHANNEL,
    CC,
    CONTENT,
    CREATIVE_COMMONS,
    DC,
    DCTERMS,
    FH,
    GEO,
    GEORSS,
    RDF,
    RESERVED,
    SLASH,
    SY,
    THR,
    TRACKBACK,
    WFW,
)
from feedservice.validation.rules import extensions as rules
from feedservice.validation.rules import geo
from feedservice.validation.rules.texts import not_blank
from feedservice.validation.rules.values import (
    decimal_number,
    mime_type,
    natural_number,
    positive_number,
)

_PLAIN = prose(*NONEMPTY_PLAIN)
_ADDRESS = value(*FULL_ADDRESS)

_DC = vocabulary(
    DC,
    title=many(_PLAIN),
    creator=many(prose(not_blank, *PLAIN, rules.name_is_no_email)),
    subject=many(_PLAIN),
    description=many(prose(*HTML)),
    publisher=many(_PLAIN),
    contributor=many(_PLAIN),
    type=many(_PLAIN),
    format=many(_PLAIN),
    identifier=many(_PLAIN),
    source=many(_PLAIN),
    relation=many(_PLAIN),
    coverage=many(_PLAIN),
    rights=many(_PLAIN),
    date=many(value(*DC_DATE, dated=True)),
    language=many(value(*LANGUAGE)),
)
_DC_IN_CHANNEL: dict[str, Child] = {
    **_DC,
    **vocabulary(
        DC,
        date=once(value(*DC_DATE, dated=True)),
        language=once(value(*LANGUAGE)),
        rights=once(_PLAIN),
        publisher=once(_PLAIN),
    ),
}
_DCTERMS = vocabulary(
    DCTERMS,
    created=many(value(*DC_DATE)),
    issued=many(value(*DC_DATE)),
    modified=many(value(*DC_DATE)),
    dateAccepted=many(value(*DC_DATE)),
    dateCopyrighted=many(value(*DC_DATE)),
    dateSubmitted=many(value(*DC_DATE)),
)
_SYNDICATION = vocabulary(
    SY,
    updatePeriod=once(value(not_blank, rules.update_period)),
    updateFrequency=once(value(not_blank, positive_number)),
    updateBase=once(value(*DC_DATE)),
)
_SLASH = vocabulary(
    SLASH,
    section=once(_PLAIN),
    department=once(_PLAIN),
    comments=once(value(natural_number)),
    hit_parade=once(value(rules.hit_parade)),
)
_SLASH[f"{{{SLASH}}}hit_parade"] = _SLASH.pop(f"{{{SLASH}}}hit-parade")
_WFW = vocabulary(
    WFW,
    comment=once(_ADDRESS),
    commentRss=once(_ADDRESS),
    commentRSS=once(value(rules.comment_feed_is_spelled_rightly, *FULL_ADDRESS)),
)
_THREADING = vocabulary(
    THR,
    in_reply_to=many(
        Element(
            Text.ANY,
            attributes={
                "ref": Attribute(FULL_ADDRESS, required=True, place=Place.CHILD),
                "href": Attribute(REFERENCE, place=Place.CHILD),
                "source": Attribute(REFERENCE, place=Place.CHILD),
                "type": Attribute((mime_type,)),
            },
        )
    ),
    total=once(value(natural_number)),
)
_BLOG_CHANNEL = vocabulary(
    BLOG_CHANNEL,
    blogRoll=once(_ADDRESS),
    mySubscriptions=once(_ADDRESS),
    blink=once(_ADDRESS),
    changes=once(_ADDRESS),
)
_HISTORY = vocabulary(
    FH,
    archive=once(Element()),
    complete=once(Element()),
)
_NUMBER = value(decimal_number)
_GEORSS = vocabulary(
    GEORSS,
    point=many(value(geo.coordinates_have_spaces, geo.point)),
    line=many(value(geo.coordinates_have_spaces, geo.line)),
    polygon=many(value(geo.coordinates_have_spaces, geo.polygon)),
    box=many(value(geo.coordinates_have_spaces, geo.box)),
    circle=many(value(geo.coordinates_have_spaces, geo.circle)),
    where=many(ANYTHING),
    elev=once(_NUMBER),
    floor=once(_NUMBER),
    radius=once(_NUMBER),
    featureTypeTag=many(_PLAIN),
    relationshipTag=many(_PLAIN),
    featureName=many(_PLAIN),
    featuretypetag=many(_PLAIN),
    relationshiptag=many(_PLAIN),
    featurename=many(_PLAIN),
)
_POSITION = vocabulary(
    GEO, lat=once(value(geo.latitude)), long=once(value(geo.longitude)), alt=once(_NUMBER)
)
_GEO = {**_POSITION, **vocabulary(GEO, Point=many(Element(attributes=None, children=_POSITION)))}
_LICENCES = {
    **vocabulary(CREATIVE_COMMONS, license=many(_ADDRESS)),
    **vocabulary(
        CC,
        license=many(
            Element(
                attributes={
                    f"{{{RDF}}}resource": Attribute(FULL_ADDRESS, required=True, place=Place.CHILD),
                    "resource": Attribute(),
                }
            )
        ),
    ),
}
_RESOURCE = Element(
    attributes={f"{{{RDF}}}resource": Attribute(FULL_ADDRESS, required=True, place=Place.CHILD)}
)
_ADMINISTRATION = vocabulary(
    RESERVED["admin"], generatorAgent=once(_RESOURCE), errorReportsTo=once(_RESOURCE)
)
_TRACKBACK = vocabulary(TRACKBACK, ping=many(_ADDRESS), about=many(_ADDRESS))
_TOMBSTONES = vocabulary(
    AT,
    deleted_entry=many(
        Element(
            kind="at:deleted-entry",
            attributes={
                "ref": Attribute(ATOM_ID, required=True, place=Place.CHILD),
                "when": Attribute(ATOM_DATE, required=True, place=Place.CHILD),
            },
            children=vocabulary(AT, by=once(ANYTHING), comment=once(ANYTHING)),
        )
    ),
)

_EVERYWHERE = {**_DCTERMS, **_GEORSS, **_GEO, **_LICENCES}
CHANNEL: dict[str, Child] = {
    **_EVERYWHERE,
    **_DC_IN_CHANNEL,
    **_SYNDICATION,
    **_HISTORY,
    **_ADMINISTRATION,
    **_BLOG_CHANNEL,
    **media.CHANNEL,
    **itunes.CHANNEL,
    **podcast.CHANNEL,
}
ITEM: dict[str, Child] = {
    **_EVERYWHERE,
    **_DC,
    **vocabulary(CONTENT, encoded=once(prose(not_blank, *HTML)), items=once(ANYTHING)),
    **_SLASH,
    **_WFW,
    **_THREADING,
    **_TRACKBACK,
    **media.ITEM,
    **itunes.ITEM,
    **podcast.ITEM,
}
FEED: dict[str, Child] = {**_TOMBSTONES}
