"""The podcast namespace of podcastindex.org."""

from feedservice.validation.grammar.model import (
    ANYTHING,
    Attribute,
    Element,
    Place,
    Text,
    many,
    once,
    prose,
    value,
    vocabulary,
)
from feedservice.validation.grammar.types import FULL_ADDRESS, LANGUAGE, NONEMPTY_PLAIN
from feedservice.validation.names import PODCAST
from feedservice.validation.rules import podcast
from feedservice.validation.rules.texts import not_blank
from feedservice.validation.rules.values import (
    decimal_number,
    mime_type,
    natural_number,
)

_ANY = Attribute()
_ADDRESS = Attribute(FULL_ADDRESS, place=Place.CHILD)
_NEEDED_ADDRESS = Attribute(FULL_ADDRESS, required=True, place=Place.CHILD)
_TYPE = Attribute((mime_type,), required=True)
_SECONDS = Attribute((decimal_number,), required=True, place=Place.CHILD)
_LANGUAGE = Attribute(LANGUAGE, place=Place.CHILD)

_BOTH = vocabulary(
    PODCAST,
    person=many(prose(*NONEMPTY_PLAIN, role=_ANY, group=_ANY, img=_ADDRESS, href=_ADDRESS)),
    location=many(prose(*NONEMPTY_PLAIN, rel=_ANY, geo=_ANY, osm=_ANY, country=_ANY)),
    license=once(prose(not_blank, url=_ADDRESS)),
    images=once(Element(attributes=None)),
    image=many(Element(attributes=None)),
    txt=many(prose(purpose=_ANY)),
    value=many(Element(Text.ANY, attributes={"type": Attribute(required=True),
                                             "method": Attribute(required=True),
                                             "suggested": _ANY})),
    chat=once(ANYTHING),
    funding=many(prose(not_blank, url=_NEEDED_ADDRESS)),
    socialInteract=many(ANYTHING),
)  # fmt: skip
CHANNEL = {
    **_BOTH,
    **vocabulary(
        PODCAST,
        locked=once(value(podcast.yes_or_no, owner=_ANY)),
        trailer=many(
            prose(
                *NONEMPTY_PLAIN,
                url=_NEEDED_ADDRESS,
                pubdate=Attribute(required=True),
                length=Attribute((natural_number,)),
                type=Attribute((mime_type,)),
                season=Attribute((natural_number,)),
            )
        ),
        guid=once(value(podcast.guid_is_a_uuid)),
        medium=once(value(not_blank)),
        block=many(value(podcast.yes_or_no, id=_ANY)),
        liveItem=many(ANYTHING),
        remoteItem=many(ANYTHING),
        podroll=once(ANYTHING),
        podping=once(ANYTHING),
        publisher=once(ANYTHING),
        updateFrequency=once(ANYTHING),
    ),
}
ITEM = {
    **_BOTH,
    **vocabulary(
        PODCAST,
        transcript=many(
            Element(
                attributes={
                    "url": _NEEDED_ADDRESS, "type": _TYPE, "language": _LANGUAGE, "rel": _ANY,
                }
            )
        ),
        chapters=once(Element(attributes={"url": _NEEDED_ADDRESS, "type": _TYPE})),
        soundbite=many(prose(startTime=_SECONDS, duration=_SECONDS)),
        season=once(value(podcast.season_number, name=_ANY)),
        episode=once(value(decimal_number, display=_ANY)),
        alternateEnclosure=many(ANYTHING),
        contentLink=many(prose(href=_NEEDED_ADDRESS)),
        metaBoost=many(ANYTHING),
    ),
}  # fmt: skip
