"""Rules about the links of Atom."""

from collections.abc import Iterator

from lxml.etree import _Element

from feedservice.validation.names import ATOM
from feedservice.validation.node import Node, Offence, across
from feedservice.validation.rulebook import WARNING, value
from feedservice.validation.values import addresses
from feedservice.validation.values.relations import RELATIONS

_RFC4287 = "https://www.rfc-editor.org/rfc/rfc4287"
_A = f"{{{ATOM}}}"


@value(
    "ATOM001", w3c="UnregisteredAtomLinkRel", severity=WARNING, spec=f"{_RFC4287}#section-4.2.7.2"
)
def relation_is_registered(text: str) -> str | None:
    """A link's relation is in IANA's registry, or an address of one's own.

    Why:  Readers do nothing with a relation that nobody has defined.
    Bad:  ``<link rel="comments" href="https://example.org/1/comments"/>``
    Good: ``<link rel="replies" href="https://example.org/1/comments"/>``
    """
    if text in RELATIONS or (addresses.scheme_of(text) and not addresses.char_fault(text)):
        return None
    return f"IANA lists no relation {text!r}: write one such as alternate, related or enclosure"


@across(
    "ATOM002", at="feed entry source", w3c="DuplicateAtomLink", spec=f"{_RFC4287}#section-4.1.1"
)
def alternates_differ(node: Node) -> Iterator[Offence]:
    """No two alternate links have the same type and language.

    Why:  A reader that opens the page does not know which one.
    Bad:  ``<link href="https://example.org/1"/><link href="https://example.org/2"/>``
    Good: ``<link href="https://example.org/1"/><link rel="related" href="https://example.org/2"/>``
    """
    yield from _repeated(node, "alternate", "type", "hreflang")


@across(
    "ATOM003",
    at="feed source",
    w3c="DuplicateAtomLink",
    spec="https://www.rfc-editor.org/rfc/rfc5005#section-3",
)
def feed_has_one_link_of_a_kind(node: Node) -> Iterator[Offence]:
    """A feed has one ``self`` link and one of each that leads through its pages.

    Why:  A reader that follows them does not know which one.
    Bad:  ``<link rel="self" href="…/a"/><link rel="self" href="…/b"/>``
    Good: ``<link rel="self" href="…/a"/>``
    """
    for relation in ("self", "current", "prev-archive", "next-archive", "next", "previous",
                     "first", "last"):  # fmt: skip
        yield from _repeated(node, relation)


@across("ATOM008", at="feed", w3c="MissingSelf", severity=WARNING, spec=f"{_RFC4287}#section-4.1.1")
def feed_names_its_own_address(feed: Node) -> Iterator[Offence]:
    """A feed names its own address in a link with ``rel="self"``.

    Why:  Who gets the feed as a file, or by a redirect, then knows where it lives.
    Bad:  ``<feed><link href="https://example.org/"/>``
    Good: ``<link rel="self" type="application/atom+xml" href="https://example.org/atom"/>``
    """
    if not any(link.get("rel") == "self" for link in feed.all(f"{_A}link")):
        yield Offence(feed.element, 'the feed does not say where it lives: add a link rel="self"')


@across(
    "ATOM009",
    at="feed channel",
    w3c="SelfDoesntMatchLocation",
    severity=WARNING,
    spec=f"{_RFC4287}#section-4.2.7.2",
)
def self_link_is_the_address(feed: Node) -> Iterator[Offence]:
    """The ``self`` link of a feed leads to where it is.

    Why:  Readers subscribe to the address that it names.
    Bad:  ``<link rel="self" href="http://localhost/atom"/>``
    Good: ``<link rel="self" href="https://example.org/atom"/>``
    """
    if feed.document.location is None:
        return
    links = [link for link in feed.all(f"{_A}link") if link.get("rel") == "self"]
    if links and not any(_leads_to(feed, link, feed.document.location) for link in links):
        yield Offence(links[0], f"the feed is at {feed.document.location}: write that", "href")


