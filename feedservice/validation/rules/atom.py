"""Rules about Atom 1.0 alone."""

from collections.abc import Iterator

from lxml.etree import _Element

from feedservice.validation.names import ATOM
from feedservice.validation.node import Node, Offence, across
from feedservice.validation.rulebook import WARNING, fault, value
from feedservice.validation.values import addresses
from feedservice.validation.values.relations import RELATIONS

_RFC4287 = "https://www.rfc-editor.org/rfc/rfc4287"
_TEXT_TYPES = ("text", "html", "xhtml")
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
    yield from _repeated(node, "alternate", "alternate", lambda link: (
        link.get("type", "").lower(), link.get("hreflang", "").lower()
    ))  # fmt: skip


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
    for relation in ("self", "current", "prev-archive", "next-archive", "next", "previous"):
        yield from _repeated(node, relation, f"rel={relation}", lambda _: ())


def _repeated(node: Node, relation: str, what: str, key) -> Iterator[Offence]:  # type: ignore[no-untyped-def]
    seen = set()
    for link in node.all(f"{_A}link"):
        if link.get("rel", "alternate") != relation:
            continue
        found = key(link)
        if found in seen:
            yield Offence(link, f"a second {what} link of the same type and language: keep one")
        seen.add(found)


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
def entries_with_one_id_differ_in_updated(feed: Node) -> Iterator[Offence]:
    """No two entries have the same id and the same ``updated``.

    Why:  Readers show only one of them.
    Bad:  the same ``<id>`` and ``<updated>`` in two entries
    Good: an id of its own for each
    """
    for id_element, stamp, seen in _ids(feed):
        if stamp in seen:
            yield Offence(
                id_element,
                f"another entry has the id {id_element.text!r} and this updated: give each its own",
            )


@across(
    "ATOM006", at="feed", w3c="DuplicateEntries", severity=WARNING, spec=f"{_RFC4287}#section-4.1.1"
)
def ids_differ(feed: Node) -> Iterator[Offence]:
    """No two entries have the same id.

    Why:  A feed may hold two states of an entry, but most readers show only one.
    Bad:  the same ``<id>`` in two entries
    Good: an id of its own for each
    """
    for id_element, stamp, seen in _ids(feed):
        if seen and stamp not in seen:
            yield Offence(
                id_element, f"another entry has the id {id_element.text!r}: keep the latest only"
            )


def _ids(feed: Node) -> Iterator[tuple[_Element, str, set[str]]]:
    known: dict[str, set[str]] = {}
    for entry in feed.all(f"{_A}entry"):
        id_element = entry.find(f"{_A}id")
        if id_element is None or not id_element.text:
            continue
        stamp = (entry.findtext(f"{_A}updated") or "").strip()
        seen = known.setdefault(id_element.text.strip(), set())
        yield id_element, stamp, seen
        seen.add(stamp)


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


def _leads_to(feed: Node, link: _Element, location: str) -> bool:
    return addresses.equal(addresses.resolve(feed.base, link.get("href", "")), location)


@value("ATOM028", severity=WARNING, spec=f"{_RFC4287}#section-3.1.1")
def mode_is_history(text: str) -> str | None:
    """A text in Atom 1.0 has no mode.

    Why:  It is of Atom 0.3; readers go by ``type`` alone.
    Bad:  ``<content type="text/html" mode="escaped">…</content>``
    Good: ``<content type="html">…</content>``
    """
    return f'mode="{text}" is of Atom 0.3: take it away, and write type="html" or "xhtml"'


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


@fault("ATOM017", w3c="InvalidTextType", spec=f"{_RFC4287}#section-3.1.1")
def text_type_is_known(text: str) -> str:
    """The type of a text is ``text``, ``html`` or ``xhtml``.

    Why:  Readers that do not know the type show nothing, or tags.
    Bad:  ``<title type="text/html">Eins</title>``
    Good: ``<title type="html">Eins</title>``
    """
    return f"{text!r} is no type of a text: write text, html or xhtml"


@fault("ATOM018", w3c="InvalidMIMEType", spec=f"{_RFC4287}#section-4.1.3.1")
def content_type_is_known(text: str) -> str:
    """The type of ``content`` is ``text``, ``html``, ``xhtml`` or a media type that is not composite.

    Why:  Readers that do not know the type show nothing.
    Bad:  ``<content type="multipart/mixed">…</content>``
    Good: ``<content type="html">…</content>``
    """
    return f"{text!r} is no type of content: write text, html, xhtml or a media type"


