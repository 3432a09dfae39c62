"""Rules about dates."""

from feedservice.validation.rulebook import WARNING, fault, value
from feedservice.validation.values import dates

_PROFILE = "https://www.rssboard.org/rss-profile#data-types-datetime"
_RFC3339 = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"


@value("HOUSE001", w3c="InvalidRFC2822Date", spec=_PROFILE)
def date_is_in_english(text: str) -> str | None:
    """A date in RSS has English names of days and months.

    Why:  RFC 822 knows no other; readers show such items without a date or as of today.
    Bad:  ``<pubDate>Do, 05 Mär 2026 18:00:00 +0100</pubDate>``
    Good: ``<pubDate>Thu, 05 Mar 2026 18:00:00 +0100</pubDate>``
    """
    return dates.german_fault(text) if dates.rfc822_fault(text) else None


@value("XML120", w3c="InvalidRFC2822Date", spec=_PROFILE)
def rfc822_date(text: str) -> str | None:
    """A date in RSS is an RFC 822 date-time that exists, with four digits for the year.

    Why:  Readers sort by it, and show items with another date as of today or as of 1970.
    Bad:  ``<pubDate>2026-03-05T18:00:00+01:00</pubDate>``
    Good: ``<pubDate>Thu, 05 Mar 2026 18:00:00 +0100</pubDate>``
    """
    return dates.rfc822_fault(text)


@value("XML121", w3c="ProblematicalRFC822Date", severity=WARNING, spec=_PROFILE)
def rfc822_date_is_plain(text: str) -> str | None:
    """A date in RSS leaves aside what RFC 822 allows and readers stumble over.

    Why:  Comments, odd offsets, ``-0000`` and military zones are read in different ways.
    Bad:  ``<pubDate>Thu, 05 Mar 2026 18:00:00 -0000</pubDate>``
    Good: ``<pubDate>Thu, 05 Mar 2026 18:00:00 +0100</pubDate>``
    """
    return dates.awkward_fault(text)


@value("XML122", w3c="InvalidRFC3339Date", spec=_RFC3339)
def rfc3339_date(text: str) -> str | None:
    """A date in Atom is an RFC 3339 date-time that exists.

    Why:  Readers sort by it, and show entries with another date as of today or as of 1970.
    Bad:  ``<updated>2026-03-05 18:00</updated>``
    Good: ``<updated>2026-03-05T18:00:00+01:00</updated>``
    """
    return dates.rfc3339_fault(text)


@value("XML123", w3c="InvalidW3CDTFDate", spec="https://www.w3.org/TR/NOTE-datetime")
def w3cdtf_date(text: str) -> str | None:
    """A date in Dublin Core is a year, a month, a day, or a time with its offset.

    Why:  Readers cannot sort by anything else.
    Bad:  ``<dc:date>5.3.2026</dc:date>``
    Good: ``<dc:date>2026-03-05</dc:date>``
    """
    return dates.w3cdtf_fault(text)


@value("HOUSE002", spec="https://www.iana.org/time-zones")
def offset_exists(text: str) -> str | None:
    """The offset of a date is one that a place on earth has: at most 14 hours.

    Why:  The time was computed wrongly somewhere, and readers may refuse the whole date.
    Bad:  ``<updated>2026-03-05T18:00:00+15:30</updated>``
    Good: ``<updated>2026-03-05T18:00:00+01:00</updated>``
    """
    return dates.offset_fault(text)


@fault("XML124", w3c="ImplausibleDate", severity=WARNING, spec=_PROFILE)
def date_is_plausible(text: str) -> str:
    """A date lies neither in the future nor before there were feeds.

    Why:  Readers hide what is dated in the future, or keep it on top for ever.
    Bad:  ``<updated>2206-03-05T18:00:00Z</updated>``
    Good: ``<updated>2026-03-05T18:00:00Z</updated>``
    """
    return f"{text!r} is not plausible for a feed: write when it was published"
