"""Plain text for people: characters that betray a broken encoding or deceive the eye."""

import re

_C1 = re.compile(r"[\x80-\x9f\ufffd]")
# What UTF-8 read as Windows-1252 or Latin-1 looks like: "MÃ¼ller", "â€“", "Â§".
_MOJIBAKE = re.compile(
    r"[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    r"|\u00e2(?:\u20ac|\u0080|\u201a)[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]*"
)
_DOUBLE = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#[xX][0-9A-Fa-f]+);")
_SUSPICIOUS = re.compile(
    r"[\x80-\x9f\ufffd\u00c2\u00c3\u00e2\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
)
_ASCII = bytes(range(128))


def is_suspicious(text: str) -> bool:
    """Tell whether any of the functions below could find something in *text* or a part of it."""
    if "&#" in text:
        return True
    # Little of a text is outside of ASCII: taking the rest out first is ten times as fast.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return _SUSPICIOUS.search(rest.decode("utf-8", "replace")) is not None


def broken_character(text: str) -> str | None:
    """Find a C1 control character or U+FFFD: the remains of a wrong decoding."""
    match = _C1.search(text)
    return match and match[0]


def mojibake(text: str) -> tuple[str, str] | None:
    """Find UTF-8 that was read as Windows-1252, with what it should be."""
    match = _MOJIBAKE.search(text)
    if match is None:
        return None
    for codec in ("cp1252", "latin-1"):
        try:
            meant = match[0].encode(codec).decode()
        except UnicodeError:
            continue
        # "Ã " at a word's end and the like: only what decodes to a letter or a sign is proof.
        if meant.isprintable() and not meant.isspace():
            return match[0], meant
    return None


def bidi_control(text: str) -> str | None:
    """Find a control character that turns the direction of the text around it."""
    match = _BIDI.search(text)
    return match and f"U+{ord(match[0]):04X}"


def unseen(text: str) -> bool:
    """Tell whether nothing in *text* shows, although it is not empty."""
    return bool(text.strip()) and _INVISIBLE.fullmatch(text) is not None


def double_escape(text: str) -> str | None:
    """Find a character reference that was escaped once too often."""
    match = _DOUBLE.search(text)
    return match and match[0]
