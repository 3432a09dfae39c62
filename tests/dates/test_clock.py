"""Times of day, their ranges, parts of the day and zones."""

import pytest

from feedservice.dates import DateError, Reason, normalize


def on(hour_and_rest, precision="minute"):
    return f"2019-05-08T{hour_and_rest} {precision}"


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("7:35", on("07:35:00+02:00")),
        ("07.35", on("07:35:00+02:00")),
        ("7:35Uhr", on("07:35:00+02:00")),
        ("7:35 h", on("07:35:00+02:00")),
        ("7h35", on("07:35:00+02:00")),
        ("7h35 Von Erika Beispiel", on("07:35:00+02:00")),
        ("7 Uhr 35", on("07:35:00+02:00")),
        ("7 Uhr und 5 Minuten", on("07:05:00+02:00")),
        ("7 Uhr 35 Kommentare", on("07:00:00+02:00", "hour")),
        ("7 Uhr 35 %", on("07:00:00+02:00", "hour")),
        ("7 Uhr 35. Ausgabe", on("07:00:00+02:00", "hour")),
        ("7 Uhr 123", on("07:00:00+02:00", "hour")),
        ("sieben Uhr", on("07:00:00+02:00", "hour")),
        ("um 7", on("07:00:00+02:00", "hour")),
        ("um 77", on("00:00:00+02:00", "day")),
        ("um 7 Kinder", on("00:00:00+02:00", "day")),
        ("0 Uhr", on("00:00:00+02:00", "hour")),
        ("07:35:09.25", on("07:35:09.250000+02:00", "second")),
        ("07:35:09, 5 Kommentare", on("07:35:09+02:00", "second")),
        ("9-10 Uhr", on("09:00:00+02:00", "hour")),
        ("9 bis 10 Uhr", on("09:00:00+02:00", "hour")),
        ("20:15-21:00 Uhr", on("20:15:00+02:00")),
        ("20.15 bis 21.00 Uhr", on("20:15:00+02:00")),
        ("20:15 - 123", on("20:15:00+02:00")),
        ("7:35 pm", on("19:35:00+02:00")),
        ("7:35 p.m.", on("19:35:00+02:00")),
        ("12:35 AM", on("00:35:00+02:00")),
        ("19:35 pm", on("19:35:00+02:00")),
        ("am Abend um 7:35 Uhr", on("19:35:00+02:00")),
        ("abends, 7:35 Uhr", on("19:35:00+02:00")),
        ("am Morgen um 7:35 Uhr", on("07:35:00+02:00")),
        ("7 : 35 Uhr", on("07:35:00+02:00")),
        ("7 Uhr 5", on("07:05:00+02:00")),
        ("7b 5", on("00:00:00+02:00", "day")),
        ("7x: 5", on("00:00:00+02:00", "day")),
        ("7 Uhr früh", on("07:00:00+02:00", "hour")),
        ("4 Uhr in der Früh", on("04:00:00+02:00", "hour")),
        ("12 Uhr mittags", on("12:00:00+02:00", "hour")),
        ("10:00 Uhr Nacht der Museen", on("10:00:00+02:00")),
        ("(03:15 min)", on("00:00:00+02:00", "day")),
        ("3:2", on("00:00:00+02:00", "day")),
        ("12:34:56:78", on("00:00:00+02:00", "day")),
        ("12:34:5", on("00:00:00+02:00", "day")),
        ("12.50 Euro", on("00:00:00+02:00", "day")),
        ("Lesezeit 7:35", on("00:00:00+02:00", "day")),
        ("7a", on("00:00:00+02:00", "day")),
    ],
)
def test_a_time_after_a_date_is_read_or_left_out(says, time, expected):
    assert says(f"8. Mai 2019, {time}") == expected


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("MEZ", "06:35"),
        ("MESZ", "05:35"),
        ("CET", "06:35"),
        ("(CEST)", "05:35"),
        ("[UTC]", "07:35"),
        ("GMT", "07:35"),
        ("gmt", "07:35"),
        ("Z", "07:35"),
        ("GMT+2", "05:35"),
        ("UTC +02:00", "05:35"),
        ("(GMT-0330)", "11:05"),
        ("+0200", "05:35"),
        ("EST", "12:35"),
        (", MEZ", "06:35"),
        ("Ortszeit", "05:35"),
        ("deutscher Zeit", "05:35"),
        ("österreichischer Zeit", "05:35"),
        ("Schweizer Zeit", "05:35"),
        ("mitteleuropäischer Zeit", "06:35"),
        ("mitteleuropäischer Sommerzeit", "05:35"),
        ("MEZ/MESZ", "05:35"),
        ("(Winterzeit)", "06:35"),
        ("Europe/Vienna", "05:35"),
        ("ist es so weit", "05:35"),
        ("West", "05:35"),  # a word, not Western European Summer Time
        ("Z wie Zukunft", "07:35"),
        ("UTC+12345", "07:35"),
        ("UTC + 2", "05:35"),
        ("UTC - 12 Kommentare", "07:35"),
        ("Moskauer Zeit (UTC+3)", "04:35"),
        ("Ortszeit (UTC+3)", "04:35"),
        ("Ortszeit (6.35 Uhr UTC)", "06:35"),
        ("Ortszeit (früher: 6 Uhr)", "05:35"),
        ("Ortszeit (6:35)", "05:35"),
        ("Ortszeit (6:35 Uhr Ortszeit)", "05:35"),
        ("Ortszeit (6:35 Uhr", "05:35"),
        ("Die Zeit", "05:35"),
        ("- 2019", "05:35"),
        ("+++ Eilmeldung", "05:35"),
    ],
)
def test_a_zone_after_a_time_counts(zone, utc):
    found = normalize(f"8. Mai 2019, 7:35 Uhr {zone}").value
    assert (found - found.utcoffset()).strftime("%H:%M") == utc


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-05-08T07:35", on("07:35:00+02:00")),
        ("2019-05-08t05:35z", on("07:35:00+02:00")),
        ("2019-05-08T07", on("07:00:00+02:00", "hour")),
        ("2019-05-08T0735", on("07:35:00+02:00")),
        ("2019-05-08T073509,5+0200", on("07:35:09.500000+02:00", "second")),
        ("20190508T053509Z", on("07:35:09+02:00", "second")),
        ("2019-05-08T07:35:09.123456789+02", on("07:35:09.123456+02:00", "second")),
        ("2019-05-08T01:35:09-04:00", on("07:35:09+02:00", "second")),
        ("2019-05-08T24:00:00", "2019-05-09T00:00:00+02:00 second"),
        ("2019-05-08 07:35:09 +0200", on("07:35:09+02:00", "second")),
        ("2019-05-08 01:35:09-04:00", on("07:35:09+02:00", "second")),
        ("2019-05-08T07:35:09+02:00[Europe/Berlin]", on("07:35:09+02:00", "second")),
        ("08.05.2019T07:35", on("07:35:00+02:00")),
        ("2019-05-08T123", on("00:00:00+02:00", "day")),
        ("2019-05-08T07:3", on("00:00:00+02:00", "day")),
    ],
)
def test_the_times_of_iso_8601_are_read(says, text, expected):
    assert says(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3:18 früh", "2021-06-06T03:18:00+02:00 minute"),
        ("um 3 am Nachmittag", "2021-06-06T15:00:00+02:00 hour"),
        ("drei Uhr nachmittags", "2021-06-06T15:00:00+02:00 hour"),
        ("um 10.10", "2021-06-06T10:10:00+02:00 minute"),
        ("14 Uhr CET", "2021-06-06T15:00:00+02:00 hour"),
        ("24 Uhr", "2021-06-06T00:00:00+02:00 hour"),
        ("2 Uhr Ortszeit", "2021-06-06T02:00:00+02:00 hour"),
    ],
)
def test_a_time_alone_is_the_latest_one(on_sunday, text, expected):
    assert on_sunday(text) == expected


