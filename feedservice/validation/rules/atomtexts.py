"""Rules about the texts of Atom, whose type decides what they hold."""

from feedservice.validation.rulebook import WARNING, fault, value

_RFC4287 = "https://www.rfc-editor.org/rfc/rfc4287"


@value("ATOM028", severity=WARNING, spec=f"{_RFC4287}#section-3.1.1")
def mode_is_history(text: str) -> str | None:
    """A text in Atom 1.0 has no mode.

    Why:  It is of Atom 0.3; readers go by ``type`` alone.
    Bad:  ``<content type="text/html" mode="escaped">…</content>``
    Good: ``<content type="html">…</content>``
    """
    return f'mode="{text}" is of Atom 0.3: take it away, and write type="html" or "xhtml"'


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
    """The type of ``content`` is ``text``, ``html``, ``xhtml`` or a simple media type.

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
    return 'XHTML must stand in one <div>: put it around all, with xmlns="http://www.w3.org/1999/xhtml"'


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
