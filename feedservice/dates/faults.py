"""Why a text is rejected: stable codes, and the cure that each of them has."""

from enum import StrEnum
from typing import Final


class Reason(StrEnum):
    """The code of a rejection; once published, a code keeps its meaning."""

    TOO_LONG = "too-long"
    EMPTY = "empty"
    NO_DATE = "no-date"
    PLACEHOLDER = "placeholder"
    IMPOSSIBLE_DATE = "impossible-date"
    IMPOSSIBLE_TIME = "impossible-time"
    IMPOSSIBLE_OFFSET = "impossible-offset"
    YEAR_OUT_OF_RANGE = "year-out-of-range"
    WEEKDAY_CONFLICT = "weekday-conflict"
    SEVERAL_DATES = "several-dates"
    NEEDS_REFERENCE = "needs-reference"
    OUT_OF_CALENDAR = "out-of-calendar"
    VAGUE_TIME = "vague-time"
    UNKNOWN_ZONE = "unknown-zone"
    NOT_AMBIGUOUS = "not-ambiguous"
    FOREIGN_DATE = "foreign-date"
    ASSUMPTION = "assumption"


HINTS: Final = {
    Reason.TOO_LONG: "Pass the byline alone, not the article.",
    Reason.EMPTY: "Write a date, such as 6. Juni 2021, 9:41 Uhr.",
    Reason.NO_DATE: "Write day, month and year, such as 6. Juni 2021.",
    Reason.PLACEHOLDER: "Fill in the template, such as 6. Juni 2021.",
    Reason.IMPOSSIBLE_DATE: "Correct the day or the month; the order is day, month, year.",
    Reason.IMPOSSIBLE_TIME: "Write a time from 0:00 to 24:00, such as 9:41 Uhr.",
    Reason.IMPOSSIBLE_OFFSET: "Write an offset from -14:00 to +14:00, such as +02:00.",
    Reason.YEAR_OUT_OF_RANGE: "Write a year from 1600 to 2099, with two or four digits.",
    Reason.WEEKDAY_CONFLICT: "Correct the weekday or the date.",
    Reason.SEVERAL_DATES: "Leave one date, or write before each what it is: Veröffentlicht am.",
    Reason.NEEDS_REFERENCE: "Write the full date, or pass the moment the page was seen.",
    Reason.OUT_OF_CALENDAR: "Write the date itself.",
    Reason.VAGUE_TIME: "Write the time in figures, such as 9:41 Uhr.",
    Reason.UNKNOWN_ZONE: "Write the offset instead, such as +02:00.",
    Reason.NOT_AMBIGUOUS: "Leave out A or B: they mark the hour that comes twice in autumn.",
    Reason.FOREIGN_DATE: "Write when the article was published.",
    Reason.ASSUMPTION: "Write it out in full, or read it without strict.",
}


class UnreadableError(Exception):
    """A part of the line names no single instant; the entry point makes a DateError of it.

    Attributes:
        reason: The code.
        message: One sentence for the newsroom; ``{shown}`` stands for the offending part,
            which is cut out only if the fault becomes an error.
        first: The first token of the offending part.
        last: The token after its last one.
    """

    def __init__(self, reason: Reason, message: str, first: int = 0, last: int = -1) -> None:
        """Say what cannot be read; without tokens it is the whole line."""
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.first = first
        self.last = last
