"""sfeed, the program, subscribed to one feed; it fetches with curl as its manual shows."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.e2e.processes import PATIENCE_SECONDS

needed = pytest.mark.skipif(
    shutil.which("sfeed_update") is None or shutil.which("curl") is None,
    reason="sfeed or curl is not installed; .ci/run installs them",
)

# README, "Caching, incremental data updates and bandwidth-saving".
CONFIGURATION = """\
sfeedpath="{home}/feeds"
feeds() {{
    feed "feed" "{url}"
}}
fetch() {{
    etag="{home}/etags/$(basename "$3")"
    curl \
        -L --max-redirs 0 -H "User-Agent:" -f -s -m 15 \
        --compressed \
        --etag-save "${{etag}}" --etag-compare "${{etag}}" \
        -z "${{etag}}" \
        "$2" 2>/dev/null
}}
"""


class Row(NamedTuple):
    """An item as sfeed keeps it (sfeed(5)); texts are empty where there is nothing.

    Attributes:
        date: Seconds since 1970.
        kind: Of the content: ``html`` or ``plain``.
    """

    date: int
    title: str
    link: str
    content: str
    kind: str
    id: str
    author: str
    enclosure: str
    categories: tuple[str, ...]


class Sfeed:
    """One reader with one subscription."""

    def __init__(self, home: Path, url: str) -> None:
        self._home = home
        (home / "etags").mkdir(parents=True)
        (home / "sfeedrc").write_text(CONFIGURATION.format(home=home, url=url))

    def poll(self) -> None:
        """Ask for the feed."""
        done = subprocess.run(
            ["sfeed_update", "sfeedrc"],
            cwd=self._home,
            env=os.environ | {"HOME": str(self._home)},
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done

    def items(self) -> list[Row]:
        """What it shows, the newest first."""
        lines = (self._home / "feeds" / "feed").read_text("utf-8").splitlines()
        return [_read(line) for line in lines]


def _read(line: str) -> Row:
    date, title, link, content, *rest, categories = line.split("\t")
    plain = content.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
    return Row(int(date), title, link, plain, *rest, tuple(categories.split("|")))
