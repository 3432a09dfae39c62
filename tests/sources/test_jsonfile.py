import json

import pytest

from feedservice.records import BodyFormat, Draft, Severity
from feedservice.sources.jsonfile import read

KEYS = {"title": "Titel", "date": "2024-10-22", "category": "Politik"}


@pytest.fixture
def draft():
    """Make the draft of the smallest record; a test overrides only what it is about."""

    def make(**overrides):
        fields = {
            "key": "2024/museum",
            "path": "2024/museum.json",
            "line": 1,
            "date": "2024-10-22",
            "date_line": 1,
            "title": "Titel",
            "categories": ("Politik",),
            "body": "Text",
            "body_format": BodyFormat.TEXT,
        }
        return Draft(**fields | overrides)

    return make


def record(**more):
    return json.dumps(KEYS | {"text": "Text"} | more)


def only_draft(text):
    reading = read(text, "2024/museum.json")
    assert reading.problems == ()
    [draft] = reading.drafts
    return draft


def keys(reading):
    return [(draft.key, draft.line) for draft in reading.drafts]


def problems(reading):
    assert all(problem.hint.endswith(".") for problem in reading.problems)
    return [(problem.line, problem.code, problem.message) for problem in reading.problems]


def test_a_record_may_say_all_that_there_is_to_say(draft):
    text = """\
 {
  "title": "Das Museum öffnet wieder",
  "date": "22. Oktober 2024, 14:30 Uhr",
  "updated": "2024-10-23",
  "category": "Kultur & Medien",
  "categories": ["Lokales"],
  "author": ["Anna", "Otto"],
  "summary": "Nach drei\\nJahren",
  "image": {"src": "bilder/museum.jpg", "alt": "Das Museum"},
  "tags": ["Museum", 2024],
  "id": 7.50,
  "draft": true,
  "html": "\\n<h2>Nach drei Jahren</h2>\\r\\n<p>u\\u0308ber</p>\\n"
}
"""
    assert only_draft(text) == draft(
        key="7.50",
        date="22. Oktober 2024, 14:30 Uhr",
        title="Das Museum öffnet wieder",
        categories=("Kultur & Medien", "Lokales"),
        body="<h2>Nach drei Jahren</h2>\n<p>über</p>",
        body_format=BodyFormat.HTML,
        updated="2024-10-23",
        author="Anna, Otto",
        summary="Nach drei Jahren",
        image="bilder/museum.jpg",
        image_alt="Das Museum",
        tags=("Museum", "2024"),
        unpublished=True,
    )


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("12", "12"),
        ("1.50", "1.50"),
        ("1e3", "1e3"),
        ("-0", "-0"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("1" * 5000, "1" * 5000),  # Python itself refuses to read so long a number
        ("NaN", "NaN"),
        ('" 12 "', "12"),
        ('""', "2024/museum"),
        ("null", "2024/museum"),
    ],
)
def test_an_id_is_the_text_that_the_author_wrote(value, key, draft):
    text = record(id="ID").replace('"ID"', value)
    assert only_draft(text) == draft(key=key)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Ein Absatz.\r\n \r\nNoch\u2028einer.\r\rUnd einer.",
            "Ein Absatz.\n\nNoch\neiner.\n\nUnd einer.",
        ),
        (" Ein Absatz. ", "Ein Absatz."),
    ],
)
def test_a_text_body_has_paragraphs(text, body, draft):
    assert only_draft(record(text=text)) == draft(body=body)


@pytest.mark.parametrize(
    ("more", "flag"), [({"draft": True}, True), ({"draft": False}, False), ({"draft": 1}, True)]
)
def test_draft_is_true_or_false(more, flag, draft):
    assert only_draft(record(**more)) == draft(unpublished=flag)


def test_an_array_of_one_record_needs_no_id(draft):
    assert only_draft(f"[\n{record()}\n]") == draft(line=2, date_line=2)


def test_each_record_of_an_array_has_its_line():
    text = f"\n[ {record(id=1)},\n\n{record(id=2)}\n,\n{record(id=3)} ]\n"
    reading = read(text, "a.json")
    assert keys(reading) == [("1", 2), ("2", 4), ("3", 6)]
    assert reading.problems == ()
    assert keys(read(f"[{record(id=1)},{record(id=2)}]", "a.json")) == [("1", 1), ("2", 1)]


def test_each_line_of_a_jsonl_file_is_a_record():
    second = record(id=2).replace("Text", "a\u2028b")  # breaks a line, but not for JSON
    text = f"{record(id=1)}\n \n  {second}\n"
    reading = read(text, "a.JSONL")
    assert keys(reading) == [("1", 1), ("2", 3)]
    assert reading.problems == ()


def test_one_bad_record_of_an_array_stops_no_other():
    elements = [record(id=1), "[1]", '"Text"', "null", '{"id": 2}', record(id=3)]
    reading = read("[\n" + ",\n".join(elements) + "\n]", "a.json")
    assert keys(reading) == [("1", 2), ("3", 7)]
    assert problems(reading) == [
        (3, "bad-value", "a list stands where a record should be"),
        (4, "bad-value", "'Text' stands where a record should be"),
        (5, "bad-value", "null stands where a record should be"),
        (6, "no-date", "the record has no date"),
        (6, "no-title", "the record has no title"),
        (6, "no-category", "the record has no category"),
        (6, "no-text", "the record has no text"),
    ]


