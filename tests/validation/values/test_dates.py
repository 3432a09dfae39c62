from datetime import UTC, datetime

import pytest

from feedservice.validation.values import dates


@pytest.mark.parametrize(
    "text",
    [
        "Thu, 05 Mar 2026 18:00:00 +0100",
        "5 Mar 2026 18:00 GMT",
        "Thu,  5 Mar 26 18:00:00 EST",
        "Thu, 05 Mar 2026 18:00:00 Z",
        "Thu, 05 Mar 2026 18:00:60 UT",  # a leap second
        "Thu (Donnerstag), 05 Mar 2026 18:00:00 +0100 (MEZ)",
    ],
)
def test_rfc_822_as_it_is_written(text):
    assert dates.rfc822_fault(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no RFC 822 date"),
        ("2026-03-05T18:00:00Z", "no RFC 822 date"),
        ("Fri, 05 Mar 2026 18:00:00 GMT", "was no Fri but a Thu"),
        ("Tue, 30 Feb 2026 18:00:00 GMT", "day is out of range"),
        ("Abc, 05 Mar 2026 18:00:00 GMT", "no weekday Abc"),
        ("Thu, 05 Mrz 2026 18:00:00 GMT", "no month Mrz"),
        ("Thu, 05 Mar 2026 18:00:00 MEZ", "no zone MEZ"),
        ("Thu, 05 Mar 2026 18:00:00 J", "no zone J"),
        ("Thu, 05 Mar 2026 18:00:00 +0170", "offset"),
        ("Thu, 05 Mar 2026 18:00:00 +9900", "no instant"),
        ("Sat, 01 Jan 0000 00:00:00 GMT", "no instant"),
    ],
)
def test_rfc_822_as_it_is_missed(text, said):
    assert said in dates.rfc822_fault(text)


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("Do, 05 Mär 2026 18:00:00 +0100", "Thu, 05 Mar 2026 18:00:00 +0100"),
        ("Mittwoch, 28 Oktober 2026 18:00:00 +0100", "Wed, 28 Oct 2026 18:00:00 +0100"),
        ("So, 01 Mai 2026 18:00:00 +0200", "Sun, 01 May 2026 18:00:00 +0200"),
    ],
)
def test_german_words_are_named_with_the_correction(text, corrected):
    assert dates.german_fault(text).endswith(corrected)


def test_an_english_date_has_no_german_words():
    assert dates.german_fault("Sat, 05 Mar 2026 18:00:00 +0100") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Thu, 05 Mar 2026 18:00:00 -0000", "no known offset"),
        ("Thu, 05 Mar 2026 18:00:00 +0117", "no place keeps"),
        ("Thu, 05 Mar 26 18:00:00 GMT", "four digits"),
        ("Thu, 05 Mar 2026 18:00:00 A", "military zone"),
        ("Thu, 05 Mar 2026 18:00:00 GMT (MEZ)", "comments"),
    ],
)
def test_what_rfc_822_allows_and_readers_stumble_over(text, said):
    assert said in dates.awkward_fault(text)


@pytest.mark.parametrize("text", ["Thu, 05 Mar 2026 18:00:00 +0530", "gestern"])
def test_what_is_plain_or_no_date_is_not_awkward(text):
    assert dates.awkward_fault(text) is None


@pytest.mark.parametrize(
    "text",
    ["2026-03-05T18:00:00Z", "2026-03-05T18:00:00.25+01:00", "2016-12-31T23:59:60Z"],
)
def test_rfc_3339_as_it_is_written(text):
    assert dates.rfc3339_fault(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05t18:00:00z",  # RFC 4287 section 3.3 wants capitals
        "2026-03-05 18:00:00Z",
        "2026-03-05T18:00Z",
        "2026-03-05T18:00:00",
        "2026-03-05T18:00:00+0100",
        "2026-02-30T18:00:00Z",
        "2026-03-05T24:00:00Z",
        "2026-03-05T18:00:00+24:00",
        "0001-01-01T00:00:00+01:00",  # lies before all years
        "٢٠٢٦-03-05T18:00:00Z",
        "",
    ],
)
def test_rfc_3339_as_it_is_missed(text):
    assert dates.rfc3339_fault(text) is not None


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2026", True),
        ("2026-03", True),
        ("2026-03-05", True),
        ("2026-03-05T18:00+01:00", True),
        ("2026-13", False),
        ("5.3.2026", False),
        ("2026-03-05T18:00", False),
    ],
)
def test_w3c_dates(text, good):
    assert (dates.w3cdtf_fault(text) is None) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2026-03-05T18:00:00+14:00", True),
        ("2026-03-05T18:00:00-14:01", False),
        ("Thu, 05 Mar 2026 18:00:00 +1500", False),
        ("2026-03-05T18:00:00Z", True),
    ],
)
def test_offsets_end_at_fourteen_hours(text, good):
    assert (dates.offset_fault(text) is None) is good


@pytest.mark.parametrize(
    "text",
    ["Thu, 05 Mar 2026 18:00:00 +0100", "2026-03-05T18:00:00+01:00", " 2026-03-05T17:00:00Z\n"],
)
def test_every_kind_names_its_instant(text):
    assert dates.instant(text) == datetime(2026, 3, 5, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "gestern", "2026-02-30T00:00:00Z", "Thu, 99 Mar 2026 18:00:00 GMT"]
)
def test_what_is_no_date_names_no_instant(text):
    assert dates.instant(text) is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Thu, 05 Mar 2026 18:00:00 +0100", True),
        ("Thu, 05 Mar 2026 18:00:00 -0500", True),
        ("Thu, 05 Mar 2026 18:00:00 GMT", True),
        ("Fri, 05 Mar 2026 18:00:00 +0100", False),
        ("Thu, 99 Mar 2026 18:00:00 +0100", False),
    ],
)
def test_the_quick_look_says_yes_only_where_all_rules_would(text, plain):
    assert dates.plain_rfc822(text) is plain
    assert (dates.rfc822_fault(text) is None) is plain
