"""How names become addresses, and where everything lies below the base URL.

Nothing here knows the base URL: a path always begins with ``/`` and is appended to it.
"""

import hashlib
import re
import unicodedata
from contextlib import suppress
from urllib.parse import quote, urlsplit, urlunsplit

from feedservice.records import EditionFormat

# What German writes in two letters, and what no decomposition takes apart.
LETTERS = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "å": "a",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
}
SLUG_LENGTH = 80
ALL_SLUG = "alle"  # of the channel that holds every article
_ILLEGAL = re.compile(r"[\x00-\x20\"<>\\^`{|}\x7f]")
_SIGNS = "!#$%&'()*+,/:;=?@[]~"  # besides letters, digits and - . _ ~ (RFC 3986 section 2)
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# Letters and digits stand for themselves, every other sign for a gap.
_GAPS = bytes(code if bytes([code]).isalnum() else ord(" ") for code in range(256))


def slug(name: str) -> str:
    """Write *name* as addresses do: lower-case ASCII letters, digits, single hyphens.

    Empty if nothing of it can be written so.
    """
    plain = name.lower()
    if not plain.isascii():
        composed = unicodedata.normalize("NFC", plain)
        plain = _FOREIGN.sub(lambda sign: LETTERS.get(sign[0], sign[0]), composed)
    if not plain.isascii():
        # Decomposed, é is e and an accent; without its accents it reads like the name.
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in parts if not unicodedata.combining(sign)).lower()
    return b"-".join(plain.encode("ascii", "replace").translate(_GAPS).split()).decode()


def article_slug(title: str) -> str:
    """Write a headline as part of an address, cut at the end of a word."""
    whole = slug(title) or "artikel"
    if len(whole) <= SLUG_LENGTH:
        return whole
    return whole[: SLUG_LENGTH + 1].rpartition("-")[0] or whole[:SLUG_LENGTH]


def short_key(key: str) -> str:
    """Shorten a record's key to 14 hexadecimal digits.

    56 bits: of 100,000 archives with a million articles each, one holds two that are the same.
    """
    return hashlib.blake2b(key.encode(), digest_size=7).hexdigest()


def article_path(title_slug: str, short: str) -> str:
    """Where an article's page is; the short key alone decides."""
    return f"/artikel/{title_slug}-{short}"


def category_path(category_slug: str) -> str:
    """Where a category's page is."""
    return f"/rubrik/{category_slug}"


def escaped(address: str) -> str:
    """Escape what no address may hold, and leave letters of every language (RFC 3987 2.2)."""
    return _ILLEGAL.sub(lambda sign: quote(sign[0]), address)


def uri(address: str) -> str:
    """Write an address with the signs of a URI alone (RFC 3987 section 3.1); ``%`` stays."""
    parts = urlsplit(address)
    host = parts.netloc
    if not host.isascii():
        with suppress(UnicodeError):
            host = host.encode("idna").decode()
    rest = [quote(part, safe=_SIGNS) for part in (parts.path, parts.query, parts.fragment)]
    return urlunsplit((parts.scheme, quote(host, safe=_SIGNS), *rest))


def feed_path(channel_slug: str, edition_format: EditionFormat) -> str:
    """Where a channel's feed is; without a slug, the list of all channels."""
    name = f"/{channel_slug}" if channel_slug else ""
    return f"/feeds{name}.{edition_format.value}"


def feed_page_path(channel_slug: str) -> str:
    """Where people see a channel's feed."""
    return f"/feeds/{channel_slug}"


def archive_slug(channel_slug: str, page: int) -> str:
    """What stands in the place of the slug in the path of a page of a channel's archive."""
    return f"{channel_slug}/archiv/{page}"


def media_path(path: str) -> str:
    """Where a file that lies beside a record is served; *path* is relative to the folder."""
    return f"/medien/{quote(path)}"
