import pytest

from feedservice.records import BodyFormat, Draft, Problem, Severity
from feedservice.sources.fields import KEYS
from feedservice.sources.markdown import read


@pytest.fixture
def draft():
    """Make the draft of the smallest record; a test overrides only what it is about."""

    def make(**overrides):
        fields = {
            "key": "2024/museum",
            "path": "2024/museum.md",
            "line": 1,
            "date": "2024-10-22",
            "date_line": 3,
            "title": "Titel",
            "categories": ("Politik",),
            "body": "Text\n",
            "body_format": BodyFormat.MARKDOWN,
        }
        return Draft(**fields | overrides)

    return make


def record(*more, body="Text\n"):
    keys = {"title": "Titel", "date": "2024-10-22", "category": "Politik"}
    given = [line.partition(":")[0] for line in more]
    lines = [f"{key}: {value}" for key, value in keys.items() if key not in given]
    return "\n".join(["---", *lines, *more, "---", body])


def only_draft(text):
    reading = read(text, "2024/museum.md")
    assert reading.problems == ()
    [draft] = reading.drafts
    return draft


def only_problem(text):
    reading = read(text, "a.md")
    assert reading.drafts == ()
    [problem] = reading.problems
    assert problem.severity is Severity.ERROR
    return problem.line, problem.code, problem.message


def test_a_record_may_say_all_that_there_is_to_say(draft):
    text = """\
---
title: Das Museum öffnet wieder
date: 2024-10-22 14:30
updated: 23. Oktober 2024
category: Kultur & Medien
categories: [Lokales, Kultur & Medien]
author: Anna Muster
summary: >
  Nach drei Jahren öffnet
  das Museum.
image:
  src: bilder/museum.jpg
  alt: Das Museum
tags: [Museum, "5,50 €"]
id: 007.50
draft: ja
---

# Das Museum öffnet wieder

Nach **drei** Jahren.\\
Endlich.
"""
    assert only_draft(text) == draft(
        key="007.50",
        date="2024-10-22 14:30",
        title="Das Museum öffnet wieder",
        categories=("Kultur & Medien", "Lokales"),
        body="Nach **drei** Jahren.\\\nEndlich.\n",
        updated="23. Oktober 2024",
        author="Anna Muster",
        summary="Nach drei Jahren öffnet das Museum.",
        image="bilder/museum.jpg",
        image_alt="Das Museum",
        tags=("Museum", "5,50 €"),
        unpublished=True,
    )


