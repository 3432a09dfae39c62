"""newsboat, the program, subscribed to one feed."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.e2e.processes import PATIENCE_SECONDS

needed = pytest.mark.skipif(
    shutil.which("newsboat") is None, reason="newsboat is not installed; .ci/run installs it"
)

_ITEMS = """
    SELECT title, url, guid, pubDate, author, content, enclosure_url
    FROM rss_item WHERE deleted = 0 ORDER BY pubDate DESC
"""


class Row(NamedTuple):
    """An item as newsboat keeps it; texts are empty where there is nothing.

    Attributes:
        date: Seconds since 1970.
    """

    title: str
    link: str
    id: str
    date: int
    author: str
    content: str
    enclosure: str


class Newsboat:
    """One reader with one subscription, and a cache of its own.

    In one cache the RSS and the Atom feed would share their items: the ids are the same.
    """

    def __init__(self, home: Path, url: str) -> None:
        self._home = home
        home.mkdir()
        (home / "urls").write_text(f"{url}\n")
        (home / "config").touch()

    def poll(self) -> None:
        """Ask for the feed."""
        self._run("-x", "reload")

    def subscribe(self, opml: bytes) -> list[str]:
        """Take up the subscriptions of a list, and tell the addresses of all."""
        (self._home / "list.opml").write_bytes(opml)
        self._run("-i", "list.opml")
        return (self._home / "urls").read_text().splitlines()

    def _run(self, *arguments: str) -> None:
        command = ["newsboat", "-C", "config", "-u", "urls", "-c", "cache.db", *arguments]
        done = subprocess.run(
            command,
            cwd=self._home,
            env=os.environ | {"HOME": str(self._home), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done

    def items(self) -> list[Row]:
        """What it shows, the newest first."""
        with closing(sqlite3.connect(self._home / "cache.db")) as cache:
            return [Row(*row) for row in cache.execute(_ITEMS)]
