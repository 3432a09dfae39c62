"""Whatever names no single instant is rejected, with a reason, a place and a cure."""

import pytest

from feedservice.dates import DateError, Reason, find_dates, normalize

REJECTED = [
    # impossible dates and times
    ("31. November 2022", Reason.IMPOSSIBLE_DATE),
    ("30. Februar 2024", Reason.IMPOSSIBLE_DATE),
    ("29.02.2023", Reason.IMPOSSIBLE_DATE),
    ("29.02.23", Reason.IMPOSSIBLE_DATE),
    ("0. Mai 2022", Reason.IMPOSSIBLE_DATE),
    ("14.15.2022", Reason.IMPOSSIBLE_DATE),
    ("02/30/2022", Reason.IMPOSSIBLE_DATE),
    ("12/31/2022", Reason.IMPOSSIBLE_DATE),
    ("2022-04-31", Reason.IMPOSSIBLE_DATE),
    ("2022-13-01", Reason.IMPOSSIBLE_DATE),
    ("2022-W60-1", Reason.IMPOSSIBLE_DATE),
    ("8./7. Mai 2022", Reason.IMPOSSIBLE_DATE),
    ("14.03.2022, 25:10 Uhr", Reason.IMPOSSIBLE_TIME),
    ("14.03.2022, 24:10 Uhr", Reason.IMPOSSIBLE_TIME),
    ("14.03.2022, 9:75 Uhr", Reason.IMPOSSIBLE_TIME),
    ("14.03.2022, 9:5 Uhr", Reason.IMPOSSIBLE_TIME),
    ("14.03.2022, 09:41:61", Reason.IMPOSSIBLE_TIME),
    ("14. März 2022, 9 Uhr nachmittags", Reason.IMPOSSIBLE_TIME),
    ("14. März 2022, 21 Uhr morgens", Reason.IMPOSSIBLE_TIME),
    ("2022-03-14T09:41:00+25:00", Reason.IMPOSSIBLE_OFFSET),
    ("2022-03-14T09:41:00+02:70", Reason.IMPOSSIBLE_OFFSET),
    # the doubled hour is doubled once a year
    ("29.10.2022, 2A:20 Uhr", Reason.NOT_AMBIGUOUS),
    ("30.10.2022, 3B:20 Uhr", Reason.NOT_AMBIGUOUS),
    ("27.03.2022, 2A:20 Uhr", Reason.NOT_AMBIGUOUS),
    # nothing there
    ("", Reason.EMPTY),
    (" \t\n\u00a0\u200b", Reason.EMPTY),
    ("Stand:", Reason.NO_DATE),
    ("Veröffentlicht am", Reason.NO_DATE),
    ("Zuletzt aktualisiert", Reason.NO_DATE),
    ("TT.MM.JJJJ", Reason.PLACEHOLDER),
    ("Datum: TT.MM.JJ", Reason.PLACEHOLDER),
    ("dd.mm.yyyy", Reason.PLACEHOLDER),
    ("XX. März 2022", Reason.PLACEHOLDER),
    ("00.00.0000", Reason.PLACEHOLDER),
    ("0000-00-00", Reason.PLACEHOLDER),
    ("null", Reason.PLACEHOLDER),
    ("undefined", Reason.PLACEHOLDER),
    ("Invalid Date", Reason.PLACEHOLDER),
    ("{{ datum }}", Reason.NO_DATE),
    # prose, names, counts, durations
    ("August der Starke", Reason.NO_DATE),
    ("Erika Mai", Reason.NO_DATE),
    ("Robinson Crusoe", Reason.NO_DATE),
    ("Die Welt", Reason.NO_DATE),
    ("So", Reason.NO_DATE),
    ("Mit 17 Jahren", Reason.NO_DATE),
    ("Do it yourself", Reason.NO_DATE),
    ("Lesezeit: 4 Minuten", Reason.NO_DATE),
    ("Video (03:15 min)", Reason.NO_DATE),
    ("23 Kommentare", Reason.NO_DATE),
    # numbers that are no dates
    ("Tel. 0228 654321", Reason.NO_DATE),
    ("Tel.: 6-7-2021", Reason.NO_DATE),
    ("0228/6.6.21", Reason.NO_DATE),
    ("Konto 12345678", Reason.NO_DATE),
    ("DE02 1203 0000 0000 2020 51", Reason.NO_DATE),
    ("12,50 Euro", Reason.NO_DATE),
    ("EUR 12.06.21", Reason.NO_DATE),
    ("1.234.567 Euro", Reason.NO_DATE),
    ("Version 2.6.21", Reason.NO_DATE),
    ("v1.2.2021", Reason.NO_DATE),
    ("192.168.2.21", Reason.NO_DATE),
    ("Hauptstraße 12, 53113 Bonn", Reason.NO_DATE),
    ("3:2", Reason.NO_DATE),
    ("Handball 25:24", Reason.NO_DATE),
    ("42", Reason.NO_DATE),
    ("12345678", Reason.NO_DATE),
    ("1647238260", Reason.NO_DATE),
    ("Ausgabe 23/2021", Reason.NO_DATE),
    ("KW 23", Reason.NO_DATE),
    ("GZ 6/7/21-3", Reason.NO_DATE),
    # weekday against date
    ("Dienstag, 14. März 2022", Reason.WEEKDAY_CONFLICT),
    ("So., 14.03.2022", Reason.WEEKDAY_CONFLICT),
    ("14.03.2022 (Fr)", Reason.WEEKDAY_CONFLICT),
    ("Freitag/Samstag, 12./13. März 2022", Reason.WEEKDAY_CONFLICT),
    ("Samstag/Montag, 12./13. März 2022", Reason.WEEKDAY_CONFLICT),
    # years that no newspaper carries
    ("14. März 1599", Reason.YEAR_OUT_OF_RANGE),
    ("14. März 2100", Reason.YEAR_OUT_OF_RANGE),
    ("14. März 978", Reason.YEAR_OUT_OF_RANGE),
    ("14. März 20222", Reason.YEAR_OUT_OF_RANGE),
    ("14.3.202", Reason.YEAR_OUT_OF_RANGE),
    ("14.3.20222", Reason.YEAR_OUT_OF_RANGE),
    # several dates
    ("14. März 2022, 16. März 2022", Reason.SEVERAL_DATES),
    ("14.03.2022 | 16.03.2022", Reason.SEVERAL_DATES),
    ("16.03.2022 - 14.03.2022", Reason.SEVERAL_DATES),
    ("14.03.2022 - Köln 16.03.2022", Reason.SEVERAL_DATES),
    ("Am 14. März 2022 und am 16. März 2022", Reason.SEVERAL_DATES),
    ("Erschienen: 14.03.2022, veröffentlicht: 16.03.2022", Reason.SEVERAL_DATES),
    ("Der 1. Mai in Berlin, 14. März 2022", Reason.SEVERAL_DATES),
    # relative or incomplete, without a reference
    ("vor 3 Stunden", Reason.NEEDS_REFERENCE),
    ("vor zwei Monaten", Reason.NEEDS_REFERENCE),
    ("7:35 Uhr", Reason.NEEDS_REFERENCE),
    ("heute", Reason.NEEDS_REFERENCE),
    ("Gestern, 7:35 Uhr", Reason.NEEDS_REFERENCE),
    ("Freitag", Reason.NEEDS_REFERENCE),
    ("3. Juni", Reason.NEEDS_REFERENCE),
    ("3.6.", Reason.NEEDS_REFERENCE),
    ("jetzt", Reason.NEEDS_REFERENCE),
    # other dates than that of the publication
    ("Abgerufen am 14. März 2022", Reason.FOREIGN_DATE),
    ("Geboren am 14. März 1952", Reason.FOREIGN_DATE),
    ("Video verfügbar bis 14.03.2023", Reason.FOREIGN_DATE),
    ("noch bis 14.03.2023", Reason.FOREIGN_DATE),
    ("* 14.3.1952 † 16.3.2022", Reason.FOREIGN_DATE),
    ("14. März 1952 in Bonn geboren", Reason.FOREIGN_DATE),
    # times that are not said exactly, zones that no table has
    ("14. März 2022, halb 10 Uhr", Reason.VAGUE_TIME),
    ("14. März 2022, kurz nach 9 Uhr", Reason.VAGUE_TIME),
    ("14. März 2022, 9:41 Uhr Moskauer Zeit", Reason.UNKNOWN_ZONE),
    ("14. März 2022, 9:41 Uhr New Yorker Zeit", Reason.UNKNOWN_ZONE),
    ("14. März 2022, 9:41 Uhr US-Ostküstenzeit", Reason.UNKNOWN_ZONE),
    ("14. März 2022, 9:41 Uhr IST", Reason.UNKNOWN_ZONE),
    ("2022-03-14 09:41:00 America/New_York", Reason.UNKNOWN_ZONE),
]


