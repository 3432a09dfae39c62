"""Rules about the small extensions: dc, content, sy, slash, wfw, thr, georss, licences."""

import re
from collections.abc import Iterator

from feedservice.validation.names import (
    ATOM,
    CC,
    CONTENT,
    CREATIVE_COMMONS,
    DC,
    ITUNES,
    SLASH,
)
from feedservice.validation.node import Node, Offence, across
from feedservice.validation.rulebook import WARNING, fault, value
from feedservice.validation.rules.values import one_of
from feedservice.validation.values import words

_PROFILE = "https://www.rssboard.org/rss-profile"
_SY = "https://web.resource.org/rss/1.0/modules/syndication/"
_GEORSS = "https://docs.ogc.org/cs/17-002r1/17-002r1.html"
_A = f"{{{ATOM}}}"
_PERIODS = frozenset({"hourly", "daily", "weekly", "monthly", "yearly"})
_NUMBERS = re.compile(r"\d+(?:\s*,\s*\d+)*")

# The core's element and the extension's that says the same.
_CHANNEL_TWINS = (
    ("managingEditor", f"{{{DC}}}creator"),
    ("webMaster", f"{{{DC}}}publisher"),
    ("pubDate", f"{{{DC}}}date"),
    ("lastBuildDate", "{http://purl.org/dc/terms/}modified"),
    ("language", f"{{{DC}}}language"),
    ("copyright", f"{{{DC}}}rights"),
    ("category", f"{{{DC}}}subject"),
    ("title", f"{{{DC}}}title"),
    (f"{{{CREATIVE_COMMONS}}}license", f"{{{CC}}}license"),
)
_ITEM_TWINS = (
    ("author", f"{{{DC}}}creator"),
    ("author", f"{_A}author"),
    ("category", f"{{{DC}}}subject"),
    ("pubDate", f"{{{DC}}}date"),
    ("pubDate", f"{_A}published"),
    ("source", f"{{{DC}}}source"),
    ("source", f"{_A}source"),
    ("guid", f"{_A}id"),
    ("title", f"{{{DC}}}title"),
    ("title", f"{_A}title"),
    (f"{{{CREATIVE_COMMONS}}}license", f"{{{CC}}}license"),
)


@across(
    "EXT001",
    at="channel",
    w3c="DuplicateSemantics",
    severity=WARNING,
    spec=f"{_PROFILE}#namespace-elements",
)
def channel_says_it_once(channel: Node) -> Iterator[Offence]:
    """A channel says nothing twice, once by RSS and once by an extension.

    Why:  Readers differ in which of the two they show.
    Bad:  ``<managingEditor>anna@example.org</managingEditor><dc:creator>Anna Berg</dc:creator>``
    Good: ``<dc:creator>Anna Berg</dc:creator>``
    """
    yield from _twins(channel, _CHANNEL_TWINS)


@across(
    "EXT002",
    at="item",
    w3c="DuplicateItemSemantics",
    severity=WARNING,
    spec=f"{_PROFILE}#namespace-elements",
)
def item_says_it_once(item: Node) -> Iterator[Offence]:
    """An item says nothing twice, once by RSS and once by an extension.

    Why:  Readers differ in which of the two they show.
    Bad:  ``<pubDate>Thu, 05 Mar 2026 18:00:00 +0100</pubDate><dc:date>2026-03-05</dc:date>``
    Good: ``<pubDate>Thu, 05 Mar 2026 18:00:00 +0100</pubDate>``
    """
    yield from _twins(item, _ITEM_TWINS)


def _twins(node: Node, twins: tuple[tuple[str, str], ...]) -> Iterator[Offence]:
    for core, extension in twins:
        if core in node.children and extension in node.children:
            names = {"core": node.name(core), "ext": node.name(extension)}
            message = f"{names['ext']} says what {names['core']} says: keep one of them"
            yield Offence(node.all(extension)[0], message, params=names)


@across(
    "EXT003",
    at="item",
    w3c="DuplicateDescriptionSemantics",
    severity=WARNING,
    spec=f"{_PROFILE}#element-channel-item-description",
)
def item_has_one_text(item: Node) -> Iterator[Offence]:
    """An item has its text in one element beside the description.

    Why:  Readers show both, or only the shorter.
    Bad:  ``<description>Text</description><atom:content>Text</atom:content>``
    Good: ``<description>Anriss</description><content:encoded>Text</content:encoded>``
    """
    content = f"{_A}content"
    if item.has("description") and item.has(content):
        yield Offence(item.all(content)[0], "the description is there already: use content:encoded")


