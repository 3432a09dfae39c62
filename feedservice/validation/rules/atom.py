"""Rules about the feeds and entries of Atom 1.0."""

from collections.abc import Iterator
from typing import cast

from lxml.etree import XPath, _Element

from feedservice.validation.names import ATOM
from feedservice.validation.node import Node, Offence, across
from feedservice.validation.rulebook import WARNING, fault

_RFC4287 = "https://www.rfc-editor.org/rfc/rfc4287"
_TEXT_TYPES = ("text", "html", "xhtml")
_A = f"{{{ATOM}}}"
_PREFIXED = XPath("descendant::a:*[contains(name(), ':')]", namespaces={"a": ATOM})


@across("ATOM004", at="entry", w3c="MissingElement", spec=f"{_RFC4287}#section-4.1.2")
def entry_has_an_author(entry: Node) -> Iterator[Offence]:
    """An entry has an author, or its source or its feed has.

    Why:  RFC 4287 requires it, and readers show who wrote.
    Bad:  ``<feed>…<entry>…</entry></feed>`` without any ``<author>``
    Good: ``<feed><author><name>Anna Berg</name></author>…<entry>…</entry></feed>``
    """
    author = f"{_A}author"
    if entry.has(author):
        return
    above = [*entry.all(f"{_A}source")]
    parent = entry.element.getparent()
    if parent is not None and parent.tag == f"{_A}feed":
        above.append(parent)
    if not any(element.find(author) is not None for element in above):
        yield Offence(
            entry.element,
            "neither entry nor feed names an author: add <author><name>…</name></author>",
            params={"parent": "entry", "element": "author"},
        )


@across("ATOM005", at="feed", w3c="DuplicateIds", spec=f"{_RFC4287}#section-4.1.1")
def entries_have_ids_of_their_own(feed: Node) -> Iterator[Offence]:
    """The entries of a feed do not all have one id.

    Why:  Readers show only one of them.
    Bad:  ``<id>https://example.org/</id>`` in every entry
    Good: an id of its own for each
    """
    ids = [element for _, element in _ids(feed)]
    if len(ids) > 2 and len({(element.text or "").strip() for element in ids}) == 1:  # noqa: PLR2004
        yield Offence(ids[1], "every entry has the same id: give each its own")


@across(
    "ATOM006",
    at="feed",
    w3c="DuplicateEntries",
    severity=WARNING,
    spec=f"{_RFC4287}#section-4.1.1",
)
def states_of_an_entry_differ_in_updated(feed: Node) -> Iterator[Offence]:
    """Entries of one id are states of one entry, which differ in ``updated``.

    Why:  Readers show only one of them, and cannot know which is the later.
    Bad:  the same ``<id>`` and ``<updated>`` in two entries
    Good: an id of its own for each, or another ``<updated>``
    """
    seen: set[tuple[str, str]] = set()
    for entry, element in _ids(feed):
        key = (element.text or "").strip(), (entry.findtext(f"{_A}updated") or "").strip()
        if key in seen:
            yield Offence(
                element, f"another entry has the id {key[0]!r} and this updated: keep one"
            )
        seen.add(key)


def _ids(feed: Node) -> Iterator[tuple[_Element, _Element]]:
    for entry in feed.all(f"{_A}entry"):
        element = entry.find(f"{_A}id")
        if element is not None and element.text:
            yield entry, element


@across(
    "ATOM007",
    at="feed",
    w3c="DuplicateUpdated",
    severity=WARNING,
    spec=f"{_RFC4287}#section-4.2.15",
)
def entries_differ_in_updated(feed: Node) -> Iterator[Offence]:
    """Entries that changed at different times have different ``updated``.

    Why:  One time for all mostly is the time of rendering, by which readers cannot sort.
    Bad:  the same ``<updated>`` in every entry
    Good: when each of them changed
    """
    seen: dict[str, int] = {}
    for entry in feed.all(f"{_A}entry"):
        stamp = entry.find(f"{_A}updated")
        text = ((stamp.text if stamp is not None else "") or "").strip()
        if stamp is not None and text:
            seen[text] = seen.get(text, 0) + 1
            if seen[text] == 2:  # noqa: PLR2004 - the second is the first to repeat
                yield Offence(
                    stamp,
                    f"another entry has the same updated {text!r}: write when this one changed",
                )


