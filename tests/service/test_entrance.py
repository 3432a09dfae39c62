"""The front is left out where it cannot stand; the service runs all the same."""

import socket
import tempfile
from dataclasses import replace

import pytest

from feedservice.service.entrance import opened


@pytest.fixture
def settings(site):
    """Settings with a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    return replace(site.settings, port=port)


def test_it_listens_and_granian_has_a_place_of_its_own(settings):
    with opened(settings, "127.0.0.1") as entrance:
        assert entrance.listener.getsockname() == entrance.server == ("127.0.0.1", settings.port)
        assert entrance.granian.parent.stat().st_mode & 0o077 == 0
    assert not entrance.granian.parent.exists()


@pytest.mark.parametrize("name", ["nowhere", "f" * 60])
def test_without_a_folder_that_would_do_there_is_none(
    settings, tmp_path, monkeypatch, caplog, name
):
    folder = tmp_path / name
    if name != "nowhere":
        folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with opened(settings, "127.0.0.1") as entrance:
        assert entrance is None
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == [
        "Answers are slower"
    ]
    assert not folder.exists() or list(folder.iterdir()) == []


def test_where_each_request_is_looked_at_there_is_none(settings):
    guarded = replace(settings, access_log=True)
    with opened(guarded, "127.0.0.1") as entrance:
        assert entrance is None
