"""Findings as a validation makes them; a test names only what it is about."""

import pytest

from feedservice.records import Severity
from feedservice.validation.findings import Finding
from feedservice.validation.reporting import Judgement, Run
from feedservice.validation.reporting.excerpt import excerpts

FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0">
  <channel>
    <item><pubDate>gestern</pubDate></item>
    <item><pubDate>morgen</pubDate></item>
  </channel>
</rss>
"""


@pytest.fixture
def finding():
    """Make a finding."""

    def make(**overrides):
        facts = {
            "code": "RSS012",
            "severity": Severity.ERROR,
            "line": 4,
            "column": 11,
            "path": "/rss/channel/item[1]/pubDate",
            "message": "'gestern' is no RFC 822 date; write it as Thu, 05 Mar 2026 18:00:00 +0100",
            "w3c": "InvalidRFC2822Date",
            "params": {"parent": "item", "element": "pubDate"},
        }
        return Finding(**facts | overrides)

    return make


@pytest.fixture
def judged():
    """Judge a document as having these findings."""

    def make(*findings, path="feeds/alle.rss", data=FEED, **facts):
        return Judgement(path=path, findings=findings, excerpts=excerpts(data, findings), **facts)

    return make


@pytest.fixture
def run(judged, finding):
    """Three documents: one with two findings, one without, one that is not there."""
    warning = finding(
        code="HOUSE003",
        severity=Severity.WARNING,
        line=2,
        column=1,
        path="/rss",
        message="50 % off,\nhm: so",
    )
    return Run(
        judgements=(
            judged(warning, finding()),
            judged(path="feeds/gut.atom"),
            Judgement(path="feeds/weg.rss", failure="No such file or directory"),
        )
    )
