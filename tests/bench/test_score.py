"""The floors under the shared cases: what keeps them, and what falls below."""

import pytest

from bench.score import below_floors

RIGHT = {"verdict": "right", "expect": "2019-05-08", "precision": "day", "got_precision": "day"}
REFUSED = RIGHT | {"expect": None, "precision": None, "got_precision": None}
MISSED = RIGHT | {"verdict": "missed", "got_precision": None}
VAGUE = RIGHT | {"got_precision": "month"}


def complaints(*rows):
    return [complaint.split(":")[0] for complaint in below_floors(list(rows))]


def test_a_few_missed_cases_and_precisions_keep_the_floors():
    assert complaints(*[RIGHT] * 96, REFUSED, VAGUE, VAGUE, MISSED, MISSED) == []


@pytest.mark.parametrize("verdict", ["wrong", "false", "crash", "timeout"])
def test_one_wrong_answer_among_many_falls_below(verdict):
    assert complaints(*[RIGHT] * 999, RIGHT | {"verdict": verdict}) == [verdict]


def test_too_many_missed_cases_fall_below():
    assert complaints(*[RIGHT] * 97, *[MISSED] * 3) == ["right"]


def test_too_many_wrong_precisions_fall_below():
    assert complaints(*[RIGHT] * 96, *[VAGUE] * 4) == ["precision"]


def test_answers_without_any_precision_fall_below():
    assert complaints(*[RIGHT | {"got_precision": None}] * 100) == ["precision"]
    assert complaints(REFUSED) == ["precision"]
