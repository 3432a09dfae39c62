"""Rules about small values: media types, e-mail addresses, numbers, words from a list."""

from collections.abc import Callable, Collection

from feedservice.validation.rulebook import WARNING, value
from feedservice.validation.values import words

_PROFILE = "https://www.rssboard.org/rss-profile"
_RSS = "https://www.rssboard.org/rss-specification"
_RFC4287 = "https://www.rfc-editor.org/rfc/rfc4287"
_MEDIA = "https://www.rssboard.org/media-rss"


@value("XML170", w3c="InvalidMIMEType", spec=f"{_RFC4287}#section-4.2.7.3")
def mime_type(text: str) -> str | None:
    """A media type has a type and a subtype.

    Why:  Readers choose by it whether they can show a link.
    Bad:  ``<link rel="alternate" type="html" href="…"/>``
    Good: ``<link rel="alternate" type="text/html" href="…"/>``
    """
    return words.mime_fault(text)


@value("XML171", w3c="InvalidMIMEAttribute", spec=f"{_PROFILE}#element-channel-item-enclosure")
def enclosed_mime_type(text: str) -> str | None:
    """The media type of an enclosure has a type and a subtype.

    Why:  Podcast programs choose by it whether they can play the file.
    Bad:  ``<enclosure url="…" length="1" type="mp3"/>``
    Good: ``<enclosure url="…" length="1" type="audio/mpeg"/>``
    """
    return words.mime_fault(text)


@value("XML172", w3c="InvalidContact", spec=f"{_PROFILE}#data-types-email")
def contact(text: str) -> str | None:
    """A person in RSS is an e-mail address, with the name in parentheses behind it.

    Why:  Readers offer to write to it; a name alone belongs into ``dc:creator``.
    Bad:  ``<author>Anna Berg</author>``
    Good: ``<author>anna@example.org (Anna Berg)</author>``
    """
    # The address ends where a name in parentheses or brackets begins.
    for piece in words.unquoted(text).replace("<", " ").replace(">", " ").replace(",", " ").split():
        if words.is_email(piece):
            return None
    return f"{text!r} has no e-mail address: write name@example.org (Name), or use dc:creator"


@value("XML173", w3c="EmailFormat", severity=WARNING, spec=f"{_PROFILE}#data-types-email")
def contact_is_in_order(text: str) -> str | None:
    """A person in RSS is written with the address first and the name in parentheses.

    Why:  Readers show what they cannot split as it stands.
    Bad:  ``<author>Anna Berg, anna@example.org</author>``
    Good: ``<author>anna@example.org (Anna Berg)</author>``
    """
    address, _, rest = words.unquoted(text).partition(" ")
    if words.is_email(address) and (
        not rest or (rest.strip()[0] == "(" and rest.strip()[-1] == ")")
    ):
        return None
    return f"{text!r} mixes name and address: write name@example.org (Name)"


@value("RSS031", w3c="MissingRealName", severity=WARNING, spec=f"{_PROFILE}#data-types-email")
def contact_has_a_name(text: str) -> str | None:
    """A person in RSS has a name behind the e-mail address.

    Why:  Readers show the bare address as who wrote.
    Bad:  ``<author>anna@example.org</author>``
    Good: ``<author>anna@example.org (Anna Berg)</author>``
    """
    return None if "(" in text else f"{text!r} has no name: write {text} (Name)"


@value("XML174", w3c="InvalidAddrSpec", spec=f"{_RFC4287}#section-3.2.3")
def email(text: str) -> str | None:
    """An e-mail address in Atom is an address and nothing else.

    Why:  Readers offer to write to it.
    Bad:  ``<email>anna@example.org (Anna Berg)</email>``
    Good: ``<email>anna@example.org</email>``
    """
    return None if words.is_email(text) else words.email_fault(text)


