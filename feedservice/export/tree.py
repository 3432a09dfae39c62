"""The files of an export: each is replaced at once, and only by other bytes.

A file is written outside of what is served, beside it, and then moved to its place. What is
compressed stands beside the plain file, under its name and the suffix of the coding.
"""

import filecmp
import itertools
import os
import shutil
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from feedservice.coding import encode

PUBLIC = "public"
STAGING = ".staging"
#: Of each coding, as web servers look for them.
SUFFIXES = {"br": ".br", "zstd": ".zst", "gzip": ".gz"}
SECOND = 1_000_000_000  # nanoseconds

Files = dict[str, tuple[int, int]]


class Tree:
    """The files below one folder.

    Attributes:
        written: Names of the documents that were written, in their order.
    """

    def __init__(self, folder: Path) -> None:
        """Begin anew with what an export before, that was broken off, left half-done."""
        self.root = folder / PUBLIC
        self.written: list[str] = []
        self._staging = folder / STAGING
        self._waiting: list[tuple[Path, Path]] = []
        self._numbers = itertools.count()
        shutil.rmtree(self._staging, ignore_errors=True)
        self._staging.mkdir(parents=True)
        self.root.mkdir(exist_ok=True)

    def has(self, name: str, files: Mapping[str, tuple[int, int]]) -> bool:
        """Whether all *files* of a document are there as they were written."""
        found = (self._state(f"{name}{suffix}") for suffix in files)
        return bool(files) and list(found) == list(files.values())

    def foreign(self, names: Iterable[str]) -> str | None:
        """The first of *names* under which somebody else's file lies."""
        return next((name for name in names if os.path.lexists(self.root / name)), None)

    def put(self, name: str, chunks: Iterable[bytes], files: Files, *, coded: bool) -> Files:
        """Write a document, if it is another than before; :meth:`turn` puts it in its place.

        Args:
            name: Of the plain file.
            chunks: Of the body.
            files: What was written before.
            coded: Whether it is to be had compressed, too.

        Returns:
            Its files as they are now.
        """
        plain = self._stage(chunks)
        wanted = {"", *SUFFIXES.values()} if coded else {""}
        if set(files) == wanted and self.has(name, files) and self._is_same(name, plain):
            plain.unlink()
            return files
        staged = {"": plain}
        if coded:
            bodies = encode(plain.read_bytes())
            staged |= {SUFFIXES[coding]: self._stage([body]) for coding, body in bodies.items()}
        before = max((changed for _, changed in files.values()), default=0)
        done = _dated(staged, max(time.time_ns(), before + SECOND))
        self.written.append(name)
        self._waiting += [(path, self.root / f"{name}{end}") for end, path in staged.items()]
        return done

    def turn(self) -> None:
        """Put into their places what was written since the last turn."""
        for staged, place in self._waiting:
            place.parent.mkdir(parents=True, exist_ok=True)
            staged.replace(place)
        self._waiting.clear()

    def remove(self, name: str, suffixes: Collection[str]) -> None:
        """Remove a document, and the folders that become empty."""
        for suffix in suffixes:
            (self.root / f"{name}{suffix}").unlink(missing_ok=True)
        for folder in _folders(name):
            try:
                (self.root / folder).rmdir()
            except OSError:  # something is in it
                return

    def close(self) -> None:
        """Leave nothing half-done behind."""
        shutil.rmtree(self._staging, ignore_errors=True)

    def _state(self, name: str) -> tuple[int, int] | None:
        """Size and time of the last change of a file; None where there is none."""
        try:
            status = os.stat(f"{self.root}/{name}")  # noqa: PTH116 (a path object per file is slow)
        except OSError:
            return None
        return status.st_size, status.st_mtime_ns

    def _stage(self, chunks: Iterable[bytes]) -> Path:
        """Write a file that is not served yet."""
        place = self._staging / str(next(self._numbers))
        with place.open("xb") as file:
            file.writelines(chunks)
        return place

    def _is_same(self, name: str, staged: Path) -> bool:
        """Whether a file holds the same bytes as one that is staged."""
        return filecmp.cmp(self.root / name, staged, shallow=False)


def _dated(staged: Mapping[str, Path], moment: int) -> Files:
    """Date the files of a document, each pair of size and second being another.

    Web servers make the entity tag of the two, and each coding must have its own.
    """
    files: Files = {}
    for suffix, path in staged.items():
        size, changed = path.stat().st_size, moment
        while (size, changed) in files.values():
            changed += SECOND
        os.utime(path, ns=(changed, changed))
        files[suffix] = size, changed
    return files


def _folders(name: str) -> Iterator[str]:
    """The folders that a file is in, the innermost first."""
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name
