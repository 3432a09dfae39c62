"""From a text to a line of tokens, each of which knows where it stood in the text.

White space, dashes, quotation marks and digits come in many Unicode forms, and letters
with accents in two; the grammar sees one of each. Invisible characters vanish.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from feedservice.dates.words import KNOWN

NUMBER: Final = "9"
WORD: Final = "a"
END: Final = ""
DIGITS: Final = frozenset("0123456789")
# How far the grammar may look ahead without asking whether the line goes on.
LOOKAHEAD: Final = 16

INVISIBLE: Final = "\u200b"
TRANSLATION: Final = str.maketrans(
    {
        **dict.fromkeys("\u00ad\u034f\u061c\u180e\u200c\u200d\u200e\u200f\u2060\ufeff", INVISIBLE),
        **dict.fromkeys(map(chr, (*range(0x202A, 0x202F), *range(0x2061, 0x206A))), INVISIBLE),
        **dict.fromkeys(map(chr, range(0xFE00, 0xFE10)), INVISIBLE),
        **dict.fromkeys(map(chr, (*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D)), "-"),
        **dict.fromkeys("\u2018\u2019\u201a\u2032\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\uff1a\u2236\ufe55", ":"),
        **dict.fromkeys("\uff0e\u2024", "."),
        **dict.fromkeys("\uff0c\u201a", ","),
        **dict.fromkeys("\uff0f\u2044\u2215", "/"),
        **dict.fromkeys("\uff5c\u2502\u2503", "|"),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    }
)

# One token: digits, letters, or any other sign. Each is taken whole and never given back, so
# the scan is linear. Splitting at tokens leaves the white space between them, at half the
# cost of finding both.
split_at_tokens: Final = re.compile(r"([0-9]+|[^\W\d_]+|\S)").split
# What is neither plain ASCII nor one of the letters that German adds to it.
uncommon: Final = re.compile(r"[^\x00-\x25\x27-\x7fÄÖÜäöüß]").search
SPACE_ENTITIES: Final = ("&nbsp;", "&#160;")
FOREIGN_DIGIT: Final = re.compile(r"[^\D0-9]")


class Line:
    """A text as parallel lists of tokens, with empty tokens after the last.

    Attributes:
        original: The text as it came.
        flat: The text in which the tokens stand.
        raws: The tokens.
        texts: The tokens, lower case.
        kinds: ``NUMBER``, ``WORD``, the sign itself, or ``END``.
        gaps: The white space before each token.
        size: How many tokens there are.
    """

    __slots__ = ("flat", "gaps", "kinds", "original", "origins", "parts", "raws", "size", "texts")

    def __init__(self, text: str) -> None:
        """Cut *text*."""
        self.original = text
        self.flat, self.origins = flatten(text)
        parts: list[str] = split_at_tokens(self.flat)
        self.raws = parts[1::2]
        kinds, texts = forms(self.raws)
        if GLUED in kinds:
            parts = cut(parts)
            self.raws = parts[1::2]
            kinds, texts = forms(self.raws)
        self.parts = parts
        self.gaps = parts[:-1:2] + GAPS
        self.size = len(kinds)
        self.kinds = kinds + ENDS
        self.texts = texts + ENDS

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens from *first* to before *last* stand in *flat*."""
        parts = self.parts
        return len("".join(parts[: 2 * first + 1])), len("".join(parts[: 2 * last]))

    def shown(self, first: int, last: int) -> str:
        """The tokens from *first* to before *last* as they are written."""
        start, end = self.place(first, last)
        return self.flat[start:end]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens from *first* to before *last* stood in the original text."""
        if last <= first:
            return 0, len(self.original)
        start, end = self.place(first, last)
        if self.origins is None:
            return start, end
        return self.origins[start], self.origins[end]


ENDS: Final = (END,) * LOOKAHEAD
GAPS: Final = [" "] * LOOKAHEAD
# The kind of what must be cut.
GLUED: Final = "glued"
MOST_FORMS: Final = 4096


def forms(raws: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds of all tokens, and the tokens in lower case."""
    if not raws:
        return (), ()
    kinds, texts = zip(*map(FORMS.__getitem__, raws), strict=True)
    return kinds, texts