def test_a_time_alone_may_be_of_another_day_in_its_own_zone(says, sunday):
    # 22:30 UTC on Saturday is half past midnight on Sunday in Berlin.
    assert says("22:30 UTC", seen=sunday) == "2021-06-06T00:30:00+02:00 minute"


def test_the_mark_of_the_second_pass_needs_no_minutes(says):
    assert says("27.10.2019, 2B Uhr") == "2019-10-27T02:00:00+01:00 hour"
    assert says("27.10.2019, 2A.40 Uhr") == "2019-10-27T02:40:00+02:00 minute"


@pytest.mark.parametrize(
    ("time", "reason"),
    [
        ("7C:35 Uhr", Reason.IMPOSSIBLE_TIME),
        ("7:35 Uhr UTC plus 2", Reason.UNKNOWN_ZONE),
        ("7:35 Uhr MEZ+2", Reason.UNKNOWN_ZONE),
        ("7:35 Uhr UTC+5.5", Reason.IMPOSSIBLE_OFFSET),
        ("morgen um 7:35 Uhr", Reason.VAGUE_TIME),
        ("7:35A Uhr", Reason.NOT_AMBIGUOUS),
    ],
)
def test_a_time_that_would_be_read_as_another_is_rejected(time, reason):
    with pytest.raises(DateError) as caught:
        normalize(f"8. Mai 2019, {time}")
    assert caught.value.reason == reason


@pytest.mark.parametrize("text", ["2019-05-08T07.35", "2019-05-08T0735,5Z"])
def test_a_part_of_an_hour_or_minute_is_no_time(text):
    with pytest.raises(DateError) as caught:
        normalize(text)
    assert caught.value.reason == Reason.VAGUE_TIME


def test_an_unreadable_time_beside_a_date_is_no_day():
    with pytest.raises(DateError) as caught:
        normalize("8. Mai 2019, 31:25")
    assert caught.value.reason == Reason.IMPOSSIBLE_TIME
