"""Zone marks: the letters, offsets and phrases after a time that say which zone it is of.

Every function takes a line and the token at which to look, and returns what it found, or
None; a zone that no table has is a fault, since ignoring it would shift the instant.
"""

from feedservice.dates import words
from feedservice.dates.faults import Reason, UnreadableError
from feedservice.dates.tokens import NUMBER, WORD, Line

TWO, FOUR = 2, 4
MINUTES = 60
MOST_OFFSET = 14 * 60
OFFSET_ENDS = frozenset({"", ")", "]", ",", ";", "|"})


class Zone:
    """What says the offset: minutes east, or a zone's name (empty for the call's)."""

    __slots__ = ("last", "minutes", "name", "written")

    def __init__(
        self, last: int, minutes: int | None = None, name: str = "", *, written: bool = False
    ) -> None:
        """Take the token after it, and one of minutes and name."""
        self.last = last
        self.minutes = minutes
        self.name = name
        self.written = written


def zone_at(line: Line, at: int) -> Zone | None:
    """Read a mark, an offset or a phrase."""
    text = line.texts[at]
    if line.kinds[at] != WORD:
        return offset_at(line, at)
    if text in words.ZONE_MARKS and is_mark(line, at):
        return mark_at(line, at)
    if text in words.ZONE_WORDS:
        return Zone(at + 1, None, words.ZONE_WORDS[text])
    if text in words.SEASON_WORDS:
        return Zone(at + 1, words.SEASONAL_MARKS[text])
    if text in words.IANA_AREAS and line.texts[at + 1] == "/":
        return iana_zone(line, at)
    return zone_phrase(line, at)


def mark_at(line: Line, at: int) -> Zone:
    """Read a mark with the offset that may follow it: ``MEZ``, ``UTC+1``, ``GMT + 1``."""
    text, sign = line.texts[at], line.texts[at + 1]
    if line.kinds[at + 2] == NUMBER and sign in {"+", "-"}:
        glued = not line.gaps[at + 1] and not line.gaps[at + 2]
        if glued and text not in words.OFFSET_MARKS:
            raise unknown(line, at, at + 3)
        offset = offset_at(line, at + 1, apart=True)
        # "UTC - 12 Kommentare" has a dash.
        if offset and (not line.gaps[at + 2] or line.texts[offset.last] in OFFSET_ENDS):
            return offset
    if sign in {"plus", "minus"}:
        raise unknown(line, at, at + 2)
    return Zone(at + 1, words.ZONE_MARKS[text])


def iana_zone(line: Line, at: int) -> Zone:
    """Read ``Europe/Berlin``; of the others no table here says what they mean."""
    name = f"Europe/{line.texts[at + 2].capitalize()}"
    if line.texts[at] != "europe" or name not in words.ZONE_ADJECTIVES.values():
        raise unknown(line, at, at + 3)
    return Zone(at + 3, None, name)


def unknown(line: Line, at: int, last: int) -> UnreadableError:
    """Say that no table has the zone."""
    message = f"no table says which zone {line.raws[at]} names"
    return UnreadableError(Reason.UNKNOWN_ZONE, message, at, last)


def is_mark(line: Line, at: int) -> bool:
    """Whether the letters are a zone's and not a word such as "West"."""
    text = line.texts[at]
    if text in {"mez", "mesz", "cet", "cest", "utc", "gmt"}:
        return True
    if text == "z":
        return (not line.gaps[at]) or line.raws[at] == "Z"
    return line.raws[at].isupper()


def offset_at(line: Line, at: int, *, apart: bool = False) -> Zone | None:
    """Read ``+02:00``, ``+0200``, ``+02``; after GMT also ``+2`` and, set *apart*, ``+ 2``."""
    sign = line.texts[at]
    if sign not in {"+", "-"} or line.kinds[at + 1] != NUMBER or (line.gaps[at + 1] and not apart):
        return None
    width = len(line.texts[at + 1])
    if width > FOUR:
        return None
    figures_ = line.texts[at + 1].zfill(TWO)
    hours, minutes, last = int(figures_[:2]), int(figures_[2:] or 0), at + 2
    colon = line.texts[last] == ":" and not line.gaps[last] and not line.gaps[last + 1]
    if (
        width <= TWO
        and colon
        and line.kinds[last + 1] == NUMBER
        and len(line.texts[last + 1]) == TWO
    ):
        minutes, last = int(line.texts[last + 1]), last + 2
    total = hours * MINUTES + minutes
    decimals = line.texts[last] == "." and line.kinds[last + 1] == NUMBER and not line.gaps[last]
    if minutes >= MINUTES or total > MOST_OFFSET or (decimals and not line.gaps[last + 1]):
        message = "no zone of the world has this offset"
        raise UnreadableError(Reason.IMPOSSIBLE_OFFSET, message, at, last)
    return Zone(last, -total if sign == "-" else total, written=True)


def zone_phrase(line: Line, at: int) -> Zone | None:
    """Read "deutscher Zeit" and "mitteleuropäische Sommerzeit"; refuse "Moskauer Zeit"."""
    at += 2 * (line.texts[at] == "us" and line.texts[at + 1] == "-")
    text, after = line.texts[at], line.texts[at + 1]
    if text in words.UNKNOWN_MARKS and line.raws[at].isupper():
        raise unknown(line, at, at + 1)
    if text in words.UNKNOWN_TIMES or (text in {"new", "los"} and line.texts[at + 2] == "zeit"):
        raise unknown(line, at, at + 1)
    if after not in words.SEASONAL_MARKS:
        return None
    if text in words.CENTRAL_EUROPEAN:
        return Zone(at + 2, words.SEASONAL_MARKS[after])
    if text in words.ZONE_ADJECTIVES and after == "zeit":
        return Zone(at + 2, None, words.ZONE_ADJECTIVES[text])
    if text.endswith("er"):
        raise unknown(line, at, at + 2)
    return None
