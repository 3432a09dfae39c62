"""The two entry points: what they promise whatever the text."""

import copy
import pickle
import re
import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedservice.dates import (
    DateError,
    Note,
    Precision,
    PublicationDate,
    Reason,
    Role,
    ZoneSource,
    find_dates,
    normalize,
)


def test_a_result_says_all_that_the_text_says():
    found = normalize("Aktualisiert am 27.10.2019, 2:40 Uhr")
    assert found == PublicationDate(
        datetime(2019, 10, 27, 2, 40, tzinfo=ZoneInfo("Europe/Berlin")),
        Precision.MINUTE,
        span=(16, 36),
        role=Role.UPDATED,
        zone_source=ZoneSource.DEFAULT,
        notes=(Note.FOLD_ASSUMED, Note.ONLY_AN_UPDATE),
    )


def test_the_value_is_in_the_zone_of_the_call():
    found = normalize("2019-05-08T05:35:00Z", tz="Europe/Zurich")
    assert found.value.tzinfo is ZoneInfo("Europe/Zurich")
    assert found.value.isoformat() == "2019-05-08T07:35:00+02:00"
    assert found.zone_source is ZoneSource.MARK


def test_a_written_offset_is_not_a_mark():
    assert normalize("2019-05-08T05:35:00+00:00").zone_source is ZoneSource.OFFSET


def test_the_span_is_in_the_original_text():
    text = "Von\u200b Erika,\u00a08. Ma\u0308rz 2019, 7:35 Uhr | Politik"
    start, end = normalize(text).span
    assert text[start:end] == "8. Ma\u0308rz 2019, 7:35 Uhr"


def test_entities_of_pages_count_as_white_space():
    text = "am&nbsp;8.&#160;Mai&nbsp;2019&nbsp;"
    start, end = normalize(text).span
    assert text[start:end] == "8.&#160;Mai&nbsp;2019"


def test_a_result_cannot_be_changed():
    found = normalize("8. Mai 2019")
    with pytest.raises(AttributeError, match="frozen"):
        found.value = None
    with pytest.raises(AttributeError, match="frozen"):
        del found.value


def test_results_compare_hash_copy_and_pickle_by_their_fields():
    found = normalize("8. Mai 2019")
    assert {found, copy.deepcopy(found), pickle.loads(pickle.dumps(found))} == {found}  # noqa: S301
    assert found != normalize("9. Mai 2019")
    assert found != "8. Mai 2019"
    assert repr(found).startswith("PublicationDate(value=datetime.datetime(2019, 5, 8,")


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("8. Mai 2019, 7:35 Uhr", ()),
        ("8. Mai 2019", ()),
        ("31.03.2019, 2:20 Uhr", (Note.GAP_SHIFTED,)),
        ("27.10.2019, 2:20 Uhr", (Note.FOLD_ASSUMED,)),
        ("27.10.2019, 2A:20 Uhr", ()),
        ("27.10.2019, 2:20 Uhr MEZ", ()),
        ("8.5.19", (Note.CENTURY_INFERRED,)),
        ("3. Juni", (Note.YEAR_INFERRED,)),
        ("Donnerstag", (Note.DAY_INFERRED,)),
        ("7:35 Uhr", (Note.DAY_INFERRED,)),
        ("heute, 7:35 Uhr", ()),
        ("vor 3 Stunden", ()),
    ],
)
def test_strict_rejects_what_a_rule_completed(text, notes, sunday):
    assert normalize(text, reference=sunday).notes == notes
    if not notes:
        assert normalize(text, reference=sunday, strict=True).notes == ()
        return
    with pytest.raises(DateError) as caught:
        normalize(text, reference=sunday, strict=True)
    assert caught.value.reason == Reason.ASSUMPTION


def test_strict_accepts_an_update_since_its_instant_is_certain():
    found = normalize("Aktualisiert am 8. Mai 2019", strict=True)
    assert found.notes == (Note.ONLY_AN_UPDATE,)


