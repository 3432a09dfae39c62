"""Dates of three specifications: RFC 822 as RSS uses it, RFC 3339, and W3C's profile of ISO 8601.

Each ``…_fault`` says what is wrong and what to write instead, or None.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ZONES = {
    "UT": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7,
}  # fmt: skip
_GERMAN = {
    "Mo": "Mon", "Montag": "Mon", "Di": "Tue", "Dienstag": "Tue", "Mi": "Wed", "Mittwoch": "Wed",
    "Do": "Thu", "Donnerstag": "Thu", "Fr": "Fri", "Freitag": "Fri", "Sa": "Sat", "Samstag": "Sat",
    "Sonnabend": "Sat", "So": "Sun", "Sonntag": "Sun", "Jän": "Jan", "Januar": "Jan",
    "Jänner": "Jan", "Februar": "Feb", "Feber": "Feb", "Mär": "Mar", "Mrz": "Mar", "März": "Mar",
    "Mai": "May", "Juni": "Jun", "Juli": "Jul", "Okt": "Oct", "Oktober": "Oct", "Dez": "Dec",
    "Dezember": "Dec",
}  # fmt: skip
_RFC822 = re.compile(
    r"(?a)(?:(?P<weekday>[A-Za-z]{3}), *)?(?P<day>\d{1,2}) +(?P<month>[A-Za-z]{3}) +"
    r"(?P<year>\d{4}|\d{2}) +(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))? +"
    r"(?P<zone>[+-]\d{4}|[A-Za-z]{1,3})"
)
_RFC3339 = re.compile(
    r"(?a)(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))"
)
_PLAIN_822 = re.compile(
    r"(?a)[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d "
    r"(?:GMT|\+[01][0-3][03]0|-0[1-9][03]0|-1[01]00)"
)
_PLAIN_3339 = re.compile(
    r"(?a)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)"
)
_W3CDTF = re.compile(
    r"(?a)(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|([+-])(\d\d):(\d\d)))?)?)?"
)
_GERMAN_ZONES = {"MEZ": "+0100", "MESZ": "+0200"}
_GERMAN_DATE = re.compile(
    r"(?a)(?:(?P<weekday>[A-Za-zÄÖÜäöü]+)[.,]* +)?(?P<day>\d{1,2})\.? *"
    r"(?P<month>[A-Za-zÄÖÜäöü]+)\.? +"
    r"(?P<year>\d{4}|\d{2})(?:,? +(?:um +)?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?: +Uhr)?)?(?: +(?P<zone>[+-]\d{4}|[A-Z]{1,4}))?"
)
_EXAMPLE = "Thu, 05 Mar 2026 18:00:00 +0100"
_UNEVEN = re.compile(r",(?! )|  ")
_COMMENT = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[A-Za-zÄÖÜäöü]+")
_MINUTES_PER_HOUR = 60
_LAST_OFFSET_HOUR = 14
_OFFSET = re.compile(r"(?a)([+-])(\d\d):?(\d\d)$")


def rfc3339_fault(text: str) -> str | None:
    """Judge a date as Atom wants it."""
    match = _RFC3339.fullmatch(text)
    if match is None:
        return f"{text!r} is no RFC 3339 date: write it like 2026-03-05T18:00:00+01:00"
    return _calendar_fault(text, match)


def w3cdtf_fault(text: str) -> str | None:
    """Judge a date as Dublin Core wants it: a year, a month, a day, or a time with its offset."""
    match = _W3CDTF.fullmatch(text)
    if match is None:
        return f"{text!r} is no W3C date: write 2026-03-05 or 2026-03-05T18:00:00+01:00"
    return _calendar_fault(text, match)


def _calendar_fault(text: str, match: re.Match[str]) -> str | None:
    try:
        _assemble(match)
    except ValueError as error:
        return f"{text!r} names no instant ({error}): correct the part that is out of range"
    return None


def _assemble(match: re.Match[str]) -> datetime:
    parts = match.groups()[:6]
    year, hour, minute, second = (int(parts[at] or 0) for at in (0, 3, 4, 5))
    month, day = (1 if part is None else int(part) for part in parts[1:3])
    # A leap second is allowed where UTC has them: at the end of a minute.
    last = second == _MINUTES_PER_HOUR
    at = datetime(year, month, day, hour, minute, 59 if last else second, tzinfo=UTC)
    sign, hours, minutes = match.groups()[6:9]
    if sign is None:
        return at
    if int(hours) >= 24 or int(minutes) >= _MINUTES_PER_HOUR:  # noqa: PLR2004 - hours of a day
        raise ValueError(f"offset {sign}{hours}:{minutes}")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    try:
        return at + offset if sign == "-" else at - offset
    except OverflowError as error:
        raise ValueError("year out of range") from error


def rfc822_fault(text: str) -> str | None:
    """Judge a date as RSS wants it."""
    match = _RFC822.fullmatch(_uncommented(text))
    if match is None:
        return f"{text!r} is no RFC 822 date: write it like {_EXAMPLE}, with English abbreviations"
    try:
        at = _read_rfc822(match)
    except (ValueError, OverflowError) as error:
        return f"{text!r} names no instant ({error}): {_cure(match['zone'])}"
    weekday = match["weekday"]
    if weekday and weekday.title() != _DAYS[at.weekday()]:
        return f"{text!r} was no {weekday} but a {_DAYS[at.weekday()]}: correct day or weekday"
    return None


def _cure(zone: str) -> str:
    if zone.upper() == "UTC":
        return "write GMT or +0000"
    try:
        _zone(zone)
    except ValueError:
        return "write an offset such as +0100"
    return "correct the part that is out of range"


def _uncommented(text: str) -> str:
    """Take comments out, which RFC 822 allows between any two words and beside commas."""
    return _COMMENT.sub("", text).replace(" ,", ",").strip() if "(" in text else text


def _read_rfc822(match: re.Match[str]) -> datetime:
    month = match["month"].title()
    if month not in _MONTHS:
        raise ValueError(f"no month {match['month']}")
    if match["weekday"] and match["weekday"].title() not in _DAYS:
        raise ValueError(f"no weekday {match['weekday']}")
    year = int(match["year"])
    if len(match["year"]) == 2:  # noqa: PLR2004 - digits
        year += 2000 if year < 50 else 1900  # noqa: PLR2004 - as RFC 2822 reads them
    second = min(int(match["second"] or 0), 59) if match["second"] == "60" else match["second"]
    return datetime(
        year,
        _MONTHS.index(month) + 1,
        int(match["day"]),
        int(match["hour"]),
        int(match["minute"]),
        int(second or 0),
        tzinfo=_zone(match["zone"]),
    )


def _zone(text: str) -> timezone:
    if text[0] in "+-":
        minutes = int(text[3:5])
        if minutes >= _MINUTES_PER_HOUR:
            raise ValueError(f"offset {text}")
        offset = timedelta(hours=int(text[1:3]), minutes=minutes)
        return timezone(offset if text[0] == "+" else -offset)
    if text.upper() in _ZONES:
        return timezone(timedelta(hours=_ZONES[text.upper()]))
    if len(text) == 1 and text.upper() != "J":
        return UTC  # military letters: RFC 2822 section 4.3 takes them all for -0000
    raise ValueError(f"no zone {text}")


def german_fault(text: str) -> str | None:
    """Name German words in what should be an RFC 822 date, with the correction."""
    found = [word for word in _WORD.findall(text) if _english(word) or word in _GERMAN_ZONES]
    if not found:
        return None
    return f"{text!r} has German words ({', '.join(found)}): write {_corrected(text)}"


def _english(word: str) -> str | None:
    return _GERMAN.get(word.title())


def _corrected(text: str) -> str:
    match = _GERMAN_DATE.fullmatch(text.strip())
    if match is None:
        return f"it like {_EXAMPLE}"
    month = _english(match["month"]) or match["month"].title()
    year = int(match["year"])
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    zone = match["zone"] or ""
    try:
        if zone and zone not in _GERMAN_ZONES:
            _zone(zone)
        year += 2000 if year < 100 else 0  # noqa: PLR2004 - digits
        number, day = _MONTHS.index(month) + 1, int(match["day"])
        at = datetime(year, number, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return f"it like {_EXAMPLE}"
    named = match["weekday"]
    weekday = (_english(named) or named[:3].title()) if named else _DAYS[at.weekday()]
    zone = zone or ("MESZ" if _is_summer(at) else "MEZ")
    rest = f"{at.day:02d} {month} {at.year} {at:%H:%M:%S} {_GERMAN_ZONES.get(zone, zone)}"
    return f"{weekday}, {rest}"


def _is_summer(at: datetime) -> bool:
    """Tell whether the clocks of Central Europe are an hour ahead: last Sundays of two months."""
    first, last = (
        datetime(at.year, month, 31, tzinfo=UTC)
        - timedelta(days=datetime(at.year, month, 31, tzinfo=UTC).isoweekday() % 7)
        for month in (3, 10)
    )
    return first <= at < last


def awkward_fault(text: str) -> str | None:
    """Name what RFC 822 allows and readers are known to stumble over."""
    if "(" in text:
        return f"comments in dates confuse readers: take the parentheses out of {text!r}"
    match = _RFC822.fullmatch(text.strip())
    if match is None:
        return None
    if _UNEVEN.search(text.strip()):
        return f"write one space behind the comma and between the parts of {text!r}"
    weekday, month, zone = match["weekday"] or "", match["month"], match["zone"]
    if (weekday, month, zone) != (weekday.title(), month.title(), zone.upper()):
        return (
            f"some readers know names in their usual letters only: write {text!r} like {_EXAMPLE}"
        )
    if len(match["year"]) == 2:  # noqa: PLR2004 - digits
        return f"write the year of {text!r} with four digits"
    return _awkward_zone(text, zone)


def _awkward_zone(text: str, zone: str) -> str | None:
    if zone == "-0000":
        return f"{text!r} has no known offset: -0000 means that the zone was lost; write the real"
    if zone[0] in "+-" and zone[3:] not in {"00", "15", "30", "45"}:
        return f"no place keeps the offset {zone}: correct {text!r}"
    if len(zone) == 1 and zone != "Z":
        return f"readers do not know the military zone {zone}: write an offset such as +0100"
    return None


def offset_fault(text: str) -> str | None:
    """Name an offset that no place on earth has."""
    match = _OFFSET.search(text)
    if match is None:
        return None
    hours, minutes = int(match[2]), int(match[3])
    if hours * _MINUTES_PER_HOUR + minutes > _LAST_OFFSET_HOUR * _MINUTES_PER_HOUR:
        return f"no place is {match[0]} from UTC, the most is 14:00: correct {text!r}"
    return None


def plain_rfc822(text: str) -> bool:
    """Tell at once that a date is one of those that every program writes, and exists."""
    at = instant(text) if _PLAIN_822.fullmatch(text) else None
    if at is None:
        return False
    hours, minutes = (int(text[27:29]), int(text[29:31])) if text[26] in "+-" else (0, 0)
    shift = timedelta(hours=hours, minutes=minutes)
    local = at + shift if text[26] == "+" else at - shift
    return _DAYS[local.weekday()] == text[:3]


def plain_rfc3339(text: str) -> bool:
    """Tell at once that a date is one of those that every program writes, and exists."""
    return _PLAIN_3339.fullmatch(text) is not None and instant(text) is not None


@lru_cache(maxsize=4096)
def instant(text: str) -> datetime | None:
    """Read a date of any of the three kinds; None where it names no instant."""
    text = text.strip()
    try:
        match = _RFC3339.fullmatch(text) or _W3CDTF.fullmatch(text)
        if match is not None:
            return _assemble(match)
        match = _RFC822.fullmatch(_uncommented(text))
        return None if match is None else _read_rfc822(match).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
