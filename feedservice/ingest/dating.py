"""Reading the dates that a draft states, or saying why that cannot be done.

There is no reference here: an article file has no moment at which it was seen, so a date
that needs one ("gestern", "4. Juni") is refused like one that names no day.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from feedservice.dates import (
    DateError,
    Precision,
    PublicationDate,
    Role,
    find_dates,
    normalize,
)
from feedservice.errors import FeedServiceError, shortened
from feedservice.records import Draft, Problem, Severity

TOO_COARSE = frozenset({Precision.MONTH, Precision.YEAR})


@dataclass(frozen=True, slots=True)
class Dates:
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
        code, line = "update-ignored", draft.date_line
        problem = _problem(draft, line, (code, str(error), error.hint), Severity.WARNING)
        return Dates(published, warning=problem)


def _read(draft: Draft, text: str, line: int, zone: str) -> PublicationDate:
    """Read one date, to the day at least."""
    try:
        date = normalize(text, tz=zone)
    except DateError as error:
        reason = f"date-{error.reason}", str(error), error.hint
    else:
        if date.precision not in TOO_COARSE:
            return date
        message = f"the date names a {date.precision} and no day: {shortened(text)!r}"
        reason = "date-too-coarse", message, "Add the day."
    raise UndatedError(_problem(draft, line, reason, Severity.ERROR)) from None


def _updates(draft: Draft, published: PublicationDate, zone: str) -> Iterator[PublicationDate]:
    """The updates that stand beside the date of publication."""
    for date in find_dates(draft.date, tz=zone):
        is_other = date.role is Role.UPDATED and date.span != published.span
        if is_other and date.precision not in TOO_COARSE:
            yield date


def _problem(draft: Draft, line: int, reason: tuple[str, str, str], severity: Severity) -> Problem:
    """Report what is wrong with a date."""
    code, message, hint = reason
    return Problem(
        path=draft.path, line=line, severity=severity, code=code, message=message, hint=hint
    )
