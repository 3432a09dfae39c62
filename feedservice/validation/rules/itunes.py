"""Rules about Apple's vocabulary for podcasts."""

from collections.abc import Iterator

from feedservice.validation.names import ITUNES
from feedservice.validation.node import Node, Offence, across
from feedservice.validation.rulebook import WARNING, value
from feedservice.validation.rules.extensions import uses_itunes
from feedservice.validation.rules.values import one_of
from feedservice.validation.values import words
from feedservice.validation.values.itunes import CATEGORIES, OBSOLETE

_SPEC = "https://help.apple.com/itc/podcasts_connect/#/itcb54353390"
_CATEGORY = f"{{{ITUNES}}}category"
_OWNER = f"{{{ITUNES}}}owner"
_SUBTITLE, _SUMMARY = 255, 4000
_KEYWORDS = 12
_SUFFIXES = (".mp3", ".m4a", ".mp4", ".m4v", ".mov", ".pdf", ".epub")


@value("EXT201", w3c="InvalidTrueFalse", spec=_SPEC)
def explicit(text: str) -> str | None:
    """``itunes:explicit`` is true or false.

    Why:  Apple refuses the podcast otherwise; the older yes, no and clean still pass.
    Bad:  ``<itunes:explicit>very</itunes:explicit>``
    Good: ``<itunes:explicit>false</itunes:explicit>``
    """
    if text.lower() in {"true", "false", "yes", "no", "clean", "explicit"}:
        return None
    return f"{text!r} is neither true nor false: write one of the two"


@value("EXT202", w3c="InvalidYesNoClean", spec=_SPEC)
def yes_or_no(text: str) -> str | None:
    """``itunes:block``, ``complete`` and ``isClosedCaptioned`` are yes or no.

    Why:  Apple does nothing at any other word.
    Bad:  ``<itunes:block>true</itunes:block>``
    Good: ``<itunes:block>Yes</itunes:block>``
    """
    return None if text.lower() in {"yes", "no"} else f"{text!r} is neither yes nor no: write one"


@value("EXT203", w3c="InvalidDuration", spec=_SPEC)
def duration(text: str) -> str | None:
    """A running time is seconds, MM:SS or HH:MM:SS.

    Why:  Programs show it and compute with it.
    Bad:  ``<itunes:duration>7 min</itunes:duration>``
    Good: ``<itunes:duration>7:40</itunes:duration>``
    """
    return words.duration_fault(text)


@value("EXT204", w3c="InvalidItunesEpisodeType", spec=_SPEC)
def episode_type(text: str) -> str | None:
    """An episode is full, a trailer or a bonus.

    Why:  Programs sort by it.
    Bad:  ``<itunes:episodeType>special</itunes:episodeType>``
    Good: ``<itunes:episodeType>bonus</itunes:episodeType>``
    """
    return one_of(text.lower(), {"full", "trailer", "bonus"}, "type of an episode")


@value("EXT205", w3c="InvalidItunesChannelType", spec=_SPEC)
def show_type(text: str) -> str | None:
    """A show is episodic or serial.

    Why:  Programs order the episodes by it.
    Bad:  ``<itunes:type>daily</itunes:type>``
    Good: ``<itunes:type>episodic</itunes:type>``
    """
    return one_of(text.lower(), {"episodic", "serial"}, "type of a show")


@value("EXT206", w3c="TooLong", spec=_SPEC)
def subtitle_is_short(text: str) -> str | None:
    """A subtitle has at most 255 characters.

    Why:  Apple cuts or refuses a longer one.
    Bad:  ``<itunes:subtitle>`` with a whole article
    Good: ``<itunes:subtitle>Wie der Brunnen auf den Markt kam</itunes:subtitle>``
    """
    return _too_long(text, _SUBTITLE)


@value("EXT207", w3c="TooLong", spec=_SPEC)
def summary_is_bearable(text: str) -> str | None:
    """A summary has at most 4000 characters.

    Why:  Apple cuts or refuses a longer one.
    Bad:  ``<itunes:summary>`` with a whole book
    Good: ``<itunes:summary>Worum es in dieser Folge geht</itunes:summary>``
    """
    return _too_long(text, _SUMMARY)


def _too_long(text: str, most: int) -> str | None:
    return (
        f"{len(text)} characters are too many: write at most {most}" if len(text) > most else None
    )


@value("EXT208", w3c="InvalidKeywords", severity=WARNING, spec=_SPEC)
def keywords_have_commas(text: str) -> str | None:
    """Keywords have commas between them, and are at most twelve.

    Why:  Programs take what stands between commas for one word.
    Bad:  ``<itunes:keywords>markt brunnen wasser stadt</itunes:keywords>``
    Good: ``<itunes:keywords>markt, brunnen, wasser, stadt</itunes:keywords>``
    """
    if "," not in text and len(text.split()) > 3:  # noqa: PLR2004 - a phrase of three passes
        return "these keywords are one to a program: write commas between them"
    if text.count(",") >= _KEYWORDS:
        return f"only {_KEYWORDS} keywords count: take the others away"
    return None


