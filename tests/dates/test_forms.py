"""Every form of the specification, in its order, with dates of our own."""

import pytest

# One instant, to keep the table short: a Wednesday morning in summer.
DAY = "2019-05-08T00:00:00+02:00 day"
TIME = "2019-05-08T07:35:00+02:00 minute"


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        (1, "8. Mai 2019", DAY),
        (2, "8. Mai, 2019", DAY),
        (3, "08.05.2019", DAY),
        (3, "8.5.2019", DAY),
        (3, "8. 5. 2019", DAY),
        (4, "08.05.19", DAY),
        (4, "8.5.91", "1991-05-08T00:00:00+02:00 day"),
        (5, "08/05/2019", DAY),
        (5, "8-5-2019", DAY),
        (6, "8. V. 2019", DAY),
        (6, "8.V.2019", DAY),
        (7, "achter Mai 2019", DAY),
        (7, "am achten Mai 2019", DAY),
        (7, "Der achte Mai 2019", DAY),
        (8, "Mai 2019", "2019-05-01T00:00:00+02:00 month"),
        (9, "Mittwoch, 8. Mai 2019", DAY),
        (9, "Mi., 08.05.2019", DAY),
        (9, "Mi 8.5.2019", DAY),
        (9, "08.05.2019 (Mi)", DAY),
        (9, "08.05.2019, Mittwoch", DAY),
        (10, "Sonnabend, den 11. Mai 2019", "2019-05-11T00:00:00+02:00 day"),
        (11, "8. Jan. 2019", "2019-01-08T00:00:00+01:00 day"),
        (11, "8. Feb. 2019", "2019-02-08T00:00:00+01:00 day"),
        (11, "8. Febr. 2019", "2019-02-08T00:00:00+01:00 day"),
        (11, "8. Mrz. 2019", "2019-03-08T00:00:00+01:00 day"),
        (11, "8. Mär 2019", "2019-03-08T00:00:00+01:00 day"),
        (11, "8. Apr 2019", "2019-04-08T00:00:00+02:00 day"),
        (11, "8. Jun 2019", "2019-06-08T00:00:00+02:00 day"),
        (11, "8. Jul. 2019", "2019-07-08T00:00:00+02:00 day"),
        (11, "8. Aug. 2019", "2019-08-08T00:00:00+02:00 day"),
        (11, "8. Sept. 2019", "2019-09-08T00:00:00+02:00 day"),
        (11, "8. Sep 2019", "2019-09-08T00:00:00+02:00 day"),
        (11, "8. Okt 2019", "2019-10-08T00:00:00+02:00 day"),
        (11, "8. Nov. 2019", "2019-11-08T00:00:00+01:00 day"),
        (11, "8. Dez. 2019", "2019-12-08T00:00:00+01:00 day"),
        (13, "8. Maerz 2019", "2019-03-08T00:00:00+01:00 day"),
        (13, "8. Jaenner 2019", "2019-01-08T00:00:00+01:00 day"),
        (14, "8. MÄRZ 2019", "2019-03-08T00:00:00+01:00 day"),
        (14, "8. Ma\u0308rz 2019", "2019-03-08T00:00:00+01:00 day"),
        (14, "8.\u202fMai\u00a02019", DAY),
        (14, "8.\u20095.\u20092019", DAY),
        (14, "8\u200b.\u00ad Mai \ufeff2019", DAY),
        (15, "8. Mai 2019, 7:35 Uhr", TIME),
        (15, "08.05.2019, 7.35 Uhr", TIME),
        (16, "08.05.2019, 07:35:09 Uhr", "2019-05-08T07:35:09+02:00 second"),
        (17, "8. Mai 2019, 19 Uhr", "2019-05-08T19:00:00+02:00 hour"),
        (18, "8. Mai 2019, 7h35", TIME),
        (19, "08.05.2019 um 7:35", TIME),
        (19, "08.05.2019 | 07:35 Uhr", TIME),
        (19, "08.05.2019 • 07:35 Uhr", TIME),
        (19, "08.05.2019 - 07:35 Uhr", TIME),
        (19, "08.05.2019 – 07:35 Uhr", TIME),
        (19, "08.05.2019 gegen 7.35 Uhr", TIME),
        (20, "7:35 Uhr, 8. Mai 2019", TIME),
        (21, "8. Mai 2019, 7 Uhr abends", "2019-05-08T19:00:00+02:00 hour"),
        (21, "8. Mai 2019, 7 Uhr morgens", "2019-05-08T07:00:00+02:00 hour"),
        (21, "8. Mai 2019, 7 Uhr am Abend", "2019-05-08T19:00:00+02:00 hour"),
        (21, "8. Mai 2019, 3 Uhr nachmittags", "2019-05-08T15:00:00+02:00 hour"),
        (21, "8. Mai 2019, 11 Uhr nachts", "2019-05-08T23:00:00+02:00 hour"),
        (21, "8. Mai 2019, 2 Uhr nachts", "2019-05-08T02:00:00+02:00 hour"),
        (22, "8. Mai 2019, 24 Uhr", "2019-05-09T00:00:00+02:00 hour"),
        (22, "31.12.2019, 24:00 Uhr", "2020-01-01T00:00:00+01:00 minute"),
        (23, "8. Mai 2019, 7:35 Uhr MESZ", TIME),
        (23, "8. Mai 2019, 7:35 Uhr MEZ", "2019-05-08T08:35:00+02:00 minute"),
        (23, "8. Mai 2019, 5:35 UTC", TIME),
        (23, "8. Mai 2019, 7:35 Uhr (GMT+2)", TIME),
        (23, "8. Mai 2019, 7:35 (CEST)", TIME),
        (24, "27.10.2019, 2A:40 Uhr", "2019-10-27T02:40:00+02:00 minute"),
        (24, "27.10.2019, 2B:40 Uhr", "2019-10-27T02:40:00+01:00 minute"),
        (25, "Stand: 8.5.2019, 7:35 Uhr", TIME),
        (25, "Veröffentlicht am 08.05.2019", DAY),
        (25, "Erschienen am 8. Mai 2019", DAY),
        (25, "Publiziert: 08.05.2019, 07:35", TIME),
        (26, "Veröffentlicht am 08.05.2019, aktualisiert am 10.05.2019", DAY),
        (26, "Aktualisiert am 10.05.2019, veröffentlicht am 08.05.2019", DAY),
        (27, "Zuletzt aktualisiert: 8. Mai 2019", DAY),
        (28, "Von Erika Beispiel, 08.05.2019, 07:35", TIME),
        (28, "Weiltal, den 8. Mai 2019", DAY),
        (28, "Berlin (dpa) - 08.05.2019, 07:35 Uhr", TIME),
        (29, "08.05.2019, 07:35 UhrLesedauer: 3 Min.", TIME),
        (29, "08.05.2019, Seite 9", DAY),
        (29, "08.05.2019, 07:35 Uhr | 23 Kommentare", TIME),
        (30, "Weiltaler Bote Nr. 19/2019 vom 8. Mai 2019", DAY),
        (31, "2019-05-08", DAY),
        (31, "2019-05-08T05:35:09Z", "2019-05-08T07:35:09+02:00 second"),
        (31, "2019-05-08 07:35", TIME),
        (31, "20190508T053509Z", "2019-05-08T07:35:09+02:00 second"),
        (31, "2019-W19-3", DAY),
        (32, "Wed, 08 May 2019 07:35:00 +0200", "2019-05-08T07:35:00+02:00 second"),
        (32, "Mi, 08 Mai 2019 07:35:00 +0200", "2019-05-08T07:35:00+02:00 second"),
        (32, "Wed, 08 May 2019 01:35:00 EDT", "2019-05-08T07:35:00+02:00 second"),
        (40, "8. Mai 1979, 12 Uhr", "1979-05-08T12:00:00+01:00 hour"),
        (40, "8. Mai 1980, 12 Uhr", "1980-05-08T12:00:00+02:00 hour"),
        (41, "7./8. Mai 2019", "2019-05-07T00:00:00+02:00 day"),
    ],
)
def test_a_form_of_the_specification_is_read(says, form, text, expected):
    assert says(text) == expected, f"form {form}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8. Jänner 2019", "2019-01-08T00:00:00+01:00 day"),
        ("8. Jän. 2019", "2019-01-08T00:00:00+01:00 day"),
        ("8. Feber 2019", "2019-02-08T00:00:00+01:00 day"),
        ("Di., 8. Jänner 2019, 13.05 Uhr", "2019-01-08T13:05:00+01:00 minute"),
    ],
)
def test_austrian_months_are_read(says, text, expected):
    assert says(text, tz="Europe/Vienna") == expected


