"""A file that is gone, or another one, is noticed by whoever has it open."""

import pytest

from feedservice.errors import StoreError
from feedservice.store import intake, open_store
from feedservice.store.sqlitefile import origin


def noted(store):
    with store.reading() as view:
        return intake.fact(view, "name"), origin(view)


def make(path, name):
    store = open_store(f"sqlite:///{path}")
    with store.writing() as transaction:
        intake.note_fact(transaction, "name", name)
    return store


@pytest.fixture
def store(tmp_path):
    """An open store in ``store.sqlite``, called one."""
    store = make(tmp_path / "store.sqlite", "one")
    yield store
    store.close()


def test_a_file_that_is_gone_is_complained_of_and_not_made_again(store, tmp_path):
    assert not store.was_replaced()
    (tmp_path / "store.sqlite").unlink()
    assert store.was_replaced()
    with pytest.raises(StoreError, match="file is gone"), store.reading():
        pass
    with pytest.raises(StoreError, match="file is gone"), store.writing():
        pass
    assert not (tmp_path / "store.sqlite").exists()


def test_another_file_in_its_place_is_read(store, tmp_path):
    make(tmp_path / "two.sqlite", "two").close()
    first = noted(store)
    assert noted(store) == first
    for part in tmp_path.glob("store.sqlite*"):
        part.unlink()
    (tmp_path / "two.sqlite").rename(tmp_path / "store.sqlite")
    assert store.was_replaced()
    second = noted(store)
    assert not store.was_replaced()
    assert (first[0], second[0]) == ("one", "two")
    assert first[1] != second[1]


def test_a_complaint_names_the_cure(tmp_path):
    file = tmp_path / "damaged.sqlite"
    make(file, "one").close()
    file.write_bytes(file.read_bytes()[:40_000])
    with pytest.raises(StoreError, match=r"malformed; restore a copy, or remove the file"):
        open_store(f"sqlite:///{file}")
