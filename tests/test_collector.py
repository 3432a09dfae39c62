"""The garbage collector looks seldom, and not at what is there already."""

import gc

import pytest

from feedservice import collector


@pytest.fixture
def _as_before():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.mark.usefixtures("_as_before")
def test_what_is_there_is_left_alone_and_it_looks_seldom():
    kept = [object() for _ in range(3)]
    collector.settle()
    assert gc.get_threshold()[0] == collector.THRESHOLD
    assert gc.get_freeze_count() > len(kept)
    assert not any(found is kept for found in gc.get_objects())
