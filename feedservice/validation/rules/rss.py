"""Rules about RSS 2.0 alone."""

import re
from collections import Counter
from collections.abc import Iterator

from feedservice.validation.node import Node, Offence, across
from feedservice.validation.rulebook import INFO, WARNING, fault, value
from feedservice.validation.values import addresses, words

_RSS = "https://www.rssboard.org/rss-specification"
_PROFILE = "https://www.rssboard.org/rss-profile"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:_.-]*")
_PICTURES = (".gif", ".jpg", ".jpeg", ".png")
_MIDNIGHT = 24
_MAX_WIDTH, _MAX_HEIGHT = 144, 400
_SMALL = re.compile(r"\d{1,8}")


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


@across(
    "RSS005",
    at="item",
    w3c="ItemMustContainTitleOrDescription",
    spec=f"{_RSS}#hrelementsOfLtitemgt",
)
def item_says_something(item: Node) -> Iterator[Offence]:
    """An item has a title or a description.

    Why:  Readers have nothing to show otherwise.
    Bad:  ``<item><link>https://example.org/1</link></item>``
    Good: ``<item><title>Eins</title><link>https://example.org/1</link></item>``
    """
    if not item.has("title", "description", "{http://www.w3.org/2005/Atom}title",
                    "{http://www.w3.org/2005/Atom}summary", "{http://www.w3.org/2005/Atom}content",
                    "{http://purl.org/rss/1.0/modules/content/}encoded"):  # fmt: skip
        yield Offence(item.element, "the item has neither title nor description: add one of them")


@across(
    "RSS006",
    at="item",
    w3c="MissingGuid",
    severity=WARNING,
    spec=f"{_PROFILE}#element-channel-item-guid",
)
def item_has_a_guid(item: Node) -> Iterator[Offence]:
    """An item has a ``guid``.

    Why:  Readers tell by it which items they know; without it every correction is a new item.
    Bad:  ``<item><title>Eins</title></item>``
    Good: ``<item><title>Eins</title><guid>https://example.org/1</guid></item>``
    """
    if not item.has("guid", "{http://www.w3.org/2005/Atom}id"):
        yield Offence(item.element, "the item has no guid: add one that never changes")


@across("RSS007", at="channel", w3c="DuplicateValue", spec=f"{_PROFILE}#element-channel-item-guid")
def guids_differ(channel: Node) -> Iterator[Offence]:
    """No two items have the same ``guid``.

    Why:  Readers show only one of them.
    Bad:  ``<guid>https://example.org/</guid>`` in every item
    Good: ``<guid>https://example.org/1</guid>``, ``<guid>https://example.org/2</guid>``
    """
    seen: set[str] = set()
    for item in channel.all("item"):
        for guid in item.iterchildren("guid"):
            text = (guid.text or "").strip()
            if text and text in seen:
                yield Offence(
                    guid, f"another item has the guid {text!r} already: give each its own"
                )
            seen.add(text)


@across(
    "RSS008",
    at="guid",
    w3c="NotSufficientlyUnique",
    severity=WARNING,
    spec=f"{_PROFILE}#element-channel-item-guid",
)
def guid_is_unique_in_the_world(guid: Node) -> Iterator[Offence]:
    """A ``guid`` is unique beyond its own feed.

    Why:  Aggregators that mix feeds take two items with the guid 42 for one.
    Bad:  ``<guid isPermaLink="false">42</guid>``
    Good: ``<guid isPermaLink="false">tag:example.org,2026:42</guid>``
    """
    text = guid.value
    if guid.element.get("isPermaLink") == "false" and _SMALL.fullmatch(text):
        yield Offence(
            guid.element, f"others will use {text!r} too: write tag:example.org,2026:{text}"
        )


@across("RSS027", at="guid", w3c="InvalidHttpGUID", spec=f"{_PROFILE}#element-channel-item-guid")
def guid_is_an_address(guid: Node) -> Iterator[Offence]:
    """A ``guid`` is a full address, unless ``isPermaLink="false"`` says otherwise.

    Why:  Readers open it when the item is clicked.
    Bad:  ``<guid>article-42</guid>``
    Good: ``<guid isPermaLink="false">article-42</guid>``
    """
    text = guid.value
    if guid.element.get("isPermaLink", "true") == "true" and addresses.scheme_of(text) is None:
        hint = 'write one, or isPermaLink="false" beside it'
        yield Offence(guid.element, f"{text!r} is no full address: {hint}")


