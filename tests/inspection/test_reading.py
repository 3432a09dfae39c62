import io
import sys
from pathlib import Path

import pytest

from feedservice.inspection.reading import MAX_BYTES, UnreadableError, read


def test_a_file_is_read(write):
    assert read(write("a.rss", b"\xff<")) == b"\xff<"


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff<")))
    assert read("-") == b"\xff<"


def test_where_there_is_no_standard_input_it_is_empty(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert read("-") == b""


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("weg.rss", "No such file or directory"),
        (".", "Is a directory"),
        ("a\0b", "embedded null byte"),
        ("a" * 300, "File name too long"),
        ("/dev/zero", "larger than 64 MB, which no reader would fetch"),  # never ends
    ],
)
def test_what_cannot_be_read_is_said(path, reason):
    with pytest.raises(UnreadableError) as refused:
        read(path)
    assert str(refused.value) == reason


@pytest.mark.usefixtures("here")
def test_the_limit_itself_is_read():
    with Path("a.rss").open("wb") as file:
        file.truncate(MAX_BYTES)
    assert len(read("a.rss")) == MAX_BYTES