@across("ATOM013", at="entry", w3c="MissingContentOrAlternate", spec=f"{_RFC4287}#section-4.1.2")
def entry_has_content_or_page(entry: Node) -> Iterator[Offence]:
    """An entry has content, or a link to its page.

    Why:  There is nothing to read otherwise.
    Bad:  ``<entry><title>Eins</title></entry>``
    Good: ``<entry><title>Eins</title><link href="https://example.org/1"/></entry>``
    """
    if not entry.has(f"{_A}content") and not any(
        link.get("rel", "alternate") == "alternate" for link in entry.all(f"{_A}link")
    ):
        yield Offence(
            entry.element, "the entry has neither content nor a link to its page: add one"
        )


@across("ATOM014", at="entry", w3c="MissingSummary", spec=f"{_RFC4287}#section-4.1.2")
def entry_without_text_has_a_summary(entry: Node) -> Iterator[Offence]:
    """An entry whose content lies elsewhere or is no text has a summary.

    Why:  Readers cannot show the content itself.
    Bad:  ``<entry><content src="https://example.org/1.pdf" type="application/pdf"/></entry>``
    Good: ``<entry><content …/><summary>Der Haushalt als PDF</summary></entry>``
    """
    for content in entry.all(f"{_A}content"):
        kind = content.get("type", "text").partition(";")[0].strip().lower()
        apart = content.get("src") is not None or not (
            kind in {*_TEXT_TYPES, ""} or "/" not in kind or kind.startswith("text/")
            or kind.endswith(("+xml", "/xml"))
        )  # fmt: skip
        if apart and not entry.has(f"{_A}summary"):
            yield Offence(entry.element, "readers cannot show this content: add a <summary>")


@across(
    "ATOM015",
    at="entry",
    w3c="MissingTextualContent",
    severity=WARNING,
    spec=f"{_RFC4287}#section-4.1.2",
)
def entry_has_something_to_read(entry: Node) -> Iterator[Offence]:
    """An entry has a summary or content.

    Why:  Readers show a title and nothing else, and search finds nothing.
    Bad:  ``<entry><title>Eins</title><link href="…"/></entry>``
    Good: ``<entry><title>Eins</title><link href="…"/><summary>Worum es geht</summary></entry>``
    """
    if not entry.has(f"{_A}summary", f"{_A}content") and entry.has(f"{_A}title"):
        yield Offence(entry.element, "the entry has nothing to read: add a <summary> or <content>")


@fault("ATOM016", w3c="MissingSourceElement", severity=WARNING, spec=f"{_RFC4287}#section-4.2.11")
def source_keeps_what_the_feed_said(parent: str, element: str) -> str:
    """A ``source`` has the id, title and ``updated`` of the feed that an entry came from.

    Why:  They are what is left of that feed once its entry travels alone.
    Bad:  ``<source><title>Beispiel</title></source>``
    Good: ``<source><id>…</id><title>Beispiel</title><updated>…</updated></source>``
    """
    return f"<{parent}> should keep the feed's <{element}>: copy it"


@across(
    "ATOM029",
    at="feed",
    w3c="AvoidNamespacePrefix",
    severity=WARNING,
    spec="https://www.w3.org/TR/xml-names/",
)
def elements_have_the_prefix_of_their_feed(feed: Node) -> Iterator[Offence]:
    """In a feed without a prefix, no element of Atom has one.

    Why:  Some readers look for ``title`` and do not find ``atom:title``.
    Bad:  ``<feed xmlns="http://www.w3.org/2005/Atom"><atom:title>Beispiel</atom:title>``
    Good: ``<feed xmlns="http://www.w3.org/2005/Atom"><title>Beispiel</title>``
    """
    if not feed.element.prefix:
        for element in cast("list[_Element]", _PREFIXED(feed.element))[:1]:
            yield Offence(
                element,
                f"some readers do not know these elements by the prefix {element.prefix}:"
                " use xmlns without it, here and below",
            )


@across("ATOM012", at="entry", w3c="MisplacedMetadata", spec=f"{_RFC4287}#section-4.1.1")
def feed_speaks_first(entry: Node) -> Iterator[Offence]:
    """What a feed says of itself stands before its entries.

    Why:  Readers that stop after so many entries miss what comes behind.
    Bad:  ``<feed><entry>…</entry><title>Beispiel</title></feed>``
    Good: ``<feed><title>Beispiel</title><entry>…</entry></feed>``
    """
    parent = entry.element.getparent()
    if parent is None or parent.tag != f"{_A}feed":
        return
    following = entry.element.getnext()
    if (
        following is not None
        and isinstance(following.tag, str)
        and following.tag.startswith(_A)
        and following.tag != f"{_A}entry"
    ):
        yield Offence(following, "this stands behind an entry: move it before the first")
