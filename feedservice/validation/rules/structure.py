"""Rules about where elements and attributes stand: worded here, found by the walk."""

from feedservice.validation.rulebook import WARNING, fault

_RSS = "https://www.rssboard.org/rss-specification"
_ATOM = "https://www.rfc-editor.org/rfc/rfc4287"


@fault("XML101", w3c="UndefinedElement", spec=f"{_ATOM}#section-6.2")
def element_may_stand_here(parent: str, element: str) -> str:
    """An element of a known vocabulary stands where that vocabulary has it.

    Why:  Readers do not look for it elsewhere, so what it says is lost.
    Bad:  ``<channel><enclosure url="…"/></channel>``
    Good: ``<item><enclosure url="…"/></item>``
    """
    return f"<{element}> may not stand in <{parent}>: move it or take it away"


@fault("XML102", w3c="DuplicateElement", spec=f"{_ATOM}#section-4.1.1")
def element_stands_once(parent: str, element: str) -> str:
    """An element that may stand once stands once.

    Why:  Readers differ in whether they take the first or the last.
    Bad:  ``<item><title>One</title><title>Two</title></item>``
    Good: ``<item><title>One</title></item>``
    """
    return f"<{element}> stands in <{parent}> more than once: keep one"


@fault("XML103", w3c="MissingElement", spec=f"{_ATOM}#section-4.1.1")
def element_is_present(parent: str, element: str) -> str:
    """An element has the children that its specification requires.

    Why:  Readers rely on them.
    Bad:  ``<author><email>anna@example.org</email></author>``
    Good: ``<author><name>Anna Berg</name><email>anna@example.org</email></author>``
    """
    return f"<{parent}> needs <{element}>: add it"


@fault("XML104", w3c="MissingAttribute", spec=f"{_RSS}")
def attribute_is_present(element: str, attr: str) -> str:
    """An element has the attributes that its specification requires.

    Why:  Readers rely on them.
    Bad:  ``<enclosure url="https://example.org/a.mp3" type="audio/mpeg"/>``
    Good: ``<enclosure url="https://example.org/a.mp3" type="audio/mpeg" length="12345"/>``
    """
    return f"<{element}> needs the attribute {attr}: add it"


@fault("XML105", w3c="UnexpectedAttribute", spec=f"{_RSS}")
def attribute_is_known(element: str, attr: str) -> str:
    """An element has no attributes that its specification does not know.

    Why:  Mostly a spelling: ``isPermalink`` is not ``isPermaLink``, and readers ignore it.
    Bad:  ``<guid isPermalink="false">…</guid>``
    Good: ``<guid isPermaLink="false">…</guid>``
    """
    return f"<{element}> has no attribute {attr}: check its spelling or take it away"


@fault("XML106", w3c="UnexpectedText", spec=f"{_RSS}")
def text_stands_in_an_element(element: str, text: str) -> str:
    """No text stands between elements.

    Why:  Readers do not see it, or take the document for broken.
    Bad:  ``<channel>News <title>News</title></channel>``
    Good: ``<channel><title>News</title></channel>``
    """
    return f"<{element}> may hold no text of its own, such as {text!r}: move it into an element"


@fault("XML107", w3c="UnexpectedWhitespace", spec=f"{_ATOM}#section-2")
def value_has_no_space_around(element: str) -> str:
    """An address or date in Atom has no white space around it.

    Why:  The specification makes it part of the value, so that ids differ by it.
    Bad:  ``<id> https://example.org/1 </id>``
    Good: ``<id>https://example.org/1</id>``
    """
    return f"the value of <{element}> has white space around it: take it away"


@fault("XML108", w3c="UseOfExtensionAttr", severity=WARNING, spec=f"{_RSS}#extendingRss")
def rss_root_has_no_foreign_attribute(element: str, attr: str) -> str:
    """Elements of RSS without content of their own have no attributes of other namespaces.

    Why:  RSS 2.0 speaks of elements in namespaces; attributes are an addition of the board's.
    Bad:  ``<rss version="2.0" my:mood="sunny">``
    Good: ``<rss version="2.0">``
    """
    return f"{attr} extends <{element}>, which old readers do not expect: use an element instead"


@fault("XML109", w3c="MisplacedXHTMLContent", severity=WARNING, spec=f"{_ATOM}#section-4.1.3")
def xhtml_stands_in_a_text(parent: str, element: str) -> str:
    """XHTML stands within a text construct or ``content``.

    Why:  Elsewhere no reader shows it.
    Bad:  ``<entry><xhtml:img src="…"/></entry>``
    Good: ``<entry><content type="xhtml"><div xmlns="…"><img src="…"/></div></content></entry>``
    """
    return f"<{element}> stands outside of any text of <{parent}>: move it into content"
