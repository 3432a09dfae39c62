"""Rules about the podcast namespace and about tombstones."""

from feedservice.validation.rulebook import value
from feedservice.validation.values import addresses, words

_SPEC = "https://podcasting2.org/podcast-namespace"


@value("EXT301", spec=f"{_SPEC}/tags/locked")
def yes_or_no(text: str) -> str | None:
    """``podcast:locked`` and ``podcast:block`` are yes or no.

    Why:  Hosts that move a podcast do nothing at any other word.
    Bad:  ``<podcast:locked>true</podcast:locked>``
    Good: ``<podcast:locked>yes</podcast:locked>``
    """
    return None if text in {"yes", "no"} else f"{text!r} is neither yes nor no: write one"


@value("EXT302", spec=f"{_SPEC}/tags/guid")
def guid_is_a_uuid(text: str) -> str | None:
    """``podcast:guid`` is a UUID without anything before it.

    Why:  Directories know the podcast by it, wherever it moves.
    Bad:  ``<podcast:guid>my-podcast</podcast:guid>``
    Good: ``<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>``
    """
    return (
        addresses.uuid_fault(f"urn:uuid:{text}")
        and f"{text!r} is no UUID: make one of the feed's address"
    )


@value("EXT303", spec=f"{_SPEC}/tags/season")
def season_number(text: str) -> str | None:
    """A season is a whole number.

    Why:  Programs order the episodes by it.
    Bad:  ``<podcast:season>eins</podcast:season>``
    Good: ``<podcast:season name="Das erste Jahr">1</podcast:season>``
    """
    found = words.integer(text)
    return (
        None
        if found is not None and found >= 0
        else f"{text!r} is no whole number: write 1, and name=… beside it"
    )
