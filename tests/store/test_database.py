"""Opening the store, and what its transactions promise."""

import sqlite3

import pytest
from sqlalchemy import func, insert, select

from feedservice.errors import StoreError
from feedservice.store import intake, open_store
from feedservice.store.schema import SCHEMA_VERSION, channels, facts


def test_a_new_store_holds_the_channel_of_all_categories(site):
    with site.store.reading() as view:
        assert view.execute(select(channels.c.number, channels.c.slug)).all() == [(0, "alle")]


def test_the_folder_of_a_database_is_made(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'a' / 'b' / 'store.sqlite'}")
    with store.reading() as view:
        assert intake.fact(view, "schema") == SCHEMA_VERSION
    store.close()


@pytest.mark.parametrize(
    ("version", "cure"),
    [
        ("99", "another release (schema 99); update feedservice"),
        ("3", "an older release (schema 3); move it away and publish anew"),
    ],
)
def test_a_store_of_another_release_is_refused(site, version, cure):
    with site.store.writing() as transaction:
        intake.note_fact(transaction, "schema", version)
    with pytest.raises(StoreError) as caught:
        open_store(site.settings.database_url)
    assert str(caught.value) == f"was made by {cure}"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("nonsense", "no usable database address"),
        ("nosuch://host/db", "no usable database address"),
        ("sqlite:////proc/none/store.sqlite", "cannot make the folder"),
    ],
)
def test_an_address_that_leads_to_no_database_is_refused(url, reason):
    with pytest.raises(StoreError, match=reason):
        open_store(url)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    file = tmp_path / "store.sqlite"
    file.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{file}")


def test_a_transaction_is_kept_whole_or_not_at_all(site):
    def fail():
        with site.store.writing() as transaction:
            transaction.execute(insert(facts).values(name="x", value="1"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with site.store.reading() as view:
        assert intake.fact(view, "x") is None


def test_a_view_does_not_change_while_somebody_writes(site):
    other = open_store(site.settings.database_url)
    with site.store.reading() as view:
        before = view.scalar(select(func.count()).select_from(facts))
        with other.writing() as transaction:
            intake.note_fact(transaction, "x", "1")
        assert view.scalar(select(func.count()).select_from(facts)) == before
    with site.store.reading() as view:
        assert intake.fact(view, "x") == "1"
    other.close()


def test_the_database_is_one_that_readers_never_wait_for(site):
    with sqlite3.connect(site.database) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_complaint_of_the_database_is_one_line(site):
    with pytest.raises(StoreError) as caught, site.store.writing() as transaction:
        transaction.execute(insert(facts).values(name="schema", value="1"))
    assert str(caught.value) == "UNIQUE constraint failed: facts.name"