@pytest.mark.parametrize(("text", "reason"), REJECTED)
def test_what_names_no_single_instant_is_rejected(text, reason):
    with pytest.raises(DateError) as caught:
        normalize(text)
    start, end = caught.value.span
    assert caught.value.reason == reason
    assert caught.value.text == text
    assert caught.value.hint
    assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Was heute wichtig ist",
        "Das war gestern",
        "heute journal",
        "heute-Show",
        "Sport heute",
        "Heute: Regen",
        "Wetter: heute",
        "Heute 5 Tipps",
        "Wie geht es heute?",
        "Schwarzer Freitag",
        "Freitag der 13.",
        "Peter Freitag, 9:41 Uhr",
        "Die Welt am Sonntag",
        "Sonntags geöffnet",
        "Mo-Fr 9-18 Uhr",
        "Montag bis Freitag von 9 bis 18 Uhr",
        "Der Bus fährt heute um 9:41 Uhr ab",
        "Tagesschau vor 20 Jahren",
        "vor -4 Stunden",
        "vor Kurzem",
        "vor einigen Tagen",
        "in 4 Stunden",
        "1 Jahr 2 Monate",
        "seit gestern",
        "Jetzt abonnieren",
        "Gerade im Trend",
        "Kiel - Flensburg 23:22",
        "Kapitel 2.3.",
        "Kunst im Mai",
        "Mai 68",
        "2. V. Müller",
        "3. Juni JJJJ",
        "morgen",
        "so",
    ],
)
def test_prose_is_rejected_though_there_is_a_reference(text, sunday):
    with pytest.raises(DateError):
        normalize(text, reference=sunday)


