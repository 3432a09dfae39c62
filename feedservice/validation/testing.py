"""For tests: a feed that has findings fails with all of them in its message."""

from feedservice.records import Severity
from feedservice.validation import validate


def assert_valid_feed(
    data: bytes, *, base_url: str | None = None, severity: Severity = Severity.WARNING
) -> None:
    """Fail with a readable message when *data* has findings of *severity* or worse.

    Raises:
        AssertionError: With a line for each finding.
    """
    ranks = list(Severity)
    counted = ranks[: ranks.index(severity) + 1]
    found = [each for each in validate(data, base_url=base_url) if each.severity in counted]
    if found:
        lines = [
            f"  {each.line}:{each.column}: {each.code} {each.message} ({each.path})"
            for each in found
        ]
        number = f"{len(found)} finding{'' if len(found) == 1 else 's'}"
        raise AssertionError("\n".join([f"the feed has {number}:", *lines]))
