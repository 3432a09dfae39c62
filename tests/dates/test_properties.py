"""What holds for every text, every date in every form, and every change of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedservice.dates import (
    DateError,
    Note,
    Precision,
    PublicationDate,
    Reason,
    Role,
    find_dates,
    normalize,
    words,
)

SEEN = datetime(2021, 6, 6, 13, tzinfo=UTC)
ZONES = ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich")
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
EXAMPLES = settings(derandomize=True, deadline=None, max_examples=400)

PIECES = st.one_of(
    st.sampled_from(sorted(words.KNOWN)),
    st.sampled_from(list(".,:;-–/|()+'&½Ⅵ\u00ad\u0308\u200b")),
    st.integers(0, 99).map(str),
    st.integers(0, 99).map("{:02}".format),
    st.integers(0, 99_999_999).map(str),
    st.sampled_from([" ", "  ", "\u00a0", "\n"]),
)
BYLINES = st.lists(PIECES, max_size=16).map("".join)


def attempt(text, **arguments):
    """Read a text in both ways; whatever happens, it is aware results or a DateError."""
    for read in (lambda *one, **more: (normalize(*one, **more),), find_dates):
        rejection = None
        try:
            for found in read(text, **arguments):
                assert isinstance(found, PublicationDate)
                assert found.value.utcoffset() is not None
                assert 1600 <= found.value.year <= 2100
        except DateError as error:
            rejection = error
        if rejection:
            start, end = rejection.span
            assert 0 <= start <= end <= len(text)
            assert rejection.hint


@EXAMPLES
@given(st.text(max_size=80), st.sampled_from([None, SEEN]))
def test_arbitrary_text_is_read_or_rejected_with_a_date_error(text, reference):
    attempt(text, reference=reference)


@settings(EXAMPLES, max_examples=2000)
@given(BYLINES, st.sampled_from([None, SEEN]), st.sampled_from(ZONES))
def test_words_and_numbers_in_any_order_are_read_or_rejected(text, reference, zone):
    attempt(text, reference=reference, tz=zone)


@EXAMPLES
@given(BYLINES, st.sampled_from([None, SEEN]))
def test_a_span_is_not_empty_and_lies_within_the_text(text, reference):
    try:
        start, end = normalize(text, reference=reference).span
    except DateError:
        return
    assert 0 <= start < end <= len(text)


@EXAMPLES
@given(BYLINES)
def test_without_a_reference_the_answer_never_changes_with_one_that_is_not_needed(text):
    try:
        alone = normalize(text)
    except DateError:
        return
    if Note.CENTURY_INFERRED not in alone.notes and len(find_dates(text)) == 1:
        assert normalize(text, reference=SEEN).value == alone.value


DATE_FORMS = (
    lambda day: f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day.day}. {MONTHS[day.month - 1].upper()}, {day.year}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day.day}. {day.month}. {day.year}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}-{day.month}-{day.year}",
    lambda day: f"{day.day}. {ROMAN[day.month - 1]}. {day.year}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{WEEKDAYS[day.weekday()]}, {day.day}. {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{WEEKDAYS[day.weekday()][:2]}., {day:%d.%m.%Y}",
    lambda day: f"{day:%d.%m.%Y} ({WEEKDAYS[day.weekday()][:2]})",
    lambda day: f"{WEEKDAYS[day.weekday()]}, den {day:%d.%m.%Y}",
)
TIME_FORMS = (
    (Precision.MINUTE, lambda time: f"{time:%H:%M} Uhr"),
    (Precision.MINUTE, lambda time: f"{time.hour}.{time:%M} Uhr"),
    (Precision.MINUTE, lambda time: f"{time.hour}h{time:%M}"),
    (Precision.MINUTE, lambda time: f"{time:%H:%M}"),
    (Precision.SECOND, lambda time: f"{time:%H:%M:%S} Uhr"),
    (Precision.HOUR, lambda time: f"{time.hour} Uhr"),
)
JOINTS = (", ", " um ", " | ", " • ", " - ", " – ", " ")
BEFORE = (
    "",
    "Stand: ",
    "Veröffentlicht am ",
    "Von Erika Beispiel, ",
    "Bonn (dpa), ",
    "Erschienen ",
)
AFTER = ("", " | Lesezeit: 3 Min.", ", Seite 9", " Von Erika Beispiel", ", 12 Kommentare", ".")


@settings(EXAMPLES, max_examples=1500)
@given(
    day=st.dates(date(1600, 1, 1), date(2099, 12, 31)),
    form=st.sampled_from(DATE_FORMS),
    before=st.sampled_from(BEFORE),
    after=st.sampled_from(AFTER),
    zone=st.sampled_from(ZONES),
)
def test_a_date_comes_back_from_every_form(*, day, form, before, after, zone):
    found = normalize(before + form(day) + after, tz=zone)
    assert (found.value.date(), found.precision) == (day, Precision.DAY)


@settings(EXAMPLES, max_examples=1500)
@given(
    wall=st.datetimes(datetime(1600, 1, 1), datetime(2099, 12, 31)),  # noqa: DTZ001 - walls
    forms=st.tuples(st.sampled_from(DATE_FORMS), st.sampled_from(TIME_FORMS)),
    joint=st.sampled_from(JOINTS),
    around=st.tuples(st.sampled_from(BEFORE), st.sampled_from(AFTER)),
    zone=st.sampled_from(ZONES),
)
def test_a_moment_comes_back_from_every_form(*, wall, forms, joint, around, zone):
    date_form, (precision, write) = forms
    text = around[0] + date_form(wall) + joint + write(wall) + around[1]
    shown = wall.replace(microsecond=0)
    if precision is not Precision.SECOND:
        shown = shown.replace(second=0)
    if precision is Precision.HOUR:
        shown = shown.replace(minute=0)
    found = normalize(text, tz=zone)
    assert (found.value, found.precision) == (first_pass(shown, ZoneInfo(zone)), precision)


@EXAMPLES
@given(st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 30)), st.integers(-56, 56))  # noqa: DTZ001 - walls
def test_an_offset_comes_back_as_the_instant_that_it_says(wall, quarters):
    minutes = abs(quarters) * 15
    sign = "-" if quarters < 0 else "+"
    offset = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
    found = normalize(f"{wall:%Y-%m-%dT%H:%M:%S}{offset}")
    instant = wall.replace(microsecond=0, tzinfo=UTC) - timedelta(minutes=quarters * 15)
    assert found.value == instant


@EXAMPLES
@given(st.integers(0, 10_000), st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)))  # noqa: DTZ001 - walls
def test_hours_ago_are_real_hours(hours, seen):
    reference = seen.replace(tzinfo=UTC)
    found = normalize(f"vor {hours} Stunden", reference=reference)
    assert found.value.astimezone(UTC) == reference - timedelta(hours=hours)


@EXAMPLES
@given(st.integers(0, 4000), st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)))  # noqa: DTZ001 - walls
def test_days_ago_are_days_of_the_calendar_of_the_zone(days, seen):
    reference = seen.replace(tzinfo=UTC)
    found = normalize(f"vor {days} Tagen", reference=reference, tz="Europe/Vienna")
    today = reference.astimezone(ZoneInfo("Europe/Vienna")).date()
    assert (found.value.date(), found.precision) == (today - timedelta(days), Precision.DAY)


YEARLESS_FORMS = (
    lambda day: f"{day.day}. {MONTHS[day.month - 1]}",
    lambda day: f"{day:%d.%m.}",
    lambda day: f"{WEEKDAYS[day.weekday()]}, {day.day}. {MONTHS[day.month - 1]}",
    lambda day: f"am {day.day}. {MONTHS[day.month - 1]}, {day:%H:%M} Uhr",
    lambda day: f"{day.day}.{day.month}., {day.hour}.{day:%M} Uhr",
)


@settings(EXAMPLES, max_examples=800)
@given(
    seen=st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)),  # noqa: DTZ001 - walls
    minutes=st.integers(2 * 60, 364 * 24 * 60),
    form=st.sampled_from(YEARLESS_FORMS),
    zone=st.sampled_from(ZONES),
)
def test_a_date_without_a_year_is_the_latest_one(*, seen, minutes, form, zone):
    reference = seen.replace(tzinfo=UTC)
    wall = (reference - timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
    found = normalize(form(wall), reference=reference, tz=zone)
    assert found.value.date() == wall.date()
    assert found.value <= reference
    assert found.notes[0] is Note.YEAR_INFERRED


@settings(EXAMPLES, max_examples=800)
@given(
    days=st.tuples(*[st.dates(date(1950, 1, 1), date(2060, 12, 31))] * 2),
    forms=st.tuples(*[st.sampled_from(DATE_FORMS)] * 2),
    labels=st.sampled_from(
        [
            ("Veröffentlicht am {}, aktualisiert am {}", 0),
            ("Aktualisiert am {} | Veröffentlicht am {}", 1),
            ("{} (aktualisiert: {})", 0),
            ("{} (zuletzt geändert am {})", 0),
            ("Zuletzt bearbeitet: {}; erschienen: {}", 1),
            ("Am {} veröffentlicht und am {} aktualisiert", 0),
        ]
    ),
)
def test_of_two_labelled_dates_the_publication_comes_back_in_every_form(days, forms, labels):
    text, published = labels
    line = text.format(*(form(day) for form, day in zip(forms, days, strict=True)))
    found = normalize(line)
    assert (found.value.date(), found.role is Role.UPDATED) == (days[published], False)
    updates = [one.value.date() for one in find_dates(line) if one.role is Role.UPDATED]
    assert updates == [days[1 - published]]


def first_pass(wall, zone):
    """What a wall shows for the first time, by way of UTC, which has neither gap nor fold."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)


