import re

import pytest

from feedservice.records import Severity
from feedservice.validation.reporting import Judgement, Run
from feedservice.validation.reporting.text import render

ESCAPE = re.compile(r"\x1b\[\d+m")


def test_a_finding_is_a_line_with_its_source_and_a_caret_line_under_it(judged, finding):
    assert render(Run(judgements=(judged(finding()),))) == (
        "feeds/alle.rss:4:11: RSS012 'gestern' is no RFC 822 date; "
        "write it as Thu, 05 Mar 2026 18:00:00 +0100\n"
        "  |\n"
        "4 |     <item><pubDate>gestern</pubDate></item>\n"
        "  |           ^^^^^^^^^\n"
        "Found 1 error in 1 document\n"
    )


@pytest.mark.parametrize(
    ("judgements", "told"),
    [
        ((), "No findings in 0 documents"),
        ((Judgement(path="a"),), "No findings in 1 document"),
        (
            (Judgement(path="a", below=2), Judgement(path="b", below=1)),
            "No findings in 2 documents; 3 below the threshold not shown",
        ),
        (
            (Judgement(path="a"), Judgement(path="b", failure="is a socket")),
            "No findings in 1 document; 1 could not be looked at",
        ),
    ],
)
def test_the_summary_says_how_it_went(judgements, told):
    assert render(Run(judgements=judgements)) == f"{told}\n"


def test_the_summary_counts_by_severity_the_worst_first(judged, finding):
    kinds = [Severity.INFO, Severity.INFO, Severity.WARNING, Severity.ERROR, Severity.ERROR]
    run = Run(judgements=(judged(*(finding(severity=kind) for kind in kinds)), judged()))
    last = render(run).splitlines()[-1]
    assert last == "Found 2 errors, 1 warning, 2 info in 1 of 2 documents"


def test_colours_change_nothing_else(run):
    plain, coloured = render(run), render(run, colour=True)
    assert ESCAPE.sub("", coloured) == plain
    assert "\x1b[31mRSS012\x1b[0m" in coloured
    assert "\x1b[33mHOUSE003\x1b[0m" in coloured


def test_what_a_document_says_cannot_steer_the_terminal(judged, finding):
    hostile = finding(line=1, column=1, message="'\x1b[2J' \u202e is no date")
    text = render(Run(judgements=(judged(hostile, path="a\x1b.rss", data=b"<a>\x1b]0;x\x07</a>"),)))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "<a>\N{REPLACEMENT CHARACTER}]0;x\N{REPLACEMENT CHARACTER}</a>" in text


def test_the_caret_stands_under_the_sign_however_wide_those_before_it_are(judged, finding):
    data = "<t>日本</t><u>\u0308x</u>".encode()
    text = render(Run(judgements=(judged(finding(line=1, column=10), data=data),)))
    # Six signs of which two are wide; the tag is three wide and the mark on it none.
    assert text.splitlines()[3] == "  | " + " " * 11 + "^^^"
