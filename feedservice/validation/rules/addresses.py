"""Rules about addresses and ids."""

from feedservice.validation.rulebook import WARNING, value
from feedservice.validation.values import addresses, languages

_PROFILE = "https://www.rssboard.org/rss-profile#data-types-url"
_RFC3987 = "https://www.rfc-editor.org/rfc/rfc3987#section-2.2"
_RFC4287 = "https://www.rfc-editor.org/rfc/rfc4287"
_BCP47 = "https://www.rfc-editor.org/info/bcp47"


@value("XML130", w3c="InvalidUriChar", spec=_RFC3987)
def address_has_legal_characters(text: str) -> str | None:
    """An address holds no character that must be written otherwise.

    Why:  Readers cut it at a space, or ask the server for another address.
    Bad:  ``<link href="https://example.org/über uns"/>``
    Good: ``<link href="https://example.org/%C3%BCber%20uns"/>``
    """
    return addresses.char_fault(text)


@value("XML131", w3c="InvalidFullLink", spec=_PROFILE)
def address_is_full(text: str) -> str | None:
    """An address that stands alone says everything, from the scheme on.

    Why:  Nobody knows what a relative one is relative to once the text has left the feed.
    Bad:  ``<id>/2026/03/05</id>``
    Good: ``<id>https://example.org/2026/03/05</id>``
    """
    return addresses.absolute_fault(text)


@value("XML132", w3c="InvalidIRI", spec=_RFC3987)
def address_is_well_formed(text: str) -> str | None:
    """An address is formed as RFC 3987 says.

    Why:  Readers cannot follow it.
    Bad:  ``<link>https:/example.org</link>``
    Good: ``<link>https://example.org/</link>``
    """
    return addresses.char_fault(text) or addresses.form_fault(text)


@value(
    "XML133",
    w3c="SchemeNotIANARegistered",
    severity=WARNING,
    spec="https://www.iana.org/assignments/uri-schemes/",
)
def scheme_is_registered(text: str) -> str | None:
    """The scheme of an address is in IANA's registry.

    Why:  Readers do nothing with others, and with some for good reason.
    Bad:  ``<link>mylib:open</link>``
    Good: ``<link>https://example.org/news</link>``
    """
    scheme = addresses.scheme_of(text)
    if scheme is None or scheme in addresses.SCHEMES:
        return None
    return f"IANA lists no scheme {scheme!r}: write the address with https or another known one"


@value("XML134", w3c="UriNotIri", spec=_PROFILE)
def rss_address_is_ascii(text: str) -> str | None:
    """An address in RSS is a URI, which is written in ASCII.

    Why:  RSS is older than international addresses, and readers send them in any encoding.
    Bad:  ``<link>https://example.org/straße</link>``
    Good: ``<link>https://example.org/stra%C3%9Fe</link>``
    """
    if text.isascii():
        return None
    return f"{text!r} is not in ASCII: write hosts in Punycode (xn--…), other letters as %C3%BC"


@value("XML135", w3c="InvalidTAG", spec="https://www.rfc-editor.org/rfc/rfc4151#section-2.1")
def tag_uri(text: str) -> str | None:
    """A tag URI names its authority and a date, as RFC 4151 says.

    Why:  Without both nothing keeps it from being somebody else's id too.
    Bad:  ``<id>tag:example.org:42</id>``
    Good: ``<id>tag:example.org,2026-03-05:42</id>``
    """
    return addresses.tag_fault(text) if text[:4].lower() == "tag:" else None


@value("XML136", w3c="InvalidURN", spec="https://www.rfc-editor.org/rfc/rfc8141#section-2")
def urn(text: str) -> str | None:
    """A URN has a namespace identifier and a name.

    Why:  Otherwise it is no id that nobody else has.
    Bad:  ``<id>urn:42</id>``
    Good: ``<id>urn:isbn:9783161484100</id>``
    """
    return addresses.urn_fault(text) if text[:4].lower() == "urn:" else None


@value("XML137", w3c="InvalidUUID", spec="https://www.rfc-editor.org/rfc/rfc9562#section-4")
def uuid(text: str) -> str | None:
    """A ``urn:uuid:`` holds a UUID.

    Why:  Otherwise it is no id that nobody else has.
    Bad:  ``<id>urn:uuid:42</id>``
    Good: ``<id>urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6</id>``
    """
    return addresses.uuid_fault(text) if text[:9].lower() == "urn:uuid:" else None


@value("XML138", w3c="NonCanonicalURI", severity=WARNING, spec=f"{_RFC4287}#section-4.2.6.1")
def id_is_canonical(text: str) -> str | None:
    """An id that is an address is written in its canonical form.

    Why:  Ids are compared letter by letter. A program on the way that tidies the address makes
          every entry a new one.
    Bad:  ``<id>HTTP://Example.org:80/%7eanna/../1</id>``
    Good: ``<id>http://example.org/1</id>``
    """
    return addresses.canonical_fault(text)


@value(
    "XML139",
    w3c="InvalidURLAttribute",
    spec="https://www.rssboard.org/rss-profile#element-channel-item-enclosure",
)
def enclosure_address(text: str) -> str | None:
    """The address of an enclosure is a full one.

    Why:  Podcast programs fetch it without looking at anything else.
    Bad:  ``<enclosure url="/a.mp3" length="1" type="audio/mpeg"/>``
    Good: ``<enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/>``
    """
    return (
        addresses.char_fault(text) or addresses.absolute_fault(text) or addresses.form_fault(text)
    )


@value("XML141", w3c="InvalidLanguage", spec=_BCP47)
def language(text: str) -> str | None:
    """A language is named by a tag of BCP 47.

    Why:  Readers choose fonts, hyphenation and voices by it.
    Bad:  ``<language>German</language>``
    Good: ``<language>de</language>``
    """
    return languages.language_fault(text)


@value("HOUSE003", severity=WARNING, spec=_BCP47)
def language_subtags_exist(text: str) -> str | None:
    """The region, script and variants of a language tag are in IANA's registry.

    Why:  Programs that do not find them take the tag for broken, or guess.
    Bad:  ``<language>de-XY</language>``
    Good: ``<language>de-AT</language>``
    """
    return languages.subtag_fault(text)