@across("EXT209", at="itunes:category", w3c="InvalidItunesCategory", spec=_SPEC)
def category_is_apples(category: Node) -> Iterator[Offence]:
    """A category of a podcast is one of Apple's, and so is one within it.

    Why:  Apple files the podcast under it, or refuses it.
    Bad:  ``<itunes:category text="Heimat"/>``
    Good: ``<itunes:category text="Society &amp; Culture"/>``
    """
    text = category.element.get("text")
    if text is not None and not _known(category, text) and text not in OBSOLETE:
        yield Offence(
            category.element, f"Apple has no category {text!r} here: choose one of its list"
        )


@across("EXT210", at="itunes:category", w3c="ObsoleteItunesCategory", severity=WARNING, spec=_SPEC)
def category_is_current(category: Node) -> Iterator[Offence]:
    """A category of a podcast is one of Apple's list of today.

    Why:  Those of before 2019 are mapped, not always to what was meant.
    Bad:  ``<itunes:category text="Games &amp; Hobbies"/>``
    Good: ``<itunes:category text="Leisure"/>``
    """
    text = category.element.get("text")
    if text is not None and text in OBSOLETE and not _known(category, text):
        yield Offence(
            category.element, f"Apple gave {text!r} up in 2019: choose one of its list of today"
        )


def _known(category: Node, text: str) -> bool:
    parent = category.element.getparent()
    if parent is not None and parent.tag == _CATEGORY:
        above = parent.get("text", "")
        return text in CATEGORIES.get(above, ())
    return text in CATEGORIES


@across("EXT211", at="channel", w3c="MissingItunesElement", severity=WARNING, spec=_SPEC)
def podcast_has_what_apple_requires(channel: Node) -> Iterator[Offence]:
    """A podcast has a language, a category and says whether it is explicit.

    Why:  Apple requires them.
    Bad:  ``<channel><itunes:author>Anna Berg</itunes:author></channel>``
    Good: ``<language>de</language><itunes:category text="News"/><itunes:explicit>false</itunes:explicit>``
    """
    if not uses_itunes(channel):
        return
    for tag in ("language", _CATEGORY, f"{{{ITUNES}}}explicit"):
        if tag not in channel.children:
            names = {"parent": "channel", "element": channel.name(tag)}
            yield Offence(
                channel.element, f"Apple requires {names['element']}: add it", params=names
            )


@across("EXT212", at="channel", w3c="MissingItunesEmail", severity=WARNING, spec=_SPEC)
def podcast_has_an_owner(channel: Node) -> Iterator[Offence]:
    """A podcast names its owner with an e-mail address.

    Why:  Apple writes to it, and asks by it who may change the podcast.
    Bad:  ``<channel>`` with ``itunes:…`` and no ``itunes:owner``
    Good: ``<itunes:owner><itunes:name>…</itunes:name><itunes:email>…</itunes:email></itunes:owner>``
    """
    if _OWNER not in channel.children and uses_itunes(channel):
        params = {"parent": "channel", "element": "itunes:email"}
        yield Offence(
            channel.element,
            "Apple wants to know the owner: add itunes:owner with itunes:email",
            params=params,
        )


@across("EXT213", at="channel", w3c="NotUTF8", severity=WARNING, spec=_SPEC)
def podcast_is_in_utf8(channel: Node) -> Iterator[Offence]:
    """A podcast is in UTF-8.

    Why:  Apple guarantees for no other encoding.
    Bad:  ``<?xml version="1.0" encoding="iso-8859-1"?>``
    Good: ``<?xml version="1.0" encoding="utf-8"?>``
    """
    if channel.document.encoding not in {"utf-8", "ascii"} and uses_itunes(channel):
        yield Offence(
            channel.element, f"the document is in {channel.document.encoding}: write it in UTF-8"
        )


@across("EXT214", at="channel", w3c="UnsupportedItunesFormat", severity=WARNING, spec=_SPEC)
def episode_can_be_played(channel: Node) -> Iterator[Offence]:
    """An episode is a file that Apple plays: MP3, M4A, MP4, M4V, MOV, PDF or EPUB.

    Why:  Others are not listed.
    Bad:  ``<enclosure url="https://example.org/1.ogg" …/>``
    Good: ``<enclosure url="https://example.org/1.mp3" …/>``
    """
    if not uses_itunes(channel):
        return
    for item in channel.all("item"):
        for enclosure in item.iterchildren("enclosure"):
            path = enclosure.get("url", "").partition("?")[0].partition("#")[0].strip().lower()
            if "." in path.rpartition("/")[2] and not path.endswith(_SUFFIXES):
                yield Offence(
                    enclosure,
                    f"Apple does not play {path.rpartition('.')[2]}: use mp3 or m4a",
                    "url",
                )