@across("RSS028", at="guid", w3c="InvalidPermalink", spec=f"{_PROFILE}#element-channel-item-guid")
def permalink_is_of_the_web(guid: Node) -> Iterator[Offence]:
    """A ``guid`` that is a permalink leads to a page.

    Why:  Readers open it when the item is clicked, and a tag or URN leads nowhere.
    Bad:  ``<guid>tag:example.org,2026:42</guid>``
    Good: ``<guid isPermaLink="false">tag:example.org,2026:42</guid>``
    """
    text = guid.value
    scheme = addresses.scheme_of(text)
    if guid.element.get("isPermaLink", "true") == "true" and scheme is not None:
        if scheme not in {"http", "https", "ftp", "feed"}:
            yield Offence(guid.element, f'{scheme}: leads to no page: write isPermaLink="false"')
        elif message := addresses.char_fault(text) or addresses.form_fault(text):
            yield Offence(guid.element, message)


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


@across("RSS012", at="skipDays", w3c="EightDaysAWeek", spec=f"{_RSS}#skipdays")
def week_has_seven_days(days: Node) -> Iterator[Offence]:
    """There are at most seven days to skip.

    Why:  A week has no more; something repeats itself.
    Bad:  eight times ``<day>…</day>``
    Good: ``<skipDays><day>Saturday</day><day>Sunday</day></skipDays>``
    """
    if len(days.all("day")) > len(_DAYS):
        yield Offence(days.element, "more than seven days are named: name each once")


@across("RSS013", at="skipHours", w3c="NotEnoughHoursInTheDay", spec=f"{_RSS}#skiphours")
def day_has_24_hours(hours: Node) -> Iterator[Offence]:
    """There are at most 24 hours to skip.

    Why:  A day has no more; something repeats itself.
    Bad:  25 times ``<hour>…</hour>``
    Good: ``<skipHours><hour>0</hour><hour>1</hour></skipHours>``
    """
    if len(hours.all("hour")) > _MIDNIGHT:
        yield Offence(hours.element, "more than 24 hours are named: name each once")


@across("RSS014", at="skipHours", w3c="DuplicateValue", spec=f"{_RSS}#skiphours")
def hours_differ(hours: Node) -> Iterator[Offence]:
    """Every hour to skip is named once.

    Why:  Something was meant by the second that is lost.
    Bad:  ``<hour>0</hour><hour>24</hour>``
    Good: ``<hour>0</hour><hour>1</hour>``
    """
    counted = Counter[int]()
    for element in hours.all("hour"):
        found = words.integer(element.text or "")
        if found is not None:
            counted[found % _MIDNIGHT] += 1
            if counted[found % _MIDNIGHT] > 1:
                yield Offence(element, f"the hour {found} is named twice: name it once")


@across("RSS015", at="skipDays", w3c="DuplicateValue", spec=f"{_RSS}#skipdays")
def days_differ(days: Node) -> Iterator[Offence]:
    """Every day to skip is named once.

    Why:  Something was meant by the second that is lost.
    Bad:  ``<day>Sunday</day><day>Sunday</day>``
    Good: ``<day>Saturday</day><day>Sunday</day>``
    """
    seen: set[str] = set()
    for element in days.all("day"):
        text = (element.text or "").strip()
        if text in seen:
            yield Offence(element, f"{text} is named twice: name it once")
        seen.add(text)


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


@across(
    "RSS017",
    at="channel",
    w3c="AvoidTextInput",
    severity=WARNING,
    spec=f"{_PROFILE}#element-channel-textinput",
)
def channel_has_no_text_input(channel: Node) -> Iterator[Offence]:
    """A channel has no text input.

    Why:  No reader shows it.
    Bad:  ``<textInput>…</textInput>``
    Good: a search form on the page that ``<link>`` leads to
    """
    for element in channel.all("textInput"):
        yield Offence(element, "no reader shows a text input: take it away")


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


def _dimension(text: str, most: int) -> str | None:
    found = words.integer(text)
    if found is not None and 0 < found <= most:
        return None
    return f"{text!r} is not possible: write pixels from 1 to {most}"


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


