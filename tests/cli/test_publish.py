import os
import sqlite3
import sys
from contextlib import closing

import pytest

from feedservice.cli.opening import progress_bar
from feedservice.feeds import render
from feedservice.press import gate
from feedservice.store import open_store
from feedservice.store.lock import publishing


@pytest.fixture
def write(newsroom, record):
    """Put a record into the articles folder."""

    def write(path, **said):
        (newsroom / "articles" / path).write_text(record(**said))

    return write


def test_what_was_done_is_one_line(run, write):
    write("a.txt")
    write("b.txt", category="Sport")
    told = run("publish")
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout == "2 articles published, 2 files read, 9 feeds changed\n"


def test_what_did_not_change_is_not_read_again(run, write):
    write("a.txt")
    run("publish")
    assert run("publish").stdout == "1 article published, 0 files read, 0 feeds changed\n"


def test_what_is_gone_is_counted(run, write, newsroom):
    write("a.txt")
    run("publish")
    (newsroom / "articles" / "a.txt").unlink()
    told = run("publish")
    assert told.stdout == "0 articles published, 0 files read, 6 feeds changed, 1 removed\n"


def test_a_record_with_a_problem_is_reported_with_its_place_and_cure(run, write):
    write("good.txt")
    write("bad.txt", date="31. November 2026")
    told = run("publish")
    assert told.exit_code == 1
    assert told.stdout == "1 article published, 2 files read, 6 feeds changed, 1 problem\n"
    where, cure = told.stderr.splitlines()
    assert where.startswith("bad.txt:1: error: ")
    assert where.endswith(" [date-impossible-date]")
    assert cure.startswith("    ")


def test_what_waits_is_counted(run, write, newsroom):
    write("soon.txt", date="1. Januar 2099, 12 Uhr")
    (newsroom / "articles" / "draft.md").write_text(
        "---\ntitle: Entwurf\ndate: 2026-11-22\ncategory: Sport\ndraft: true\n---\nText."
    )
    told = run("publish")
    assert told.exit_code == 0
    assert told.stdout.endswith(", 1 held until their date, 1 draft\n")


def test_a_check_judges_everything_and_changes_nothing(run, write, newsroom):
    write("good.txt")
    write("bad.txt", date="irgendwann")
    before = sorted(newsroom.rglob("*"))
    told = run("publish", "--check")
    assert told.exit_code == 1
    assert told.stdout == "1 article can be published, 1 problem, nothing was changed\n"
    assert told.stderr.startswith("bad.txt:1: error: ")
    assert sorted(newsroom.rglob("*")) == before


def test_most_records_gone_at_once_is_an_accident_until_confirmed(run, write, newsroom):
    for number in range(12):
        write(f"{number}.txt")
    run("publish")
    for file in (newsroom / "articles").iterdir():
        file.unlink()
    told = run("publish")
    assert told.exit_code == 1
    assert told.stdout.startswith("12 articles published, 0 files read")
    assert "feedservice publish --allow-removal" in told.stderr
    told = run("publish", "--allow-removal")
    assert told.exit_code == 0
    assert told.stdout.startswith("0 articles published")


def test_a_flag_names_another_folder(run, newsroom, record):
    (newsroom / "other").mkdir()
    (newsroom / "other" / "a.txt").write_text(record())
    assert run("publish", "--articles", "other").stdout.startswith("1 article published")


def test_a_second_publisher_is_told_who_is_at_it(run, newsroom):
    run("publish")
    file = newsroom / "var" / "feedservice.sqlite"
    store = open_store(f"sqlite:///{file}")
    with publishing(store, "feedservice serve"):
        # Under our own number the store would take the holder for one that is gone.
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("UPDATE lock SET pid = ?", [os.getppid()])
        told = run("publish")
    store.close()
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith(
        "feedservice: already being published by feedservice serve (process "
    )


def test_no_progress_is_shown_in_a_pipe(capsys):
    with progress_bar("Reading") as show:
        show(1, 2)
    assert capsys.readouterr() == ("", "")


def test_no_progress_is_shown_where_there_is_nowhere_to(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)  # as Python has it when it was closed
    with progress_bar("Reading") as show:
        show(1, 2)


def test_a_feed_that_is_refused_is_told_by_publish_and_status(run, newsroom, record, monkeypatch):
    (newsroom / "articles" / "a.txt").write_text(record())
    monkeypatch.setattr(gate, "render", lambda document, _: render(document, "rss")[:-8])
    published, told = run("publish"), run("status")
    assert (published.exit_code, told.exit_code) == (1, 1)
    assert published.stdout.endswith("0 feeds changed, 6 feeds refused\n")
    assert "/feeds/alle.rss:" in published.stderr
    assert published.stderr == told.stderr
