"""Rules about texts that people read: plain ones and HTML."""

from collections.abc import Iterator

from feedservice.validation.rulebook import ERROR, WARNING, Fault, fault, value
from feedservice.validation.rules.addresses import scheme_is_registered
from feedservice.validation.values import html, texts
from feedservice.validation.values.html import Kind

_PROFILE = "https://www.rssboard.org/rss-profile#data-types-characterdata"
_RFC4287 = "https://www.rfc-editor.org/rfc/rfc4287"
_NO_XHTML = " outside of XHTML"
_UNICODE = "https://www.unicode.org/reports/tr36/"


@value("XML150", w3c="NotBlank", severity=WARNING, spec=f"{_RFC4287}#section-4.2.14")
def not_blank(text: str) -> str | None:
    """An element that is there says something.

    Why:  Readers show an empty line, or "untitled".
    Bad:  ``<title></title>``
    Good: ``<title>Ein neuer Brunnen für den Markt</title>``
    """
    return None if text else "the element is empty: write its text, or leave the element out"


@value("XML151", w3c="ContainsHTML", severity=WARNING, spec=_PROFILE)
def plain_text(text: str) -> str | None:
    """A plain text holds no HTML, and no character references beyond XML's own.

    Why:  Readers show the tags and references as they stand.
    Bad:  ``<title>&lt;b&gt;Neu&lt;/b&gt;</title>``
    Good: ``<title>Neu</title>``
    """
    piece = html.holds_markup(text)
    return piece and f"{piece!r} is HTML in a plain text: write the text without it"


@value("XML152", w3c="CharacterData", severity=WARNING, spec=_PROFILE)
def plain_text_is_unmistakable(text: str) -> str | None:
    """A plain text in RSS has no ``<`` that opens something.

    Why:  Half of the readers take titles for HTML and swallow what follows.
    Bad:  ``<title>Wie man &lt;/ schreibt</title>``
    Good: ``<title>Wie man einen Schrägstrich schreibt</title>``
    """
    piece = html.looks_like_markup(text)
    return piece and f"readers may take {piece!r} for a tag: write it with a space or in words"


@value("XML153", w3c="ContainsUndeclaredHTML", severity=WARNING, spec=f"{_RFC4287}#section-3.1.1")
def undeclared_html(text: str) -> str | None:
    """A text of the type ``text`` holds no HTML.

    Why:  Readers show the tags as they stand.
    Bad:  ``<title>&lt;b&gt;Neu&lt;/b&gt;</title>``
    Good: ``<title type="html">&lt;b&gt;Neu&lt;/b&gt;</title>``
    """
    piece = html.holds_markup(text)
    return piece and f'{piece!r} is HTML in a plain text: say type="html", or take it away'


@value("XML154", w3c="BadCharacters", severity=WARNING, spec=f"{_UNICODE}")
def characters_are_whole(text: str) -> str | None:
    """A text has no C1 control characters and no U+FFFD.

    Why:  They are what a wrong decoding leaves behind, and readers show boxes.
    Bad:  ``<title>Fünf &#x80;</title>``
    Good: ``<title>Fünf €</title>``
    """
    sign = texts.broken_character(text)
    return sign and (
        f"U+{ord(sign):04X} is the remains of a wrong decoding: read the source in its own encoding"
    )


@value("HOUSE010", severity=WARNING, spec=_UNICODE)
def text_is_decoded_rightly(text: str) -> str | None:
    """No text shows UTF-8 that was read as Windows-1252.

    Why:  Everybody sees it, and no reader can mend it.
    Bad:  ``<title>MÃ¼ller tritt zurück</title>``
    Good: ``<title>Müller tritt zurück</title>``
    """
    found = texts.mojibake(text)
    return found and f"{found[0]!r} should be {found[1]!r}: decode the source as UTF-8, once"


@value("HOUSE011", severity=WARNING, spec=_UNICODE)
def text_runs_one_way(text: str) -> str | None:
    """No text turns its direction by control characters.

    Why:  They make a title read otherwise than it is written, which deceives people.
    Bad:  ``<title>Rechnung_&#x202E;fdp.exe</title>``
    Good: ``<title>Rechnung_exe.pdf</title>``
    """
    sign = texts.bidi_control(text)
    return sign and f"{sign} turns the text around it: take it away"


@value("HOUSE012", severity=WARNING, spec=_UNICODE)
def text_can_be_seen(text: str) -> str | None:
    """A text has something to see.

    Why:  Readers show an empty line that nobody can click.
    Bad:  ``<title>&#x200B;</title>``
    Good: ``<title>Ein neuer Brunnen für den Markt</title>``
    """
    return (
        "nothing of the text can be seen: write one, or leave it out"
        if texts.unseen(text)
        else None
    )


@value("HOUSE013", severity=WARNING, spec=_PROFILE)
def text_is_escaped_once(text: str) -> str | None:
    """A title is escaped once, not twice.

    Why:  Readers show ``&amp;`` where an ampersand is meant.
    Bad:  ``<title>Kultur &amp;amp; Medien</title>``
    Good: ``<title>Kultur &amp; Medien</title>``
    """
    piece = texts.double_escape(text)
    return piece and f"readers show {piece!r} as it stands: escape the text once only"


