"""What is counted from the reference: ago, day words, days of the week, now."""

from datetime import UTC, datetime

import pytest

from feedservice.dates import DateError, Reason, normalize


# Seen on Sunday, 6 June 2021, at 15:00.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vor einer Stunde", "2021-06-06T14:00:00+02:00 hour"),
        ("vor ca. 3 Stunden", "2021-06-06T12:00:00+02:00 hour"),
        ("vor etwa drei Stunden", "2021-06-06T12:00:00+02:00 hour"),
        ("vor mehr als einer Stunde", "2021-06-06T14:00:00+02:00 hour"),
        ("vor 3h", "2021-06-06T12:00:00+02:00 hour"),
        ("vor 3 Std.", "2021-06-06T12:00:00+02:00 hour"),
        ("vor 2,5 Stunden", "2021-06-06T12:30:00+02:00 hour"),
        ("vor 2½ Stunden", "2021-06-06T12:30:00+02:00 hour"),
        ("vor ½ Stunde", "2021-06-06T14:30:00+02:00 minute"),
        ("vor zweieinhalb Stunden", "2021-06-06T12:30:00+02:00 hour"),
        ("vor einer Viertelstunde", "2021-06-06T14:45:00+02:00 minute"),
        ("vor 2 Stunden und 10 Minuten", "2021-06-06T12:50:00+02:00 minute"),
        ("vor fünfundzwanzig Minuten", "2021-06-06T14:35:00+02:00 minute"),
        ("vor funf Minuten", "2021-06-06T14:55:00+02:00 minute"),
        ("vor einem Augenblick", "2021-06-06T15:00:00+02:00 second"),
        ("vor wenigen Augenblicken", "2021-06-06T15:00:00+02:00 second"),
        ("vor ein paar Sekunden", "2021-06-06T15:00:00+02:00 second"),
        ("vor zwei Sekunden", "2021-06-06T14:59:58+02:00 second"),
        ("vor wenigen Minuten", "2021-06-06T15:00:00+02:00 hour"),
        ("vor 1 Tag", "2021-06-05T00:00:00+02:00 day"),
        ("vor 2 Tagen, 9:41 Uhr", "2021-06-04T09:41:00+02:00 minute"),
        ("vor 14 Tagen", "2021-05-23T00:00:00+02:00 day"),
        ("vor einem Monat", "2021-05-01T00:00:00+02:00 month"),
        ("letzten Monat", "2021-05-01T00:00:00+02:00 month"),
        ("letztes Jahr", "2020-01-01T00:00:00+01:00 year"),
        ("Online seit 4 Stunden", "2021-06-06T11:00:00+02:00 hour"),
        ("Live seit gestern", "2021-06-05T00:00:00+02:00 day"),
        ("Anna Muster, vor 3 Stunden | 12 Kommentare", "2021-06-06T12:00:00+02:00 hour"),
        ("Von Anna Muster, gestern", "2021-06-05T00:00:00+02:00 day"),
        ("heute früh um 6:30 Uhr", "2021-06-06T06:30:00+02:00 minute"),
        ("gestern um 2 Uhr nachts", "2021-06-05T02:00:00+02:00 hour"),
        ("vor 1 Woche und 2 Tagen", "2021-05-28T00:00:00+02:00 day"),
        ("vor einem Jahr und 3 Monaten", "2020-03-01T00:00:00+01:00 month"),
        ("vor 2 Tagen 5 Min. Lesezeit", "2021-06-04T00:00:00+02:00 day"),
        ("vor rund einer Woche", "2021-05-30T00:00:00+02:00 day"),
        ("gestern Abend", "2021-06-05T00:00:00+02:00 day"),
        ("gestern, Samstag, 9 Uhr", "2021-06-05T09:00:00+02:00 hour"),
        ("heute, 23 Uhr", "2021-06-06T23:00:00+02:00 hour"),
        ("vorvorgestern", "2021-06-03T00:00:00+02:00 day"),
        ("Freitagabend, 8 Uhr", "2021-06-04T20:00:00+02:00 hour"),
        ("Freitag Abend, 8 Uhr", "2021-06-04T20:00:00+02:00 hour"),
        ("am Freitag um 9 Uhr", "2021-06-04T09:00:00+02:00 hour"),
        ("Fr. 9:41", "2021-06-04T09:41:00+02:00 minute"),
        ("Fr.", "2021-06-04T00:00:00+02:00 day"),
        ("letzten Sonntag", "2021-05-30T00:00:00+02:00 day"),
        ("vergangenen Freitag", "2021-06-04T00:00:00+02:00 day"),
        ("diesen Montag", "2021-05-31T00:00:00+02:00 day"),
        ("Montag dieser Woche", "2021-05-31T00:00:00+02:00 day"),
        ("Sonntag der letzten Woche", "2021-05-30T00:00:00+02:00 day"),
        ("Freitag in der letzten Woche, 9 Uhr", "2021-05-28T09:00:00+02:00 hour"),
        ("Mittwoch vor zwei Wochen", "2021-05-19T00:00:00+02:00 day"),
        ("genau jetzt", "2021-06-06T15:00:00+02:00 second"),
        ("Soeben aktualisiert", "2021-06-06T15:00:00+02:00 second"),
    ],
)
def test_it_is_counted_from_the_reference(on_sunday, text, expected):
    assert on_sunday(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("vor einem halben Tag", "vor Stunden", "vor X Stunden", "vor 4", "vor allem", "genau"),
        *("vor ein bis zwei Stunden", "vor 2 Tagen und 5 Stunden", "vor 1 Jahr und 3 Tagen"),
        *("gestern Nacht um 2 Uhr", "heute Nacht um 23 Uhr", "Samstagnacht, 1 Uhr"),
        *("vor 2 Wochen und 1,5 Tagen", "vor mehr als einer Woche", "heute vor 75 Jahren"),
        *("gestern, Montag, 9 Uhr", "letzte Woche", "dieser Tag", "die Fr.", "Fr. Müller"),
        *("so 3 Kommentare", "(so)", "Mit Mai", "heute, 21 Uhr morgens", "seit 4 Stunden"),
        *("Mittwoch vor 3 Tagen", "nur", "Mi casa", "drei", "vor drei Äpfeln", "vor -2 Tagen"),
        *("Freitag, 9 Uhr, Samstag, 10 Uhr", "heute, gestern", "vor 2 Tagen, vor 3 Stunden"),
    ],
)
def test_what_cannot_be_counted_is_rejected(text, sunday):
    with pytest.raises(DateError):
        normalize(text, reference=sunday)


def test_hours_are_real_over_the_change_of_the_clocks():
    autumn = datetime(2019, 10, 27, 4, tzinfo=UTC)  # 5:00 in Berlin, six hours after midnight
    found = normalize("vor 6 Stunden", reference=autumn)
    assert found.value.isoformat() == "2019-10-27T00:00:00+02:00"


def test_today_is_that_of_the_zone_and_not_of_the_references_own_offset():
    evening = datetime.fromisoformat("2021-06-05T18:30:00-04:00")  # half past midnight in Berlin
    assert normalize("heute", reference=evening).value.isoformat() == "2021-06-06T00:00:00+02:00"


def test_a_leap_day_may_be_eight_years_back():
    seen = datetime(1904, 1, 15, tzinfo=UTC)
    assert normalize("29. Februar", reference=seen).value.year == 1896


@pytest.mark.parametrize("text", ["vor 9 Jahren", "24. Dezember", "vor 9000 Wochen", "Freitag"])
def test_only_the_dates_of_the_calendar_are_counted(text):
    with pytest.raises(DateError) as caught:
        normalize(text, reference=datetime(1600, 1, 1, 12, tzinfo=UTC))
    assert caught.value.reason == Reason.OUT_OF_CALENDAR
