"""Media RSS: wherever it may stand, it may stand in channels, items, groups and contents alike."""

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
    vocabulary,
)
from feedservice.validation.grammar.types import FULL_ADDRESS, HTML, LANGUAGE, PLAIN, SCHEME
from feedservice.validation.names import MEDIA
from feedservice.validation.rules import media
from feedservice.validation.rules.itunes import keywords_have_commas
from feedservice.validation.rules.values import (
    boolean_attribute,
    decimal_number,
    enclosed_mime_type,
    natural_number,
    positive_number,
)

_ADDRESS = Attribute(FULL_ADDRESS, place=Place.CHILD)
_NEEDED_ADDRESS = Attribute(FULL_ADDRESS, required=True, place=Place.CHILD)
_SCHEME = Attribute(SCHEME, place=Place.CHILD)
_SIZE = Attribute((positive_number,), place=Place.CHILD)
_AMOUNT = Attribute((natural_number,), place=Place.CHILD)
_MEASURE = Attribute((decimal_number,), place=Place.CHILD)
_TIME = Attribute((media.play_time,))
_LANGUAGE = Attribute(LANGUAGE, place=Place.CHILD)
_ANY = Attribute()

_TYPED = {"type": Attribute((media.media_text_type,))}
_BY_TYPE = {"plain": PLAIN, "html": HTML}
_TITLE = Element(Text.PROSE, (), _TYPED, by_type=_BY_TYPE, open=False)
_TEXT = Element(
    Text.PROSE,
    (),
    {**_TYPED, "lang": _LANGUAGE, "start": _TIME, "end": _TIME},
    by_type=_BY_TYPE,
    open=False,
)

_COMMON: dict[str, Child] = vocabulary(
    MEDIA,
    adult=once(Element(Text.VALUE, (media.adult_is_rating,), open=False)),
    rating=many(Element(Text.VALUE, (), {"scheme": _SCHEME}, kind="media:rating", open=False)),
    title=once(_TITLE),
    description=once(_TITLE),
    keywords=once(prose(*PLAIN, keywords_have_commas)),
    thumbnail=many(
        Element(attributes={"url": _NEEDED_ADDRESS, "width": _SIZE, "height": _SIZE, "time": _TIME})
    ),
    category=many(prose(*PLAIN, scheme=_SCHEME, label=Attribute(PLAIN, place=Place.CHILD))),
    hash=many(Element(Text.VALUE, (), {"algo": _ANY}, kind="media:hash", open=False)),
    player=once(Element(attributes={"url": _NEEDED_ADDRESS, "width": _SIZE, "height": _SIZE})),
    credit=many(
        Element(
            Text.PROSE, PLAIN, {"role": _ANY, "scheme": _SCHEME}, kind="media:credit", open=False
        )
    ),
    copyright=once(prose(*PLAIN, url=_ADDRESS)),
    text=many(_TEXT),
    restriction=many(
        Element(
            Text.VALUE,
            (),
            {
                "relationship": Attribute((media.restriction_relationship,), required=True),
                "type": Attribute((media.restriction_type,)),
            },
            kind="media:restriction",
            open=False,
        )
    ),
    community=once(ANYTHING),
    comments=once(ANYTHING),
    embed=once(ANYTHING),
    responses=once(ANYTHING),
    backLinks=once(ANYTHING),
    status=once(Element(attributes={"state": _ANY, "reason": _ANY})),
    price=many(ANYTHING),
    license=many(prose(*PLAIN, type=_ANY, href=_ADDRESS)),
    subTitle=many(ANYTHING),
    peerLink=many(ANYTHING),
    location=many(ANYTHING),
    rights=once(Element(attributes={"status": _ANY})),
    scenes=once(ANYTHING),
)

_CONTENT = Element(
    kind="media:content",
    children=_COMMON,
    attributes={
        "url": _ADDRESS,
        "fileSize": _AMOUNT,
        "type": Attribute((enclosed_mime_type,)),
        "medium": Attribute((media.medium,)),
        "isDefault": Attribute((boolean_attribute,)),
        "expression": Attribute((media.expression,)),
        "bitrate": _MEASURE,
        "framerate": _MEASURE,
        "samplingrate": _MEASURE,
        "channels": Attribute((natural_number,), place=Place.CHILD),
        "duration": _AMOUNT,
        "height": _SIZE,
        "width": _SIZE,
        "lang": _LANGUAGE,
    },
)
_GROUP = Element(
    kind="media:group", children={**_COMMON, **vocabulary(MEDIA, content=many(_CONTENT))}
)

CHANNEL = {**_COMMON}
ITEM = {**_COMMON, **vocabulary(MEDIA, content=many(_CONTENT), group=many(_GROUP))}
