"""The files of an export have dates and sizes of which web servers make good entity tags."""

import time

import pytest

from feedservice.export import tree
from feedservice.export.tree import SECOND, Tree


@pytest.fixture
def files(tmp_path):
    """An empty tree."""
    return Tree(tmp_path)


def test_files_of_one_size_are_of_different_seconds(files, monkeypatch):
    monkeypatch.setattr(tree, "encode", lambda body: dict.fromkeys(tree.SUFFIXES, body[::-1]))
    states = files.put("a", [b"abc"], {}, coded=True)
    seconds = {(size, changed // SECOND) for size, changed in states.values()}
    assert len(seconds) == 4
    files.turn()
    assert files.has("a", states)


def test_another_body_is_of_a_later_second(files):
    ahead = time.time_ns() + 5 * SECOND  # as the third one of a second is
    states = files.put("a", [b"abc"], {"": (3, ahead)}, coded=False)
    assert states[""][1] >= ahead + SECOND


def test_nothing_is_in_its_place_before_the_turn(files):
    files.put("deep/a", [b"ab", b"c"], {}, coded=False)
    assert not (files.root / "deep").exists()
    files.turn()
    assert (files.root / "deep" / "a").read_bytes() == b"abc"


def test_what_is_the_same_is_left_alone(files):
    states = files.put("a", [b"abc"], {}, coded=True)
    files.turn()
    assert files.put("a", [b"abc"], states, coded=True) is states
    assert files.written == ["a"]


def test_what_is_no_longer_compressed_is_written_again(files):
    states = files.put("a", [b"abc"], {}, coded=True)
    files.turn()
    assert set(files.put("a", [b"abc"], states, coded=False)) == {""}


def test_what_was_left_half_done_is_cleared(tmp_path):
    Tree(tmp_path).put("a", [b"abc"], {}, coded=False)
    again = Tree(tmp_path)
    assert list((tmp_path / tree.STAGING).iterdir()) == []
    again.close()
    assert not (tmp_path / tree.STAGING).exists()
