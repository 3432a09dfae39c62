"""A newsroom in a temporary folder: settings, articles, a store, and a clock that stands."""

import os
import signal
from datetime import UTC, datetime
from textwrap import dedent

import hypothesis
import pytest

from feedservice.config import Settings
from feedservice.ingest import Order
from feedservice.publish import publish
from feedservice.store import open_store
from feedservice.store.lock import publishing

# How long an example takes depends on what else the machine does.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

# In the background of a shell, Ctrl+C is ignored, and so it would be by all that tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

NOW = datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC)  # a Monday, 10 o'clock in Berlin


class Site:
    """Whatever a test changes is published by :meth:`publish`, at *now* unless it says when."""

    def __init__(self, folder, **overrides):
        self.articles = folder / "articles"
        self.articles.mkdir(exist_ok=True)
        self.database = folder / "var" / "feedservice.sqlite"
        given = {
            "articles": self.articles,
            "database_url": f"sqlite:///{self.database}",
            "base_url": "https://nachrichten.example",
            "title": "Weiltaler Bote",
        }
        self.settings = Settings.of(given | overrides)
        self.store = open_store(self.settings.database_url)
        self.now = NOW

    def write(self, path, content):
        """Put a file into the articles folder; text may be indented as the test is."""
        file = self.articles / path
        file.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else dedent(content).lstrip().encode()
        file.write_bytes(data)
        return file

    def publish(self, **order):
        with publishing(self.store, "a test") as lock:
            return publish(
                self.store, lock, Order(**{"settings": self.settings, "now": self.now} | order)
            )


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch):
    for name in os.environ:
        if name.startswith("FEEDSERVICE_"):
            monkeypatch.delenv(name)


@pytest.fixture
def make_site(tmp_path):
    """Make a site; a test overrides only the settings that it is about."""
    made = []

    def make(**overrides):
        made.append(Site(tmp_path, **overrides))
        return made[-1]

    yield make
    for site in made:
        site.store.close()


@pytest.fixture
def site(make_site):
    """A site without articles."""
    return make_site()


@pytest.fixture
def record():
    """Write a record as newsrooms do; a test names only what it is about."""

    def make(
        title="Neues vom Fluss", *, date="22.11.2026, 18.05 Uhr", category="Lokales", body="Text."
    ):
        return f"{date}\n\n{category}\n\n{title}\n\n{body}\n"

    return make