def days_of_change(zone):
    """All days from 1893 to 2037 on which the zone's offset changes."""
    midnight = time(tzinfo=ZoneInfo(zone))
    day, before = date(1893, 1, 1), None
    while day.year <= 2037:
        after = datetime.combine(day, midnight).utcoffset()
        if before is not None and after != before:
            yield day - timedelta(days=1)
        day, before = day + timedelta(days=1), after


@pytest.mark.parametrize("zone", ZONES)
def test_every_quarter_of_an_hour_of_every_change_is_the_first_pass(zone):
    rules = ZoneInfo(zone)
    days = list(days_of_change(zone))
    assert len(days) > 110  # the rules of all decades were there to be looked at
    for day in days:
        for quarter in range(96):
            wall = datetime.combine(day, time()) + timedelta(minutes=15 * quarter)
            found = normalize(f"{wall:%d.%m.%Y, %H:%M} Uhr", tz=zone)
            assert found.value == first_pass(wall, rules), wall
            assert found.value.utcoffset() == first_pass(wall, rules).utcoffset()
            assert found.notes == expected_notes(wall, rules), wall


def expected_notes(wall, zone):
    """Whether the zone never showed this wall, or showed it twice."""
    if first_pass(wall, zone).replace(tzinfo=None) != wall:
        return (Note.GAP_SHIFTED,)
    second = wall.replace(tzinfo=zone, fold=1)
    if second.utcoffset() != second.replace(fold=0).utcoffset():
        return (Note.FOLD_ASSUMED,)
    return ()


