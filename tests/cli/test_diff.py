import json

import pytest

FEED = """<rss version="2.0"><channel><title>Bote</title>{}</channel></rss>"""
ITEM = """<item><title>Nachricht {number}</title><link>https://b.example/{number}</link>
<guid>{guid}{number}</guid><pubDate>Sun, {day} Nov 2026 {number}:00:00 +0100</pubDate></item>"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(here):
    """Write a feed of some items."""

    def write(path, *numbers, guid="tag:b.example,2026:", day=22):
        items = "".join(ITEM.format(number=number, guid=guid, day=day) for number in numbers)
        (here / path).parent.mkdir(exist_ok=True)
        (here / path).write_text(FEED.format(items))
        return path

    return write


def test_a_deploy_that_changes_nothing_says_so(run, write):
    told = run("diff", write("alt.rss", 12, 11), write("neu.rss", 13, 12, 11))
    assert (told.exit_code, told.stdout) == (0, "Nothing changes for subscribers\n")


def test_ids_that_changed_end_with_status_1(run, write):
    told = run("diff", write("alt.rss", 12, 11), write("neu.rss", 12, 11, guid="x"))
    assert told.exit_code == 1
    assert told.stdout == (
        "neu.rss: id changed: Nachricht 12\n"
        "  - tag:b.example,2026:12\n"
        "  + x12\n"
        "neu.rss: id changed: Nachricht 11\n"
        "  - tag:b.example,2026:11\n"
        "  + x11\n"
        "2 ids changed (readers show these items again as unread)\n"
    )


def test_items_lost_and_dates_moved_are_told_with_status_0(run, write):
    told = run("diff", write("alt.rss", 13, 12, 11, 10), write("neu.rss", 13, 11, day=29))
    assert told.exit_code == 0
    assert told.stdout == (
        "neu.rss: publication date moved: Nachricht 13\n"
        "  - Sun, 22 Nov 2026 13:00:00 +0100\n"
        "  + Sun, 29 Nov 2026 13:00:00 +0100\n"
        "neu.rss: publication date moved: Nachricht 11\n"
        "  - Sun, 22 Nov 2026 11:00:00 +0100\n"
        "  + Sun, 29 Nov 2026 11:00:00 +0100\n"
        "2 publication dates moved, 2 items aged out\n"
    )


def test_an_item_that_is_lost_is_named(run, write):
    told = run("diff", write("alt.rss", 13, 12, 11), write("neu.rss", 13, 11))
    assert told.stdout == (
        "neu.rss: item lost: Nachricht 12\n  - tag:b.example,2026:12\n1 item lost\n"
    )


def test_folders_are_compared_by_the_paths_in_them(run, write):
    for path in ("alt/a.rss", "alt/b.rss", "neu/a.rss", "neu/c.rss"):
        write(path, 12)
    write("neu/a.rss", 12, guid="x")
    told = run("diff", "alt", "neu")
    assert told.exit_code == 2
    assert told.stdout.splitlines()[0] == "a.rss: id changed: Nachricht 12"
    assert told.stdout.splitlines()[-1].endswith("; 1 feed could not be compared")
    assert told.stderr == "feedservice: neu/b.rss: No such file or directory\n"


@pytest.mark.parametrize("arguments", [("alt", "a.rss"), ("a.rss", "alt")])
def test_a_folder_is_not_compared_with_a_file(run, write, arguments):
    write("alt/a.rss", 12)
    write("a.rss", 12)
    told = run("diff", *arguments)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == "feedservice: alt is a folder and a.rss is none\n"


def test_json_is_an_array_of_changes(run, write):
    told = run(
        "diff", write("alt.rss", 12), write("neu.rss", 12, guid="x"), "--output-format", "json"
    )
    assert told.exit_code == 1
    assert json.loads(told.stdout) == [
        {
            "path": "neu.rss",
            "kind": "id-changed",
            "title": "Nachricht 12",
            "old": "tag:b.example,2026:12",
            "new": "x12",
        }
    ]


def test_what_cannot_be_compared_is_said(run, write):
    told = run("diff", "http://127.0.0.1:1/", write("neu.rss", 12))
    assert (told.exit_code, told.stdout) == (2, "1 feed could not be compared\n")
    assert told.stderr == "feedservice: http://127.0.0.1:1/: nobody listens at 127.0.0.1:1\n"


def test_a_folder_without_feeds_is_refused(run, here):
    (here / "alt").mkdir()
    (here / "neu").mkdir()
    told = run("diff", "alt", "neu")
    assert (told.exit_code, told.stderr) == (2, "feedservice: alt: no feed in this folder\n")
