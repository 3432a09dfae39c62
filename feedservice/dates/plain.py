"""The beaten track: the forms of most bylines, read without looking for anything else.

``6. Juni 2021``, ``Sonntag, 6. Juni 2021, 9:41 Uhr``, ``06.06.2021, 9.41 Uhr``: nothing in
such a text is open, so no candidates need to be weighed, which takes three times as long as
all the rest. What is not exactly so, or is impossible, is left to the grammar; a test holds
that it would have read the same.
"""

import re
from datetime import date, tzinfo

from feedservice.dates import words, zones
from feedservice.dates.days import FIRST_YEAR, LAST_YEAR
from feedservice.dates.results import Precision, PublicationDate

MONTHS = {
    name: words.MONTHS[name.lower()]
    for name in (
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    )
}
WEEKDAYS = {
    name: words.WEEKDAYS[name.lower()]
    for name in ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
}
_match = re.compile(
    rf"(?:({'|'.join(WEEKDAYS)}), )?"
    rf"([0-9]{{1,2}})\.(?: ({'|'.join(MONTHS)}) |([0-9]{{2}})\.)([0-9]{{4}})"
    r"(?:, ([0-9]{1,2})[:.]([0-9]{2}) Uhr)?"
).fullmatch
_LAST_HOUR, _LAST_MINUTE = 23, 59
_DAY, _MINUTE = Precision.DAY, Precision.MINUTE  # looking up a member takes long in Python 3.11


def read(text: str, zone: tzinfo) -> PublicationDate | None:
    """Read *text* if it has one of the plain forms and says something possible."""
    found = _match(text)
    if found is None:
        return None
    weekday, day, month, month_number, year, hour, minute = found.groups()
    day_of_year = _date(int(year), MONTHS[month] if month else int(month_number), int(day))
    if day_of_year is None or (weekday and WEEKDAYS[weekday] != day_of_year.weekday()):
        return None
    if hour is None:
        # Where midnight does not exist the day begins later, which nobody assumed.
        value, _ = zones.instant(zone, day_of_year)
        return PublicationDate(value, _DAY, span=(0, len(text)))
    if int(hour) > _LAST_HOUR or int(minute) > _LAST_MINUTE:
        return None
    value, notes = zones.instant(zone, day_of_year, (int(hour), int(minute), 0, 0))
    return PublicationDate(value, _MINUTE, span=(0, len(text)), notes=notes)


def _date(year: int, month: int, day: int) -> date | None:
    """The day of the calendar, in the years of newspapers; None if there is none."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
