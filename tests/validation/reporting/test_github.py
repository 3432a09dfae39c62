from pathlib import Path

import pytest

from feedservice.records import Severity
from feedservice.validation.reporting import Run
from feedservice.validation.reporting.github import render


def test_each_finding_is_a_workflow_command(run):
    assert render(run).splitlines() == [
        (
            "::warning file=feeds/alle.rss,line=2,col=1,title=HOUSE003::"
            "feeds/alle.rss:2:1: HOUSE003 50 %25 off,%0Ahm: so"
        ),
        (
            "::error file=feeds/alle.rss,line=4,col=11,title=RSS012::feeds/alle.rss:4:11: "
            "RSS012 'gestern' is no RFC 822 date; write it as Thu, 05 Mar 2026 18:00:00 +0100"
        ),
        "::error title=feedservice::feeds/weg.rss: No such file or directory",
        "Found 1 error, 1 warning in 1 of 2 documents; 1 could not be looked at",
    ]


def test_what_ends_a_property_is_escaped(judged, finding):
    [line, _] = render(
        Run(judgements=(judged(finding(message="x"), path="a,b:c%.rss"),))
    ).splitlines()
    assert line == (
        "::error file=a%2Cb%3Ac%25.rss,line=4,col=11,title=RSS012::a,b:c%25.rss:4:11: RSS012 x"
    )


def test_no_document_can_speak_a_command_of_its_own(judged, finding):
    hostile = finding(message="x\n::set-output name=a::b\r::error::c")
    lines = render(Run(judgements=(judged(hostile, path="a\n::error::.rss"),))).splitlines()
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("path", "properties"),
    [
        ("./feeds/../a.rss", "file=a.rss,line=4,col=11,title=RSS012"),
        ("{here}/feeds/a.rss", "file=feeds/a.rss,line=4,col=11,title=RSS012"),
        ("/else/where.rss", "file=/else/where.rss,line=4,col=11,title=RSS012"),
        ("https://bote.example/a.rss", "title=RSS012"),  # no file of the repository
    ],
)
def test_a_file_is_named_from_the_root_of_the_repository(judged, finding, path, properties):
    run = Run(
        judgements=(judged(finding(severity=Severity.INFO), path=path.format(here=Path.cwd())),)
    )
    assert render(run).startswith(f"::notice {properties}::")