def test_zurich_had_no_summer_time_in_1980(says):
    assert says("8. Mai 1980, 12 Uhr", tz="Europe/Zurich") == "1980-05-08T12:00:00+01:00 hour"


# Seen on Sunday, 6 June 2021, at 15:00.
@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        (33, "heute, 8:20 Uhr", "2021-06-06T08:20:00+02:00 minute"),
        (33, "gestern um 8.20 Uhr", "2021-06-05T08:20:00+02:00 minute"),
        (33, "Vorgestern, 8:20", "2021-06-04T08:20:00+02:00 minute"),
        (33, "heute", "2021-06-06T00:00:00+02:00 day"),
        (33, "Gestern", "2021-06-05T00:00:00+02:00 day"),
        (33, "gestern Abend um 8 Uhr", "2021-06-05T20:00:00+02:00 hour"),
        (34, "vor 3 Stunden", "2021-06-06T12:00:00+02:00 hour"),
        (34, "vor drei Stunden", "2021-06-06T12:00:00+02:00 hour"),
        (34, "vor 40 Min.", "2021-06-06T14:20:00+02:00 minute"),
        (34, "vor einer Dreiviertelstunde", "2021-06-06T14:15:00+02:00 minute"),
        (34, "vor einer halben Stunde", "2021-06-06T14:30:00+02:00 minute"),
        (34, "vor anderthalb Stunden", "2021-06-06T13:30:00+02:00 hour"),
        (34, "vor 1 Std. 20 Min.", "2021-06-06T13:40:00+02:00 minute"),
        (34, "vor 50 Sekunden", "2021-06-06T14:59:10+02:00 second"),
        (35, "vor 6 Tagen", "2021-05-31T00:00:00+02:00 day"),
        (35, "vor zwei Wochen", "2021-05-23T00:00:00+02:00 day"),
        (35, "vor vier Monaten", "2021-02-01T00:00:00+01:00 month"),
        (35, "vor 9 Jahren", "2012-01-01T00:00:00+01:00 year"),
        (36, "eben erst", "2021-06-06T15:00:00+02:00 second"),
        (36, "gerade eben", "2021-06-06T15:00:00+02:00 second"),
        (36, "soeben", "2021-06-06T15:00:00+02:00 second"),
        (36, "jetzt", "2021-06-06T15:00:00+02:00 second"),
        (36, "vor wenigen Sekunden", "2021-06-06T15:00:00+02:00 second"),
        (37, "Donnerstag, 8:20 Uhr", "2021-06-03T08:20:00+02:00 minute"),
        (37, "Sonntag, 8:20 Uhr", "2021-06-06T08:20:00+02:00 minute"),
        (37, "Sonntag, 18:20 Uhr", "2021-05-30T18:20:00+02:00 minute"),
        (37, "Sonntag", "2021-06-06T00:00:00+02:00 day"),
        (38, "Stand: 8:20 Uhr", "2021-06-06T08:20:00+02:00 minute"),
        (38, "18:20 Uhr", "2021-06-05T18:20:00+02:00 minute"),
        (39, "3. Juni, 8:20 Uhr", "2021-06-03T08:20:00+02:00 minute"),
        (39, "24. Dezember", "2020-12-24T00:00:00+01:00 day"),
        (39, "6. Juni, 18:20 Uhr", "2020-06-06T18:20:00+02:00 minute"),
        (39, "29. Februar", "2020-02-29T00:00:00+01:00 day"),
    ],
)
def test_a_form_that_needs_the_reference_is_read(on_sunday, form, text, expected):
    assert on_sunday(text) == expected, f"form {form}"


