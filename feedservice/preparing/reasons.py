"""Why a record is not published as it is, besides what its reader says.

The codes are an interface: people filter by them, and ``docs/records.md`` lists every one
with its cure. A date that cannot be read has the normalizer's reason behind ``date-``.
"""

from enum import StrEnum

from feedservice.records import Problem, Severity


class Reason(StrEnum):
    """Reasons that ingest finds; a code once published keeps its meaning."""

    DATE_TOO_COARSE = "date-too-coarse"
    INTERNAL_ERROR = "internal-error"
    KEY_TAKEN = "key-taken"
    LINK_DEAD = "link-dead"
    MASS_REMOVAL = "mass-removal"
    MEDIA_MISSING = "media-missing"
    MEDIA_OUTSIDE = "media-outside"
    UPDATE_IGNORED = "update-ignored"


WARNINGS = frozenset(
    {
        Reason.LINK_DEAD,
        Reason.MEDIA_MISSING,
        Reason.MEDIA_OUTSIDE,
        Reason.UPDATE_IGNORED,
    }
)


def problem(reason: str, place: tuple[str, int], message: str, hint: str) -> Problem:
    """Make a problem; its severity is that of its reason.

    Args:
        reason: A :class:`Reason`, or the normalizer's behind ``date-``.
        place: Path and line.
        message: What is wrong, with the offending value.
        hint: What to do about it, one sentence.
    """
    path, line = place
    severity = Severity.WARNING if reason in WARNINGS else Severity.ERROR
    return Problem(
        path=path, line=line, severity=severity, code=str(reason), message=message, hint=hint
    )
