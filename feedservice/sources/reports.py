"""What a reader hands back: drafts, and problems with the reasons that have a code.

The codes are an interface: people filter by them and ``docs/records.md`` lists every one
with its cure. A code once published keeps its meaning.
"""

from enum import StrEnum
from typing import NamedTuple

from feedservice.errors import FeedServiceError, shortened
from feedservice.records import Draft, Problem, Severity


class Code(StrEnum):
    """Every reason for which a file, a record or a part of it is not taken as it is."""

    BAD_FRONT_MATTER = "bad-front-matter"
    BAD_JSON = "bad-json"
    BAD_NAME = "bad-name"
    BAD_VALUE = "bad-value"
    BROKEN_LINK = "broken-link"
    DUPLICATE_ID = "duplicate-id"
    DUPLICATE_KEY = "duplicate-key"
    EMPTY_FILE = "empty-file"
    ILLEGAL_CHARACTERS = "illegal-characters"
    NO_CATEGORY = "no-category"
    NO_DATE = "no-date"
    NO_ID = "no-id"
    NO_TEXT = "no-text"
    NO_TITLE = "no-title"
    NOT_OPENED = "not-opened"
    OUTSIDE_FOLDER = "outside-folder"
    SAME_NAME = "same-name"
    TOO_LARGE = "too-large"
    UNKNOWN_KEY = "unknown-key"
    UNREADABLE = "unreadable"


#: What a scan of the folder finds out, not the reading of a file.
SCAN_CODES = frozenset(
    {
        Code.BAD_NAME,
        Code.BROKEN_LINK,
        Code.NOT_OPENED,
        Code.OUTSIDE_FOLDER,
        Code.SAME_NAME,
    }
)
WARNINGS = frozenset({Code.ILLEGAL_CHARACTERS, Code.NO_TEXT, Code.UNKNOWN_KEY})


class Reading(NamedTuple):
    """What one file holds.

    Attributes:
        drafts: In the order of the file, without the records that have an error.
        problems: Errors and warnings, in the order of the file where they have a line.
    """

    drafts: tuple[Draft, ...] = ()
    problems: tuple[Problem, ...] = ()


class SourceError(FeedServiceError):
    """A file cannot be read, or no further; never leaves this package.

    Attributes:
        problem: What to tell the person who owns the file.
    """

    def __init__(self, problem: Problem) -> None:
        """Carry the problem to whoever collects them."""
        super().__init__(f"{problem.path}:{problem.line}: {problem.message}")
        self.problem = problem


def problem(code: Code, place: tuple[str, int], message: str, hint: str) -> Problem:
    """Make a problem; its severity is that of its code.

    Args:
        code: The reason.
        place: Path and line.
        message: What is wrong, with the offending value.
        hint: What to do about it, one sentence.
    """
    path, line = place
    severity = Severity.WARNING if code in WARNINGS else Severity.ERROR
    return Problem(
        path=path, line=line, severity=severity, code=code.value, message=message, hint=hint
    )


def quoted(value: str) -> str:
    """Show a value from a file in a message: short, on one line, nothing invisible in it."""
    return repr(shortened(value))
