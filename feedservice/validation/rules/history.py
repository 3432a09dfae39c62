"""Rules about feeds in several documents (RFC 5005)."""

from collections.abc import Iterator

from feedservice.validation.names import ATOM, FH
from feedservice.validation.node import Node, Offence, across
from feedservice.validation.rulebook import WARNING
from feedservice.validation.values import addresses

_RFC5005 = "https://www.rfc-editor.org/rfc/rfc5005"
_LINK = f"{{{ATOM}}}link"
_PAGING = ("first", "last", "next", "previous", "prev-archive", "next-archive", "current")


@across("EXT030", at="feed channel", w3c="FeedRelInCompleteFeed", spec=f"{_RFC5005}#section-2")
def complete_feed_has_no_pages(feed: Node) -> Iterator[Offence]:
    """A complete feed has no links to other pages of it.

    Why:  It says that there is nothing beyond it.
    Bad:  ``<fh:complete/><link rel="next" href="…"/>``
    Good: ``<fh:complete/>``
    """
    if not feed.has(f"{{{FH}}}complete"):
        return
    for link in feed.all(_LINK):
        relation = link.get("rel", "")
        if relation in _PAGING and relation != "current":
            yield Offence(
                link,
                f"a complete feed has no {relation}: take the link or fh:complete away",
                params={"rel": relation},
            )


@across(
    "EXT031", at="feed channel", w3c="CurrentNotSelfInCompleteFeed", spec=f"{_RFC5005}#section-2"
)
def complete_feed_is_current(feed: Node) -> Iterator[Offence]:
    """A complete feed's ``current`` link is its ``self`` link.

    Why:  There is no other document that could be more current.
    Bad:  ``<fh:complete/><link rel="self" href="…/a"/><link rel="current" href="…/b"/>``
    Good: ``<fh:complete/><link rel="self" href="…/a"/>``
    """
    links = _by_relation(feed)
    if feed.has(f"{{{FH}}}complete") and "current" in links and "self" in links:
        current, own = links["current"], links["self"]
        if not addresses.equal(current.get("href", ""), own.get("href", "")):
            yield Offence(current, "a complete feed is the current one: take the link away")


@across(
    "EXT032",
    at="feed channel",
    w3c="ArchiveIncomplete",
    severity=WARNING,
    spec=f"{_RFC5005}#section-4",
)
def feed_is_archive_or_complete(feed: Node) -> Iterator[Offence]:
    """A feed is not an archive document and complete at once.

    Why:  An archive is a part; a complete feed has none.
    Bad:  ``<fh:archive/><fh:complete/>``
    Good: ``<fh:archive/>``
    """
    if feed.has(f"{{{FH}}}archive") and not feed.has(f"{{{FH}}}complete"):
        links = _by_relation(feed)
        if (
            not any(relation in links for relation in ("prev-archive", "next-archive"))
            and "current" in links
        ):
            yield Offence(
                feed.all(f"{{{FH}}}archive")[0],
                "no link leads to another archive document: add prev-archive or next-archive",
            )


@across(
    "EXT033",
    at="feed channel",
    w3c="MissingCurrentInArchive",
    severity=WARNING,
    spec=f"{_RFC5005}#section-4",
)
def archive_leads_to_the_current_feed(feed: Node) -> Iterator[Offence]:
    """An archive document links to the current feed.

    Why:  Who finds the archive by a search cannot subscribe otherwise.
    Bad:  ``<fh:archive/>`` alone
    Good: ``<fh:archive/><link rel="current" href="https://example.org/atom"/>``
    """
    if feed.has(f"{{{FH}}}archive") and "current" not in _by_relation(feed):
        yield Offence(
            feed.all(f"{{{FH}}}archive")[0],
            'nobody finds the feed from here: add a link rel="current"',
        )


@across(
    "EXT034",
    at="entry item",
    w3c="FeedHistoryRelInEntry",
    severity=WARNING,
    spec=f"{_RFC5005}#section-3",
)
def entry_has_no_pages(entry: Node) -> Iterator[Offence]:
    """Links through the pages of a feed stand in the feed.

    Why:  In an entry they would lead from entry to entry, and no reader follows them.
    Bad:  ``<entry><link rel="prev-archive" href="…"/></entry>``
    Good: ``<feed><link rel="prev-archive" href="…"/></feed>``
    """
    if _LINK in entry.children:
        for link in entry.children[_LINK]:
            relation = link.get("rel", "")
            if relation in _PAGING:
                yield Offence(
                    link,
                    f"{relation} is a link of feeds: move it into the feed",
                    params={"rel": relation},
                )


@across("EXT035", at="feed channel", w3c="LinkPastEnd", spec=f"{_RFC5005}#section-3")
def pages_end(feed: Node) -> Iterator[Offence]:
    """The first page of a feed has no previous one, the last no next one.

    Why:  A reader that follows them goes in circles.
    Bad:  ``<link rel="self" href="…/1"/><link rel="first" href="…/1"/><link rel="previous" href="…/0"/>``
    Good: ``<link rel="self" href="…/1"/><link rel="first" href="…/1"/><link rel="next" href="…/2"/>``
    """
    links = _by_relation(feed)
    for end, beyond in (("first", "previous"), ("last", "next")):
        if {"self", end, beyond} <= links.keys() and addresses.equal(
            links["self"].get("href", ""), links[end].get("href", "")
        ):
            params = {"rel": beyond, "self": end}
            yield Offence(
                links[beyond], f"this is the {end} page: take the link {beyond} away", params=params
            )


def _by_relation(feed: Node):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return {link.get("rel", "alternate"): link for link in reversed(feed.all(_LINK))}