@across(
    "RSS021",
    at="channel",
    w3c="ImageTitleDoesntMatch",
    severity=WARNING,
    spec=f"{_PROFILE}#element-channel-image-title",
)
def image_has_the_channels_title(channel: Node) -> Iterator[Offence]:
    """The title of the image is that of the channel.

    Why:  Readers that show the picture in place of the title use it as the alternative text.
    Bad:  ``<title>Beispiel</title> … <image><title>Logo</title>``
    Good: ``<title>Beispiel</title> … <image><title>Beispiel</title>``
    """
    yield from _image_differs(channel, "title")


@across(
    "RSS022",
    at="channel",
    w3c="ImageLinkDoesntMatch",
    severity=WARNING,
    spec=f"{_PROFILE}#element-channel-image-link",
)
def image_has_the_channels_link(channel: Node) -> Iterator[Offence]:
    """The link of the image is that of the channel.

    Why:  Both are where a click on the feed's name leads.
    Bad:  ``<link>https://example.org/</link> … <image><link>https://example.com/</link>``
    Good: ``<link>https://example.org/</link> … <image><link>https://example.org/</link>``
    """
    yield from _image_differs(channel, "link")


def _image_differs(channel: Node, name: str) -> Iterator[Offence]:
    own = channel.text_of(name)
    for image in channel.all("image"):
        for element in image.iterchildren(name):
            text = (element.text or "").strip()
            if own and text and text != own:
                yield Offence(
                    element, f"the image's {name} is {text!r}, the channel's {own!r}: write that"
                )


@across(
    "RSS023",
    at="channel",
    w3c="MissingDCLanguage",
    severity=INFO,
    spec=f"{_RSS}#optionalChannelElements",
)
def channel_names_its_language(channel: Node) -> Iterator[Offence]:
    """A channel says in which language it is.

    Why:  Readers choose fonts, hyphenation and voices by it.
    Bad:  ``<channel><title>Beispiel</title>…``
    Good: ``<channel><title>Beispiel</title><language>de</language>…``
    """
    if not channel.has("language", "{http://purl.org/dc/elements/1.1/}language"):
        yield Offence(channel.element, "the channel names no language: add <language>de</language>")


@across(
    "RSS024",
    at="channel",
    w3c="MisplacedItem",
    severity=WARNING,
    spec=f"{_PROFILE}#element-channel-item",
)
def items_come_last(channel: Node) -> Iterator[Offence]:
    """The items of a channel stand behind all that the channel says of itself.

    Why:  Readers that stop after so many items miss what comes behind.
    Bad:  ``<channel><item>…</item><title>Beispiel</title></channel>``
    Good: ``<channel><title>Beispiel</title><item>…</item></channel>``
    """
    items = channel.all("item")
    if not items:
        return
    last = channel.element[-1]
    if last.tag != "item":
        following = items[0].getnext()
        while following is not None and following.tag == "item":
            following = following.getnext()
        if following is not None:
            yield Offence(following, "this stands behind an item: move it before the first")


@across(
    "RSS025",
    at="item",
    w3c="DuplicateEnclosure",
    severity=WARNING,
    spec=f"{_PROFILE}#element-channel-item-enclosure",
)
def item_has_one_enclosure(item: Node) -> Iterator[Offence]:
    """An item has one enclosure.

    Why:  Most readers take the first or the last and ignore the others.
    Bad:  ``<enclosure url="a.mp3" …/><enclosure url="b.mp3" …/>``
    Good: ``<enclosure url="a.mp3" …/><media:content url="b.mp3" …/>``
    """
    for element in item.all("enclosure")[1:]:
        yield Offence(element, "readers take one enclosure only: write the others as media:content")


@across(
    "RSS026",
    at="channel",
    w3c="MissingSelf",
    severity=WARNING,
    spec=f"{_PROFILE}#namespace-elements-atom-link",
)
def channel_names_its_own_address(channel: Node) -> Iterator[Offence]:
    """A channel names its own address in an ``atom:link``.

    Why:  Who gets the feed as a file, or by a redirect, then knows where it lives.
    Bad:  ``<channel><title>Beispiel</title>…``
    Good: ``<atom:link rel="self" type="application/rss+xml" href="https://example.org/rss"/>``
    """
    links = channel.all("{http://www.w3.org/2005/Atom}link")
    if not any(link.get("rel") == "self" for link in links):
        yield Offence(
            channel.element, 'the channel does not say where it lives: add atom:link rel="self"'
        )