def test_a_syntax_error_in_an_array_spares_the_records_before_it():
    reading = read(f"[{record(id=1)},\n{record(id=2)}\n{record(id=3)}]", "a.json")
    assert keys(reading) == [("1", 1), ("2", 2)]
    assert problems(reading) == [
        (3, "bad-json", "the file is not JSON at column 1: Expecting ',' or ']' after a record")
    ]


def test_a_syntax_error_in_a_jsonl_file_takes_only_its_line():
    reading = read(f'{record(id=1)}\n{{"id": 2,}}\n{record(id=3)} x\n{record(id=4)}', "a.jsonl")
    assert keys(reading) == [("1", 1), ("4", 4)]
    assert [(line, code) for line, code, _ in problems(reading)] == [
        (2, "bad-json"),
        (3, "bad-json"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("Text", 1, "column 1: Expecting value"),
        ('{"title": "Titel"\n "date": 1}', 2, "column 2: Expecting ',' delimiter"),
        ('{"title": "Titel', 1, "column 11: Unterminated string starting at"),
        ('{"title": "Ti\ntel"}', 1, "column 14: Invalid control character at"),
        ("{}\n{}", 2, "column 1: Expecting nothing more"),
        ("[]x", 1, "column 3: Expecting nothing more"),
        ("[]\n]", 2, "column 1: Expecting nothing more"),
        ("[", 1, "column 2: Expecting value"),
        ("[" * 100_000, 1, "column 2: Nested too deep"),
        ('{"a":' * 100_000, 1, "column 1: Nested too deep"),
    ],
)
def test_what_is_not_json_is_reported_with_line_and_column(text, line, complaint):
    reading = read(text, "a.json")
    assert reading.drafts == ()
    assert problems(reading) == [(line, "bad-json", f"the file is not JSON at {complaint}")]


def test_a_jsonl_file_may_be_hostile_too():
    assert [code for _, code, _ in problems(read("[" * 100_000, "a.jsonl"))] == ["bad-json"]


@pytest.mark.parametrize(("text", "path"), [("[ ]", "a.json"), ("\n  \n\n", "a.jsonl")])
def test_a_file_without_records_is_an_empty_file(text, path):
    assert problems(read(text, path)) == [(0, "empty-file", "there is no record in it")]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("null", "null"),
        ("true", "true"),
        ("7.50", "'7.50'"),
        ('"Text"', "'Text'"),
        ("[1]", "a list"),
    ],
)
def test_what_is_no_record_is_shown_as_it_was_written(written, shown):
    message = f"{shown} stands where a record should be"
    assert problems(read(written, "a.jsonl")) == [(1, "bad-value", message)]


def test_several_records_in_a_file_need_ids():
    reading = read(f"[{record()},\n{record(id='')},\n{record(id=1)}]", "a.json")
    assert keys(reading) == [("1", 3)]
    assert problems(reading) == [
        (1, "no-id", "the record has no id"),
        (2, "no-id", "the record has no id"),
    ]


def test_of_two_records_with_one_id_the_first_stands():
    reading = read(f"[{record(id=1)},\n{record(id='1')},\n{record(id=2)}]", "a.json")
    assert keys(reading) == [("1", 1), ("2", 3)]
    assert problems(reading) == [
        (2, "duplicate-id", "an earlier record of this file has the id '1' too")
    ]


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (
            record(html="<p>Text</p>"),
            "bad-value",
            "the record has both html and text",
        ),
        (
            record(title=True),
            "bad-value",
            "title is or contains true or false where text is expected",
        ),
        (
            record(tags=["a", {"b": 1}]),
            "bad-value",
            "tags is or contains a group of keys where text is expected",
        ),
        (
            record(id=[1]),
            "bad-value",
            "id is or contains a list where text is expected",
        ),
        (
            record(text=None, html="<div>" * 501),
            "bad-value",
            "the HTML of the record is nested more than 500 elements deep",
        ),
        (
            record()[:-1] + ', "title": "Noch einer"}',
            "duplicate-key",
            "title stands there twice",
        ),
    ],
)
def test_a_value_that_cannot_be_taken_is_reported(text, code, message):
    reading = read(text, "a.json")
    assert reading.drafts == ()
    assert problems(reading) == [(1, code, message)]


def test_html_and_text_may_stand_side_by_side_if_one_is_null(draft):
    text = record(html=None)
    assert only_draft(text) == draft()


def test_html_has_the_line_breaks_that_everybody_knows(draft):
    text = record(text=None, html="<p>a\u2028b\x85c</p>\u2029")
    assert only_draft(text) == draft(body="<p>a\nb\nc</p>", body_format=BodyFormat.HTML)


def test_an_unknown_key_is_ignored_with_a_warning():
    reading = read(record(html=None, titel="x", **{"\ud800": 1}), "a.json")
    assert keys(reading) == [("a", 1)]
    assert [(problem.severity, problem.message) for problem in reading.problems] == [
        (Severity.WARNING, "nothing is known by the name of 'titel'; it is ignored"),
        (Severity.WARNING, r"nothing is known by the name of '\ud800'; it is ignored"),
    ]
    assert reading.problems[0].hint == "Did you mean title?"


def test_escapes_bring_in_nothing_that_xml_forbids(draft):
    reading = read(record(title="Ti\0tel", text="Te\ud800xt\x0bneu"), "2024/museum.json")
    assert reading.drafts == (draft(body="Text neu"),)
    assert problems(reading) == [
        (
            1,
            "illegal-characters",
            "removed 3 control characters that no feed may carry: U+D800, U+000B, U+0000",
        )
    ]
