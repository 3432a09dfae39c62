import json

from feedservice.validation.reporting import Run
from feedservice.validation.reporting.jsonarray import render


def test_each_finding_is_an_object_with_the_promised_names(judged, finding):
    assert json.loads(render(Run(judgements=(judged(finding()),)))) == [
        {
            "path": "feeds/alle.rss",
            "line": 4,
            "column": 11,
            "code": "RSS012",
            "severity": "error",
            "message": "'gestern' is no RFC 822 date; write it as Thu, 05 Mar 2026 18:00:00 +0100",
            "element_path": "/rss/channel/item[1]/pubDate",
            "w3c": "InvalidRFC2822Date",
            "params": {"parent": "item", "element": "pubDate"},
        }
    ]


def test_a_rule_that_is_none_of_the_w3c_says_null(judged, finding):
    [row] = json.loads(render(Run(judgements=(judged(finding(w3c=None)),))))
    assert row["w3c"] is None


def test_it_is_an_array_a_finding_a_line(run):
    text = render(run)
    assert [row["code"] for row in json.loads(text)] == ["HOUSE003", "RSS012"]
    assert len(text.splitlines()) == 4


def test_nothing_found_is_an_empty_array():
    assert render(Run(judgements=())) == "[]\n"