@value("XML176", w3c="InvalidPositiveInteger", spec=f"{_RSS}")
def positive_number(text: str) -> str | None:
    """A count is a whole number above zero.

    Why:  Programs compute with it.
    Bad:  ``<ttl>0.5</ttl>``
    Good: ``<ttl>60</ttl>``
    """
    found = words.integer(text)
    return None if found and found > 0 else f"{text!r} is no whole number above zero: write 60"


@value("XML177", w3c="InvalidNonNegativeInteger", spec=f"{_RSS}")
def natural_number(text: str) -> str | None:
    """An amount is a whole number, zero or more.

    Why:  Programs compute with it.
    Bad:  ``<media:content url="…" bitrate="fast"/>``
    Good: ``<media:content url="…" bitrate="128"/>``
    """
    found = words.integer(text)
    return None if found is not None and found >= 0 else _no_natural(text)


@value("XML180", w3c="InvalidIntegerAttribute", spec=f"{_PROFILE}#element-channel-item-enclosure")
def number_attribute(text: str) -> str | None:
    """A length or a port is a whole number, zero or more.

    Why:  Programs compute with it.
    Bad:  ``<enclosure url="…" type="audio/mpeg" length="12 MB"/>``
    Good: ``<enclosure url="…" type="audio/mpeg" length="12582912"/>``
    """
    found = words.integer(text)
    return None if found is not None and found >= 0 else _no_natural(text)


@value("RSS032", w3c="InvalidIntegerAttribute", spec=f"{_RSS}#ltcloudgtSubelementOfLtchannelgt")
def port_number(text: str) -> str | None:
    """A port is a whole number from 1 to 65535.

    Why:  Programs cannot connect to another.
    Bad:  ``<cloud domain="example.org" port="-80" …/>``
    Good: ``<cloud domain="example.org" port="80" …/>``
    """
    found = words.integer(text)
    return None if found and 0 < found <= 65535 else f"{text!r} is no port: write 80"  # noqa: PLR2004


@value("XML181", w3c="InvalidFloat", spec=f"{_MEDIA}")
def decimal_number(text: str) -> str | None:
    """A measure is a number in digits.

    Why:  Programs compute with it.
    Bad:  ``<media:content url="…" framerate="fast"/>``
    Good: ``<media:content url="…" framerate="25"/>``
    """
    return (
        None
        if words.number(text) is not None
        else f"{text!r} is no number: write digits, such as 25"
    )


@value("XML182", w3c="InvalidBooleanAttribute", spec=f"{_PROFILE}#element-channel-item-guid")
def boolean_attribute(text: str) -> str | None:
    """A yes or no is written ``true`` or ``false``.

    Why:  Readers take everything else for the default.
    Bad:  ``<guid isPermaLink="no">…</guid>``
    Good: ``<guid isPermaLink="false">…</guid>``
    """
    return None if text in {"true", "false"} else f"{text!r} is neither true nor false: write one"


@value("XML183", w3c="AttrNotBlank", severity=WARNING, spec=f"{_RFC4287}#section-4.2.7")
def attribute_is_not_blank(text: str) -> str | None:
    """An attribute that is there says something.

    Why:  Readers show an empty name, or take the default.
    Bad:  ``<link rel="" href="…"/>``
    Good: ``<link rel="alternate" href="…"/>``
    """
    return None if text else "the attribute is empty: give it a value, or leave it out"


def one_of(text: str, known: Collection[str], what: str) -> str | None:
    """Say that *text* is none of the *known* words."""
    if text in known:
        return None
    shown = sorted(known)
    listed = ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "")  # noqa: PLR2004 - a line
    return f"{text!r} is no {what}: write one of {listed}"


def listed(known: Collection[str], what: str) -> Callable[[str], str | None]:
    """Make a judge of a list of words."""
    return lambda text: one_of(text, known, what)


def _no_natural(text: str) -> str:
    return f"{text!r} is no whole number from zero on: write digits, such as 25"