@fault("XML160", w3c="NotHtml", severity=WARNING, spec="https://html.spec.whatwg.org/multipage/")
def html_is_html(piece: str) -> str:
    """What is said to be HTML is HTML.

    Why:  Readers drop what they do not know, or swallow the rest of the text.
    Bad:  ``<description>Mehr &lt;a href="…"</description>``
    Good: ``<description>Mehr &lt;a href="…"&gt;hier&lt;/a&gt;</description>``
    """
    if piece.endswith(_NO_XHTML):
        cure = 'write xmlns="http://www.w3.org/1999/xhtml" in the tag of the div'
        return f"{piece}, because its namespace is another or missing: {cure}"
    return f"{piece!r} is no HTML: write an element or a character that HTML knows"


@fault("XML161", w3c="SecurityRisk", severity=WARNING, spec=f"{_RFC4287}#section-8.1")
def html_is_harmless(piece: str) -> str:
    """HTML in a feed is content: no scripts, no embedded programs, no parts of a page.

    Why:  Readers take them out, and with them often what they surround.
    Bad:  ``&lt;script src="https://example.org/a.js"&gt;&lt;/script&gt;``
    Good: ``&lt;a href="https://example.org/a"&gt;Zur Grafik&lt;/a&gt;``
    """
    return f"readers take {piece!r} out for safety: leave it away, or link to the page"


@fault("XML162", w3c="SecurityRiskAttr", severity=WARNING, spec=f"{_RFC4287}#section-8.1")
def html_attribute_is_harmless(piece: str) -> str:
    """HTML in a feed has attributes of content: no event handlers, nothing unknown.

    Why:  Readers take them out.
    Bad:  ``&lt;a href="https://example.org/" onclick="count()"&gt;``
    Good: ``&lt;a href="https://example.org/"&gt;``
    """
    return f"readers take {piece!r} out for safety: leave it away"


@fault("XML163", w3c="DangerousStyleAttr", severity=WARNING, spec=f"{_RFC4287}#section-8.1")
def html_style_is_harmless(piece: str) -> str:
    """Styles in a feed are about the text: no positions, no addresses, no word processor's own.

    Why:  They could cover the reader's own controls, so readers take the whole attribute out.
    Bad:  ``&lt;p style="position: fixed; top: 0"&gt;``
    Good: ``&lt;p style="text-align: center"&gt;``
    """
    return f"readers take the style {piece!r} out for safety: leave it away"


@fault("HOUSE014", severity=ERROR, spec=f"{_RFC4287}#section-8.1")
def html_address_is_no_script(piece: str) -> str:
    """No address is a script, be it in HTML, in a link or anywhere else.

    Why:  In a reader that does not take it out, it runs with the rights of that reader.
    Bad:  ``&lt;a href="javascript:alert(1)"&gt;``
    Good: ``&lt;a href="https://example.org/"&gt;``
    """
    return f"{piece!r} is a script, not an address: write where the link leads"


@fault(
    "XML164",
    w3c="ContainsRelRef",
    severity=WARNING,
    spec="https://www.rssboard.org/rss-profile#data-types-url",
)
def html_addresses_are_full(piece: str) -> str:
    """Addresses in HTML are full ones.

    Why:  Readers resolve relative ones against their own address, the feed's or the page's, so
          pictures stay empty and links lead nowhere.
    Bad:  ``&lt;img src="/bilder/brunnen.jpg"&gt;``
    Good: ``&lt;img src="https://example.org/bilder/brunnen.jpg"&gt;``
    """
    return f"{piece!r} is relative: write the full address"


def address_is_no_script(text: str) -> tuple[Fault, ...]:
    """Judge an address that is an element's or an attribute's value, as one in HTML."""
    if html.is_script(text):
        found = html_address_is_no_script(piece=text[:60])
        return (found._replace(params={"value": text[:100]}), *scheme_is_registered(text))
    return ()


_RULES = {
    Kind.NOT_HTML: html_is_html,
    Kind.RISKY_ELEMENT: html_is_harmless,
    Kind.RISKY_ATTRIBUTE: html_attribute_is_harmless,
    Kind.RISKY_STYLE: html_style_is_harmless,
    Kind.SCRIPT_ADDRESS: html_address_is_no_script,
    Kind.RELATIVE: html_addresses_are_full,
}
_KEYS = {Kind.RISKY_ELEMENT: "tag", Kind.NOT_HTML: "value", Kind.RELATIVE: "value"}


def html_fragment(text: str) -> tuple[Fault, ...]:
    """Judge a text that is HTML."""
    return tuple(faults_of(html.notices(text)))


def faults_of(noticed: Iterator[html.Notice]) -> Iterator[Fault]:
    """Word what was noticed in HTML; the same only once."""
    said: set[html.Notice] = set()
    for notice in noticed:
        if notice not in said:
            said.add(notice)
            found = _RULES[notice.kind](piece=notice.piece)
            yield found._replace(params={_KEYS.get(notice.kind, "attr"): notice.name})


CLEAN = (characters_are_whole, text_is_decoded_rightly, text_runs_one_way)
"""For any text for people; the walk asks only where the document has something suspicious."""

SEEN = (text_can_be_seen, text_is_escaped_once)
"""For titles besides."""