# Thirty lines as newsrooms print them, from memory, with names replaced.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stand: 14.03.2022, 06:12 Uhr", "2022-03-14T06:12:00+01:00 minute"),
        ("14.03.2022, 06.12 Uhr • aus Weiltaler Bote 11/2022", "2022-03-14T06:12:00+01:00 minute"),
        (
            "14. März 2022, 6:12 Uhr Quelle: Weiltaler Bote, dpa, ale",
            "2022-03-14T06:12:00+01:00 minute",
        ),
        ("Mo 14.03.22 | 06:12 Uhr | Von Erika Beispiel", "2022-03-14T06:12:00+01:00 minute"),
        (
            "14.03.2022 um 06:12 Uhr - Erika Beispiel - 12 Ergänzungen",
            "2022-03-14T06:12:00+01:00 minute",
        ),
        (
            "Von Erika Beispiel -Aktualisiert am 14.03.2022-06:12",
            "2022-03-14T06:12:00+01:00 minute",
        ),
        (
            "Erstellt: 14.03.2022 Aktualisiert: 15.03.2022, 06:12 Uhr",
            "2022-03-14T00:00:00+01:00 day",
        ),
        ("14. 3. 2022, 6:12 Uhr", "2022-03-14T06:12:00+01:00 minute"),
        ("Veröffentlicht am 14.03.22 um 06:12 Uhr", "2022-03-14T06:12:00+01:00 minute"),
        ("14. März 2022, 6.12 Uhr (Update: 9.40 Uhr)", "2022-03-14T06:12:00+01:00 minute"),
        (
            "14.03.2022, 06:12 UhrLesezeit: 2 Min.Von Erika Beispiel",
            "2022-03-14T06:12:00+01:00 minute",
        ),
        ("Montag, 14. März 2022, 6:12 Uhr (MEZ)", "2022-03-14T06:12:00+01:00 minute"),
        (
            "Publiziert: 14.03.2022 um 06:12 Uhr Aktualisiert: vor 2 Stunden",
            "2022-03-14T06:12:00+01:00 minute",
        ),
        (
            "Montag, 14.03.2022, 06:12 Uhr Aktualisiert um 07:05 Uhr",
            "2022-03-14T06:12:00+01:00 minute",
        ),
        ("erschienen in der Ausgabe vom 14. März 2022, Seite 3", "2022-03-14T00:00:00+01:00 day"),
        ("Nr. 61 / Montag, 14. März 2022", "2022-03-14T00:00:00+01:00 day"),
        ("Samstag/Sonntag, 12./13. März 2022", "2022-03-12T00:00:00+01:00 day"),
        ("Wien, am 14. März 2022", "2022-03-14T00:00:00+01:00 day"),
        ("(APA, 14.3.2022)", "2022-03-14T00:00:00+01:00 day"),
        ("sda/Keystone, 14.03.2022, 06:12", "2022-03-14T06:12:00+01:00 minute"),
        ("dpa-Newskanal | 14. März 2022, 06:12 Uhr", "2022-03-14T06:12:00+01:00 minute"),
        ("Pressemitteilung Nr. 84 vom 14.03.2022", "2022-03-14T00:00:00+01:00 day"),
        ("Sendung vom 14.03.2022, 19:30 Uhr", "2022-03-14T19:30:00+01:00 minute"),
        ("Letzte Änderung: 14.03.2022 06:12", "2022-03-14T06:12:00+01:00 minute"),
        (
            "Erstveröffentlichung: 14. März 2022, Stand: 16. März 2022",
            "2022-03-14T00:00:00+01:00 day",
        ),
        (
            "Gepostet am 14. März 2022 von Erika Beispiel in Politik",
            "2022-03-14T00:00:00+01:00 day",
        ),
        ("14.03.2022 (aktualisiert)", "2022-03-14T00:00:00+01:00 day"),
        (
            "Ein Kommentar von Erika Beispiel, 14. März 2022, 17 Kommentare",
            "2022-03-14T00:00:00+01:00 day",
        ),
        ("Sperrfrist: 14. März 2022, 6 Uhr", "2022-03-14T06:00:00+01:00 hour"),
        ("Video 02:15 | 14.03.2022 | 06:12 Uhr", "2022-03-14T06:12:00+01:00 minute"),
    ],
)
def test_a_byline_from_memory_is_read(says, text, expected):
    assert says(text) == expected
