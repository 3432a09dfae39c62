"""A newsroom of one test: a folder of records, a store, settings, and what runs on them."""

import http.client
import os
import socket
import subprocess
from collections.abc import Sequence
from contextlib import ExitStack, closing
from email.message import Message
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from tests.e2e.processes import FEEDSERVICE, PATIENCE_SECONDS, Program, until

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "articles"


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


class Item(NamedTuple):
    """An item of an RSS feed, as far as these tests look at it.

    Attributes:
        enclosure: Its attributes; empty without one.
    """

    title: str
    link: str
    guid: str
    date: str
    enclosure: dict[str, str]


def items_of(rss: bytes) -> dict[str, Item]:
    """The items of an RSS feed by title, in the order of the feed."""
    found = {}
    for node in etree.fromstring(rss).iter("item"):
        texts = [node.findtext(name) for name in ("title", "link", "guid", "pubDate")]
        enclosure = node.find("enclosure")
        found[texts[0]] = Item(*texts, {} if enclosure is None else dict(enclosure.attrib))
    return found


def fetch(url: str, method: str = "GET", **headers: str) -> Answer:
    """Ask once and follow nothing; ``if_none_match="…"`` is the header ``If-None-Match``."""
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(
        http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE_SECONDS)
    ) as connection:
        connection.request(method, target, headers=named)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def txt(
    title: str,
    *,
    date: str = "20. November 2024, 9:41 Uhr",
    category: str = "Politik",
    text: str = "Ein Absatz.",
) -> str:
    """Write a text record."""
    return f"{date}\n\n{category}\n\n{title}\n\n{title}\n\n{text}\n"


class Site:
    """A folder of articles with its own store and settings; ends what it started."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.articles = home / "articles"
        self.articles.mkdir(exist_ok=True)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("FEEDSERVICE_")
        } | {
            "FEEDSERVICE_ARTICLES": str(self.articles),
            "FEEDSERVICE_DATABASE_URL": f"sqlite:///{home / 'store.sqlite'}",
            "FEEDSERVICE_BASE_URL": self.url,
            "FEEDSERVICE_PORT": str(self.port),
            "FEEDSERVICE_TITLE": "Weiltaler Bote",
            "PYTHONUNBUFFERED": "1",
        }
        self._programs = ExitStack()
        self._logs = 0

    def __enter__(self):
        self._programs.__enter__()
        return self

    def __exit__(self, *exception: object) -> bool | None:
        return self._programs.__exit__(*exception)

    def write(self, path: str, text: str | bytes) -> Path:
        """Put a file into the folder of articles."""
        place = self.articles / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode() if isinstance(text, str) else text)
        return place

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``feedservice`` with *arguments* until it ends."""
        return subprocess.run(
            [*FEEDSERVICE, *arguments],
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE_SECONDS,
            check=False,
        )

    def start(self, command: Sequence[str]) -> Program:
        """Start a program beside the site; it is stopped at the latest with the site."""
        self._logs += 1
        log = self.home / f"log-{self._logs}.txt"
        program = Program(command, environment=self.environment, cwd=self.home, log=log)
        return self._programs.enter_context(program)

    def start_server(self, command: Sequence[str]) -> Program:
        """Start a program that serves the site, and wait until it answers."""
        program = self.start(command)
        until(lambda: self._answers(program), "an answer", program.log)
        return program

    def serve(self, *arguments: str) -> Program:
        """Run ``feedservice serve``, and wait until it answers."""
        return self.start_server([*FEEDSERVICE, "serve", *arguments])

    def get(self, path: str, **headers: str) -> Answer:
        return fetch(self.url + path, **headers)

    def items(self, slug: str = "politik") -> dict[str, Item]:
        """The items of a channel's RSS feed by title, newest first; empty without a feed."""
        answer = self.get(f"/feeds/{slug}.rss")
        return items_of(answer.body) if answer.status == 200 else {}

    def _answers(self, program: Program) -> bool:
        assert program.status() is None, program.log()
        try:
            return self.get("/feeds/alle.rss").status == 200
        except OSError:
            return False
