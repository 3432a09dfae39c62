"""Rules about the small extensions: dc, content, sy, slash, wfw, thr."""

import re
from collections.abc import Iterator

from feedservice.validation.names import (
    ATOM,
    CC,
    CONTENT,
    CREATIVE_COMMONS,
    DC,
    DCTERMS,
    GEO,
    GEORSS,
    SLASH,
    SY,
    local,
    namespace_of,
)
from feedservice.validation.node import Node, Offence, across
from feedservice.validation.rulebook import WARNING, value
from feedservice.validation.rules.values import one_of
from feedservice.validation.values import words

_PROFILE = "https://www.rssboard.org/rss-profile"
_SY = "https://web.resource.org/rss/1.0/modules/syndication/"
_A = f"{{{ATOM}}}"
_PERIODS = frozenset({"hourly", "daily", "weekly", "monthly", "yearly"})
# What vocabularies hold that may stand anywhere, and of which a feed has few elements.
_SMALL = {
    f"{{{GEORSS}}}*": frozenset(
        "point line polygon box circle where elev floor radius featureTypeTag relationshipTag"
        " featureName featuretypetag relationshiptag featurename".split()
    ),
    f"{{{GEO}}}*": frozenset({"lat", "long", "alt", "Point", "lat_long"}),
    f"{{{SLASH}}}*": frozenset({"section", "department", "comments", "hit_parade"}),
    f"{{{SY}}}*": frozenset({"updatePeriod", "updateFrequency", "updateBase"}),
}
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
    ("description", f"{{{DC}}}description"),
    ("pubDate", f"{{{DCTERMS}}}issued"),
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
    ("pubDate", f"{{{DCTERMS}}}issued"),
    ("guid", f"{_A}id"),
    ("guid", f"{{{DC}}}identifier"),
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
    if not item.has("description"):
        return
    for again in (f"{_A}content", f"{{{DC}}}description"):
        for element in item.all(again):
            yield Offence(element, "the description is there already: use content:encoded")


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
    "EXT020",
    at="channel item feed entry source",
    w3c="UndefinedElement",
    spec="https://docs.ogc.org/cs/17-002r1/17-002r1.html",
)
def extension_has_such_an_element(node: Node) -> Iterator[Offence]:
    """An element of a small vocabulary is one that the vocabulary has.

    Why:  Mostly a spelling, and readers ignore the element.
    Bad:  ``<georss:pont>50.48 8.26</georss:pont>``
    Good: ``<georss:point>50.48 8.26</georss:point>``
    """
    for child in node.element.iterchildren(*_SMALL):
        if local(str(child.tag)) not in _SMALL[f"{{{namespace_of(str(child.tag))}}}*"]:
            shown = node.name(str(child.tag))
            yield Offence(child, f"there is no {shown}: check its spelling or take it away")


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


@value("EXT009", w3c="NoThrWhen", spec="https://www.rfc-editor.org/rfc/rfc4685#section-4")
def replies_are_dated_by_updated(_text: str) -> str | None:
    """When replies changed last is ``thr:updated``.

    Why:  ``thr:when`` was the name in a draft of RFC 4685.
    Bad:  ``<link rel="replies" thr:when="2026-03-05T18:00:00Z" …/>``
    Good: ``<link rel="replies" thr:updated="2026-03-05T18:00:00Z" …/>``
    """
    return "thr:when is from a draft: write thr:updated"


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


def _twins(node: Node, twins: tuple[tuple[str, str], ...]) -> Iterator[Offence]:
    for core, extension in twins:
        if core in node.children and extension in node.children:
            names = {"core": node.name(core), "ext": node.name(extension)}
            message = f"{names['ext']} says what {names['core']} says: keep one of them"
            yield Offence(node.all(extension)[0], message, params=names)
