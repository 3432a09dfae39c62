import re

import pytest

import feedservice.validation  # noqa: F401 - importing it fills the rulebook
from feedservice.validation.rulebook import RULES


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_says_what_why_and_both_sides_of_it(rule):
    assert re.fullmatch(r"(?:XML|RSS|ATOM|JSON|EXT|HOUSE|HTTP)\d{3}", rule.code)
    assert rule.claim.endswith(".")
    assert rule.why.endswith(".")
    assert rule.bad != rule.good
    assert rule.spec.startswith("https://")


def test_no_two_rules_have_one_name_and_one_prefix():
    named = [(rule.name, rule.code.rstrip("0123456789")) for rule in RULES.values()]
    assert len(named) == len(set(named))