@pytest.mark.parametrize(
    "value",
    ["Nein", "no", "on", "Null", "012", "1e3", "2021-06-06", "12:30", "0x1F", "=", ".inf"],
)
def test_a_value_is_what_the_author_wrote_and_not_what_yaml_makes_of_it(value, draft):
    assert only_draft(record(f"title: {value}")) == draft(title=value, date_line=2)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("author: Anna Muster", {"author": "Anna Muster"}),
        ("author: [Anna, Otto, Anna]", {"author": "Anna, Otto"}),
        ("author:", {}),
        ("author: null", {}),
        ("author: NULL", {}),
        ("author: ~", {}),
        ("author: '~'", {"author": "~"}),
        ("author: Null", {"author": "Null"}),
        ("author: 'null'", {"author": "null"}),
        ("author: ''", {}),
        ("author: ' Anna\xa0Muster '", {"author": "Anna Muster"}),
        ('author: "An\\tna\\r\\nMu\\xADster"', {"author": "An na Muster"}),
        ("author: Anna\u2028Muster", {"author": "Anna Muster"}),
        ("tags: a, b , ,a", {"tags": ("a", "b")}),
        ("tags: [a, '', b, null, ~]", {"tags": ("a", "b")}),
        ("tags:\n- a\n- b", {"tags": ("a", "b")}),
        ("categories: [A, B]", {"categories": ("Politik", "A", "B")}),
        ("categories: Bauen, Wohnen", {"categories": ("Politik", "Bauen, Wohnen")}),
        ("category: [A, B]", {"categories": ("A", "B")}),
        ("image: a.jpg\nalt: Ein Bild", {"image": "a.jpg", "image_alt": "Ein Bild"}),
        ("image: a.jpg", {"image": "a.jpg"}),
        ("image: {src: a.jpg}\nalt: Ein Bild", {"image": "a.jpg", "image_alt": "Ein Bild"}),
        ("image: {url: a.jpg}", {"image": "a.jpg"}),
        ("image: {file: a.jpg, alt: '', src: }", {"image": "a.jpg"}),
        ("image: {src: ' a.jpg ', alt: Ein  Bild}", {"image": "a.jpg", "image_alt": "Ein Bild"}),
        ("image:", {}),
        ("id: 12", {"key": "12"}),
        ("id:", {}),
        ("draft: true", {"unpublished": True}),
        ("draft: WAHR", {"unpublished": True}),
        ("draft: ' ja\xa0'", {"unpublished": True}),
        ("draft: Yes", {"unpublished": True}),
        ("draft: 1", {"unpublished": True}),
        ("draft: false", {}),
        ("draft: Nein", {}),
        ("draft: 0", {}),
        ("draft:", {}),
    ],
)
def test_a_key_may_be_written_in_the_ways_that_authors_have(line, field, draft):
    assert only_draft(record(line)) == draft(**field)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Titel\ndate: 2024-10-22\ncategory: Politik\n...\nText\n",
        "---  \ntitle: Titel\ndate: 2024-10-22\ncategory: Politik\n--- \nText\n",
        "---\n{title: Titel,\ndate: 2024-10-22, category: Politik}\n---\n\n\nText\n",
    ],
)
def test_front_matter_may_be_written_in_the_ways_that_yaml_has(text, draft):
    assert only_draft(text) == draft()


def test_blank_lines_above_the_front_matter_are_counted(draft):
    assert only_draft("\n \n" + record()) == draft(line=3, date_line=5)


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("# Titel\n\nText", "Text"),
        ("\n\n# *Titel* #\nText", "Text"),
        ("Titel\n=====\n\nText", "Text"),
        ("# „Titel“!", ""),
        ("# Ein anderer Titel\n\nText", "# Ein anderer Titel\n\nText"),
        ("## Titel\n\nText", "## Titel\n\nText"),
        ("Titel\n\nText", "Titel\n\nText"),
        ("Text\u2028neue Zeile\u2029Absatz", "Text\nneue Zeile\n\nAbsatz"),
        ("Text\n---\nText", "Text\n---\nText"),
    ],
)
def test_a_first_heading_that_repeats_the_title_is_dropped(written, body):
    [draft] = read(record(body=written), "a.md").drafts
    assert draft.body == body


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        (
            record("author: Merkel: ein Leben"),
            5,
            "mapping values are not allowed",
        ),
        (record("author: 'Anna", "summary: x"), 5, "found unexpected end of stream"),
        (record("author: *A"), 5, "*, & or ! before 'A' means something else in YAML"),
        (record("tags: [&A a]"), 5, "*, & or ! before 'A' means something else in YAML"),
        (record("author: !Anna x"), 5, "*, & or ! before '!Anna' means something else in YAML"),
        ("---\n&a\ntitle: x\n---\n", 2, "*, & or ! before 'a' means something else in YAML"),
        (record("tags: [[a]]"), 5, "lists and groups of keys are nested too deep"),
        (record("image: {src: [x]}"), 5, "lists and groups of keys are nested too deep"),
        (record("? [a]\n: b"), 5, "a key is no plain text"),
        ("---\nein Satz\n---\nText", 2, "there are no keys in it"),
        (
            record("author: a\x07"),
            2,
            "unacceptable character #x0007: ",
        ),
    ],
)
def test_front_matter_that_is_not_yaml_is_reported_with_its_line(text, line, complaint):
    found, code, message = only_problem(text)
    assert (found, code) == (line, "bad-front-matter")
    # The two parsers of PyYAML word some complaints differently towards the end.
    assert message.startswith(f"the front matter is not YAML: {complaint}")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "# Titel\n\nText",
            (1, "bad-front-matter", "the file does not begin with front matter"),
        ),
        (
            "\n---\ntitle: Titel\n",
            (2, "bad-front-matter", "the front matter that begins here has no end"),
        ),
        (record("title:"), (4, "no-title", "the record has no title")),
        (record("date: ''"), (4, "no-date", "the record has no date")),
        (record("category: []"), (4, "no-category", "the record has no category")),
        (record("title: Zwei", "title: Drei"), (5, "duplicate-key", "title stands there twice")),
        (
            record("title: [a]"),
            (4, "bad-value", "title is or contains a list where text is expected"),
        ),
        (
            record("author: {name: Anna}"),
            (5, "bad-value", "author is or contains a group of keys where text is expected"),
        ),
        (record("draft: bald"), (5, "bad-value", "draft is 'bald', neither true nor false")),
        (
            record("draft: [ja]"),
            (5, "bad-value", "draft is or contains a list where text is expected"),
        ),
        (record("image: {alt: x}"), (5, "bad-value", "image has no address")),
        (
            record(body="<div>" * 501),
            (1, "bad-value", "the HTML of the record is nested more than 500 elements deep"),
        ),
    ],
)
def test_what_keeps_a_record_out_is_reported_with_its_line(text, problem):
    assert only_problem(text) == problem


