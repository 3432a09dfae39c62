"""Rules about the values of RSS 2.0, and what it requires."""

import re

from feedservice.validation.rulebook import WARNING, fault, value
from feedservice.validation.values import words

_RSS = "https://www.rssboard.org/rss-specification"
_PROFILE = "https://www.rssboard.org/rss-profile"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:_.-]*")
_PICTURES = (".gif", ".jpg", ".jpeg", ".png")
_MIDNIGHT = 24
_MAX_WIDTH, _MAX_HEIGHT = 144, 400


@fault("RSS001", w3c="MissingTitle", spec=f"{_RSS}#requiredChannelElements")
def title_is_present(parent: str, element: str) -> str:
    """A channel, its image and its text input have a title.

    Why:  Readers list the feed under it.
    Bad:  ``<channel><link>https://example.org/</link></channel>``
    Good: ``<channel><title>Beispiel</title><link>https://example.org/</link></channel>``
    """
    return f"<{parent}> needs <{element}>: say what it is called"


@fault("RSS002", w3c="MissingLink", spec=f"{_RSS}#requiredChannelElements")
def link_is_present(parent: str, element: str) -> str:
    """A channel, its image and its text input have a link.

    Why:  Readers lead to the site by it.
    Bad:  ``<channel><title>Beispiel</title></channel>``
    Good: ``<channel><title>Beispiel</title><link>https://example.org/</link></channel>``
    """
    return f"<{parent}> needs <{element}>: write the address of the page it belongs to"


@fault("RSS003", w3c="MissingDescription", spec=f"{_RSS}#requiredChannelElements")
def description_is_present(parent: str, element: str) -> str:
    """A channel and its text input have a description.

    Why:  RSS requires it, and strict readers refuse the feed without it.
    Bad:  ``<channel><title>Beispiel</title></channel>``
    Good: ``<channel><title>Beispiel</title><description>Neues vom Ort</description></channel>``
    """
    return f"<{parent}> needs <{element}>: say in a sentence what is in it"


@value("RSS004", w3c="InvalidRSSVersion", spec=f"{_RSS}#whatIsRss")
def version_is_known(text: str) -> str | None:
    """The version of RSS is one that exists: 2.0.

    Why:  Readers choose by it how to read the rest.
    Bad:  ``<rss version="2.1">``
    Good: ``<rss version="2.0">``
    """
    return None if text in {"2.0", "2.0.0", "2.0.1"} else f"there is no RSS {text}: write 2.0"


@value("RSS030", w3c="NoBlink", spec=f"{_RSS}#optionalChannelElements")
def channel_does_not_blink(_text: str) -> str | None:
    """A channel recommends another site by ``blogChannel:blink``.

    Why:  RSS itself has no such element, and readers do not look for it.
    Bad:  ``<blink>https://example.org/</blink>``
    Good: ``<blogChannel:blink>https://example.org/</blogChannel:blink>``
    """
    return "RSS has no blink: write blogChannel:blink"


@value("RSS009", w3c="InvalidHour", spec=f"{_RSS}#skiphours")
def hour(text: str) -> str | None:
    """An hour to skip is a whole number from 0 to 23.

    Why:  Readers compare it with the clock.
    Bad:  ``<hour>25</hour>``
    Good: ``<hour>1</hour>``
    """
    found = words.integer(text)
    if found is not None and 0 <= found <= _MIDNIGHT:
        return None
    return f"{text!r} is no hour: write a number from 0 to 23"


@value(
    "RSS010",
    w3c="UseZeroForMidnight",
    severity=WARNING,
    spec=f"{_PROFILE}#element-channel-skiphours",
)
def midnight_is_zero(text: str) -> str | None:
    """Midnight is the hour 0.

    Why:  RSS 0.91 counted to 24, and readers of today do not.
    Bad:  ``<hour>24</hour>``
    Good: ``<hour>0</hour>``
    """
    return "write midnight as 0" if words.integer(text) == _MIDNIGHT else None


@value("RSS011", w3c="InvalidDay", spec=f"{_RSS}#skipdays")
def day(text: str) -> str | None:
    """A day to skip is an English name of a weekday.

    Why:  Readers compare it with the calendar.
    Bad:  ``<day>Samstag</day>``
    Good: ``<day>Saturday</day>``
    """
    return None if text in _DAYS else f"{text!r} is no day: write one of {', '.join(_DAYS)}"


@value("RSS016", w3c="InvalidFormComponentName", spec=f"{_PROFILE}#element-channel-textinput-name")
def form_component_name(text: str) -> str | None:
    """The name of a text input is that of a form field: a letter first, then letters and digits.

    Why:  It becomes part of the address that the reader asks for.
    Bad:  ``<name>42</name>``
    Good: ``<name>q</name>``
    """
    return (
        None if _NAME.fullmatch(text) else f"{text!r} is no name of a form field: write one like q"
    )


@value("RSS018", w3c="InvalidWidth", spec=f"{_RSS}#ltimagegtSubelementOfLtchannelgt")
def image_width(text: str) -> str | None:
    """The width of the channel's image is a number of pixels from 1 to 144.

    Why:  RSS allows no more, and readers scale it down.
    Bad:  ``<width>600</width>``
    Good: ``<width>144</width>``
    """
    return _dimension(text, _MAX_WIDTH)


@value("RSS019", w3c="InvalidHeight", spec=f"{_RSS}#ltimagegtSubelementOfLtchannelgt")
def image_height(text: str) -> str | None:
    """The height of the channel's image is a number of pixels from 1 to 400.

    Why:  RSS allows no more, and readers scale it down.
    Bad:  ``<height>600</height>``
    Good: ``<height>400</height>``
    """
    return _dimension(text, _MAX_HEIGHT)


@value(
    "RSS020", w3c="ImageUrlFormat", severity=WARNING, spec=f"{_PROFILE}#element-channel-image-url"
)
def image_is_a_picture(text: str) -> str | None:
    """The address of the channel's image ends like that of a GIF, JPEG or PNG.

    Why:  RSS names these three, and readers show no other.
    Bad:  ``<url>https://example.org/logo.svg</url>``
    Good: ``<url>https://example.org/logo.png</url>``
    """
    path = text.partition("?")[0].partition("#")[0].lower()
    return (
        None if path.endswith(_PICTURES) else f"{text!r} ends like no picture: use PNG, JPEG or GIF"
    )


@value("RSS033", spec=f"{_PROFILE}#element-channel-cloud")
def cloud_protocol(text: str) -> str | None:
    """The protocol of a cloud is xml-rpc, soap or http-post.

    Why:  Programs that want to be told of changes know no other, and ask every hour instead.
    Bad:  ``<cloud protocol="websub" …/>``
    Good: ``<cloud protocol="http-post" …/>``
    """
    known = ("xml-rpc", "soap", "http-post")
    return None if text in known else f"{text!r} is no protocol: write one of {', '.join(known)}"


def _dimension(text: str, most: int) -> str | None:
    found = words.integer(text)
    if found is not None and 0 < found <= most:
        return None
    return f"{text!r} is not possible: write pixels from 1 to {most}"
