"""Nothing is published twice at once: a lock that lies in the store itself.

It is taken over from a process of this machine that is gone, and from any holder that
has shown no sign of life for :data:`SILENCE_SECONDS`.
"""

import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from feedservice.errors import LockedError, StoreError
from feedservice.store.database import Store
from feedservice.store.schema import lock

SILENCE_SECONDS = 30
BEAT_SECONDS = 5
RETRY_SECONDS = 0.05
NAME = "publisher"

_ours: set[str] = set()  # tokens of the locks that this process holds


class Lock:
    """The right to publish, held until :func:`publishing` ends."""

    def __init__(self, token: str) -> None:
        """Keep what proves that it is ours."""
        self.token = token

    def verify(self, transaction: Connection) -> None:
        """Refuse to go on writing once somebody else has taken over.

        Raises:
            LockedError: The lock was lost, for instance while the machine slept.
        """
        holder = transaction.execute(select(lock).where(lock.c.name == NAME)).first()
        if holder is None or holder.token != self.token:
            raise LockedError(_described(holder) if holder else "nobody: our lock was removed")


def is_held(view: Connection) -> bool:
    """Whether somebody holds the lock and shows signs of life."""
    holder = view.execute(select(lock).where(lock.c.name == NAME)).first()
    return holder is not None and not _is_left_behind(holder, datetime.now(UTC))


@contextmanager
def publishing(store: Store, holder: str, *, patience_seconds: float = 0) -> Iterator[Lock]:
    """Hold the lock, and show signs of life meanwhile.

    Args:
        store: Where to publish.
        holder: What a person would call us, such as ``feedservice serve``.
        patience_seconds: How long to wait for a holder that may be about to end.

    Raises:
        LockedError: Somebody else holds it.
    """
    token = secrets.token_hex(16)
    _wait_and_take(store, token, holder, patience_seconds)
    _ours.add(token)
    ended = threading.Event()
    beat = threading.Thread(target=_beat, args=(store, token, ended), daemon=True)
    beat.start()
    try:
        yield Lock(token)
    finally:
        _ours.discard(token)
        ended.set()
        beat.join()
        # What cannot be released is left behind, and taken over as soon as we are gone; a
        # complaint here would hide what ended us.
        with suppress(StoreError), store.writing() as transaction:
            transaction.execute(delete(lock).where(lock.c.token == token))


def _wait_and_take(store: Store, token: str, holder: str, patience_seconds: float) -> None:
    """Take the lock as soon as it is free or left behind."""
    last_try = time.monotonic() + patience_seconds
    while True:
        try:
            return _take(store, token, holder)
        except LockedError:
            if time.monotonic() >= last_try:
                raise
        time.sleep(RETRY_SECONDS)


def _take(store: Store, token: str, holder: str) -> None:
    """Take the lock if it is free or left behind."""
    now = datetime.now(UTC)
    ours = {
        "name": NAME,
        "token": token,
        "holder": holder,
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "since": now,
        "alive": now,
    }
    with store.writing() as transaction:
        other = transaction.execute(select(lock).where(lock.c.name == NAME)).first()
        if other is not None:
            if not _is_left_behind(other, now):
                raise LockedError(_described(other))
            transaction.execute(delete(lock).where(lock.c.token == other.token))
        try:
            transaction.execute(insert(lock).values(ours))
        except IntegrityError:
            raise LockedError("somebody who was quicker") from None


def _is_left_behind(other: Row[tuple[object, ...]], now: datetime) -> bool:
    """Whether the holder is gone without having released the lock."""
    if (now - other.alive).total_seconds() > SILENCE_SECONDS:
        return True
    if other.host != socket.gethostname():
        return False
    # Our own number, but not ours: a container starts with the same numbers each time.
    if other.pid == os.getpid():
        return other.token not in _ours
    return not _is_running(other.pid)


def _is_running(pid: int) -> bool:
    """Whether this machine has a process *pid*."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """Whether *pid* has ended and only its number is left, for its parent to ask about it.

    In a container nobody may ever ask. Systems without ``/proc`` do not tell.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] == "Z"  # proc(5): the state follows the name


def _described(other: Row[tuple[object, ...]]) -> str:
    """Name the holder, so that a person can go and look."""
    since = other.since.astimezone().isoformat(sep=" ", timespec="seconds")
    return f"{other.holder} (process {other.pid} on {other.host}, since {since})"


def _beat(store: Store, token: str, ended: threading.Event) -> None:
    """Show a sign of life every few seconds."""
    while not ended.wait(BEAT_SECONDS):
        try:
            with store.writing() as transaction:
                transaction.execute(
                    update(lock).where(lock.c.token == token).values(alive=datetime.now(UTC))
                )
        except StoreError:
            continue  # a busy database: there is time for more attempts
