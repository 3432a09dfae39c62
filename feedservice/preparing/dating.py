"""Reading the dates that a draft states, or saying why that cannot be done.

There is no reference here: an article file has no moment at which it was seen, so a date
that needs one ("gestern", "4. Juni") is refused like one that names no day.
"""

from collections.abc import Iterator
from typing import NamedTuple

from feedservice.dates import (
    DateError,
    Precision,
    PublicationDate,
    Role,
    find_dates,
    normalize,
)
from feedservice.errors import FeedServiceError, shortened
from feedservice.preparing.reasons import Reason, problem
from feedservice.records import Draft, Problem

HINTS = {"needs-reference": "Write the whole date, with day, month and year."}
TOO_COARSE = frozenset({Precision.MONTH, Precision.YEAR})


class Dates(NamedTuple):
    """What a draft says of its time.

    Attributes:
        published: When it was published, at least to the day.
        updated: When it was last updated, if it says so.
        warning: Why an update beside the date does not count.
    """

    published: PublicationDate
    updated: PublicationDate | None = None
    warning: Problem | None = None


class UndatedError(FeedServiceError):
    """A date of a draft cannot be used, so the draft cannot be published.

    Attributes:
        problem: What to tell the person who wrote it.
    """

    def __init__(self, problem: Problem) -> None:
        """Carry the problem to whoever collects them."""
        super().__init__(problem.message)
        self.problem = problem


def read_dates(draft: Draft, zone: str) -> Dates:
    """Read the dates of *draft*; its update may stand in a field or beside its date.

    Args:
        draft: What the file says.
        zone: IANA name of the zone in which the newsroom writes.

    Raises:
        UndatedError: The date, or that of the update, names no day, or not surely.
    """
    published = _read(draft, draft.date, draft.date_line, zone)
    if draft.updated:
        return Dates(published, _read(draft, draft.updated, draft.line, zone))
    start, end = published.span
    if not (draft.date[:start].strip() or draft.date[end:].strip()):
        return Dates(published)
    try:
        return Dates(published, next(_updates(draft, published, zone), None))
    except DateError as error:
        # The publication was read surely, so the record stands without its update.
        place = draft.path, draft.date_line
        warning = problem(Reason.UPDATE_IGNORED, place, str(error), _hint(error))
        return Dates(published, warning=warning)


def _read(draft: Draft, text: str, line: int, zone: str) -> PublicationDate:
    """Read one date, to the day at least."""
    place = draft.path, line
    try:
        date = normalize(text, tz=zone)
    except DateError as error:
        refusal = problem(f"date-{error.reason}", place, str(error), _hint(error))
        raise UndatedError(refusal) from None
    if date.precision in TOO_COARSE:
        message = f"the date names a {date.precision} and no day: {shortened(text)!r}"
        raise UndatedError(problem(Reason.DATE_TOO_COARSE, place, message, "Add the day."))
    return date


def _hint(error: DateError) -> str:
    """Say what to do; a record has no moment at which somebody saw it."""
    return HINTS.get(error.reason, error.hint)


def _updates(draft: Draft, published: PublicationDate, zone: str) -> Iterator[PublicationDate]:
    """The updates that stand beside the date of publication."""
    for date in find_dates(draft.date, tz=zone):
        is_other = date.role is Role.UPDATED and date.span != published.span
        if is_other and date.precision not in TOO_COARSE:
            yield date