@across(
    "ATOM011", at="link", w3c="AtomLinkNotEmpty", severity=WARNING, spec=f"{_RFC4287}#section-4.2.7"
)
def link_is_empty(link: Node) -> Iterator[Offence]:
    """A link says everything in its attributes.

    Why:  Readers do not look into it; RSS writes the address between the tags, Atom does not.
    Bad:  ``<link>https://example.org/</link>``
    Good: ``<link href="https://example.org/"/>``
    """
    if link.value:
        yield Offence(link.element, "the text of a link is not read: write the address as href")


@across(
    "ATOM010", at="link", w3c="SelfNotAtom", severity=WARNING, spec=f"{_RFC4287}#section-4.2.7.2"
)
def self_link_is_atom(link: Node) -> Iterator[Offence]:
    """A ``self`` link within Atom leads to Atom.

    Why:  It is the address of the same document, whose type is ``application/atom+xml``.
    Bad:  ``<link rel="self" type="text/html" href="…"/>``
    Good: ``<link rel="self" type="application/atom+xml" href="…"/>``
    """
    if link.document.home == ATOM and link.element.get("rel") == "self":
        kind = link.element.get("type", "").partition(";")[0].strip().lower()
        if kind and kind != "application/atom+xml":
            yield Offence(link.element, f"self is no {kind}: write application/atom+xml", "type")


@across(
    "ATOM026",
    at="link",
    w3c="SameDocumentReference",
    severity=WARNING,
    spec="https://www.rfc-editor.org/rfc/rfc3986#section-4.4",
)
def link_leads_to_a_document(link: Node) -> Iterator[Offence]:
    """A link is not relative to nothing but ``xml:base``.

    Why:  An empty reference means this document to some readers and the base to others.
    Bad:  ``<feed xml:base="https://example.org/"><link href=""/>``
    Good: ``<feed xml:base="https://example.org/"><link href="https://example.org/"/>``
    """
    href, base, location = link.element.get("href"), link.base, link.document.location
    if href is None or base is None or location is None or addresses.scheme_of(href):
        return
    if not addresses.equal(base, location) and addresses.equal(addresses.resolve(base, href), base):
        yield Offence(link.element, "the link is as good as empty: write the whole address", "href")


@across(
    "ATOM027", at="feed", w3c="RelativeSelf", severity=WARNING, spec=f"{_RFC4287}#section-4.2.7.2"
)
def self_link_is_full(feed: Node) -> Iterator[Offence]:
    """The address of a ``self`` link is a full one.

    Why:  It is there for those who do not know where the document came from.
    Bad:  ``<link rel="self" href="/atom"/>``
    Good: ``<link rel="self" href="https://example.org/atom"/>``
    """
    for link in feed.all(f"{_A}link"):
        if (
            link.get("rel") == "self"
            and not addresses.scheme_of(link.get("href", ""))
            and not _based(link)
        ):
            yield Offence(
                link,
                "the address of the feed itself must be whole: write it from https:// on",
                "href",
            )


def _repeated(node: Node, relation: str, *telling: str) -> Iterator[Offence]:
    """Find links of one relation that do not differ in the *telling* attributes."""
    seen: set[tuple[str, ...]] = set()
    for link in node.all(f"{_A}link"):
        if link.get("rel", "alternate") != relation:
            continue
        found = tuple(link.get(name, "").lower() for name in telling)
        if found in seen:
            yield Offence(link, f"a second link {relation} like another before: keep one")
        seen.add(found)


def _leads_to(feed: Node, link: _Element, location: str) -> bool:
    return addresses.equal(addresses.resolve(feed.base, link.get("href", "")), location)


def _based(element: _Element) -> bool:
    return any(
        each.get("{http://www.w3.org/XML/1998/namespace}base")
        for each in (element, *element.iterancestors())
    )
