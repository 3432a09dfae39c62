"""What docs/records.md promises is what the readers do."""

import re
from pathlib import Path

import pytest

from feedservice.records import Severity
from feedservice.sources import Code, media_type, read
from feedservice.sources.fields import KEYS
from feedservice.sources.reports import WARNINGS

PAGE = (Path(__file__).parents[2] / "docs" / "records.md").read_text(encoding="utf-8")
SUFFIXES = {"text": "txt", "markdown": "md", "json": "json", "jsonl": "jsonl"}
EXAMPLES = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def rows(heading):
    table = PAGE.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in row.split(" | ")] for row in table.splitlines()[2:]]


@pytest.mark.parametrize(("language", "example"), EXAMPLES)
def test_the_examples_are_read_without_problems(language, example):
    reading = read(f"a.{SUFFIXES[language]}", example.encode())
    assert reading.problems == ()
    assert [bool(draft.title and draft.date and draft.body) for draft in reading.drafts] == [
        True
    ] * len(reading.drafts)
    assert reading.drafts


def test_there_is_an_example_of_every_format():
    assert {language for language, _ in EXAMPLES} == set(SUFFIXES)


def test_the_markdown_example_shows_every_kind_of_key():
    [example] = [text for language, text in EXAMPLES if language == "markdown"]
    assert set(KEYS) - set(re.findall(r"^ *(\w+):", example, re.MULTILINE)) == {"categories"}


def test_the_table_of_keys_is_complete():
    listed = {key for row in rows("key") for key in re.findall(r"`(\w+)`", " ".join(row))}
    assert set(KEYS) <= listed


def test_the_table_of_problems_lists_exactly_the_codes_that_exist():
    listed = {row[0].strip("`| "): row[1] for row in rows("code")}
    severities = {True: Severity.WARNING.value, False: Severity.ERROR.value}
    assert listed == {code.value: severities[code in WARNINGS] for code in Code}


def test_the_list_of_media_is_complete():
    [line] = [
        line for line in PAGE.splitlines() if line.startswith("Images, sound and films beside")
    ]
    assert all(map(media_type, re.findall(r"`(\.\w+)`", line)))
    assert len(re.findall(r"`(\.\w+)`", line)) == 13
