"""Plain text of an article, and the beginning of it: what a summary is made of."""

import re
from html.parser import HTMLParser

from feedservice.sources.allowlist import DROPPED
from feedservice.sources.lines import blocks, joined, tidy

_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "u", "var", "wbr",
})  # fmt: skip

# What a tag leaves in the text; at every other tag a paragraph begins or ends.
_BREAKS = {**dict.fromkeys(_INLINE, ""), "br": "\n", "td": " ", "th": " "}

# Not what the article says: captions often are only "Foto: dpa", and in media stands what
# old browsers show instead of them.
_SILENT = DROPPED | {"audio", "figcaption", "head", "video"}
_SPACES = re.compile(r"[ \t]+")
_SPARE = 40  # characters that tidying may take away
_VOID = frozenset({"embed"})  # would never end

# Four letters before the full stop, because "22. Oktober", "z. B. Kohl" and "Dr. Kohl" are
# no ends of sentences; these are the abbreviations of four letters that nouns follow.
_ABBREVIATIONS = ("Prof", "inkl", "exkl", "zzgl", "evtl", "bspw", "Abtl", "Univ")
_SENTENCE_END = re.compile(
    r"[.!?\u2026](?<=[^\W\d_]{4}.)"
    + "".join(rf"(?<!\b{word}\.)" for word in _ABBREVIATIONS)
    + r"[.!?\u2026]*[\"'\u00ab\u00bb\u2018-\u201f\u2039\u203a)]*(?= )"
)


_WORDS_LEFT_OUT = "\u00a0…"
_TRAILING = " \u00a0.,;:-\u2013"


def text_of(html: str) -> str:
    """Take the text out of a clean HTML fragment, with a blank line between paragraphs."""
    collector = _Collector()
    collector.feed(html)
    collector.close()
    return _SPACES.sub(" ", joined(blocks("".join(collector.pieces))))


def first_paragraph(text: str) -> str:
    """Take the first paragraph of a text body, or of what :func:`text_of` returns, as a line."""
    return tidy(text.partition("\n\n")[0])


def images_in(html: str) -> list[tuple[str, str]]:
    """List the addresses and alternative texts of the images in a clean HTML fragment."""
    if "<img" not in html:
        return []
    collector = _Images()
    collector.feed(html)
    collector.close()
    return collector.found


def excerpt(text: str, limit: int = 280) -> str:
    """Shorten a text to at most *limit* characters.

    Ends with a whole sentence if that leaves at least half of them, else with a word and
    an ellipsis: after a blank that breaks no line, because it stands for words; without one
    if it stands for the rest of a word (DIN 5008).
    """
    # No more than can matter: an article is much longer than its summary.
    head = tidy(text[: limit + _SPARE])
    if len(head) <= limit:
        head = tidy(text)
    if len(head) <= limit:
        return head
    ends = [match.end() for match in _SENTENCE_END.finditer(head, 0, limit + 1)]
    if ends and ends[-1] >= limit / 2:
        return head[: ends[-1]]
    words = head[: limit - len(_WORDS_LEFT_OUT) + 1].rpartition(" ")[0].rstrip(_TRAILING)
    return words + _WORDS_LEFT_OUT if words else head[: limit - 1].rstrip(_TRAILING) + "…"


class _Images(HTMLParser):
    """Collects images.

    Attributes:
        found: Address and alternative text of each.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an image that has an address."""
        said = dict(attrs)
        if tag == "img" and said.get("src"):
            self.found.append((said["src"] or "", said.get("alt") or ""))


class _Collector(HTMLParser):
    """Collects text, with line breaks where tags end a line.

    Attributes:
        pieces: To be joined without anything between them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, or something that is passed over."""
        del attrs
        self._silent += tag in _SILENT and tag not in _VOID
        self.pieces.append(_BREAKS.get(tag, "\n\n"))

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, or something that was passed over."""
        self._silent -= tag in _SILENT and self._silent > 0
        self.pieces.append(_BREAKS.get(tag, "\n\n"))

    def handle_data(self, data: str) -> None:
        """Keep text that is read."""
        if not self._silent:
            self.pieces.append(data)