@across(
    "EXT004",
    at="item",
    w3c="NeedDescriptionBeforeContent",
    severity=WARNING,
    spec=f"{_PROFILE}#namespace-elements-content-encoded",
)
def description_comes_first(item: Node) -> Iterator[Offence]:
    """An item's description stands before ``content:encoded``.

    Why:  Some readers show whichever comes last.
    Bad:  ``<content:encoded>…</content:encoded><description>…</description>``
    Good: ``<description>…</description><content:encoded>…</content:encoded>``
    """
    for content in item.all(f"{{{CONTENT}}}encoded"):
        if any(True for _ in content.itersiblings("description")):
            yield Offence(content, "the description follows: move it before content:encoded")


@value("EXT005", w3c="InvalidUpdatePeriod", spec=_SY)
def update_period(text: str) -> str | None:
    """The period of updates is hourly, daily, weekly, monthly or yearly.

    Why:  Readers know no other.
    Bad:  ``<sy:updatePeriod>minutely</sy:updatePeriod>``
    Good: ``<sy:updatePeriod>hourly</sy:updatePeriod>``
    """
    return one_of(text, _PERIODS, "period")


@value(
    "EXT006",
    w3c="InvalidCommaSeparatedIntegers",
    spec="https://web.resource.org/rss/1.0/modules/slash/",
)
def hit_parade(text: str) -> str | None:
    """A hit parade is a list of whole numbers with commas between them.

    Why:  Programs compute with it.
    Bad:  ``<slash:hit_parade>many</slash:hit_parade>``
    Good: ``<slash:hit_parade>43,42,39</slash:hit_parade>``
    """
    return None if _NUMBERS.fullmatch(text) else f"{text!r} is no list of numbers: write 43,42,39"


@across(
    "EXT007",
    at="channel",
    w3c="SlashDate",
    severity=WARNING,
    spec=f"{_PROFILE}#namespace-elements-slash-comments",
)
def comment_counts_have_a_date(channel: Node) -> Iterator[Offence]:
    """A channel whose items count comments says when they were counted.

    Why:  The number is of the last build, and readers cannot know how old it is.
    Bad:  ``<slash:comments>12</slash:comments>`` in a channel without ``lastBuildDate``
    Good: ``<lastBuildDate>Thu, 05 Mar 2026 18:00:00 +0100</lastBuildDate>``
    """
    if channel.has("lastBuildDate", f"{{{DC}}}date"):
        return
    counted = next(channel.element.iter(f"{{{SLASH}}}comments"), None)
    if counted is not None:
        yield Offence(counted, "the count has no date: add lastBuildDate to the channel")


@value("EXT008", w3c="CommentRSS", severity=WARNING, spec="https://www.rssboard.org/comment-api")
def comment_feed_is_spelled_rightly(_text: str) -> str | None:
    """The feed of an item's comments is ``wfw:commentRss``.

    Why:  The specification once had a typing error; readers look for the right spelling first.
    Bad:  ``<wfw:commentRSS>https://example.org/1/comments</wfw:commentRSS>``
    Good: ``<wfw:commentRss>https://example.org/1/comments</wfw:commentRss>``
    """
    return "the element is called wfw:commentRss: write the last letters small"


@fault("EXT009", w3c="NoThrWhen", spec="https://www.rfc-editor.org/rfc/rfc4685#section-4")
def replies_are_dated_by_updated() -> str:
    """When replies changed last is ``thr:updated``.

    Why:  ``thr:when`` was the name in a draft of RFC 4685.
    Bad:  ``<link rel="replies" thr:when="2026-03-05T18:00:00Z" …/>``
    Good: ``<link rel="replies" thr:updated="2026-03-05T18:00:00Z" …/>``
    """
    return "thr:when is from a draft: write thr:updated"


@fault("EXT010", w3c="NoBlink", spec="https://backend.userland.com/blogChannelModule")
def channel_does_not_blink(parent: str, element: str) -> str:
    """A channel recommends sites by ``blogRoll``, not by ``blink``.

    Why:  ``blink`` was never defined by the module; readers do not know it.
    Bad:  ``<blogChannel:blink>https://example.org/</blogChannel:blink>``
    Good: ``<blogChannel:blogRoll>https://example.org/roll.opml</blogChannel:blogRoll>``
    """
    return f"readers do not know {element} in {parent}: use blogChannel:blogRoll"


