"""Publishes into copies of a store, and is ended at another point each time; a program.

``python -m tests.e2e.dying KIND HOME`` publishes ``HOME/articles`` into copies of
``HOME/before``. Each attempt is a process of its own, forked when all is imported, because
there are many. What the attempt leaves is copied to ``HOME/<number>``; then another process
publishes into ``HOME/<number>-again``. The last number is the attempt that got through.
"""

import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, event

from feedservice.config import Settings
from feedservice.errors import StoreError
from feedservice.ingest import Order
from feedservice.preparing import hired
from feedservice.publish import publish
from feedservice.store import open_store
from feedservice.store.lock import publishing

NOW = datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC)
FIRST_BYTES, MORE_BYTES = 1_000, 20_011  # a prime: pages of the database are torn everywhere
EVERY = 4  # statements from one attempt to the next
DISK_FULL = 3  # the exit status of an attempt that was told so


def publish_into(home: Path, articles: Path) -> None:
    """Publish as ``feedservice publish`` does, by a clock that stands."""
    settings = Settings(articles=articles, database_url=f"sqlite:///{home / 'store.sqlite'}")
    with (
        hired() as helper,
        closing(open_store(settings.database_url)) as store,
        publishing(store, "a test") as lock,
    ):
        publish(store, lock, Order(settings=settings, now=NOW, helper=helper))


def at_statement(number: int) -> None:
    """Be killed before a statement, or before the commit in its place."""
    left = EVERY * number

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, count)


def at_byte(number: int) -> None:
    """Be killed in the middle of the write that makes a file too large."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    disk_full(number)


def disk_full(number: int) -> None:
    """Get an error from the write that makes a file too large; Python ignores the signal."""
    size = FIRST_BYTES + number * MORE_BYTES
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


KINDS = {"statement": at_statement, "byte": at_byte, "disk-full": disk_full}


def attempts(kind: str, home: Path) -> Iterator[tuple[int, int]]:
    """Try until one gets through; yield each number and how the attempt ended."""
    status = -1
    number = 0
    while status != 0:
        number += 1
        left = home / str(number)
        shutil.copytree(home / "before", left)
        status = _forked(lambda n=number, to=left: (KINDS[kind](n), _attempt(to, home)))
        shutil.copytree(left, home / f"{number}-again")
        yield number, status
        assert _forked(lambda n=number: _attempt(home / f"{n}-again", home)) == 0


def _attempt(place: Path, home: Path) -> None:
    try:
        publish_into(place, home / "articles")
    except StoreError as error:
        (home / "complaints.txt").open("a").write(f"{error}\n")
        raise SystemExit(DISK_FULL) from None


def _forked(work: Callable[[], object]) -> int:
    """Do *work* in a process of its own, and say how it ended: minus the signal's number."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except SystemExit as told:
            os._exit(int(told.code or 0))
        except BaseException:  # noqa: BLE001 - no child may go on as its parent
            sys.excepthook(*sys.exc_info())
            os._exit(70)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    for numbered, ended in attempts(sys.argv[1], Path(sys.argv[2])):
        sys.stdout.write(f"{numbered} {ended}\n")
