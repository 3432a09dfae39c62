"""docs/rules.md is what the rules say; `make rules` writes it."""

import re
from pathlib import Path

import pytest

from feedservice import validation  # noqa: F401 - where the rules enter the rulebook
from feedservice.inspection import httprules  # noqa: F401 - the same
from feedservice.validation.reporting.rulepage import page
from feedservice.validation.rulebook import RULES

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(RULES.values()), "run `make rules`"


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_says_what_is_right_and_why_with_both_sides_and_a_source(rule):
    assert re.fullmatch(r"(XML|RSS|ATOM|JSON|EXT|HOUSE|HTTP)\d{3}", rule.code)
    assert re.fullmatch(r"[a-z][a-z0-9_]+", rule.name)
    assert rule.claim.endswith(".")
    assert rule.why.endswith((".", "”", '"'))
    assert rule.bad
    assert rule.good
    assert rule.bad != rule.good
    assert rule.spec.startswith("https://")
