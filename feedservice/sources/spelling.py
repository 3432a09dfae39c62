"""Names as the disk spells them: paths are in NFC, and suffixes count in any case."""

import os
import posixpath
from pathlib import Path

from feedservice.sources.text import nfc


class Spelling:
    """The names in the articles folder; every directory is listed once."""

    def __init__(self, root: Path) -> None:
        """Start with nothing listed."""
        self._root = os.path.realpath(root)
        self._listed: dict[str, dict[str, str]] = {}

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