def test_all_that_is_missing_is_reported_at_once_with_what_to_do():
    assert read("---\n# nichts\n---\nText", "a.md").problems == tuple(
        Problem(
            path="a.md",
            line=1,
            severity=Severity.ERROR,
            code=f"no-{key}",
            message=f"the record has no {key}",
            hint=hint,
        )
        for key, hint in [
            ("date", "Add the key date, such as 22. Oktober 2024, 14:30 Uhr."),
            ("title", "Add the key title, with the headline."),
            ("category", "Add the key category, such as Politik."),
        ]
    )


@pytest.mark.parametrize(
    ("line", "warning"),
    [
        (
            "Autor: Anna",
            (
                "unknown-key",
                "nothing is known by the name of 'Autor'; it is ignored",
                "Did you mean author?",
            ),
        ),
        (
            "TITLE: Titel",
            (
                "unknown-key",
                "nothing is known by the name of 'TITLE'; it is ignored",
                "Did you mean title?",
            ),
        ),
        (
            "layout: post",
            (
                "unknown-key",
                "nothing is known by the name of 'layout'; it is ignored",
                f"Known are {', '.join(KEYS)}.",
            ),
        ),
    ],
)
def test_an_unknown_key_is_ignored_with_a_warning(line, warning, draft):
    reading = read(record(line), "2024/museum.md")
    assert reading.drafts == (draft(),)
    [problem] = reading.problems
    assert (problem.line, problem.severity) == (5, Severity.WARNING)
    assert (problem.code, problem.message, problem.hint) == warning


def test_an_escaped_control_character_is_removed_with_a_warning(draft):
    reading = read(record('author: "An\\x01na\\x02"'), "2024/museum.md")
    assert reading.drafts == (draft(author="Anna"),)
    assert [(problem.code, problem.line) for problem in reading.problems] == [
        ("illegal-characters", 1)
    ]


def test_a_record_without_body_is_published_with_a_warning():
    reading = read(record(body="\n \n"), "2024/museum.md")
    assert [draft.title for draft in reading.drafts] == ["Titel"]
    assert [(problem.code, problem.line) for problem in reading.problems] == [("no-text", 1)]


@pytest.mark.parametrize(
    "head",
    ["a: " + "[" * 100_000 + "]" * 100_000, "- " * 100_000, "? " * 100_000, "a: {" * 10_000],
)
def test_hostile_nesting_is_reported_and_harms_nobody(head):
    [problem] = read(f"---\n{head}\n---\n", "a.md").problems
    assert problem.code == "bad-front-matter"
