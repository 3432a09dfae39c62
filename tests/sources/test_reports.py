import pytest

from feedservice.records import Severity
from feedservice.sources.reports import Code, problem, quoted


@pytest.mark.parametrize("code", Code)
def test_the_severity_of_a_problem_is_that_of_its_code(code):
    warnings = {"illegal-characters", "no-text", "unknown-key"}
    severity = Severity.WARNING if code.value in warnings else Severity.ERROR
    assert problem(code, ("a.txt", 1), "", "").severity is severity


@pytest.mark.parametrize(
    ("value", "shown"),
    [("Grüße", "'Grüße'"), ("a\nb\x1b\ud800", r"'a\nb\x1b\ud800'"), ("x" * 81, f"'{'x' * 79}…'")],
)
def test_a_value_in_a_message_is_short_and_all_of_it_is_visible(value, shown):
    assert quoted(value) == shown
