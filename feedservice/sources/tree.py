"""The files of the articles folder: which there are, and which of them nobody may read.

Looks only at names and metadata, never into a file. A walk over ten thousand files must
not be felt after every save, hence ``os`` and not ``pathlib``.
"""

import os
import stat
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from feedservice.records import Problem
from feedservice.sources import names
from feedservice.sources.text import nfc

# Suffix to media type; None marks records. Whatever else lies in the folder is none of our
# business, and with that the editors' files: "a.txt~", "#a.txt#", "a.txt.swp", "a.txt.part".
_SUFFIXES: dict[str, str | None] = {
    ".txt": None,
    ".md": None,
    ".markdown": None,
    ".json": None,
    ".jsonl": None,
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}
RECORD_SUFFIXES = tuple(suffix for suffix, media in _SUFFIXES.items() if media is None)


class FileState(NamedTuple):
    """A file as it was when the folder was looked at.

    Attributes:
        path: Relative to the articles folder, with ``/``, in NFC: the file's identity.
        size: In bytes.
        mtime_ns: Time of the last change, in nanoseconds since 1970.
        is_media: No record, but an image, sound or film that lies beside the records.
        location: What to open: on disk the name may be in another Unicode form.
    """

    path: str
    size: int
    mtime_ns: int
    is_media: bool
    location: str


def media_type(path: str) -> str | None:
    """Name the media type of a file that lies beside the records; None for all others."""
    return _SUFFIXES.get(_suffix(path))


def scan(root: Path, *, under: Iterable[str] = ("",)) -> tuple[dict[str, FileState], list[Problem]]:
    """List the records and media files of a folder, in the order of their paths.

    Args:
        root: The articles folder.
        under: Look only at and below these: relative to *root* and spelled as on disk.
            What does not exist or is hidden yields nothing.
    """
    walk = _Walk(str(root))
    for path in under:
        walk.start(path)
    found = {path: walk.found[path] for path in sorted(walk.found)}
    return found, sorted(set(walk.problems), key=lambda problem: (problem.path, problem.code))


def _suffix(name: str) -> str:
    return name[name.rfind(".") :].lower()


class _Walk:
    """One look at the folder: what was found so far, and the folders still to enter."""

    def __init__(self, root: str) -> None:
        """Begin at *root*, which may itself be a link."""
        self.found: dict[str, FileState] = {}
        self.problems: list[Problem] = []
        self._root = root
        self._real_root = os.path.realpath(root)
        # Location on disk, and the prefix of the paths in it. A list and no recursion,
        # because a tree may be deeper than Python's stack.
        self._folders: list[tuple[str, str]] = []

    def start(self, path: str) -> None:
        """Look at *path* and at all that is below it."""
        parts = [part for part in path.split("/") if part not in {"", "."}]
        if any(part.startswith(".") for part in parts):
            return
        if parts:
            self._single("".join(f"{part}/" for part in parts[:-1]), parts[-1])
        else:
            self._folders.append((self._root, ""))
        while self._folders:
            self._enter(*self._folders.pop())

    def _single(self, folder: str, name: str) -> None:
        """Look at one path as :meth:`_enter` looks at what a folder holds."""
        location, prefix = f"{self._root}/{folder}{name}", nfc(folder)
        parent = f"{self._real_root}/{folder}".rstrip("/")
        try:
            if os.path.realpath(parent) != parent:
                return  # below a linked folder, which a full scan does not enter either
            mode = os.lstat(location).st_mode
        except ValueError:
            return  # a NUL in it, so there cannot be such a file
        except OSError as error:
            self._not_opened(prefix + nfc(name), error)
            return
        self._visit(mode, location, prefix, name)

    def _visit(self, mode: int, location: str, prefix: str, name: str) -> None:
        if stat.S_ISREG(mode):
            self._file(location, prefix, name)
        elif stat.S_ISDIR(mode):
            self._folder(location, prefix, name)
        elif stat.S_ISLNK(mode):
            self._link(location, prefix, name)

    def _enter(self, location: str, prefix: str) -> None:
        try:
            with os.scandir(location) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_file(follow_symlinks=False):
                        self._file(entry.path, prefix, entry.name)
                    elif entry.is_dir(follow_symlinks=False):
                        self._folder(entry.path, prefix, entry.name)
                    elif entry.is_symlink():
                        self._link(entry.path, prefix, entry.name)
        except OSError as error:
            if prefix:
                self._not_opened(prefix.rstrip("/"), error)
            else:  # the articles folder itself: nobody may take that for an empty one
                self.problems.append(names.not_opened(".", error))

    def _folder(self, location: str, prefix: str, name: str) -> None:
        if self._is_good(prefix, name):
            self._folders.append((location, f"{prefix}{nfc(name)}/"))

    def _file(self, location: str, prefix: str, name: str) -> None:
        suffix = _suffix(name)
        if suffix not in _SUFFIXES or not self._is_good(prefix, name):
            return
        path = prefix + nfc(name)
        try:
            status = os.stat(location)  # noqa: PTH116 (a path object per file is too slow)
        except OSError as error:
            self._not_opened(path, error)
            return
        state = FileState(
            path=path,
            size=status.st_size,
            mtime_ns=status.st_mtime_ns,
            is_media=_SUFFIXES[suffix] is not None,
            location=location,
        )
        other = self.found.setdefault(path, state)
        if other is not state and other.location != location:
            self._same_name(other, state)

    def _same_name(self, *states: FileState) -> None:
        # Which of two stands must not depend on the order of the folder.
        first, second = sorted(states, key=_precedence)
        self.found[first.path] = first
        self.problems.append(names.same_name(second.path, second.location))

    def _not_opened(self, path: str, error: OSError) -> None:
        # Not there, or no longer: then there is nothing that anybody could look at.
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            self.problems.append(names.not_opened(path, error))

    def _link(self, location: str, prefix: str, name: str) -> None:
        """Read a link to a file of the folder, pass over one to a folder of it."""
        if not self._is_good(prefix, name):
            return
        target = os.path.realpath(location)
        try:
            mode = os.stat(target).st_mode  # noqa: PTH116 (as above)
        except OSError:
            if "." not in name or _suffix(name) in _SUFFIXES:
                self.problems.append(names.broken_link(prefix + nfc(name)))
            return
        if os.path.commonpath((self._real_root, target)) == self._real_root:
            if stat.S_ISREG(mode):
                self._file(location, prefix, name)
        elif stat.S_ISDIR(mode) or _suffix(name) in _SUFFIXES:
            self.problems.append(names.outside_folder(prefix + nfc(name), target))

    def _is_good(self, prefix: str, name: str) -> bool:
        if name.isprintable() or not names.has_bad_characters(name):
            return True
        self.problems.append(names.bad_name(prefix + name))
        return False


def _precedence(state: FileState) -> tuple[bool, str]:
    """Put the name that is in NFC on disk first."""
    return not unicodedata.is_normalized("NFC", state.location), state.location
