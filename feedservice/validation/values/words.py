"""Small value types: MIME types, e-mail addresses, numbers, durations, encoded bytes."""

import binascii
import re

_NAME = r"[A-Za-z0-9!#$&^_.+-]+"
_MIME = re.compile(
    rf"{_NAME}/{_NAME}(?:\s*;\s*{_NAME}=(?:[^\s;\"]+|\"[^\"]*\"))*\s*;?",
)
# What does not stand in an address, so that everything beyond ASCII may (RFC 6532); named
# the other way round, the tables for these signs take longer to make than a feed to judge.
_NO_LABEL = r"\x00-,./:-@\[-`{-\xa0"
_ATEXT = r"[^\x00-\x20\"(),.:;<>@\[\\\]\x7f-\xa0]+"
_LABEL = rf"[^{_NO_LABEL}-](?:[^{_NO_LABEL}]*[^{_NO_LABEL}-])?"
_EMAIL = re.compile(rf"{_ATEXT}(?:\.{_ATEXT})*@{_LABEL}(?:\.{_LABEL})+")
_SIMPLE_EMAIL = re.compile(rf"{_ATEXT}(?:\.{_ATEXT})*@{_LABEL}(?:\.{_LABEL})*")
# The signs beside the at are enough, and a search for more would be quadratic.
_AT = re.compile(rf"{_ATEXT[:-1]}@[^{_NO_LABEL}-]")
_DURATION = re.compile(r"(?a)\d+|(?:(?:\d+:)?[0-5]?\d|\d+):[0-5]\d")
_NPT = re.compile(r"(?a)now|\d+(?:\.\d*)?|\d+:[0-5]\d:[0-5]\d(?:\.\d*)?")
_FLOAT = re.compile(r"(?a)[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_INTEGER = re.compile(r"(?a)[+-]?\d{1,19}")
_QUOTED = re.compile(r"\"(?:[^\"\\]++|\\.)*+\"@")
_HEX = re.compile(r"[0-9A-Fa-f]+")


def mime_fault(text: str) -> str | None:
    """Judge a media type (RFC 2046)."""
    if _MIME.fullmatch(text):
        return None
    return f"{text!r} is no media type: write one such as text/html or audio/mpeg"


def email_fault(text: str) -> str | None:
    """Judge an e-mail address (RFC 5322 addr-spec)."""
    if _EMAIL.fullmatch(text):
        return None
    return f"{text!r} is no e-mail address: write name@example.org, and nothing else"


def holds_email(text: str) -> bool:
    """Tell whether an e-mail address is somewhere in *text*."""
    return _AT.search(text) is not None


def is_email(text: str) -> bool:
    """Tell whether *text* is an e-mail address, be it of a host without dots."""
    return _SIMPLE_EMAIL.fullmatch(text) is not None


def unquoted(text: str) -> str:
    """Write an address that begins with a name in quotes as if it needed none."""
    match = _QUOTED.match(text)
    return f"quoted@{text[match.end() :]}" if match else text


def integer(text: str) -> int | None:
    """Read a whole number in plain digits; None where it is none."""
    text = text.strip()
    # Python reads other scripts' digits too, and refuses to read numbers without end.
    return int(text) if _INTEGER.fullmatch(text) else None


def number(text: str) -> float | None:
    """Read a decimal number; None where it is none."""
    return float(text) if _FLOAT.fullmatch(text.strip()) else None


def duration_fault(text: str) -> str | None:
    """Judge a running time: seconds, MM:SS or HH:MM:SS."""
    if _DURATION.fullmatch(text):
        return None
    return f"{text!r} is no running time: write seconds (1325), MM:SS or HH:MM:SS"


def npt_fault(text: str) -> str | None:
    """Judge a normal play time (RFC 2326 section 3.6)."""
    if _NPT.fullmatch(text):
        return None
    return f"{text!r} is no play time: write seconds (42.5) or H:MM:SS (1:02:03)"


def base64_fault(text: str) -> str | None:
    """Judge base64 (RFC 4648), which may be wrapped into lines."""
    try:
        binascii.a2b_base64("".join(text.split()), strict_mode=True)
    except (ValueError, binascii.Error):
        return "the text is no base64: encode the bytes, or give their address in src"
    return None


def hash_fault(text: str, length: int) -> str | None:
    """Judge a digest of *length* hexadecimal digits."""
    if len(text) == length and _HEX.fullmatch(text):
        return None
    return f"{text!r} is no digest of {length} hexadecimal digits: write it in lower-case hex"
