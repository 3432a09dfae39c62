"""Decoding: the bytes of a file become text that any XML document may carry.

Guesses only where a wrong guess shows: what is no UTF-8 is read as Windows-1252, but not
when that would turn "ü" into "Ã¼". Every line break becomes a line feed; the separators that only
Unicode knows (NEL, LS, PS) stay, because they are legal inside JSON strings and no editor
counts them as lines: :mod:`feedservice.sources.lines` deals with them.
"""

import codecs
import re
import unicodedata

from feedservice.records import Problem
from feedservice.sources.reports import Code, SourceError, problem

# What XML 1.0 forbids, and DEL and the C1 controls (but for NEL, a line break), which it
# only discourages: they are invisible, and the W3C validator complains about them.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Vertical tab and form feed stand where Word and PDF break a line: without a space in
# their place the words on both sides would become one.
_SPACES = {"\x0b": " ", "\x0c": " "}

# Bytes that send a file on the slow way: controls, carriage returns, and the lead bytes of
# the C1 controls and of U+FFFE. One look at the bytes is many times as fast as a regular
# expression over the text, and most files need no more.
_SUSPECT = (*range(0x09), *range(0x0B, 0x20), 0x7F, 0xC2, 0xEF)
_WITHOUT_SUSPECTS = bytes(ord("?") if byte in _SUSPECT else byte for byte in range(256))
# The lead bytes of U+0300 and beyond: without them a text is in NFC, and asking Unicode's
# tables takes longer than all the rest.
_SURELY_NFC = _WITHOUT_SUSPECTS[:0xCC] + b"?" * (256 - 0xCC)

# "Ã" before a C1 position or "â" before "€" mean UTF-8 that was read as Windows-1252; no
# text that is really in Windows-1252 has them.
_UTF8_SURELY = re.compile(rb"\xc3[\x80-\xbf]|\xe2[\x80-\x82][\x80-\xbf]")
_LINE_BREAK = re.compile(rb"\r\n?|\n")

# More than a few, and more than one in ten: that is no text with a slip in it.
_STRAY = 4
_BINARY_SHARE = 0.1
_SHOWN = 5
_SAVE_AS_UTF8 = "Open the file in the program that made it and save it again as UTF-8 text."


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """Read bytes as text, in NFC, without byte order mark, its lines ended by line feeds.

    Returns:
        The text, and at most one warning about characters that had to be removed.

    Raises:
        SourceError: The bytes are not text, or not in one encoding throughout.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _utf16(data, path)
    else:
        data = data.removeprefix(codecs.BOM_UTF8)
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            text = _windows(data, path, error)
        if data.translate(_SURELY_NFC) == data:
            return text, []
        if data.translate(_WITHOUT_SUSPECTS) == data:
            return nfc(text), []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    clean, removed = without_illegal(text)
    if not removed:
        return clean, []
    if len(removed) > _STRAY + len(text) * _BINARY_SHARE:
        raise SourceError(_not_text(path))
    return clean, [illegal_characters((path, _first_line(text)), removed)]


def without_illegal(text: str) -> tuple[str, str]:
    """Remove what XML forbids, compose the rest to NFC; also return what was removed."""
    removed = "".join(_ILLEGAL.findall(text))
    if removed:
        text = _ILLEGAL.sub(lambda match: _SPACES.get(match[0], ""), text)
    return nfc(text), removed


def nfc(text: str) -> str:
    """Compose to NFC; nearly always the text is already."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def illegal_characters(place: tuple[str, int], removed: str) -> Problem:
    """Warn that characters were removed, and say which."""
    points = [f"U+{ord(char):04X}" for char in dict.fromkeys(removed)]
    shown = ", ".join(points[:_SHOWN]) + (", …" if len(points) > _SHOWN else "")
    noun = "control character" if len(removed) == 1 else "control characters"
    message = f"removed {len(removed)} {noun} that no feed may carry: {shown}"
    hint = "Look at the text around this line and delete them; they often come from PDF or Word."
    return problem(Code.ILLEGAL_CHARACTERS, place, message, hint)


def _utf16(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise SourceError(_not_text(path)) from error


def _windows(data: bytes, path: str, error: UnicodeDecodeError) -> str:
    """Decode what is no UTF-8, unless it nearly is: then its umlauts would be garbled."""
    if _UTF8_SURELY.search(data):
        raise SourceError(_mixed(data, path, error)) from error
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as undefined:
        raise SourceError(_undefined(data, path, undefined)) from undefined


def _not_text(path: str) -> Problem:
    message = "this is no text: it is full of control characters"
    return problem(Code.UNREADABLE, (path, 0), message, _SAVE_AS_UTF8)


def _mixed(data: bytes, path: str, error: UnicodeDecodeError) -> Problem:
    message = f"the file is in UTF-8 but for byte 0x{data[error.start]:02X} in this line"
    hint = "Retype the broken character in this line, or save the whole file as UTF-8 again."
    return problem(Code.UNREADABLE, (path, _line_of(data, error.start)), message, hint)


def _undefined(data: bytes, path: str, error: UnicodeDecodeError) -> Problem:
    byte = f"byte 0x{data[error.start]:02X} in this line"
    message = f"neither UTF-8 nor Windows-1252: {byte} is in neither"
    return problem(Code.UNREADABLE, (path, _line_of(data, error.start)), message, _SAVE_AS_UTF8)


def _line_of(data: bytes, offset: int) -> int:
    return 1 + len(_LINE_BREAK.findall(data[:offset]))


def _first_line(text: str) -> int:
    found = _ILLEGAL.search(text)
    return 1 + text.count("\n", 0, found.start()) if found else 0
