"""The store on a real PostgreSQL server; skipped where there is none."""

import os
import shutil
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from feedservice.errors import LockedError, StoreError
from feedservice.publish import Archivist, archiving
from feedservice.records import FeedFormat
from feedservice.store import articles, channels, intake, open_store
from feedservice.store.lock import publishing
from tests.conftest import Site as UnitSite
from tests.e2e import history
from tests.e2e.processes import FEEDSERVICE, until
from tests.e2e.sites import Site, fetch, free_port, txt


def _programs():
    """Where the server's programs are; Debian keeps them out of the path."""
    places = [shutil.which("initdb"), *Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return next((Path(place).parent for place in places if place), None)


@pytest.fixture(scope="module")
def server():
    """The address of a server without data, sorted as people sort."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    # Not below pytest's own folder, which nobody else may enter.
    with tempfile.TemporaryDirectory(prefix="feedservice-postgresql-") as name:
        yield from _served(programs, Path(name))


def _served(programs, folder):
    user = {}
    if os.geteuid() == 0:  # it refuses to run as root; Debian's package makes an account for it
        user = {"user": "postgres", "group": "postgres", "extra_groups": []}
        shutil.chown(folder, "postgres", "postgres")
    port = free_port()
    sorting = ["-E", "UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=de"]
    subprocess.run(
        [programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "bote", *sorting],
        check=True,
        capture_output=True,
        cwd=folder,
        **user,
    )
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = [programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
    subprocess.run([*control, "-o", options, "start"], check=True, cwd=folder, **user)
    try:
        yield f"postgresql+psycopg://bote@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, cwd=folder, **user)


@pytest.fixture
def url(server, request):
    """The address of an empty database."""
    name = f"test_{request.session.items.index(request.node)}"
    with closing(psycopg.connect(server.replace("+psycopg", ""), autocommit=True)) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.removesuffix("postgres") + name


@pytest.fixture
def site(url, tmp_path):
    with Site(tmp_path) as site:
        site.environment["FEEDSERVICE_DATABASE_URL"] = url
        yield site


def test_records_are_published_changed_and_removed(site):
    place = site.write("Politik-Archiv/a.txt", txt("Archiviert"))
    site.write("politik/a.txt", txt("Erstens"))
    site.write("politik/Über uns.txt", txt("Zweitens"))
    assert "3 articles published" in site.run("publish").stdout
    assert "0 feeds changed" in site.run("publish").stdout
    place.unlink()
    site.write("politik/a.txt", txt("Erstens, neu"))
    told = site.run("publish")
    assert (told.stdout, told.stderr, told.returncode) == (
        "2 articles published, 1 file read, 6 feeds changed, 1 removed\n",
        "",
        0,
    )
    assert "2 articles" in site.run("status").stdout


def test_serve_publishes_what_changes(site):
    site.write("politik/a.txt", txt("Erstens"))
    service = site.serve()
    site.write("politik/b/c.txt", txt("Zweitens"))
    until(lambda: "Zweitens" in site.items(), "the new record", service.log)
    shutil.rmtree(site.articles / "politik" / "b")
    until(lambda: list(site.items()) == ["Erstens"], "its removal", service.log)


def test_two_who_open_an_empty_database_at_once_both_can(site):
    programs = [site.start([*FEEDSERVICE, "status"]) for _ in range(4)]
    until(lambda: all(p.status() is not None for p in programs), "the end")
    assert [p.status() for p in programs] == [0] * 4


def test_one_view_is_one_state_and_one_publisher_is_enough(url):
    store = open_store(url)
    with store.reading() as view:
        before = intake.fact(view, "a")
        with store.writing() as transaction:
            intake.note_fact(transaction, "a", "b")
        assert intake.fact(view, "a") == before
        assert articles.next_due(view) is None
    with publishing(store, "first"), pytest.raises(LockedError), publishing(store, "second"):
        pass
    store.close()


def test_archives_and_deltas_are_served(site):
    site.environment["FEEDSERVICE_FEED_SIZE"] = "3"
    for number in range(1, 9):
        site.write(f"{number}.txt", txt(f"Tag {number}", date=f"{number}. November 2024"))
    service = site.serve("--workers", "2")
    url = f"{site.url}/feeds/politik.atom"
    first, *pages = [list(document.titles.values()) for document in history.walk(url)]
    assert (first, pages) == (
        ["Tag 8", "Tag 7", "Tag 6"],
        [["Tag 5", "Tag 4"], ["Tag 3", "Tag 2", "Tag 1"]],
    )
    tag = fetch(url).headers["ETag"]
    site.write("2.txt", txt("Berichtigt", date="2. November 2024"))
    site.write("9.txt", txt("Tag 9", date="9. November 2024"))
    (site.articles / "1.txt").unlink()

    def documents():
        return [list(document.titles.values()) for document in history.walk(url)]

    expected = [
        ["Tag 9", "Tag 8", "Tag 7"],
        ["Tag 6", "Tag 5", "Tag 4"],
        ["Tag 3", "Berichtigt"],
    ]
    until(lambda: documents() == expected, "the changes", service.log)
    delta = fetch(url, if_none_match=tag, a_im="feed")
    assert (delta.status, delta.text.count("<entry>")) == (226, 1)


def test_who_asks_for_a_page_waits_for_who_publishes(url, tmp_path, monkeypatch):
    site = UnitSite(tmp_path, database_url=url, feed_size=2)
    for number in range(1, 6):
        site.write(f"{number}.txt", txt(f"Tag {number}", date=f"{number}. November 2024"))
    site.publish()
    archivist = Archivist(site.store, site.settings)
    assert archivist.page("politik", 2, FeedFormat.RSS)
    monkeypatch.setattr(archiving, "PATIENCE_SECONDS", 0.05)
    other = open_store(url)
    with other.writing() as transaction:  # as whoever has just changed an article
        channels.touch(transaction, {1: site.now})
        with pytest.raises(StoreError, match="lock timeout"):
            archivist.page("politik", 1, FeedFormat.RSS)
    other.close()
    assert archivist.page("politik", 1, FeedFormat.RSS)
    site.store.close()
