import json
import sys

import pytest

from feedservice.cli import main

REFERENCE = "2026-11-23T15:00+01:00"


def test_a_date_is_printed_with_its_offset_precision_and_text(run):
    told = run("date", "So., 22.11.2026, 18.05 Uhr", "22. Oktober 2024")
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout == (
        "2026-11-22T18:05:00+01:00  minute  ← So., 22.11.2026, 18.05 Uhr\n"
        "2024-10-22T00:00:00+02:00  day  ← 22. Oktober 2024\n"
    )


def test_what_was_assumed_is_printed(run):
    told = run("date", "25. Oktober 2026, 2.30 Uhr")
    assert told.stdout == (
        "2026-10-25T02:30:00+02:00  minute, fold assumed  ← 25. Oktober 2026, 2.30 Uhr\n"
    )


def test_what_needs_an_assumption_is_refused_on_demand(run):
    told = run("date", "--strict", "25. Oktober 2026, 2.30 Uhr")
    assert told.exit_code == 1
    assert "assumption" in told.stdout


def test_another_zone_may_be_the_newsrooms(run):
    told = run("date", "--tz", "Europe/London", "22.11.2026, 18.05 Uhr")
    assert told.stdout.startswith("2026-11-22T18:05:00+00:00  minute")


def test_a_relative_date_counts_from_the_reference(run):
    told = run("date", "--reference", REFERENCE, "heute, 9.41 Uhr")
    assert told.stdout.startswith("2026-11-23T09:41:00+01:00  minute")


def test_a_text_that_cannot_be_read_is_marked_and_the_others_are_read(run):
    told = run("date", "am 31. November 2026", "22.11.2026")
    assert told.exit_code == 1
    text, marks, hint, good = told.stdout.splitlines()
    assert text == "am 31. November 2026"
    assert marks.startswith("   ^^^^^^^^^^^^^^^^^ impossible-date: ")
    assert hint.startswith("   ")
    assert good.startswith("2026-11-22T00:00:00+01:00")


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        ("u\u0308", 1),  # the mark stands on the letter
        ("日", 2),  # takes the place of two
        ("", 0),
    ],
)
def test_the_marks_stand_below_the_place_whatever_signs_are_before_it(run, before, columns):
    told = run("date", f"{before} 31. November 2026".strip())
    indent = told.stdout.splitlines()[1].partition("^")[0]
    assert len(indent) == (columns + 1 if columns else 0)


def test_json_has_all_that_the_normalizer_says(run):
    told = run("date", "--json", "22.11.2026, 18.05 Uhr", "irgendwann")
    assert told.exit_code == 1
    good, bad = map(json.loads, told.stdout.splitlines())
    assert good == {
        "text": "22.11.2026, 18.05 Uhr",
        "value": "2026-11-22T18:05:00+01:00",
        "precision": "minute",
        "role": "unlabelled",
        "zone_source": "default",
        "notes": [],
        "span": [0, 21],
    }
    assert bad.keys() == {"text", "value", "reason", "message", "hint", "span"}
    assert (bad["text"], bad["value"], bad["reason"]) == ("irgendwann", None, "no-date")


def test_without_text_the_lines_of_the_input_are_read(run):
    told = run("date", stdin="22.11.2026\r\n23.11.2026")
    assert [line.split()[0] for line in told.stdout.splitlines()] == [
        "2026-11-22T00:00:00+01:00",
        "2026-11-23T00:00:00+01:00",
    ]


def test_an_input_may_hold_any_bytes(run):
    told = run("date", "--json", stdin=b"\xff\x00\xfe\n\n" + b"x" * 100_000 + b"\n22.11.2026")
    assert told.exit_code == 1
    found = [json.loads(line)["value"] for line in told.stdout.splitlines()]
    assert found == [None, None, None, "2026-11-22T00:00:00+01:00"]


@pytest.mark.parametrize("zone", ["Mars", "", "/etc/passwd", "a\nb", "Zürich", "x" * 5000])
def test_a_zone_that_nobody_knows_is_a_wrong_setting(run, zone):
    told = run("date", "--tz", zone, "22.11.2026")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "Invalid value for --tz: unknown time zone" in told.stderr


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "gestern",
        "2026-11-23",  # no time zone: whose day?
        "2026-11-23T15:00",
        "0001-01-01T00:00+14:00",  # has no yesterday
        "9999-12-31T23:59-14:00",
        "9" * 5000,
    ],
)
def test_a_reference_that_is_no_moment_is_a_wrong_setting(run, reference):
    told = run("date", "--reference", reference, "heute")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "is no moment; write it as 2026-11-23T15:00+01:00" in told.stderr


def test_without_text_and_input_it_says_what_it_needs(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", None)  # as after `feedservice date <&-`
    with pytest.raises(SystemExit) as ended:
        main(["date"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith("Error: Give a TEXT, or lines on standard input.\n")
