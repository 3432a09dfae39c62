"""Whether this process can answer, and whether what it answers is as new as it should be.

The two are told apart on purpose: whoever cannot answer is to be left out, whoever answers
with yesterday's feeds is not.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from feedservice.config.reading import without_password
from feedservice.errors import StoreError
from feedservice.publish import was_published
from feedservice.store import Store, lock
from feedservice.store.passes import Passes, passes

SILENT_SECONDS = 900  # a publisher looks at the whole folder three times as often


class Publisher(StrEnum):
    """What is known of the publisher."""

    NONE = "none"  # none belongs to this service: feedservice publish does its work
    RUNNING = "running"
    FAILING = "failing"
    SILENT = "silent"
    GONE = "gone"


class Readiness(NamedTuple):
    """What was found.

    Attributes:
        obstacle: Why this process cannot answer; empty if it can.
        worry: Why feeds may be older than their articles; empty if nothing is known.
    """

    obstacle: str
    worry: str
    publisher: Publisher
    passes: Passes


def examine(store: Store, now: datetime) -> Readiness:
    """Look whether there is something to answer with, and how the publisher is."""
    try:
        is_published = was_published(store)
        with store.reading() as view:
            found = passes(view)
            is_held = lock.is_held(view)
    except StoreError as error:
        reason = f"the database cannot be read: {without_password(str(error))}"
        return Readiness(reason, "", Publisher.NONE, Passes())
    state = _state(found, now.timestamp(), is_held=is_held)
    obstacle = "" if is_published else "nothing was published yet"
    return Readiness(obstacle, _worry(state, found), state, found)


def _state(found: Passes, now: float, *, is_held: bool) -> Publisher:
    """Judge the publisher by what it wrote and by its lock."""
    if not found.is_running:
        return Publisher.NONE
    if not is_held:
        return Publisher.GONE
    if found.error:
        return Publisher.FAILING
    heard = max(found.began, found.last_pass)
    return Publisher.RUNNING if now - heard <= SILENT_SECONDS else Publisher.SILENT


def _worry(state: Publisher, found: Passes) -> str:
    """Say what is wrong with the publisher; empty if nothing is."""
    since = f"the last good pass was at {written(found.last_pass)}" if found.last_pass else ""
    since = since or "it has not finished a pass yet"
    return {
        Publisher.NONE: "",
        Publisher.RUNNING: "",
        Publisher.FAILING: f"the last pass failed at {written(found.failed)}: {found.error}",
        Publisher.SILENT: f"the publisher lives, but has not published for long; {since}",
        Publisher.GONE: f"the publisher has ended without being told to; {since}",
    }[state]


def written(instant: float) -> str | None:
    """Write seconds since 1970 as ISO 8601; None for never."""
    if not instant:
        return None
    return datetime.fromtimestamp(instant, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
