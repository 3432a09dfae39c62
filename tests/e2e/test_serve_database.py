"""What becomes of readers while the database is full, locked, gone, or not to be written."""

import os
import re
import resource
import shutil
import signal
import sqlite3
import sys
from contextlib import closing

import pytest

from tests.e2e.processes import until
from tests.e2e.sites import ROOT, txt

FORMATS = ("rss", "atom", "json")
# Whoever is root may write everything, unless he gives that up.
MODEST = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []

modest = pytest.mark.skipif(
    bool(MODEST) and shutil.which("setpriv") is None, reason="root writes what is read-only"
)


@pytest.fixture
def site(site):
    """A site with two articles."""
    site.write("politik/alt.txt", txt("Alter Beschluss"))
    site.write("sport/derby.txt", txt("Zwei zu null", category="Sport"))
    return site


def shows(site, service, title):
    until(lambda: title in site.items(), title, service.log)


def publisher_of(site):
    with closing(sqlite3.connect(site.home / "store.sqlite")) as store:
        return store.execute("SELECT pid FROM lock").fetchone()[0]


def remove_store(site):
    for part in site.home.glob("store.sqlite*"):
        part.unlink()


def test_a_database_that_was_removed_is_noticed_and_made_again(site):
    service = site.serve("--workers", "2")
    before = site.get("/feeds/politik.rss")
    remove_store(site)
    until(lambda: "the database file was removed" in service.log(), "a report", service.log)
    until((site.home / "store.sqlite").exists, "another file", service.log)
    # Nothing was changed, and nothing tells readers otherwise.
    # What nobody has asked for is in no worker's memory.
    until(lambda: site.get("/feeds/sport.atom").status == 200, "the new file", service.log)
    assert site.get("/feeds/politik.rss").body == before.body
    site.write("politik/neu.txt", txt("Neuer Beschluss"))
    shows(site, service, "Neuer Beschluss")
    assert list(site.items("sport")) == ["Zwei zu null"]
    assert "Traceback" not in service.log()


def test_readers_get_what_is_in_memory_while_there_is_no_database(site):
    service = site.serve()
    known = {form: site.get(f"/feeds/politik.{form}").body for form in FORMATS}
    os.kill(publisher_of(site), signal.SIGSTOP)  # stopped, so that nobody makes another file
    remove_store(site)
    until(lambda: "Answering from memory" in mention(site, service), "a look", service.log)
    for form, body in known.items():
        assert site.get(f"/feeds/politik.{form}").body == body
    unknown = site.get("/feeds/sport.rss")
    assert (unknown.status, unknown.headers["Retry-After"]) == (503, "30")
    assert "Traceback" not in service.log()
    assert service.log().count("Answering from memory") == 1
    assert not (site.home / "store.sqlite").exists()
    service.kill()


def mention(site, service):
    site.get("/feeds/politik.rss")
    return service.log()


def test_a_copy_that_is_put_in_the_place_of_the_database_is_brought_up_to_date(site):
    site.run("publish")
    shutil.copy(site.home / "store.sqlite", site.home / "copy.sqlite")
    service = site.serve()
    site.write("politik/neu.txt", txt("Neuer Beschluss"))
    shows(site, service, "Neuer Beschluss")
    for part in ("-wal", "-shm"):
        (site.home / f"store.sqlite{part}").unlink()
    (site.home / "copy.sqlite").rename(site.home / "store.sqlite")
    until(lambda: "starting another" in service.log(), "another publisher", service.log)
    shows(site, service, "Neuer Beschluss")
    site.write("politik/danach.txt", txt("Danach"))
    shows(site, service, "Danach")


def test_a_database_that_somebody_locks_makes_nobody_wait_but_the_publisher(site):
    service = site.serve()
    with closing(sqlite3.connect(site.home / "store.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        site.write("politik/neu.txt", txt("Neuer Beschluss"))
        for form in FORMATS:
            assert site.get(f"/feeds/sport.{form}").status == 200
        assert site.get("/rubrik/politik").status == 200
        assert list(site.items()) == ["Alter Beschluss"]
    shows(site, service, "Neuer Beschluss")


def test_while_the_disk_is_full_the_old_feeds_stay_and_what_was_missed_is_published(site):
    service = site.serve()
    until(lambda: "Published" in service.log(), "the first pass", service.log)
    publisher = publisher_of(site)
    hard = resource.prlimit(publisher, resource.RLIMIT_FSIZE)[1]
    # Enough for the log, which is a file too, and for a page of the database.
    resource.prlimit(publisher, resource.RLIMIT_FSIZE, (20_000, hard))
    site.write("politik/neu.txt", txt("Neuer Beschluss"))
    until(lambda: "Not published, will be tried again" in service.log(), "a report", service.log)
    assert re.search(
        r"ERROR +Not published, .* disk I/O error; make room on the disk", service.log()
    )
    assert list(site.items()) == ["Alter Beschluss"]
    resource.prlimit(publisher, resource.RLIMIT_FSIZE, (hard, hard))
    shows(site, service, "Neuer Beschluss")
    assert publisher_of(site) == publisher


@modest
def test_what_is_published_can_be_served_and_looked_at_where_nothing_can_be_written(site):
    site.run("publish")
    place = site.home / "read-only"
    place.mkdir()
    shutil.copy(site.home / "store.sqlite", place)
    (place / "store.sqlite").chmod(0o444)
    place.chmod(0o555)
    site.environment["FEEDSERVICE_DATABASE_URL"] = f"sqlite:///{place / 'store.sqlite'}"
    status = site.start([*MODEST, sys.executable, "-m", "feedservice", "status"])
    assert until(lambda: status.status() is not None, "its end", status.log)
    assert status.status() == 0
    assert "No problems" in status.log()
    publish = site.start([*MODEST, sys.executable, "-m", "feedservice", "publish"])
    until(lambda: publish.status() is not None, "its end", publish.log)
    assert publish.status() == 2
    assert re.fullmatch(
        r"feedservice: database_url \(\$FEEDSERVICE_DATABASE_URL\): .+store\.sqlite: attempt to"
        r" write a readonly database; whoever publishes must be able to write .+\n",
        publish.log(),
    )
    server = ["-m", "gunicorn", "wsgi:app", "--chdir", str(ROOT), "--no-control-socket", "--bind"]
    gunicorn = site.start_server([*MODEST, sys.executable, *server, f"127.0.0.1:{site.port}"])
    assert list(site.items()) == ["Alter Beschluss"]
    assert site.get("/").status == 200
    assert list(place.iterdir()) == [place / "store.sqlite"]
    gunicorn.kill()
    # Whoever may write it publishes again, and readers see that too.
    gunicorn = site.start_server([*MODEST, sys.executable, *server, f"127.0.0.1:{site.port}"])
    place.chmod(0o755)
    (place / "store.sqlite").chmod(0o644)
    site.write("politik/neu.txt", txt("Neuer Beschluss"))
    assert site.run("publish").returncode == 0
    shows(site, gunicorn, "Neuer Beschluss")
    gunicorn.kill()
