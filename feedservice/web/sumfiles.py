"""One file of sums for each process that counts, in a folder that they share.

A process that starts takes over the file, and the sums, of one that has ended: no sum ever
goes backwards, and there are never more files than there were processes at one time. Who
has a file holds the lock beside it, and the kernel lets go of that for him however he ends.
"""

import fcntl
import os
import weakref
from contextlib import suppress
from pathlib import Path

from feedservice.replacing import replace
from feedservice.telemetry import LOGGER
from feedservice.web.tally import Tally

MAX_FILES = 256
SUFFIX = ".json"


class SumFile:
    """The file of this process, until it ends."""

    def __init__(self, folder: Path) -> None:
        """Take the first file in *folder* that nobody has.

        Raises:
            OSError: The folder cannot be used.
        """
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(MAX_FILES):
            lock = _locked(folder / f"{number}.lock")
            if lock is not None:
                weakref.finalize(self, os.close, lock)
                self.path = folder / f"{number}{SUFFIX}"
                return
        raise OSError(f"all {MAX_FILES} files in {folder} are taken")

    def read(self) -> Tally:
        """What whoever had the file before has counted."""
        return _read(self.path) or Tally()

    def write(self, tally: Tally) -> None:
        """Write the sums; who reads meanwhile sees the old ones or the new ones.

        Raises:
            OSError: It cannot be written.
        """
        replace(self.path, tally.to_json())


def others(folder: Path, own: Path) -> list[Tally]:
    """The sums of all processes that count in *folder*, but for those in the file *own*."""
    paths = sorted(path for path in folder.glob(f"*{SUFFIX}") if path != own)
    return [tally for path in paths if (tally := _read(path))]


def _locked(path: Path) -> int | None:
    """Take the lock at *path*; None if somebody has it."""
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _read(path: Path) -> Tally | None:
    """Read sums; None where there are none, or none of this release."""
    with suppress(FileNotFoundError):
        try:
            return Tally.from_json(path.read_text(encoding="utf-8"))
        except ValueError as error:
            LOGGER.warning("%s is passed over: %s", path, error)
    return None
