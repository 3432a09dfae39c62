"""The keys that Markdown and JSON records share, read one by one.

The two formats bring their keys as :class:`Entry`. All that is wrong with a record is
collected and not raised, so that its author can mend it in one go.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from feedservice.records import Problem, Severity
from feedservice.sources.lines import tidy
from feedservice.sources.reports import Code, problem, quoted
from feedservice.sources.text import illegal_characters, without_illegal

#: What a record may say of itself, apart from its body.
KEYS = (
    "title",
    "date",
    "updated",
    "category",
    "categories",
    "author",
    "summary",
    "image",
    "alt",
    "tags",
    "id",
    "draft",
)

_IMAGE_ADDRESS = ("src", "url", "file")
_YES = frozenset({"true", "yes", "ja", "wahr", "1"})
_NO = frozenset({"false", "no", "nein", "falsch", "0", ""})
_KINDS = {list: "a list", tuple: "a group of keys", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a record.

    Attributes:
        value: Text, a list, a tuple of key and value pairs, a bool, or None for nothing.
            Numbers and dates come as the text that the author wrote.
        line: Where it stands in the file, from 1.
    """

    key: str
    value: object
    line: int


class Fields:
    """The keys of one record, and the problems met while reading them.

    Attributes:
        path: The record's file.
        line: Where the record begins in it, from 1.
        problems: In the order in which they were met.
    """

    def __init__(
        self, entries: Iterable[Entry], *, path: str, line: int, body_keys: tuple[str, ...] = ()
    ) -> None:
        """Sort the entries by key; the first of several with one key counts."""
        self.path = path
        self.line = line
        self.problems: list[Problem] = []
        self._entries: dict[str, Entry] = {}
        self._flawed: set[str] = set()
        self._texts: dict[str, str | None] = {}
        self._removed = ""
        for entry in entries:
            self._accept(entry, KEYS + body_keys)

    def line_of(self, key: str) -> int:
        """Find the line of a key, or of the record if it does not have the key."""
        return self._entries[key].line if key in self._entries else self.line

    def report(self, code: Code, key: str, message: str, hint: str) -> None:
        """Add a problem with what stands at *key*."""
        self._flawed.add(key)
        self.problems.append(problem(code, (self.path, self.line_of(key)), message, hint))

    def miss(self, code: Code, key: str, hint: str) -> None:
        """Add a problem with *key* being empty, unless it is only so for another problem."""
        if key not in self._flawed:
            self.report(code, key, f"the record has no {key}", hint)

    def has_errors(self) -> bool:
        """Tell whether anything was met for which the record cannot be published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def raw(self, key: str) -> str | None:
        """Read a text with its lines and spaces as they are; None if it is missing."""
        return self._string(key, self._value(key))

    def text(self, key: str) -> str | None:
        """Read a text of one line; None if it is missing or empty."""
        if key not in self._texts:  # read once, so that what is wrong is reported once
            self._texts[key] = tidy(self.raw(key) or "") or None
        return self._texts[key]

    def texts(self, key: str, *, separator: str | None = None) -> tuple[str, ...]:
        """Read texts, each of them once, from a list or from a text with separators."""
        value = self._value(key)
        if isinstance(value, list):
            strings = [self._string(key, item) or "" for item in value]
        else:
            whole = self._string(key, value) or ""
            strings = whole.split(separator) if separator else [whole]
        return tuple(filter(None, dict.fromkeys(map(tidy, strings))))

    def flag(self, key: str) -> bool:
        """Read a yes or no; missing means no."""
        value = self._value(key)
        if isinstance(value, bool):
            return value
        word = tidy(self._string(key, value) or "").casefold()
        if word not in _YES | _NO:
            message = f"{key} is {quoted(word)}, neither true nor false"
            self.report(Code.BAD_VALUE, key, message, f"Write {key}: true or delete the key.")
        return word in _YES

    def image(self) -> tuple[str | None, str | None]:
        """Read the lead image: its address, and what it shows."""
        value = self._value("image")
        if not isinstance(value, tuple):
            return self.text("image"), self.text("alt")
        parts = dict(value)
        address = next((parts[key] for key in _IMAGE_ADDRESS if parts.get(key)), None)
        if address is None:
            hint = "Write the address of the image as src: below image:."
            self.report(Code.BAD_VALUE, "image", "image has no address", hint)
        source, alt = (self._string("image", part) for part in (address, parts.get("alt")))
        return tidy(source or "") or None, tidy(alt or "") or self.text("alt")

    def warn_of_removed(self) -> None:
        """Add the one warning about all characters that had to be removed from the values."""
        if self._removed:
            place = (self.path, self.line)
            self.problems.append(illegal_characters(place, self._removed))

    def _accept(self, entry: Entry, known: tuple[str, ...]) -> None:
        if entry.key in self._entries:
            message = f"{entry.key} stands there twice"
            hint = "Delete the wrong one."
            place = (self.path, entry.line)
            self.problems.append(problem(Code.DUPLICATE_KEY, place, message, hint))
        elif entry.key in known:
            self._entries[entry.key] = entry
        else:
            self._warn_of_unknown(entry, known)

    def _warn_of_unknown(self, entry: Entry, known: tuple[str, ...]) -> None:
        close = get_close_matches(entry.key.strip().casefold(), known, n=1)
        guess = f"Did you mean {close[0]}?" if close else f"Known are {', '.join(known)}."
        message = f"nothing is known by the name of {quoted(entry.key)}; it is ignored"
        place = (self.path, entry.line)
        self.problems.append(problem(Code.UNKNOWN_KEY, place, message, guess))

    def _value(self, key: str) -> object:
        return self._entries[key].value if key in self._entries else None

    def _string(self, key: str, value: object) -> str | None:
        """Take a value as text: clean, in NFC, its lines ended by line feeds."""
        if isinstance(value, str):
            value = value.replace("\r\n", "\n").replace("\r", "\n")
            clean, removed = without_illegal(value)
            self._removed += removed
            return clean
        if value is not None:
            message = f"{key} is or contains {_KINDS[type(value)]} where text is expected"
            self.report(Code.BAD_VALUE, key, message, f"Write {key} as plain text.")
        return None
