"""Rules about the items of RSS 2.0 and their ids."""

import re
from collections.abc import Iterator

from feedservice.validation.node import Node, Offence, across
from feedservice.validation.rulebook import WARNING
from feedservice.validation.values import addresses

_RSS = "https://www.rssboard.org/rss-specification"
_PROFILE = "https://www.rssboard.org/rss-profile"
_SMALL = re.compile(r"\d{1,8}")


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
