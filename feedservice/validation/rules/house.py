"""What this house asks besides: contradictions that no specification forbids and readers suffer."""

from collections.abc import Iterator
from datetime import datetime

from lxml.etree import _Element

from feedservice.validation.names import ATOM
from feedservice.validation.node import Node, Offence, across
from feedservice.validation.rulebook import WARNING
from feedservice.validation.values.dates import instant

_A = f"{{{ATOM}}}"
_RFC4287 = "https://www.rfc-editor.org/rfc/rfc4287"
_PROFILE = "https://www.rssboard.org/rss-profile"


@across("HOUSE004", at="entry", severity=WARNING, spec=f"{_RFC4287}#section-4.2.15")
def entry_is_updated_after_it_is_published(entry: Node) -> Iterator[Offence]:
    """An entry is not updated before it is published.

    Why:  One of the two is wrong, and readers sort by either.
    Bad:  ``<published>2026-03-05T18:00:00Z</published><updated>2026-03-04T18:00:00Z</updated>``
    Good: ``<published>2026-03-05T18:00:00Z</published><updated>2026-03-05T18:00:00Z</updated>``
    """
    if f"{_A}published" in entry.children:
        published = instant(entry.text_of(f"{_A}published"))
        updated = instant(entry.text_of(f"{_A}updated"))
        if published and updated and updated < published:
            yield Offence(
                entry.all(f"{_A}updated")[0],
                "updated lies before published: correct the one that is wrong",
            )


@across("HOUSE005", at="feed", severity=WARNING, spec=f"{_RFC4287}#section-4.2.15")
def feed_is_as_new_as_its_entries(feed: Node) -> Iterator[Offence]:
    """A feed was updated when its newest entry was, or later.

    Why:  Readers that look at the feed's date alone miss the entry.
    Bad:  ``<feed><updated>2026-03-04T00:00:00Z</updated>`` with an entry of 5 March
    Good: ``<feed><updated>2026-03-05T18:00:00Z</updated>`` with an entry of 5 March, 18:00
    """
    own = instant(feed.text_of(f"{_A}updated"))
    newest = _newest(feed.all(f"{_A}entry"), f"{_A}updated")
    if own and newest and own < newest:
        yield Offence(
            feed.all(f"{_A}updated")[0],
            f"an entry is of {newest:%Y-%m-%dT%H:%M:%SZ}: write that in the feed's <updated>",
        )


@across(
    "HOUSE006", at="channel", severity=WARNING, spec=f"{_PROFILE}#element-channel-lastbuilddate"
)
def channel_is_as_new_as_its_items(channel: Node) -> Iterator[Offence]:
    """A channel was built when its newest item was published, or later.

    Why:  Readers that look at the channel's date alone miss the item.
    Bad:  ``<lastBuildDate>Wed, 04 Mar 2026 00:00:00 GMT</lastBuildDate>`` with an item of 5 March
    Good: ``<lastBuildDate>Thu, 05 Mar 2026 18:00:00 GMT</lastBuildDate>`` with that item
    """
    own = instant(channel.text_of("lastBuildDate"))
    if own is None:
        return
    newest = _newest(channel.all("item"), "pubDate")
    if newest and own < newest:
        date = f"{newest:%a, %d %b %Y %H:%M:%S} +0000"
        message = f"an item is of {date}: write that in the channel's <lastBuildDate>"
        yield Offence(channel.all("lastBuildDate")[0], message)


def _newest(elements: list[_Element], tag: str) -> datetime | None:
    found = (instant((element.findtext(tag) or "").strip()) for element in elements)
    return max((each for each in found if each is not None), default=None)


@across(
    "HOUSE007", at="feed entry channel item", severity=WARNING, spec=f"{_RFC4287}#section-4.2.2"
)
def categories_differ(node: Node) -> Iterator[Offence]:
    """No category is named twice.

    Why:  Readers show it twice, and count it twice.
    Bad:  ``<category>Sport</category><category>Sport</category>``
    Good: ``<category>Sport</category>``
    """
    for tag, place in ((f"{_A}category", "scheme"), ("category", "domain")):
        named = node.children.get(tag, ())
        if len(named) > 1:
            seen: set[tuple[str, str]] = set()
            for category in named:
                text = category.get("term") if tag != "category" else category.text
                key = (category.get(place, ""), (text or "").strip())
                if key in seen:
                    yield Offence(category, f"the category {key[1]!r} is there already: keep one")
                seen.add(key)