@pytest.mark.parametrize("zone", ZONES)
def test_the_marks_of_both_passes_fit_every_doubled_hour_and_no_other(zone):
    rules = ZoneInfo(zone)
    doubled = 0
    for day in days_of_change(zone):
        for hour in range(24):
            wall = datetime.combine(day, time(hour, 30))
            twice = expected_notes(wall, rules) == (Note.FOLD_ASSUMED,)
            doubled += twice
            for fold, mark in enumerate("AB"):
                text = f"{day:%d.%m.%Y}, {hour}{mark}:30 Uhr"
                if twice:
                    found = normalize(text, tz=zone, strict=True)
                    assert found.value.astimezone(UTC) == wall.replace(
                        tzinfo=rules, fold=fold
                    ).astimezone(UTC)
                else:
                    with pytest.raises(DateError) as caught:
                        normalize(text, tz=zone)
                    assert caught.value.reason == Reason.NOT_AMBIGUOUS
    assert doubled > 55


@pytest.mark.parametrize("zone", ZONES)
def test_a_bare_day_of_change_begins_at_its_first_moment(zone):
    rules = ZoneInfo(zone)
    for day in days_of_change(zone):
        found = normalize(f"{day:%d.%m.%Y}", tz=zone)
        assert found.value == first_pass(datetime.combine(day, time()), rules)
        assert found.value.date() == day
        assert found.notes == ()


@pytest.mark.parametrize(
    "piece",
    [
        *("6.6.2021 ", "6.6.", "6./", "1-", "1.,", "9:41 ", "vor ", "vor ca ", "just ", "so, "),
        *("Juni ", "Juni21", "ab12", " ", ".", "(", "é", "e\u0308", "\u0308", "\u200b", "&nbsp;"),
        *("Montag ", "Veröffentlicht ", "aktualisiert am ", "um 9 Uhr ", "9 bis ", "31.6.2021 "),
        *("UhrLese", "aB", "ein ", "d", "2021-", "2021", "5. und ", "6. Juni - ", "12:", "MEZ "),
        *("1h Ortszeit (", "9 Uhr UTC + 1 (", "akt. 9:41 Uhr | 6.6.2021 ", "Abend, um ", "2:20B "),
        *("Uhr ", "halb ", "+2", "T07", "null ", "letzten ", "heute ", "½", "\U0001d7d8"),
    ],
)
def test_no_input_takes_more_than_linear_time_and_a_few_milliseconds(piece):
    def seconds(length):
        text = (piece * length)[:length]
        start = process_time()
        attempt(text, reference=SEEN)
        return process_time() - start

    short, long = (min(seconds(length) for _ in range(5)) for length in (500, 2000))
    # Four times as long if linear, sixteen times if quadratic.
    assert long < 8 * short + 0.002
    assert long < 0.1  # a busy machine that also measures coverage takes ten times as long
