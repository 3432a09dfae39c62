"""Rules about the channels of RSS 2.0."""

from collections import Counter
from collections.abc import Iterator
from typing import cast

from lxml.etree import XPath, _Element

from feedservice.validation.node import Node, Offence, across, attributes_of
from feedservice.validation.rulebook import INFO, WARNING
from feedservice.validation.values import words

_RSS = "https://www.rssboard.org/rss-specification"
_PROFILE = "https://www.rssboard.org/rss-profile"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MIDNIGHT = 24
_EXTENDED = XPath(
    "descendant-or-self::*[not(namespace-uri())]"
    "[@*[namespace-uri() and not(starts-with(namespace-uri(), 'http://www.w3.org/XML/'))]]"
)


@across(
    "RSS029",
    at="channel",
    w3c="UseOfExtensionAttr",
    severity=WARNING,
    spec="https://cyber.harvard.edu/rss/rss.html#extendingRss",
)
def core_elements_have_no_foreign_attributes(channel: Node) -> Iterator[Offence]:
    """Core elements have no attributes in a namespace, unless ``docs`` names the RSS Board's text.

    Why:  The old specification speaks of elements only; the RSS Advisory Board allows attributes.
    Bad:  ``<item my:id="1">`` without ``docs``
    Good: ``<docs>https://www.rssboard.org/rss-specification</docs> … <item my:id="1">``
    """
    docs = channel.text_of("docs")
    if "rssboard.org" in docs:
        return
    for element in cast("list[_Element]", _EXTENDED(channel.element)):
        name = next(name for name, _ in attributes_of(element) if _is_foreign(name))
        message = "RSS 2.0 knows no such attribute: take it away, or point docs to rssboard.org"
        yield Offence(element, message, name)


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


def _is_foreign(name: str) -> bool:
    return name[0] == "{" and not name.startswith("{http://www.w3.org/XML/")


def _image_differs(channel: Node, name: str) -> Iterator[Offence]:
    own = channel.text_of(name)
    for image in channel.all("image"):
        for element in image.iterchildren(name):
            text = (element.text or "").strip()
            if own and text and text != own:
                yield Offence(
                    element, f"the image's {name} is {text!r}, the channel's {own!r}: write that"
                )
