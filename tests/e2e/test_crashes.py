"""A publisher that dies at any moment leaves the old or the new state, and the next one the new."""

import gzip
import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import PurePosixPath
from typing import NamedTuple

import brotli
import pytest
import zstandard
from lxml import etree

from feedservice.validation.testing import assert_valid_feed
from tests.e2e.dying import DISK_FULL, publish_into
from tests.e2e.processes import FEEDSERVICE, PATIENCE_SECONDS
from tests.e2e.sites import ROOT, txt

KILLED, TOO_LARGE = -9, -25
ATOM = "{http://www.w3.org/2005/Atom}"
DECODERS = {
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body),
    "gzip": gzip.decompress,
}


class Feed(NamedTuple):
    """A feed as it is handed out, without the moment of its publication."""

    etag: str
    body: bytes
    coded: Mapping[str, bytes]


State = dict[tuple[str, str], Feed]


def state_of(home) -> State:
    """Every edition in the store at *home*, read by SQL alone."""
    with closing(sqlite3.connect(home / "store.sqlite")) as store:
        coded: dict[tuple[str, str], dict[str, bytes]] = {}
        for slug, form, coding, body in store.execute(
            "SELECT slug, format, coding, body FROM coded_bodies"
        ):
            coded.setdefault((slug, form), {})[coding] = body
        rows = store.execute("SELECT slug, format, etag, body FROM editions")
        return {
            (slug, form): Feed(etag, body, coded.get((slug, form), {}))
            for slug, form, etag, body in rows
        }


def ids(form: str, body: bytes) -> list[str]:
    """The ids of a feed's items, in its order."""
    if form == "json":
        return [item["id"] for item in json.loads(body)["items"]]
    path = {"rss": "channel/item/guid", "atom": f"{ATOM}entry/{ATOM}id"}[form]
    return [str(node.text) for node in etree.fromstring(body).findall(path)]


def assert_complete(state: State) -> None:
    """All formats and channels must tell of the same articles, validly, in every coding."""
    shown: dict[str, set[tuple[str, ...]]] = {}
    listed: set[str] = set()
    for (slug, form), feed in state.items():
        assert feed.etag == hashlib.blake2b(feed.body, digest_size=16).hexdigest()
        assert {name: DECODERS[name](body) for name, body in feed.coded.items()} == dict.fromkeys(
            DECODERS, feed.body
        )
        if form == "opml":
            listed = {
                PurePosixPath(url).stem for url in etree.fromstring(feed.body).xpath("//@xmlUrl")
            }
        else:
            assert_valid_feed(feed.body)
            shown.setdefault(slug, set()).add(tuple(ids(form, feed.body)))
    assert len(state) == 3 * len(shown) + 1
    assert listed == shown.keys()
    assert {len(by_format) for by_format in shown.values()} == {1}  # the formats agree
    parts = {slug: set(*by_format) for slug, by_format in shown.items()}
    assert parts.pop("alle") == set().union(*parts.values())


@pytest.fixture
def home(tmp_path):
    """A published store in ``before``, and articles that were added, changed and removed since."""

    def write(path, text):
        place = tmp_path / "articles" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        return place

    for day in range(1, 5):
        write(f"politik/{day}.txt", txt(f"Meldung {day}", date=f"{day}. November 2024, 9:41 Uhr"))
        write(
            f"sport/{day}.txt", txt(f"Tor {day}", date=f"{day}.11.2024, 18 Uhr", category="Sport")
        )
    (tmp_path / "before").mkdir()
    publish_into(tmp_path / "before", tmp_path / "articles")
    write("kultur/oper.txt", txt("Oper", category="Kultur"))
    write("politik/4.txt", txt("Meldung 4, neu", date="4. November 2024, 9:41 Uhr"))
    write("sport/1.txt", "").unlink()
    return tmp_path


@pytest.mark.parametrize(
    ("kind", "ending"), [("statement", KILLED), ("byte", TOO_LARGE), ("disk-full", DISK_FULL)]
)
def test_every_feed_is_the_old_or_the_new_one_and_the_next_publisher_does_the_rest(
    home, kind, ending
):
    command = [sys.executable, "-m", "tests.e2e.dying", kind, str(home)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    *endings, (last, success) = [map(int, line.split()) for line in told.stdout.splitlines()]
    assert success == 0
    assert len(endings) > 20
    assert {status for _, status in endings} == {ending}
    old, new = state_of(home / "before"), state_of(home / str(last))
    for state in (old, new):
        assert_complete(state)
    assert old.keys() < new.keys()
    left = [state_of(home / str(number)) for number in range(1, last)]
    assert all(state in (old, new) for state in left)
    assert left[0] == old
    for number in range(1, last):
        assert state_of(home / f"{number}-again") == new


@pytest.fixture
def command(home):
    """Make the command that publishes into a copy of the store, for a real process."""

    def make(name):
        shutil.copytree(home / "before", home / name)
        return [
            *("env", f"FEEDSERVICE_DATABASE_URL=sqlite:///{home / name / 'store.sqlite'}"),
            *(f"FEEDSERVICE_ARTICLES={home / 'articles'}", *FEEDSERVICE, "publish"),
        ]

    return make


def without_now(state: State) -> dict[tuple[str, str], bytes]:
    """The bodies, without the moments that were not in any record."""
    written = rb"(?!2024)\d{4}-\d\d-\d\dT[\d:+-]+|\w{3}, \d\d \w{3} (?!2024)\d{4} [\d:]+ [+-]\d{4}"
    return {name: re.sub(written, b"", feed.body) for name, feed in state.items()}


def test_the_command_may_be_killed_at_any_time(home, command):
    began = time.monotonic()
    subprocess.run(command("whole"), capture_output=True, check=True)
    whole = time.monotonic() - began
    old, new = (without_now(state_of(home / name)) for name in ("before", "whole"))
    for part in range(1, 13):
        again = command(f"part-{part}")
        with subprocess.Popen(again, stdout=subprocess.DEVNULL, start_new_session=True) as one:
            with suppress(subprocess.TimeoutExpired):
                one.wait(whole * part / 12)
            one.kill()
        state = state_of(home / f"part-{part}")
        assert_complete(state)
        assert without_now(state) in (old, new)
        subprocess.run(again, capture_output=True, check=True, timeout=PATIENCE_SECONDS)
        assert without_now(state_of(home / f"part-{part}")) == new
