"""Rules about the bytes: encoding, well-formedness, entities, and what kind of document it is."""

from feedservice.validation.rulebook import INFO, WARNING, fault

_XML = "https://www.w3.org/TR/xml/"
_RFC7303 = "https://www.rfc-editor.org/rfc/rfc7303"


@fault("XML001", w3c="UnknownEncoding", spec=f"{_XML}#charencoding")
def encoding_is_known(encoding: str) -> str:
    """The encoding that a document declares exists.

    Why:  A reader that does not know the encoding cannot read a single character.
    Bad:  ``<?xml version="1.0" encoding="utf8mb4"?>``
    Good: ``<?xml version="1.0" encoding="utf-8"?>``
    """
    return f"no encoding is called {encoding!r}: write the document in UTF-8 and declare utf-8"


@fault("XML002", w3c="UnicodeError", spec=f"{_XML}#charencoding")
def bytes_are_in_the_encoding(encoding: str, byte: str) -> str:
    r"""Every byte of a document is legal in the encoding that it declares.

    Why:  Readers refuse the whole feed, or show other letters than were written.
    Bad:  ``<title>M\xfcller</title>`` in a document without a declared encoding
    Good: ``<title>Müller</title>`` in UTF-8
    """
    return (
        f"byte {byte} is not possible in {encoding}: convert the document to UTF-8, or declare the"
        " encoding in which it really is"
    )


@fault("XML003", w3c="SAXError", spec=f"{_XML}#sec-well-formed")
def document_is_well_formed(reason: str) -> str:
    """A document is well-formed XML with namespaces.

    Why:  An XML parser stops at the first such error, and so does every reader that uses one.
    Bad:  ``<title>Fish & Chips</title>``
    Good: ``<title>Fish &amp; Chips</title>``
    """
    return f"this is no well-formed XML: {reason}"


@fault("XML004", severity=WARNING, spec=f"{_XML}#sec-prolog-dtd")
def document_has_no_doctype() -> str:
    """A feed has no document type declaration.

    Why:  RSS 2.0 and Atom have no DTD, readers ignore it, and careful ones refuse such documents
          for what attackers do with them.
    Bad:  ``<!DOCTYPE rss><rss version="2.0">``
    Good: ``<rss version="2.0">``
    """
    return "RSS 2.0 and Atom need no document type: take the <!DOCTYPE …> away"


@fault("XML005", spec=f"{_XML}#sec-entity-decl")
def document_declares_no_entity(entity: str) -> str:
    """A feed declares no entities.

    Why:  Nested entities let a small file fill any memory. This validator expands none, and
          readers that are careful refuse the document.
    Bad:  ``<!DOCTYPE rss [<!ENTITY firm "Example &amp; Sons">]>``
    Good: ``<title>Example &amp;amp; Sons</title>``, the text itself where it is used
    """
    return f"entity {entity} is declared: write its text where it is used, and no declaration"


@fault("XML006", w3c="ContainsSystemEntity", severity=INFO, spec=f"{_XML}#sec-external-ent")
def document_fetches_nothing(entity: str) -> str:
    """No entity of a feed lies outside the document.

    Why:  A reader that fetched it would send files of its user or be sent anywhere; so none does.
    Bad:  ``<!ENTITY motto SYSTEM "motto.txt">``
    Good: no declaration, and the text where it is used
    """
    return f"entity {entity} lies outside the document and is not fetched: write its text instead"


@fault("XML007", w3c="NonstdEncoding", severity=INFO, spec=f"{_XML}#charencoding")
def encoding_is_standard(encoding: str) -> str:
    """A feed is in UTF-8 or UTF-16.

    Why:  These two are all that an XML parser must know.
    Bad:  ``<?xml version="1.0" encoding="iso-8859-1"?>``
    Good: ``<?xml version="1.0" encoding="utf-8"?>``
    """
    return f"not every reader knows {encoding}: write the document in UTF-8"


@fault("XML008", w3c="ObscureEncoding", severity=WARNING, spec=f"{_XML}#charencoding")
def encoding_is_common(encoding: str) -> str:
    """A feed is in an encoding that readers are known to have.

    Why:  Beyond UTF-8, UTF-16, Latin-1 and Windows-1252 many readers give up.
    Bad:  ``<?xml version="1.0" encoding="cp500"?>``
    Good: ``<?xml version="1.0" encoding="utf-8"?>``
    """
    return f"few readers know {encoding}: write the document in UTF-8"


@fault("XML009", w3c="MissingEncoding", severity=INFO, spec=f"{_XML}#charencoding")
def declaration_names_the_encoding() -> str:
    """An XML declaration says which encoding follows.

    Why:  Tools that look at the declaration alone then need not guess.
    Bad:  ``<?xml version="1.0"?>``
    Good: ``<?xml version="1.0" encoding="utf-8"?>``
    """
    return 'the declaration names no encoding: write <?xml version="1.0" encoding="utf-8"?>'


@fault("XML010", spec="https://www.rssboard.org/rss-profile")
def document_is_of_bearable_size(limit: str) -> str:
    """A feed stays below the limits that keep a reader alive.

    Why:  Deep nesting and endless texts are how documents attack parsers. The limits are 64 MB
          for the document, 10 MB for one text and 250 levels.
    Bad:  ``<b><b><b>…`` a hundred thousand times
    Good: older items in archive documents (RFC 5005)
    """
    return (
        f"the document goes beyond a limit ({limit}): publish fewer items, older ones in archives"
    )


