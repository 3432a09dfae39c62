import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedservice.records import Problem, Severity
from feedservice.sources import MAX_FILE_BYTES, Reading, read

TEXT = "22.10.2024\n\nPolitik\n\nGrüße\n\nText"
MARKDOWN = "---\ntitle: Grüße\ndate: 22.10.2024\ncategory: Politik\n---\nText"
JSON = '{"title": "Grüße", "date": "22.10.2024", "category": "Politik", "text": "Text"}'


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("2024.neu/a.txt", TEXT),
        ("2024.neu/a.TXT", TEXT),
        ("2024.neu/a.md", MARKDOWN),
        ("2024.neu/a.Markdown", MARKDOWN),
        ("2024.neu/a.json", JSON),
        ("2024.neu/a.jsonl", JSON),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_suffix_chooses_the_reader_and_the_bytes_the_encoding(path, text, encoding):
    [draft] = read(path, text.encode(encoding)).drafts
    assert (draft.key, draft.path, draft.title) == ("2024.neu/a", path, "Grüße")
    assert (draft.date, draft.categories, draft.body) == ("22.10.2024", ("Politik",), "Text")


@pytest.mark.parametrize("path", ["a.pdf", "a", "txt", ".txt/a"])
def test_a_file_without_reader_is_reported(path):
    assert read(path, b"x") == Reading(
        problems=(
            Problem(
                path=path,
                line=0,
                severity=Severity.ERROR,
                code="bad-name",
                message="no reader takes files of this suffix",
                hint="Give it one of the suffixes .txt, .md, .markdown, .json, .jsonl.",
            ),
        )
    )


@pytest.mark.parametrize("suffix", ["txt", "md", "json", "jsonl"])
@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\xc2\xa0\xe2\x80\x8b\n"])
def test_a_file_of_nothing_visible_is_empty(suffix, data):
    reading = read(f"a.{suffix}", data)
    assert [(problem.code, problem.line) for problem in reading.problems] == [("empty-file", 0)]


def test_a_file_that_is_too_large_is_not_read():
    reading = read("a.txt", b"x" * (MAX_FILE_BYTES + 1))
    assert [problem.code for problem in reading.problems] == ["too-large"]
    assert [problem.code for problem in read("a.txt", b"x" * MAX_FILE_BYTES).problems] == [
        "no-date"
    ]


def test_a_file_of_another_kind_is_unreadable():
    reading = read("a.md", bytes(100))
    assert [problem.code for problem in reading.problems] == ["unreadable"]


def test_warnings_about_the_bytes_come_with_the_records():
    reading = read("a.txt", TEXT.replace("Text", "Te\x01xt").encode())
    assert [draft.body for draft in reading.drafts] == ["Text"]
    assert [(problem.code, problem.line) for problem in reading.problems] == [
        ("illegal-characters", 7)
    ]


SUFFIXES = st.sampled_from(["txt", "md", "markdown", "json", "jsonl", "pdf", ""])
SIGNS = st.sampled_from([*string.printable, "\x00", "\x0b", "\x85", "\u2028", "\u0308", "ü", "😀"])


@settings(derandomize=True, deadline=None, max_examples=300)
@given(SUFFIXES, st.binary())
def test_no_bytes_whatsoever_stop_the_readers(suffix, data):
    read(f"a.{suffix}", data)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(SUFFIXES, st.sampled_from(["", "---\n", '[{"title":', TEXT, MARKDOWN, JSON]), st.data())
def test_no_text_whatsoever_stops_the_readers(suffix, text, data):
    at = data.draw(st.integers(0, len(text)))
    broken = text[:at] + "".join(data.draw(st.lists(SIGNS, max_size=20))) + text[at:]
    read(f"a.{suffix}", broken.encode())
