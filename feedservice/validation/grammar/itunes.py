"""Apple's vocabulary for podcasts."""

from feedservice.validation.grammar.model import (
    Attribute,
    Element,
    Place,
    exactly_one,
    many,
    once,
    prose,
    value,
    vocabulary,
)
from feedservice.validation.grammar.types import FULL_ADDRESS, NONEMPTY_PLAIN, PLAIN
from feedservice.validation.names import ITUNES
from feedservice.validation.rules import itunes
from feedservice.validation.rules.values import email, natural_number, positive_number

_YES = once(value(itunes.yes_or_no))
_EXPLICIT = once(value(itunes.explicit))
_PLAIN = once(prose(*PLAIN))
_IMAGE = once(
    Element(attributes={"href": Attribute(FULL_ADDRESS, required=True, place=Place.CHILD)})
)
_CATEGORY = Element(kind="itunes:category", attributes={"text": Attribute(required=True)})
_CATEGORY.children = vocabulary(ITUNES, category=many(_CATEGORY))
_OWNER = Element(
    children=vocabulary(ITUNES, name=once(prose(*NONEMPTY_PLAIN)), email=exactly_one(value(email)))
)

_BOTH = vocabulary(
    ITUNES,
    author=_PLAIN,
    block=_YES,
    explicit=_EXPLICIT,
    image=_IMAGE,
    keywords=once(prose(*PLAIN, itunes.keywords_have_commas)),
    subtitle=once(prose(*PLAIN, itunes.subtitle_is_short)),
    summary=once(prose(*PLAIN, itunes.summary_is_bearable)),
    title=_PLAIN,
)
CHANNEL = {
    **_BOTH,
    **vocabulary(
        ITUNES,
        category=many(_CATEGORY),
        complete=_YES,
        new_feed_url=once(value(*FULL_ADDRESS)),
        owner=once(_OWNER),
        type=once(value(itunes.show_type)),
        applepodcastsverify=once(prose()),
    ),
}
ITEM = {
    **_BOTH,
    **vocabulary(
        ITUNES,
        duration=once(value(itunes.duration)),
        episode=once(value(positive_number)),
        episodeType=once(value(itunes.episode_type)),
        isClosedCaptioned=_YES,
        order=once(value(natural_number)),
        season=once(value(positive_number)),
    ),
}