@fault("XML011", w3c="UndefinedElement", spec="https://www.rssboard.org/rss-specification")
def document_is_a_feed(element: str) -> str:
    """The outermost element of a feed is ``rss`` or Atom's ``feed`` or ``entry``.

    Why:  Readers decide by it how to read the rest.
    Bad:  ``<html><head>…``
    Good: ``<rss version="2.0"><channel>…``
    """
    return f"<{element}> opens no feed: check that this is the feed's address and not a page's"


@fault("XML012", severity=WARNING, spec="https://www.rssboard.org/rss-history")
def feed_is_of_a_kind_in_use(kind: str) -> str:
    """A feed is RSS 2.0, Atom 1.0 or JSON Feed 1.

    Why:  Older kinds are recognized and not judged here: readers treat them as history too.
    Bad:  ``<rss version="0.92">``
    Good: ``<rss version="2.0">``
    """
    return f"this is {kind}, which is out of scope and was not judged: publish RSS 2.0 or Atom 1.0"


@fault("XML013", w3c="MissingNamespace", spec="https://www.rfc-editor.org/rfc/rfc4287#section-1.2")
def feed_has_a_namespace(element: str) -> str:
    """Atom's elements are in Atom's namespace.

    Why:  Without it ``feed`` is any element of that name, and readers do not take it for Atom.
    Bad:  ``<feed><title>…``
    Good: ``<feed xmlns="http://www.w3.org/2005/Atom"><title>…``
    """
    return f'<{element}> has no namespace: write xmlns="http://www.w3.org/2005/Atom"'


@fault("XML014", w3c="InvalidNamespace", spec="https://www.rfc-editor.org/rfc/rfc4287#section-1.2")
def feed_is_in_the_right_namespace(element: str, namespace: str) -> str:
    """``feed`` is in Atom's namespace and ``rss`` in none.

    Why:  In another namespace they are other elements.
    Bad:  ``<rss version="2.0" xmlns="http://backend.userland.com/rss2">``
    Good: ``<rss version="2.0">``
    """
    cure = "take xmlns away" if element == "rss" else 'write xmlns="http://www.w3.org/2005/Atom"'
    return f"<{element}> is in the namespace {namespace}: {cure}"


@fault(
    "XML015", w3c="NotInANamespace", spec="https://www.rssboard.org/rss-specification#extendingRss"
)
def extension_is_in_a_namespace(element: str) -> str:
    """An element that extends RSS is in a namespace.

    Why:  Only a namespace keeps two extensions of one name apart.
    Bad:  ``<mood>sunny</mood>``
    Good: ``<my:mood xmlns:my="https://example.org/mood">sunny</my:mood>``
    """
    return f"<{element}> is no element of RSS and has no namespace: give it a prefix with one"


@fault("XML016", w3c="UnknownNamespace", severity=WARNING, spec="https://www.w3.org/TR/xml-names/")
def namespace_is_known(namespace: str) -> str:
    """The namespaces of a feed are known ones.

    Why:  A typing error in a namespace makes all its elements invisible, and nobody notices.
    Bad:  ``xmlns:dc="http://purl.org/dc/elements/1.0/"``
    Good: ``xmlns:dc="http://purl.org/dc/elements/1.1/"``
    """
    return f"nothing is known of the namespace {namespace!r}: check its spelling, letter by letter"


@fault("XML017", w3c="ReservedPrefix", severity=WARNING, spec="https://www.w3.org/TR/xml-names/")
def prefix_is_not_taken(prefix: str, namespace: str, usual: str) -> str:
    """A prefix with a customary meaning has that meaning.

    Why:  Some readers go by the prefix, although the namespace should decide.
    Bad:  ``xmlns:dc="https://example.org/data-center"``
    Good: ``xmlns:center="https://example.org/data-center"``
    """
    if namespace.casefold() == usual.casefold():
        return f"{namespace} differs from what {prefix}: is known as: write {usual}"
    return f"{prefix}: is known as {usual}, here it is {namespace}: choose another prefix"


@fault("XML018", w3c="NonstdPrefix", severity=INFO, spec="https://www.w3.org/TR/xml-names/")
def prefix_is_customary(prefix: str, usual: str) -> str:
    """A known namespace has its customary prefix.

    Why:  Some readers go by the prefix, although the namespace should decide.
    Bad:  ``xmlns:dublin="http://purl.org/dc/elements/1.1/"``
    Good: ``xmlns:dc="http://purl.org/dc/elements/1.1/"``
    """
    return f"this namespace is usually called {usual}: write {usual}: in place of {prefix}:"


@fault(
    "XML019", w3c="AvoidNamespacePrefix", severity=WARNING, spec="https://www.w3.org/TR/xml-names/"
)
def feed_needs_no_prefix(prefix: str) -> str:
    """The elements of Atom and the XHTML in it stand without a prefix.

    Why:  Some readers look for ``feed`` and ``div`` and do not find ``atom:feed``.
    Bad:  ``<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">``
    Good: ``<feed xmlns="http://www.w3.org/2005/Atom">``
    """
    return f"some readers do not know these elements by the prefix {prefix}: use xmlns without it"


@fault("XML020", spec=f"{_RFC7303}#section-3.3")
def text_is_decoded_once(encoding: str, mark: str) -> str:
    """A byte order mark and the declared encoding agree.

    Why:  One of them is wrong, and readers differ in which one they believe.
    Bad:  a UTF-16 mark before ``<?xml version="1.0" encoding="utf-8"?>``
    Good: ``<?xml version="1.0" encoding="utf-8"?>`` in UTF-8, without a mark
    """
    return f"the document starts like {mark} and declares {encoding}: save it as UTF-8"
