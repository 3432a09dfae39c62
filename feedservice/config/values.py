"""What a setting may be: each function accepts a value, or says what would be right.

The complaints are written to follow the value: ``'Mars' is no time zone; …``.
"""

import json
import os
import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from feedservice.config.reading import named

Choice = TypeVar("Choice", bound=StrEnum)

# Control characters and line ends, and what XML forbids: every title goes into a feed.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# What an address consists of (RFC 3986 section 2), already percent-encoded.
_URL = re.compile(r"([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
_DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
# A name as the DNS has it, with the underscores that some have in it, or an IPv6 number.
_LABEL = r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_WEB_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*\.?|[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)
_ALIASED = frozenset({"", ".", ".."})  # steps of a path
_HOST = re.compile(r"[A-Za-z0-9_.:%-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TAG_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_SECRET = re.compile(r"[!-~]{16,200}")
_TAG_MAILBOX = re.compile(r"[A-Za-z0-9._-]+@")
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]*")  # no underscore: WSGI cannot tell it from a hyphen
_RATE = re.compile(r" *0*([1-9][0-9]{0,5}) */ *(second|minute|hour|day) *", re.ASCII)


def text(*accept: Callable[[str], str]) -> Callable[[object], str]:
    """Make what accepts text, if each of *accept* does."""

    def accept_text(value: object) -> str:
        if not isinstance(value, str):
            raise ValueError("must be text in quotation marks")
        for judge in accept:
            value = judge(value)
        return value

    return accept_text


def one_of(kind: type[Choice]) -> Callable[[object], Choice]:
    """Make what accepts one of the words of *kind*."""
    *words, last = kind

    def accept(value: object) -> Choice:
        if value not in (*words, last):
            raise ValueError(f"must be {', '.join(words)} or {last}")
        return kind(str(value))

    return accept


def line(value: str) -> str:
    """Accept one line of text that can stand in a feed, without blanks around it."""
    if _UNPRINTABLE.search(value):
        raise ValueError("must be one line without control characters")
    if not value.strip():
        raise ValueError("must not be empty")
    return value.strip()


def directives(value: str) -> str:
    """Accept what ``Cache-Control`` may say (RFC 9111 section 5.2)."""
    if not value.isascii():
        raise ValueError("must be ASCII: write it as public, max-age=300")
    return line(value)


def web_address(value: str) -> str:
    """Accept an absolute address on the web."""
    if not value.isascii():
        raise ValueError("must be ASCII: write the host as xn--… and the path with %XX")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must begin with http:// or https:// and a host")
    if not _URL.fullmatch(value):
        raise ValueError("must have no blank, and no sign that addresses do not know")
    if not _WEB_HOST.fullmatch(parts.hostname):
        raise ValueError(f"must name a host, and {parts.hostname!r} is none")
    _ = parts.port  # raises ValueError for a port that is none
    return value


def addresses(value: object) -> tuple[str, ...]:
    """Accept a list of addresses; in a variable, blanks stand between them."""
    listed = value.split() if isinstance(value, str) else value
    if not isinstance(listed, list):
        raise ValueError("must be a list of addresses")
    accept = text(web_address)
    return tuple(named(str(number), accept, one) for number, one in enumerate(listed))


def base_url(value: str) -> str:
    """Accept an address that paths can be appended to, without a slash at the end."""
    parts = urlsplit(web_address(value))
    if "?" in value or "#" in value:
        raise ValueError("must have no query and no fragment")
    if "@" in parts.netloc:
        raise ValueError("must hold no user name: everybody can read it in the feeds")
    steps = unquote(parts.path.rstrip("/")).split("/")[1:]
    if not _ALIASED.isdisjoint(steps):
        # Readers and proxies tidy these up, and then ask for what nobody answers.
        raise ValueError("must have no //, /./ or /../ in its path")
    return value.rstrip("/")


def database_url(value: str) -> str:
    """Accept an address that SQLAlchemy may understand, and SQLite only in a file."""
    scheme, _, rest = value.partition("://")
    if not scheme or not rest:
        raise ValueError("is no database address; write it as sqlite:///var/feedservice.sqlite")
    if is_sqlite(value) and (not re.fullmatch(r"/(?!:|file:)[^?]+", rest) or "\0" in unquote(rest)):
        # In memory each process would have its own, and nobody would see what is published.
        raise ValueError("must name a file, as in sqlite:///var/feedservice.sqlite")
    return value


def is_sqlite(url: str) -> bool:
    """Whether a database address is one of SQLite."""
    return url.partition("://")[0].partition("+")[0] == "sqlite"


def folder(value: object) -> Path:
    """Accept the path of a folder; whether it is there is asked when it is needed."""
    if not isinstance(value, str | Path) or not str(value).strip() or "\0" in str(value):
        raise ValueError("must be the path of a folder")
    return Path(os.path.expanduser(value))  # noqa: PTH111 - Path's own raises for an unknown user


def zone_name(value: str) -> str:
    """Accept a name of the IANA time zone database."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError("is no time zone; use an IANA name such as Europe/Berlin") from None
    return value


def language_tag(value: str) -> str:
    """Accept what is shaped like a language tag (BCP 47)."""
    if not _LANGUAGE.fullmatch(value):
        raise ValueError("is no language tag; write it as de, de-AT or de-CH")
    return value


def host(value: str) -> str:
    """Accept the name or number of a machine; whether it is this one shows on listening."""
    if not _HOST.fullmatch(value):
        raise ValueError("is no host; write it as 127.0.0.1, 0.0.0.0, ::1 or a name")
    return value


def tag_date(value: str) -> str:
    """Accept a date as tag URIs have it (RFC 4151 section 2.1)."""
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        shaped = False
    else:
        shaped = bool(_TAG_DATE.fullmatch(value))
    if not shaped:
        raise ValueError("is no date; write it as 2026 or 2026-01-31")
    return value


def tag_authority(value: str) -> str:
    """Accept a domain name or e-mail address (RFC 4151 section 2.1)."""
    if not _DOMAIN.fullmatch(_TAG_MAILBOX.sub("", value, count=1)):
        raise ValueError("must be a domain name or an e-mail address of yours")
    return value


def secret(value: str) -> str:
    """Accept what nobody guesses, and what a header can hold."""
    if not _SECRET.fullmatch(value):
        raise ValueError("must have 16 to 200 letters, digits or signs of ASCII, and no blank")
    return value


def whole_number(low: int, high: int) -> Callable[[object], int]:
    """Make what accepts a whole number from *low* to *high*, also in a variable's text."""

    def accept(value: object) -> int:
        if isinstance(value, str) and re.fullmatch(r" *[0-9]{1,9} *", value):
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        raise ValueError(f"must be a whole number from {low} to {high}")

    return accept


def switch(value: object) -> bool:
    """Accept yes or no as TOML writes it, also in a variable's text."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value.strip().lower() not in {"true", "false"}:
        raise ValueError("must be true or false")
    return value.strip().lower() == "true"


def header(value: str) -> str:
    """Accept the name of a header in which proxies list addresses."""
    if not _HEADER.fullmatch(value):
        raise ValueError("is no name of a header; write it as X-Forwarded-For")
    if value.lower() == "forwarded":
        # Its elements are lists of parameters, and a proxy may hide the address in them.
        raise ValueError("cannot be read; let your proxy send X-Forwarded-For or X-Real-IP")
    return value


def rate(value: str) -> str:
    """Accept how often something may happen."""
    found = _RATE.fullmatch(value)
    if not found:
        raise ValueError("is no limit; write it as 60/hour (or second, minute, day)")
    return f"{int(found[1])}/{found[2]}"


def table(value: object) -> object:
    """Read a table from a variable, where it is written as JSON."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise ValueError('must be a table; in a variable: {"Sport": {"title": "…"}}') from None


def distinct(names: Iterable[str]) -> None:
    """Accept names of categories: none is empty, and no two differ in case alone."""
    seen: set[str] = set()
    for name in names:
        if not name.strip():
            raise ValueError("has a category without a name")
        if name.lower() in seen:
            raise ValueError(f"names the category {name!r} twice; large or small letters are one")
        seen.add(name.lower())