@fault("ATOM019", w3c="MissingTypeAttr", severity=WARNING, spec=f"{_RFC4287}#section-4.1.3.2")
def content_elsewhere_has_a_type() -> str:
    """Content that lies elsewhere says of which type it is.

    Why:  Readers must fetch it to learn whether they can show it.
    Bad:  ``<content src="https://example.org/1.pdf"/>``
    Good: ``<content src="https://example.org/1.pdf" type="application/pdf"/>``
    """
    return "content with src should say its media type: add type"


@fault("ATOM020", w3c="MissingXhtmlDiv", spec=f"{_RFC4287}#section-3.1.1.3")
def xhtml_stands_in_a_div() -> str:
    """XHTML stands within one ``div``.

    Why:  The ``div`` is no part of the text; readers take it away, and what is beside it too.
    Bad:  ``<content type="xhtml">Text</content>``
    Good: ``<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Text</div></content>``
    """
    return 'XHTML must stand in one <div xmlns="http://www.w3.org/1999/xhtml">: put it around all'


@fault("ATOM021", w3c="NotInline", severity=WARNING, spec=f"{_RFC4287}#section-3.1.1.3")
def xhtml_is_markup() -> str:
    """What is said to be XHTML is not escaped.

    Why:  Readers show the tags as they stand.
    Bad:  ``<content type="xhtml">&lt;p&gt;Text&lt;/p&gt;</content>``
    Good: ``<content type="html">&lt;p&gt;Text&lt;/p&gt;</content>``
    """
    return 'the markup is escaped: say type="html", or write real elements in a div'


@fault("ATOM022", w3c="NotEscaped", spec=f"{_RFC4287}#section-3.1.1.2")
def html_is_escaped() -> str:
    """What is said to be HTML is escaped.

    Why:  Readers look at the text only, and there is none.
    Bad:  ``<content type="html"><p>Text</p></content>``
    Good: ``<content type="html">&lt;p&gt;Text&lt;/p&gt;</content>``
    """
    return "elements stand in a text that is HTML: escape them (&lt;p&gt;), or say xhtml with a div"


@fault("ATOM023", w3c="HtmlFragment", severity=WARNING, spec=f"{_RFC4287}#section-4.1.3.1")
def fragment_is_no_document(text: str) -> str:
    """A piece of HTML has the type ``html`` or ``xhtml``, not that of a whole document.

    Why:  ``text/html`` promises a document with a head of its own.
    Bad:  ``<content type="text/html">&lt;p&gt;Text&lt;/p&gt;</content>``
    Good: ``<content type="html">&lt;p&gt;Text&lt;/p&gt;</content>``
    """
    short = "xhtml" if "xhtml" in text else "html"
    return f'{text} means a whole document, this is a piece of one: write type="{short}"'


@fault("ATOM024", w3c="NotBase64", spec=f"{_RFC4287}#section-4.1.3.3")
def bytes_are_base64() -> str:
    """Content that is no text is written in Base64.

    Why:  XML carries nothing but characters.
    Bad:  ``<content type="image/png">brunnen.png</content>``
    Good: ``<content type="image/png">iVBORw0KGgo=</content>``
    """
    return "content of this type must be Base64: encode its bytes, or give its address as src"


@fault("ATOM025", w3c="UnexpectedText", spec=f"{_RFC4287}#section-4.1.3.2")
def content_elsewhere_is_empty() -> str:
    """Content that lies elsewhere has no text here, and XML content no text beside its element.

    Why:  Readers would have to choose between the two.
    Bad:  ``<content src="https://example.org/1.pdf">Der Haushalt</content>``
    Good: ``<content src="https://example.org/1.pdf"/><summary>Der Haushalt</summary>``
    """
    return "this content may hold no text of its own: move it into a summary"


@fault("ATOM026", w3c="SameDocumentReference", severity=WARNING, spec=f"{_RFC4287}#section-4.2.7.1")
def link_leads_elsewhere() -> str:
    """A link leads to another document than the feed, unless it is ``self``.

    Why:  An empty address is that of the feed; mostly something was forgotten.
    Bad:  ``<link href=""/>``
    Good: ``<link href="https://example.org/1"/>``
    """
    return "the link leads to this very document: write the address of the page"


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


def _based(element: _Element) -> bool:
    return any(
        each.get("{http://www.w3.org/XML/1998/namespace}base")
        for each in (element, *element.iterancestors())
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
