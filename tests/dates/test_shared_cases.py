"""The shared cases, judged as their scorer judges; skipped where they are not at hand."""

import importlib.util
import json
from datetime import datetime
from pathlib import Path

import pytest

from feedservice.dates import DateError, normalize

SHARED = Path(__file__).resolve().parents[3] / "shared" / "dates"

pytestmark = pytest.mark.skipif(
    not (SHARED / "score.py").exists(), reason="the shared cases are not beside the repository"
)


@pytest.fixture(scope="module")
def verdicts():
    """Judge every case that is not debatable, by the scorer's own function."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    lines = [
        line
        for path in sorted(SHARED.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    cases = [case for case in map(json.loads, lines) if "debatable" not in case["tags"]]
    return [(case, *judged(score, case)) for case in cases]


def judged(score, case):
    """Say the verdict on one case, and the precision of the answer."""
    reference = datetime.fromisoformat(case["ref"]) if case["ref"] else None
    try:
        found = normalize(case["text"], tz=case["tz"], reference=reference)
    except DateError as error:
        return score.verdict(case, ("reject", str(error)))[0], None
    return score.verdict(case, ("value", found.value.isoformat()))[0], str(found.precision)


def test_nothing_is_wrong_and_nothing_false(verdicts):
    bad = [case["text"] for case, verdict, _ in verdicts if verdict in {"wrong", "false"}]
    assert bad == []


def test_nearly_all_are_right(verdicts):
    missed = [case["text"] for case, verdict, _ in verdicts if verdict != "right"]
    assert len(missed) <= 0.02 * len(verdicts), json.dumps(missed, ensure_ascii=False)


def test_the_precision_is_that_of_the_text(verdicts):
    given = [
        (case["precision"], precision)
        for case, verdict, precision in verdicts
        if verdict == "right" and precision
    ]
    assert sum(want == got for want, got in given) >= 0.97 * len(given)
