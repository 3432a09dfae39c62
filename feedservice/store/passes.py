"""How the publisher's passes go, told in the store, where every process can read it."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime

import orjson
from sqlalchemy import Connection

from feedservice.errors import StoreError
from feedservice.store.database import Store
from feedservice.store.intake import fact, note_fact

NAME = "publisher"
MAX_ERROR = 500  # characters of a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Passes:
    """What publishers of this store have done. Instants are seconds since 1970; 0 is never.

    Attributes:
        is_running: One has begun, and has not ended in good order.
        began: When the last one began.
        passes: How many passes went well, by all publishers there ever were.
        failures: How many did not.
        editions: How many editions they have made.
        seconds: How long the good passes took, all together.
        last_pass: When the last good one ended.
        last_seconds: How long it took.
        error: Why the last pass failed; empty if it did not.
        failed: When it failed.
        next_try: When it will be tried again.
    """

    is_running: bool = False
    began: float = 0
    passes: int = 0
    failures: int = 0
    editions: int = 0
    seconds: float = 0
    last_pass: float = 0
    last_seconds: float = 0
    error: str = ""
    failed: float = 0
    next_try: float = 0


def passes(view: Connection) -> Passes:
    """What is known of the publisher's passes."""
    told = fact(view, NAME)
    noted = orjson.loads(told) if told else {}
    # Another release may have noted more.
    return Passes(**{one.name: noted[one.name] for one in fields(Passes) if one.name in noted})


class Journal:
    """Where the publisher writes how it goes; a store that refuses does not stop it."""

    def __init__(self, store: Store) -> None:
        """Go on where the last publisher ended."""
        self._store = store
        with store.reading() as view:
            self._passes = passes(view)

    def begin(self) -> None:
        """Note that a publisher runs."""
        self._note(lambda so_far, now: replace(so_far, is_running=True, began=now, error=""))

    def end(self) -> None:
        """Note that it has ended as it was told to."""
        self._note(lambda so_far, _: replace(so_far, is_running=False))

    def went_well(self, seconds: float, editions: int) -> None:
        """Note a pass that took *seconds* and made *editions*."""
        self._note(
            lambda so_far, now: replace(
                so_far,
                passes=so_far.passes + 1,
                editions=so_far.editions + editions,
                seconds=so_far.seconds + seconds,
                last_pass=now,
                last_seconds=seconds,
                error="",
            )
        )

    def failed(self, reason: str, pause_seconds: float = 0) -> None:
        """Note why a pass failed, and in how many seconds it is tried again."""
        self._note(
            lambda so_far, now: replace(
                so_far,
                failures=so_far.failures + 1,
                error=reason[:MAX_ERROR],
                failed=now,
                next_try=now + pause_seconds,
            )
        )

    def _note(self, change: Callable[[Passes, float], Passes]) -> None:
        """Write what *change* makes of what is known."""
        self._passes = change(self._passes, datetime.now(UTC).timestamp())
        try:
            with self._store.writing() as transaction:
                note_fact(transaction, NAME, orjson.dumps(self._passes).decode())
        except StoreError:
            return  # the next note says it too, and the lock shows no sign of life meanwhile
