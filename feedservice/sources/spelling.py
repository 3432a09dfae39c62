"""Names as the disk spells them: paths are in NFC, and suffixes count in any case."""

import os
import posixpath
from collections.abc import Sequence
from pathlib import Path

from feedservice.sources.text import nfc


class Spelling:
    """The names in the articles folder; every directory is listed once."""

    def __init__(self, root: Path) -> None:
        """Start with nothing listed."""
        self._root = os.path.realpath(root)
        self._listed: dict[str, dict[str, str]] = {}
        self._stems: dict[str, set[str]] = {}  # of the files that may be companions

    def names(self, folder: str) -> dict[str, str]:
        """What is in *folder*: each name as :func:`uniform` writes it, and as the disk does.

        Args:
            folder: In NFC, relative to the root; empty where there is none.
        """
        if folder not in self._listed:
            location = self.location(folder)
            try:
                names = [entry.name for entry in os.scandir(location)] if location else []
            except OSError:
                names = []
            # Of two names that look the same, the one in NFC stands, as in a scan.
            ordered = sorted(names, key=lambda name: (name == nfc(name), name))
            self._listed[folder] = {uniform(name): name for name in ordered}
        return self._listed[folder]

    def companion(self, path: str, suffixes: Sequence[str]) -> str | None:
        """The file beside *path* that differs from it in its suffix alone, if there is one.

        Args:
            path: In NFC, relative to the root.
            suffixes: In the order in which one of several is chosen.
        """
        folder, _, name = path.rpartition("/")
        stem = name.rpartition(".")[0]
        if folder not in self._stems:
            shown = (found.rpartition(".") for found in self.names(folder))
            self._stems[folder] = {stem for stem, _, suffix in shown if f".{suffix}" in suffixes}
        if stem not in self._stems[folder]:
            return None
        names = self.names(folder)
        found = next(names[stem + suffix] for suffix in suffixes if stem + suffix in names)
        return f"{folder}/{nfc(found)}" if folder else nfc(found)

    def location(self, path: str) -> str | None:
        """Where the file or folder *path*, in NFC, is on disk; None where there is none."""
        if not path:
            return self._root
        folder, name = posixpath.split(path)
        found = self.names(folder).get(uniform(name))
        return f"{self.location(folder)}/{found}" if found else None

    def file(self, path: str) -> str | None:
        """Where the file *path* is, links followed; None where there is none within the root."""
        found = self.location(path)
        if found is None:
            return None
        try:
            target = os.path.realpath(found)
        except (OSError, RuntimeError):  # links that lead in a circle
            return None
        return target if target.startswith(f"{self._root}/") and Path(target).is_file() else None


def uniform(name: str) -> str:
    """Write a name in NFC, and its suffix in small letters."""
    stem, dot, suffix = nfc(name).rpartition(".")
    return stem + dot + suffix.lower() if dot else suffix
