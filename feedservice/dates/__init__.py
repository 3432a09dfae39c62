"""Read the dates that German-language newsrooms print, and never guess.

>>> normalize("Sonntag, 6. Juni 2021, 9:41 Uhr").value.isoformat()
'2021-06-06T09:41:00+02:00'

:func:`normalize` gives the one publication date of a text, :func:`find_dates` all the
labelled ones. What cannot be read with confidence is a :class:`DateError` with a reason.
No clock, locale or machine zone is consulted: the same arguments always give the same
answer. The vocabulary is data in :mod:`feedservice.dates.words`.
"""

from datetime import datetime

from feedservice.dates import plain, zones
from feedservice.dates.choice import chosen, meant
from feedservice.dates.faults import HINTS, Reason, UnreadableError
from feedservice.dates.grammar import candidates
from feedservice.dates.moments import Call
from feedservice.dates.resolve import resolved
from feedservice.dates.results import Note, Precision, PublicationDate, Role, ZoneSource
from feedservice.dates.tokens import Line
from feedservice.errors import DateError

__all__ = [
    "DateError",
    "Note",
    "Precision",
    "PublicationDate",
    "Reason",
    "Role",
    "ZoneSource",
    "find_dates",
    "normalize",
]

MOST_CHARACTERS = 2000
# In the others a datetime has no neighbours on one side, and no other zone.
REFERENCE_YEARS = range(2, 9999)


def normalize(
    text: str,
    *,
    tz: str = "Europe/Berlin",
    reference: datetime | None = None,
    strict: bool = False,
) -> PublicationDate:
    """Read the one publication date of *text*.

    Args:
        text: A byline or a date, at most 2,000 characters.
        tz: An IANA name: the zone of what names no other, and of the result.
        reference: The moment the page was seen, aware; "heute" and dates without a year
            need it.
        strict: Also reject what a rule had to complete: see :class:`Note`.

    Raises:
        DateError: The text names no single instant.
        ValueError: *tz* is unknown or *reference* naive; the caller's mistake.
        TypeError: *text* is no string.
    """
    call = call_of(tz, reference)
    found = plain.read(text, call.zone) if isinstance(text, str) else None
    if found is not None and not (strict and found.notes):
        return found
    line = line_of(text)
    try:
        part = chosen(line, candidates(line), has_reference=reference is not None)
        found = resolved(line, part, call)
        if strict:
            refuse_assumptions(found)
    except UnreadableError as fault:
        raise date_error(line, fault) from None
    return found


def find_dates(
    text: str,
    *,
    tz: str = "Europe/Berlin",
    reference: datetime | None = None,
) -> tuple[PublicationDate, ...]:
    """Read every date of *text*, in its order, each with the role that its label gives it.

    Dates that belong to something else ("abgerufen am") are left out, and so are times
    and day words without a label beside a complete date.

    Raises:
        DateError: There is none, or one of them names no single instant.
        ValueError: As for :func:`normalize`.
    """
    call = call_of(tz, reference)
    line = line_of(text)
    try:
        parts = meant(line, candidates(line), has_reference=reference is not None)
        return tuple(resolved(line, part, call) for part in parts)
    except UnreadableError as fault:
        raise date_error(line, fault) from None


def call_of(tz: str, reference: datetime | None) -> Call:
    """Look up the zone and express the reference in it."""
    zone = zones.zone_named(tz)
    if reference is None:
        return Call(zone, None)
    if reference.utcoffset() is None:
        raise ValueError(f"the reference {reference.isoformat()} has no zone: pass an aware one")
    if reference.year not in REFERENCE_YEARS:
        raise ValueError(f"the reference {reference.isoformat()} is at an end of the calendar")
    return Call(zone, reference.astimezone(zone))


def line_of(text: str) -> Line:
    """Cut the text into tokens, unless it is too long to be a byline."""
    if not isinstance(text, str):
        raise TypeError(f"the text is {type(text).__name__}, not str")
    if len(text) > MOST_CHARACTERS:
        raise DateError(
            f"the text has {len(text)} characters, more than {MOST_CHARACTERS}",
            text=text,
            reason=Reason.TOO_LONG,
            span=(MOST_CHARACTERS, len(text)),
            hint=HINTS[Reason.TOO_LONG],
        )
    return Line(text)


def refuse_assumptions(found: PublicationDate) -> None:
    """Reject, for a strict caller, what a rule completed."""
    assumed = [note for note in found.notes if note is not Note.ONLY_AN_UPDATE]
    if assumed:
        raise UnreadableError(Reason.ASSUMPTION, f"this needs an assumption ({assumed[0]})")


def date_error(line: Line, fault: UnreadableError) -> DateError:
    """Turn a fault of the grammar into the error that callers see."""
    return DateError(
        fault.message.replace("{shown}", line.shown(fault.first, fault.last)),
        text=line.original,
        reason=fault.reason,
        span=line.span(fault.first, fault.last),
        hint=HINTS[fault.reason],
    )