@value("EXT011", w3c="CoordComma", severity=WARNING, spec=_GEORSS)
def coordinates_have_spaces(text: str) -> str | None:
    """Coordinates are separated by spaces.

    Why:  Readers take a comma for a part of the number.
    Bad:  ``<georss:point>50.48,8.26</georss:point>``
    Good: ``<georss:point>50.48 8.26</georss:point>``
    """
    return f"write spaces in place of the commas in {text!r}" if "," in text else None


@value("EXT012", w3c="InvalidFloat", spec=_GEORSS)
def point(text: str) -> str | None:
    """A point is a latitude and a longitude, in degrees.

    Why:  Maps show it elsewhere, or not at all.
    Bad:  ``<georss:point>8.26 150.48 3</georss:point>``
    Good: ``<georss:point>50.48 8.26</georss:point>``
    """
    return _coordinates(text, least=1, most=1)


@value("EXT013", w3c="InvalidFloat", spec=_GEORSS)
def line(text: str) -> str | None:
    """A line has at least two points.

    Why:  Maps cannot draw it otherwise.
    Bad:  ``<georss:line>50.48 8.26</georss:line>``
    Good: ``<georss:line>50.48 8.26 50.49 8.27</georss:line>``
    """
    return _coordinates(text, least=2)


@value("EXT014", w3c="InvalidFloat", spec=_GEORSS)
def polygon(text: str) -> str | None:
    """A polygon has at least four points, the last of which is the first.

    Why:  Maps cannot fill it otherwise.
    Bad:  ``<georss:polygon>50.48 8.26 50.49 8.27</georss:polygon>``
    Good: ``<georss:polygon>50.4 8.2 50.5 8.2 50.5 8.3 50.4 8.2</georss:polygon>``
    """
    return _coordinates(text, least=4, closed=True)


@value("EXT015", w3c="InvalidFloat", spec=_GEORSS)
def box(text: str) -> str | None:
    """A box is its lower and its upper corner.

    Why:  Maps cannot draw it otherwise.
    Bad:  ``<georss:box>50.48 8.26</georss:box>``
    Good: ``<georss:box>50.4 8.2 50.5 8.3</georss:box>``
    """
    return _coordinates(text, least=2, most=2)


@value("EXT016", w3c="InvalidFloat", spec=_GEORSS)
def circle(text: str) -> str | None:
    """A circle is its middle and its radius in metres.

    Why:  Maps cannot draw it otherwise.
    Bad:  ``<georss:circle>50.48 8.26</georss:circle>``
    Good: ``<georss:circle>50.48 8.26 500</georss:circle>``
    """
    head, _, radius = text.rpartition(" ")
    found = words.number(radius)
    if found is not None and found > 0 and _coordinates(head, least=1, most=1) is None:
        return None
    return f"{text!r} is no circle: write latitude, longitude and radius, 50.48 8.26 500"


def _coordinates(
    text: str, *, least: int, most: int | None = None, closed: bool = False
) -> str | None:
    numbers = [words.number(piece) for piece in text.split()]
    points = list(zip(numbers[::2], numbers[1::2], strict=False))
    fits = len(numbers) % 2 == 0 and len(points) >= least and (most is None or len(points) <= most)
    if (
        not fits
        or not all(_on_earth(*each) for each in points)
        or (closed and points[0] != points[-1])
    ):
        return f"{text[:60]!r} are no such coordinates: write pairs of latitude and longitude, 50.48 8.26"
    return None


def _on_earth(latitude: float | None, longitude: float | None) -> bool:
    return (
        latitude is not None
        and longitude is not None
        and -90 <= latitude <= 90  # noqa: PLR2004 - degrees
        and -180 <= longitude <= 180  # noqa: PLR2004 - degrees
    )


@value(
    "EXT017",
    w3c="ContainsEmail",
    severity=WARNING,
    spec="https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#http://purl.org/dc/elements/1.1/creator",
)
def name_is_no_email(text: str) -> str | None:
    """A name is a name, without an e-mail address.

    Why:  Addresses in feeds are collected for spam.
    Bad:  ``<dc:creator>anna@example.org (Anna Berg)</dc:creator>``
    Good: ``<dc:creator>Anna Berg</dc:creator>``
    """
    return (
        f"{text!r} holds an e-mail address: write the name alone"
        if words.holds_email(text)
        else None
    )


def uses_itunes(node: Node) -> bool:
    """Tell whether anything of Apple's vocabulary stands in a channel."""
    return next(node.element.iter(f"{{{ITUNES}}}*"), None) is not None
