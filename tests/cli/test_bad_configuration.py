"""A wrong setting ends a command with one line that names it and its source, and status 2."""

import os
import sqlite3

import pytest

from feedservice.store import open_store

DATABASE = "FEEDSERVICE_DATABASE_URL"


@pytest.mark.parametrize("command", ["publish", "status", "serve"])
@pytest.mark.parametrize(
    "wrong",  # variable, value, complaint
    [
        (
            "TIMEZONE",
            "Mars",
            (
                "timezone ($FEEDSERVICE_TIMEZONE): "
                "'Mars' is no time zone; use an IANA name such as Europe/Berlin"
            ),
        ),
        (
            "BASE_URL",
            "nachrichten.example",
            (
                "base_url ($FEEDSERVICE_BASE_URL): "
                "'nachrichten.example' must begin with http:// or https:// and a host"
            ),
        ),
        (
            "PORT",
            "9" * 5000,
            f"port ($FEEDSERVICE_PORT): '{'9' * 78}… must be a whole number from 1 to 65535",
        ),
        (
            "CATEGORIES",
            '{"Sport": {"language": "deutsch"}}',
            (
                "categories.Sport.language ($FEEDSERVICE_CATEGORIES): "
                "'deutsch' is no language tag; write it as de, de-AT or de-CH"
            ),
        ),
        (
            "CONFIG",
            "weg.toml",
            (
                "config ($FEEDSERVICE_CONFIG): {here}/weg.toml cannot be read: "
                "No such file or directory"
            ),
        ),
        (
            "CONFIG",
            "articles",
            "config ($FEEDSERVICE_CONFIG): {here}/articles cannot be read: Is a directory",
        ),
        (
            "DATABASE_URL",
            "foo://x",
            (
                "database_url ($FEEDSERVICE_DATABASE_URL): 'foo://x' is no usable "
                "database address: Can't load plugin: sqlalchemy.dialects:foo"
            ),
        ),
    ],
)
def test_a_wrong_variable_is_one_line(run, newsroom, monkeypatch, command, wrong):
    variable, value, complaint = wrong
    monkeypatch.setenv(f"FEEDSERVICE_{variable}", value)
    told = run(command)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == f"feedservice: {complaint.format(here=newsroom)}\n"


def test_a_variable_that_is_no_setting_is_warned_of(run, newsroom, monkeypatch):
    monkeypatch.setenv("FEEDSERVICE_BASEURL", "https://x.example")
    told = run("status")
    assert told.exit_code == 0
    assert told.stderr == (
        "feedservice: warning: FEEDSERVICE_BASEURL is no setting; "
        "did you mean FEEDSERVICE_BASE_URL?\n"
    )
    assert newsroom.exists()


def test_a_value_that_is_no_unicode_is_one_line(start, newsroom):
    program = start("publish", cwd=newsroom, env={"FEEDSERVICE_TITLE": os.fsdecode(b"B\xffte")})
    _, stderr = program.communicate(timeout=30)
    assert program.returncode == 2
    assert stderr.decode() == (
        "feedservice: title ($FEEDSERVICE_TITLE): 'B\\udcffte' "
        "must be one line without control characters\n"
    )


def test_a_folder_of_articles_that_is_not_there_makes_no_database(run, newsroom):
    (newsroom / "feedservice.toml").write_text('articles = "weg"')
    told = run("publish")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == (
        f"feedservice: articles ({newsroom}/feedservice.toml): there is no folder {newsroom}/weg\n"
    )
    assert not (newsroom / "var").exists()


@pytest.mark.parametrize("name", ["x" * 5000, "a\nb", "articles/../weg", "a.txt"])
def test_what_is_no_folder_is_no_folder_of_articles(run, newsroom, name):
    (newsroom / "a.txt").write_text("")
    told = run("publish", "--articles", name)
    shown = " ".join(f"{newsroom}/{name}".split())
    assert told.exit_code == 2
    assert told.stderr == f"feedservice: articles (--articles): there is no folder {shown}\n"


@pytest.mark.parametrize(
    ("counts", "reason"),
    [("articles/a.txt", "File exists"), ("articles/a.txt/deep", "Not a directory")],
)
def test_a_folder_in_which_nothing_can_be_counted_ends_the_start(run, newsroom, counts, reason):
    (newsroom / "articles" / "a.txt").write_text("")
    (newsroom / "feedservice.toml").write_text(f'counts = "{counts}"')
    told = run("serve")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.splitlines()[-1] == (
        f"feedservice: counts ({newsroom}/feedservice.toml): "
        f"{newsroom}/{counts} cannot be written: {reason}"
    )


def folder(path):
    path.mkdir()


def garbage(path):
    path.write_bytes(bytes(range(256)) * 20)


def newer_release(path):
    open_store(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE facts SET value = '99' WHERE name = 'schema'")
    connection.close()


RESTORE = "restore a copy, or remove the file: feeds are made again from the articles"
UNOPENED = "unable to open database file; there must be a file to read, in a folder to write"


def cut_off(path):
    open_store(f"sqlite:///{path}").close()
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("command", ["publish", "status"])
@pytest.mark.parametrize(
    "wrong",  # how it is made, reason
    [
        (folder, UNOPENED),
        (garbage, "file is not a database"),
        (
            cut_off,
            f"database disk image is malformed; {RESTORE}",
        ),
        (newer_release, "was made by another release (schema 99); update feedservice"),
    ],
)
def test_a_database_that_is_none_is_named(run, newsroom, monkeypatch, command, wrong):
    make, reason = wrong
    file = newsroom / "news.sqlite"
    make(file)
    monkeypatch.setenv(DATABASE, "sqlite:///news.sqlite")
    told = run(command)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == f"feedservice: database_url (${DATABASE}): {file}: {reason}\n"


def test_a_database_that_cannot_be_written_is_named(run, newsroom, monkeypatch):
    monkeypatch.setenv(DATABASE, "sqlite:////proc/news.sqlite")  # not even by root
    told = run("publish")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == (
        f"feedservice: database_url (${DATABASE}): /proc/news.sqlite: {UNOPENED}\n"
    )
    assert newsroom.exists()


def test_a_folder_that_cannot_be_made_for_the_database_is_named(run, newsroom):
    (newsroom / "var").write_text("a file where the folder should be")
    told = run("publish")
    assert told.exit_code == 2
    assert told.stderr.startswith(
        f"feedservice: database_url (default): {newsroom}/var/feedservice.sqlite: cannot make"
    )
    assert told.stderr.count("\n") == 1


def test_a_password_never_reaches_the_terminal(run, newsroom, monkeypatch):
    monkeypatch.setenv(DATABASE, "mysql+nodriver://bote:geheim@db/news")
    told = run("publish")
    assert told.exit_code == 2
    assert "mysql+nodriver://bote:***@db/news" in told.stderr
    assert "geheim" not in told.stderr
    assert newsroom.exists()


def test_a_database_may_lie_in_a_folder_of_any_name(run, tmp_path, monkeypatch, record):
    odd = tmp_path / "100% neu? #1 ä"
    (odd / "articles").mkdir(parents=True)
    (odd / "articles" / "a.txt").write_text(record())
    monkeypatch.chdir(odd)
    assert run("publish").exit_code == 0
    assert (odd / "var" / "feedservice.sqlite").is_file()
    assert run("status").stdout.startswith("/feeds/alle")
