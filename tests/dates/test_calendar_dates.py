"""Dates by figures, names and spans: what is one, what is none, and where it ends."""

from datetime import datetime

import pytest

from feedservice.dates import DateError, normalize

DAY = "2019-05-08T00:00:00+02:00 day"


@pytest.mark.parametrize(
    "text",
    [
        "8.Mai2019",
        "8 Mai 2019",
        "8. Mai '19",
        "8. Mai 19",
        "8. Mai 19 von Erika",
        "8te Mai 2019",
        "8th May 2019",
        "8. Mai des Jahres 2019",
        "8-Mai-2019",
        "8/May/2019",
        "Mai 8, 2019",
        "May 8th, 2019",
        "Mai 8 2019",
        "Mi Mai 8 2019",
        "8. 5.2019",
        "08.05.2019. Mehr dazu",
        "08.05.2019/Seite 3",
        "2019/05/08",
        "2019.5.8",
        "2019W193",
        "20190508",
        "８．５．２０１９",
        "\U0001d7d8\U0001d7e0.05.2019",
        "8. Ⅴ. 2019",
        "Anna Mai, 8. Mai 2019",
        "Robert Mai 8. Mai 2019",
        "Erika Mai 08.05.2019",
        "8. Mai 2019, erster Tag der Messe",
        "8. Mai 2019, Ende des 2. Weltkriegs",
        "8. Mai 2019, 8.5.2019",
        "8. Mai 2019 (8. Mai)",
        "Wed May 8 2019",
        "Erika Mai 8. V. 2019",
        "8. 5. '19",
        "08.05.20198. Mai 2019",
        "08.05.19 | 8. Mai 2019",
        "Juni 2018 - 8. Mai 2019",
    ],
)
def test_a_day_is_read(says, text):
    assert says(text) == DAY


def test_the_century_is_known_where_the_date_is_also_written_in_full(says):
    assert says("08.05.19, 7:35 Uhr | 8. Mai 1919") == "1919-05-08T07:35:00+01:00 minute"


def test_the_order_of_unix_with_the_year_last_is_read(says):
    expected = "2019-05-08T07:35:00+02:00 second"
    assert says("Wed May  8 07:35:00 CEST 2019") == expected
    assert says("Wed May  8 07:35:00 2019") == expected
    assert says("Wed May 08 2019 07:35:00 GMT+0200 (Mitteleuropäische Sommerzeit)") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7./8. Mai 2019", "2019-05-07"),
        ("7.-8.5.2019", "2019-05-07"),
        ("7. und 8. Mai 2019", "2019-05-07"),
        ("7., 8. und 9. Mai 2019", "2019-05-07"),
        ("vom 7. bis 9. Mai 2019", "2019-05-07"),
        ("30. April/1. Mai 2019", "2019-04-30"),
        ("30.04. - 01.05.2019", "2019-04-30"),
        ("31. Dezember/1. Januar 2020", "2019-12-31"),
        ("31.12.2019/1.1.2020", "2019-12-31"),
        ("08.05.2019 - 10.05.2019", "2019-05-08"),
        ("Mittwoch, 8. Mai 2019 bis Freitag, 10. Mai 2019", "2019-05-08"),
        ("Sa. 11. - So. 12. Mai 2019", "2019-05-11"),
        ("Sa./So., 11./12. Mai 2019", "2019-05-11"),
    ],
)
def test_of_a_span_the_first_day_counts(says, text, expected):
    assert says(text).startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mai 2019", "2019-05-01T00:00:00+02:00 month"),
        ("im Mai 2019", "2019-05-01T00:00:00+02:00 month"),
        ("Ausgabe Mai/Juni 2019", "2019-05-01T00:00:00+02:00 month"),
        ("Mai '19", "2019-05-01T00:00:00+02:00 month"),
        ("2019-05", "2019-05-01T00:00:00+02:00 month"),
        ("Stand: Mai 2019", "2019-05-01T00:00:00+02:00 month"),
        ("2019", "2019-01-01T00:00:00+01:00 year"),
        ("im Jahr 2019", "2019-01-01T00:00:00+01:00 year"),
    ],
)
def test_a_month_or_year_is_its_first_moment(says, text, expected):
    assert says(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "8.5.2019, 7:35 Uhr | 8. Mai 2019, 9:00 Uhr",
            "8.5.2019.1",
            "8.5/2019",
            "8/5-2019",
            "05/2019",
            "05.2019",
            "8 5 2019",
        ),
        *("8.5", "8.5.", "080519", "08052019", "2019-5", "2019-05-08-1", "2019-128", "2019-W19"),
        *("Mai 19", "Mai 98", "Mai 2019 bis", "Erika Mai 2019", "?. Mai 2019", "123. Mai 2019"),
        *("Nr. 8 Mai 2019", "Ausgabe 8 Mai 2019", "Seite 8.5.2019", "20190508x", "20190508-1"),
        *("1799 Mai", "1234", "2300", "Raum 2019", "2019 2020", "Mai 8/9", "Mai 8 Kinder"),
        *(
            "9.5. bis 8.5.2019",
            "08.05.20198. Juni 2019",
            "1. Juli bis 30. Juni 2019",
            "31./30. Mai 2019",
        ),
        *("8. I.", "8. Mai 15 Kinder", "Tel. 228 8.5.19", "8.5.19 Euro", "2019-05-08-09-10"),
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    with pytest.raises(DateError):
        normalize(text)


@pytest.mark.parametrize(
    ("text", "seen", "year"),
    [
        ("8.5.22", "2021-06-06T12:00+02:00", 2022),
        ("8.5.23", "2021-06-06T12:00+02:00", 1923),
        ("8.5.21", "1950-06-06T12:00+01:00", 1921),
        ("8.5.68", None, 2068),
        ("8.5.69", None, 1969),
    ],
)
def test_two_digits_are_the_latest_year_up_to_one_after_the_reference(text, seen, year):
    reference = datetime.fromisoformat(seen) if seen else None
    assert normalize(text, reference=reference).value.year == year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.6.", "2021-06-03"),
        ("am 3.6", "2021-06-03"),
        ("Do, 3.6., 9:41", "2021-06-03"),
        ("3.6. 9:41", "2021-06-03"),
        ("3.6. 9 Uhr", "2021-06-03"),
        ("Donnerstag, Juni 3", "2021-06-03"),
        ("Jun 3", "2021-06-03"),
        ("dritter Juni", "2021-06-03"),
        ("der dritte Juni", "2021-06-03"),
        ("Platz des 3. Juni", None),
        ("am 3. Juni, 18.37 Uhr", "2021-06-03"),
        ("3. Juni 18.37", "2021-06-03"),
        ("3. Juni 9-10 Uhr", "2021-06-03"),
        ("3. - 5. Juni", "2021-06-03"),
        ("3.6. bis 5.6.", "2021-06-03"),
        ("7. Juni", "2020-06-07"),
        ("Samstag, 5. Juni, 24 Uhr", "2021-06-06"),
        ("Donnerstag, Juni 17", None),
        ("Juni 17", None),
        ("Freitag, 3. Juni", None),
        ("31. Juni", None),
        ("am 3.6 Uhr", None),
    ],
)
def test_without_a_year_it_is_the_latest_one(says, sunday, text, expected):
    if expected is None:
        with pytest.raises(DateError):
            says(text, seen=sunday)
        return
    assert says(text, seen=sunday).startswith(expected)
