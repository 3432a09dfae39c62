"""``feedservice export``: what it says, and how it ends."""

import os

import pytest

from feedservice.export import exporting


@pytest.fixture
def write(newsroom, record):
    """Put a record into the articles folder."""

    def write(path, **said):
        (newsroom / "articles" / path).write_text(record(**said))

    return write


def test_what_was_done_is_said(run, write):
    write("a.txt")
    run("publish")
    told = run("export", "out")
    assert (told.exit_code, told.stderr) == (0, "")
    count = len([1 for _, _, names in os.walk("out/public") for _ in names])
    coded = 3 * len([n for _, _, names in os.walk("out/public") for n in names if n.endswith("br")])
    assert told.stdout == (
        f"{count - coded} documents, {count - coded} written, 0 removed\n"
        "Changed: nginx-http.conf, nginx-server.conf, Caddyfile; "
        "let the web server read it again\n"
    )


def test_what_has_not_changed_is_not_written_and_what_is_gone_is_removed(run, write, newsroom):
    write("a.txt")
    run("publish")
    run("export", "out")
    assert run("export", "out").stdout.endswith(" documents, 0 written, 0 removed\n")
    (newsroom / "articles" / "a.txt").unlink()
    run("publish")
    assert "written, 1 removed\n" in run("export", "out").stdout


def test_the_root_may_be_elsewhere(run, write, newsroom):
    write("a.txt")
    run("publish")
    run("export", "out", "--root", "/srv/www/bote")
    for name in ("nginx-server.conf", "Caddyfile"):
        told = (newsroom / "out" / name).read_text()
        assert '"/srv/www/bote"' in told
        assert str(newsroom) not in told


@pytest.mark.parametrize("root", ["www/bote", ".", "~/www"])
def test_a_root_that_no_web_server_would_find_is_refused(run, write, newsroom, root):
    write("a.txt")
    run("publish")
    told = run("export", "out", "--root", root)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == (
        f"feedservice: --root: {root} is not absolute; "
        "write where the web server finds it, from / on\n"
    )
    assert not (newsroom / "out").exists()


def test_before_anything_was_published_there_is_nothing_to_export(run, newsroom):
    told = run("export", "out")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == (
        "feedservice: nothing was published yet; run feedservice publish first\n"
    )
    assert not (newsroom / "out").exists()
    assert not (newsroom / "var").exists()


def test_feeds_of_other_settings_are_not_exported(run, write, monkeypatch, newsroom):
    write("a.txt")
    run("publish")
    monkeypatch.setenv("FEEDSERVICE_BASE_URL", "https://bote.example")
    told = run("export", "out")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == (
        "feedservice: the feeds are those of other settings or another release; "
        "run feedservice publish first\n"
    )
    assert not (newsroom / "out").exists()
    run("publish")
    assert run("export", "out").exit_code == 0


def test_a_folder_that_is_somebody_else_s_is_refused_with_a_cure(run, write, newsroom):
    write("a.txt")
    run("publish")
    told = run("export", ".")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == (
        f"feedservice: {newsroom}: is not empty, and no export of ours; "
        "name an empty folder, or one that is not there\n"
    )


def test_a_document_that_cannot_be_had_is_a_finding(run, write, monkeypatch):
    write("a.txt")
    run("publish")
    monkeypatch.setitem(exporting.kinds.NOWHERE, "site", "/")  # which is somewhere
    told = run("export", "out")
    assert told.exit_code == 1
    assert told.stderr == "/: answered with 200; what was exported before stays\n"
    assert ", 1 failed\n" in told.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_is_named(run, write, newsroom):
    write("a.txt")
    run("publish")
    (newsroom / "closed").mkdir(mode=0o500)
    told = run("export", "closed/out")
    assert (told.exit_code, told.stderr) == (
        2,
        f"feedservice: Permission denied: {newsroom}/closed/out\n",
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is full")  # noqa: PTH110
def test_a_disk_that_is_full_is_told_and_what_is_served_stays(run, write, newsroom):
    write("a.txt")
    run("publish")
    run("export", "out")
    before = (newsroom / "out" / "public" / "index.html").read_bytes()
    write("b.txt", title="Noch eine")
    run("publish")
    (newsroom / "out" / "feedservice-export.json.new").symlink_to("/dev/full")
    told = run("export", "out")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith("feedservice: No space left on device")
    assert (newsroom / "out" / "public" / "index.html").read_bytes() == before
