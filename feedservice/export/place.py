"""The folder of an export: whether it may be one, and whether somebody else is at it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedservice.errors import ExportError
from feedservice.export import manifest
from feedservice.export.manifest import Manifest
from feedservice.replacing import beside


@contextmanager
def claimed(folder: Path, articles: Path) -> Iterator[Manifest]:
    """Hold *folder* for one export; make it if it is not there.

    Args:
        folder: Absolute, links followed.
        articles: The articles folder, in which nothing may be written.

    Raises:
        ExportError: It is somebody else's, or another export is writing there.
        OSError: It cannot be made or read.
    """
    _refuse_articles(folder, articles)
    _refuse_others(folder)
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _lock(descriptor, folder)
        found = manifest.read(folder)
        if not (folder / manifest.NAME).exists():
            manifest.write(folder, found)  # from now on it is ours
        yield found
    finally:
        os.close(descriptor)  # and with it the lock


def _lock(descriptor: int, folder: Path) -> None:
    """Keep other exports out as long as *descriptor* is open."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        reason = "another export is writing there; wait for its end"
        raise ExportError(reason, folder=str(folder)) from None


def _refuse_articles(folder: Path, articles: Path) -> None:
    """Refuse the articles folder and everything in it: what is put there would be read."""
    root = articles.resolve()
    if folder == root or root in folder.parents:
        reason = f"lies in the articles folder {root}; name a folder outside of it"
        raise ExportError(reason, folder=str(folder))


def _refuse_others(folder: Path) -> None:
    """Refuse what is not empty and has no manifest of ours."""
    if folder.exists() and not folder.is_dir():
        raise ExportError("is no folder; name one, or a path that is free", folder=str(folder))
    there = set(os.listdir(folder)) if folder.exists() else set()  # noqa: PTH208 - names alone
    if there - {beside(Path(manifest.NAME)).name} and manifest.NAME not in there:
        reason = (
            "is not empty, and no export of ours; name an empty folder, or one that is not there"
        )
        raise ExportError(reason, folder=str(folder))
