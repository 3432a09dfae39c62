"""docs/rules.md is what the rules say; `make rules` writes it."""

from pathlib import Path

from feedservice import validation  # noqa: F401 - where the rules enter the rulebook
from feedservice.inspection import httprules  # noqa: F401 - the same
from feedservice.validation.reporting.rulepage import page
from feedservice.validation.rulebook import RULES

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(RULES.values()), "run `make rules`"
