"""Every file in cases/ declares its own verdict: add the file, and it is a test.

``Why:`` says what the file is about, ``Expect:`` lists ``CODE:LINE`` or says ``nothing``,
``Keeps:`` names the rules, or the beginnings of their codes, that a file without findings
keeps. A feed is judged as if it were served from https://example.org/rss, /atom or /json.
"""

import re
from pathlib import Path

import pytest

import feedservice.validation
from feedservice.validation.rulebook import RULES

CASES = sorted((Path(__file__).parent / "cases").iterdir())
# How a feed is served is no matter of its bytes: those rules have their tests in inspection/.
OF_DOCUMENTS = {code for code in RULES if not code.startswith("HTTP")}
ENCODINGS = {"encoding-obscure": "cp1140", "encoding-contradicts-mark": "utf-16"}


def declared(path):
    """Read the verdict that a file declares: its codes with their lines, and what it keeps."""
    text = path.read_bytes().decode(ENCODINGS.get(path.stem, "utf-8"), "replace")
    note = re.search(r'Why:.*?(?:-->|",)', text, re.DOTALL)[0]
    expected = re.search(r"Expect:\s+(nothing|(?:[A-Z]+\d{3}:\d+\s*)+)", note)[1].split()
    keeps = re.search(r"Keeps:((?:\s+[A-Z]+\d*)+)", note)
    verdict = [] if expected == ["nothing"] else expected
    return verdict, tuple(keeps[1].split()) if keeps else ()


def location(path):
    text = path.read_bytes()
    if path.suffix == ".json":
        return "https://example.org/json"
    return f"https://example.org/{'atom' if b'feed xmlns' in text else 'rss'}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_has_the_verdict_that_it_declares(path, now):
    data = path.read_bytes()
    base = location(path)
    findings = feedservice.validation.validate(data, base_url=base, now=now)
    assert [f"{each.code}:{each.line}" for each in findings] == declared(path)[0]


def test_every_rule_has_a_case_that_breaks_it_and_one_that_keeps_it():
    verdicts = [declared(path) for path in CASES]
    broken = {entry.partition(":")[0] for expected, _ in verdicts for entry in expected}
    kept = tuple(start for expected, keeps in verdicts if not expected for start in keeps)
    assert sorted(OF_DOCUMENTS - broken) == []
    assert [code for code in sorted(OF_DOCUMENTS) if not code.startswith(kept)] == []


def test_no_case_names_a_rule_that_there_is_not():
    named = {entry.partition(":")[0] for path in CASES for entry in declared(path)[0]}
    assert named <= RULES.keys()
