import json

from feedservice.records import Severity
from feedservice.validation.reporting import Run
from feedservice.validation.reporting.gitlab import render


def fingerprints(*judgements):
    return [row["fingerprint"] for row in json.loads(render(Run(judgements=judgements)))]


def test_each_finding_is_an_issue_as_gitlab_reads_it(judged, finding):
    [row] = json.loads(render(Run(judgements=(judged(finding(), path="./feeds/alle.rss"),))))
    assert len(row.pop("fingerprint")) == 64
    assert row == {
        "description": (
            "RSS012 'gestern' is no RFC 822 date; write it as Thu, 05 Mar 2026 18:00:00 +0100"
        ),
        "check_name": "RSS012",
        "severity": "major",
        "location": {
            "path": "feeds/alle.rss",
            "lines": {"begin": 4},
            "positions": {"begin": {"line": 4, "column": 11}},
        },
    }


def test_severities_are_in_gitlabs_words(judged, finding):
    run = Run(judgements=(judged(*(finding(severity=severity) for severity in Severity)),))
    assert [row["severity"] for row in json.loads(render(run))] == ["major", "minor", "info"]


def test_a_fingerprint_stays_when_a_story_is_added_above(judged, finding):
    before = fingerprints(judged(finding()))
    after = fingerprints(judged(finding(line=44, column=3, path="/rss/channel/item[7]/pubDate")))
    assert before == after


def test_equal_findings_have_fingerprints_of_their_own(judged, finding):
    twice = fingerprints(judged(finding(), finding()), judged(finding(), path="b.rss"))
    assert len(set(twice)) == 3


def test_a_name_that_is_no_unicode_has_a_fingerprint_too(judged, finding):
    assert len(fingerprints(judged(finding(), path="a\udcff.rss"))) == 1