class Forms(dict[str, tuple[str, str]]):
    """What :func:`classified` says of each token, looked up at half the cost of a call.

    Bylines repeat a few hundred words and numbers; the limit keeps prose from filling memory.
    """

    def __missing__(self, raw: str) -> tuple[str, str]:
        """Classify a token that is new."""
        if len(self) >= MOST_FORMS:
            self.clear()
        self[raw] = form = classified(raw)
        return form


def classified(raw: str) -> tuple[str, str]:
    """The token's kind, and the token in lower case; the kind ``GLUED`` if it must be cut."""
    if not raw[0].isalnum():
        return raw, raw
    if raw[0] in DIGITS:
        return NUMBER, raw
    return (WORD, raw.lower()) if len(pieces(raw)) == 1 else (GLUED, raw)


FORMS: Final = Forms()


def cut(parts: list[str]) -> list[str]:
    """Cut the words that are glued together; nothing stands between their pieces."""
    out = parts[:1]
    for raw, space in zip(parts[1::2], parts[2::2], strict=True):
        found = pieces(raw) if FORMS[raw][0] == GLUED else [raw]
        for piece in found[:-1]:
            out += (piece, "")
        out += (found[-1], space)
    return out


def pieces(letters: str) -> list[str]:
    """Cut ``UhrLesedauer``, ``Uhrteilen`` and ``MEZStand`` into their words."""
    word = letters.lower()
    if word in KNOWN:
        return [letters]
    if letters[1:].islower() or letters.isupper():
        return after_oclock(letters)
    return [piece for hump in humps(letters) for piece in after_oclock(hump)]


def after_oclock(letters: str) -> list[str]:
    """Cut ``Uhrteilen`` after the Uhr."""
    word = letters.lower()
    if word.startswith("uhr") and word not in KNOWN:
        return [letters[:3], letters[3:]]
    return [letters]


def humps(letters: str) -> list[str]:
    """Cut before a capital that follows a small letter or starts a capitalized word."""
    cuts = [
        index
        for index in range(1, len(letters))
        if letters[index].isupper()
        and (letters[index - 1].islower() or letters[index + 1 : index + 2].islower())
    ]
    return [letters[start:end] for start, end in pairwise([0, *cuts, len(letters)])]


def flatten(text: str) -> tuple[str, list[int] | None]:
    """Give every sign its one form; where lengths change, say where each came from."""
    if (text.isascii() and "&" not in text) or uncommon(text) is None:
        return text, None
    flat = text.translate(TRANSLATION)
    plain = INVISIBLE not in flat and "&" not in flat and not FOREIGN_DIGIT.search(flat)
    if plain and unicodedata.is_normalized("NFC", flat):
        return flat, None
    return rebuilt(flat)


def rebuilt(flat: str) -> tuple[str, list[int]]:
    """Compose accents, drop what is invisible, and keep where each character stood."""
    out: list[str] = []
    origins: list[int] = []
    for index, cluster in clusters(flat):
        composed = unicodedata.normalize("NFC", cluster)
        for sign in composed:
            out.append(str(unicodedata.decimal(sign, sign)))
            origins.append(index)
    origins.append(len(flat))
    return "".join(out), origins


def clusters(flat: str) -> Iterator[tuple[int, str]]:
    """Every visible character with the accents that follow it, and where it starts."""
    start, cluster, skip = 0, "", 0
    for index, sign in enumerate(flat):
        if index < skip or sign == INVISIBLE:
            continue
        if cluster and not unicodedata.combining(sign):
            yield start, cluster
            cluster = ""
        if not cluster:
            start = index
        if sign == "&" and flat.startswith(SPACE_ENTITIES, index):
            skip = index + len("&nbsp;")
        cluster += " " if skip > index else sign
    if cluster:
        yield start, cluster