def dates(text, **arguments):
    return [
        (found.value.strftime("%d.%m.%Y %H:%M"), str(found.precision), str(found.role))
        for found in find_dates(text, **arguments)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Veröffentlicht am 08.05.2019, aktualisiert am 10.05.2019, 9:00 Uhr",
            [
                ("08.05.2019 00:00", "day", "published"),
                ("10.05.2019 09:00", "minute", "updated"),
            ],
        ),
        (
            "8. Mai 2019 - 16.03 Uhr Akt.: 9. Mai 2019 - 21.18 Uhr",
            [
                ("08.05.2019 16:03", "minute", "unlabelled"),
                ("09.05.2019 21:18", "minute", "updated"),
            ],
        ),
        (
            "8. Mai 2019, 13.05 Uhr (Update: 15.12 Uhr)",
            [
                ("08.05.2019 13:05", "minute", "unlabelled"),
                ("08.05.2019 15:12", "minute", "updated"),
            ],
        ),
        (
            "08.05.2019 veröffentlicht, 10.05.2019 aktualisiert",
            [("08.05.2019 00:00", "day", "published"), ("10.05.2019 00:00", "day", "updated")],
        ),
        (
            "8. Mai 2019, abgerufen am 10. Mai 2019",
            [("08.05.2019 00:00", "day", "unlabelled")],
        ),
        (
            "8. Mai 2019, 9. Mai 2019",
            [("08.05.2019 00:00", "day", "unlabelled"), ("09.05.2019 00:00", "day", "unlabelled")],
        ),
    ],
)
def test_find_dates_gives_each_with_its_role(text, expected):
    assert dates(text) == expected


def test_find_dates_reads_what_needs_the_reference(sunday):
    text = "Publiziert am 8. Mai 2019, aktualisiert vor 2 Stunden"
    assert dates(text, reference=sunday) == [
        ("08.05.2019 00:00", "day", "published"),
        ("06.06.2021 13:00", "hour", "updated"),
    ]
    assert dates("Veröffentlicht gestern, aktualisiert heute", reference=sunday) == [
        ("05.06.2021 00:00", "day", "published"),
        ("06.06.2021 00:00", "day", "updated"),
    ]
    assert dates("2021") == [("01.01.2021 00:00", "year", "unlabelled")]
    assert dates("heute", reference=sunday) == [("06.06.2021 00:00", "day", "unlabelled")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Lesezeit: 4 Minuten", Reason.NO_DATE),
        ("", Reason.EMPTY),
        ("Abgerufen am 10. Mai 2019", Reason.FOREIGN_DATE),
        ("8. Mai 2019, " * 21, Reason.SEVERAL_DATES),
        ("8. Mai 2019, aktualisiert am 31. November 2019", Reason.IMPOSSIBLE_DATE),
        ("8. Mai 2019, aktualisiert vor 2 Stunden", Reason.NEEDS_REFERENCE),
    ],
)
def test_find_dates_passes_over_no_date_in_silence(text, reason):
    with pytest.raises(DateError) as caught:
        find_dates(text)
    assert caught.value.reason == reason


@pytest.mark.parametrize("zone", ["Europe/Bonn", "", "Mars", "../etc/passwd", "\0", "Europe"])
def test_a_zone_that_nobody_knows_is_the_callers_mistake(zone):
    with pytest.raises(ValueError, match=re.escape(repr(zone))) as caught:
        normalize("8. Mai 2019", tz=zone)
    assert not isinstance(caught.value, DateError)


def test_a_naive_reference_is_the_callers_mistake():
    with pytest.raises(ValueError, match="2021-06-06T15:00:00 has no zone") as caught:
        normalize("heute", reference=datetime(2021, 6, 6, 15))  # noqa: DTZ001 - on purpose
    assert not isinstance(caught.value, DateError)


@pytest.mark.parametrize("year", [1, 9999])
def test_a_reference_at_an_end_of_the_calendar_is_the_callers_mistake(year):
    with pytest.raises(ValueError, match="end of the calendar") as caught:
        normalize("heute", reference=datetime(year, 1, 1, tzinfo=UTC))
    assert not isinstance(caught.value, DateError)


@pytest.mark.parametrize("text", ["heute", "8.5.19", "vor 3 Tagen", "Freitag, 9 Uhr", "24. Mai"])
@pytest.mark.parametrize("year", [2, 400, 9998])
def test_a_reference_beyond_all_newspapers_is_a_date_error_at_worst(text, year):
    with pytest.raises(DateError):
        normalize(text, reference=datetime(year, 6, 1, tzinfo=UTC))


def test_a_text_that_is_no_string_is_a_type_error():
    with pytest.raises(TypeError, match="bytes, not str"):
        normalize(b"8. Mai 2019")


def test_the_package_loads_nothing_that_a_script_would_not_want():
    unwanted = "flask sqlalchemy orjson lxml feedgen dateutil.parser"
    code = (
        "import sys, feedservice.dates\n"
        f"print([name for name in {unwanted!r}.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_a_result_is_no_pair_of_anything():
    with pytest.raises(TypeError):
        iter(normalize("8. Mai 2019"))
