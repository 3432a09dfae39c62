"""RSS 2.0, with the core of all that may stand in its channel and items."""

from feedservice.validation.grammar import extensions
from feedservice.validation.grammar.atom import ENTRY_CHILDREN_IN_RSS, FEED_CHILDREN_IN_RSS
from feedservice.validation.grammar.model import (
    Attribute,
    Element,
    Place,
    Text,
    at_least_one,
    exactly_one,
    many,
    once,
    prose,
    value,
    vocabulary,
)
from feedservice.validation.grammar.types import (
    ENCLOSURE_ADDRESS,
    FULL_ADDRESS,
    HTML,
    LANGUAGE,
    NONEMPTY_PLAIN,
    PLAIN,
    RSS_ADDRESS,
    RSS_DATE,
    TITLE,
    also_not_blank,
)
from feedservice.validation.rules import rss
from feedservice.validation.rules.texts import not_blank
from feedservice.validation.rules.values import (
    attribute_is_not_blank,
    boolean_attribute,
    contact,
    contact_has_a_name,
    contact_is_in_order,
    enclosed_mime_type,
    number_attribute,
    port_number,
    positive_number,
)

_PERSON = prose(also_not_blank(contact), *PLAIN, contact_is_in_order, contact_has_a_name)
_DATE = value(*RSS_DATE, dated=True)
_LINK = value(*RSS_ADDRESS)
_CATEGORY = prose(*NONEMPTY_PLAIN, domain=Attribute())
_TITLE = prose(*TITLE)

_CLOUD = Element(
    attributes={
        "domain": Attribute((attribute_is_not_blank,), required=True),
        "port": Attribute((port_number,), required=True),
        "path": Attribute(required=True),
        "registerProcedure": Attribute(required=True),
        "protocol": Attribute((attribute_is_not_blank, rss.cloud_protocol), required=True),
    }
)
_IMAGE = Element(
    kind="image",
    children=vocabulary(
        "",
        url=exactly_one(value(*RSS_ADDRESS, rss.image_is_a_picture)),
        title=exactly_one(prose(*NONEMPTY_PLAIN), rss.title_is_present),
        link=exactly_one(_LINK, rss.link_is_present),
        width=once(value(rss.image_width)),
        height=once(value(rss.image_height)),
        description=once(prose(*NONEMPTY_PLAIN)),
    ),
)
_TEXT_INPUT = Element(
    kind="textInput",
    children=vocabulary(
        "",
        title=exactly_one(prose(*NONEMPTY_PLAIN), rss.title_is_present),
        description=exactly_one(prose(*NONEMPTY_PLAIN), rss.description_is_present),
        name=exactly_one(value(rss.form_component_name)),
        link=exactly_one(_LINK, rss.link_is_present),
    ),
)
_SKIP_HOURS = Element(
    kind="skipHours",
    open=False,
    children=vocabulary("", hour=at_least_one(value(rss.hour, rss.midnight_is_zero))),
)
_SKIP_DAYS = Element(
    kind="skipDays", open=False, children=vocabulary("", day=at_least_one(value(rss.day)))
)

_GUID = Element(
    Text.VALUE, kind="guid", open=False, attributes={"isPermaLink": Attribute((boolean_attribute,))}
)
_SOURCE = prose(*NONEMPTY_PLAIN, url=Attribute(FULL_ADDRESS, required=True, place=Place.CHILD))
_ENCLOSURE = Element(
    attributes={
        "url": Attribute(ENCLOSURE_ADDRESS, required=True, place=Place.CHILD),
        "length": Attribute((number_attribute,), required=True),
        "type": Attribute((enclosed_mime_type,), required=True),
    }
)

ITEM = Element(
    kind="item",
    children={
        **vocabulary(
            "",
            title=once(_TITLE),
            link=once(_LINK),
            description=once(prose(not_blank, *HTML)),
            author=once(_PERSON),
            category=many(_CATEGORY),
            comments=once(_LINK),
            enclosure=many(_ENCLOSURE),
            guid=once(_GUID),
            pubDate=once(_DATE),
            source=once(_SOURCE),
        ),
        **extensions.ITEM,
        **ENTRY_CHILDREN_IN_RSS,
    },
)

CHANNEL = Element(
    kind="channel",
    children={
        **vocabulary(
            "",
            title=exactly_one(_TITLE, rss.title_is_present),
            link=exactly_one(_LINK, rss.link_is_present),
            description=exactly_one(prose(not_blank, *HTML), rss.description_is_present),
            language=once(value(also_not_blank(*LANGUAGE))),
            copyright=once(prose(*NONEMPTY_PLAIN)),
            managingEditor=once(_PERSON),
            webMaster=once(_PERSON),
            pubDate=once(_DATE),
            lastBuildDate=once(_DATE),
            category=many(_CATEGORY),
            generator=once(prose(*NONEMPTY_PLAIN)),
            docs=once(_LINK),
            cloud=once(_CLOUD),
            ttl=once(value(positive_number)),
            image=once(_IMAGE),
            rating=once(value(not_blank)),
            textInput=once(_TEXT_INPUT),
            skipHours=once(_SKIP_HOURS),
            skipDays=once(_SKIP_DAYS),
            blink=many(value(rss.channel_does_not_blink)),
            item=many(ITEM),
        ),
        **extensions.CHANNEL,
        **FEED_CHILDREN_IN_RSS,
    },
)

RSS = Element(
    kind="rss",
    attributes={"version": Attribute((rss.version_is_known,), required=True)},
    children=vocabulary("", channel=exactly_one(CHANNEL)),
)