@pytest.mark.parametrize(
    "text",
    [
        "vor 88888888 Jahren",
        "vor 999999999 Tagen",
        "vor 88888888888888888888 Stunden",
        "vor 88888888888888888888 Monaten",
        "vor 500 Jahren",
        "Mittwoch vor 999999999 Wochen",
    ],
)
def test_an_amount_that_leaves_the_calendar_is_a_date_error(text, sunday):
    with pytest.raises(DateError) as caught:
        normalize(text, reference=sunday)
    assert caught.value.reason == Reason.OUT_OF_CALENDAR


def test_the_span_is_that_of_the_offending_part():
    text = "Von Erika Beispiel, 31. Nove\u00admber 2022"
    with pytest.raises(DateError) as caught:
        normalize(text)
    start, end = caught.value.span
    assert text[start:end] == "31. Nove\u00admber 2022"


def test_the_message_names_value_and_place_and_the_hint_the_cure():
    with pytest.raises(DateError, match="the 6 June 2021 is a Sunday, not a Monday") as caught:
        normalize("Montag, 6. Juni 2021")
    assert caught.value.hint == "Correct the weekday or the date."
    assert str(caught.value).endswith("'Montag, 6. Juni 2021'")


def test_a_text_that_is_too_long_is_rejected_whatever_it_holds():
    for read in (normalize, find_dates):
        with pytest.raises(DateError) as caught:
            read("6. Juni 2021" + " " * 2000)
        assert caught.value.reason == Reason.TOO_LONG
        assert caught.value.span == (2000, 2012)


def test_a_date_error_is_the_value_error_that_a_script_expects():
    assert issubclass(DateError, ValueError)
