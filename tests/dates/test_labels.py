"""What the labels say of the dates beside them, and which date is the publication."""

import pytest

from feedservice.dates import Role, normalize


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("8. Mai 2019", Role.UNLABELLED),
        ("Datum: 08.05.2019", Role.PUBLISHED),
        ("Publ. 08.05.2019", Role.PUBLISHED),
        ("Veröffentlicht von Erika Beispiel am 08.05.2019", Role.PUBLISHED),
        ("Am 8. Mai 2019 veröffentlicht", Role.PUBLISHED),
        ("Datum der Veröffentlichung: 08.05.2019", Role.PUBLISHED),
        ("Veröffentlicht/Aktualisiert: 08.05.2019", Role.PUBLISHED),
        ("Stand 8.5.2019", Role.UPDATED),
        ("Akt.: 08.05.2019", Role.UPDATED),
        ("Letzte Änderung: 08.05.2019", Role.UPDATED),
        ("08.05.2019 (aktualisiert)", Role.UPDATED),
        ("UPDATE: 08.05.2019", Role.UPDATED),
        ("Datum der letzten Änderung: 08.05.2019", Role.UPDATED),
        ("Aktualisiert wurde der ganze Beitrag, schreibt sie, 08.05.2019", Role.UNLABELLED),
    ],
)
def test_a_label_says_what_a_date_is(text, role):
    assert normalize(text).role is role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08.05.2019 | Update 10.05.2019", "2019-05-08T00:00:00+02:00 day"),
        ("Stand: 10.05.2019, Erstveröffentlichung: 08.05.2019", "2019-05-08T00:00:00+02:00 day"),
        ("8. Mai 2019 (Stand: 10. Mai 2019)", "2019-05-08T00:00:00+02:00 day"),
        ("Stand: 8. Mai 2019, aktualisiert am 10. Mai 2019", "2019-05-08T00:00:00+02:00 day"),
        (
            "08.05.2019 - 07:35 | Aktualisiert: 08.05.2019 - 9:00",
            "2019-05-08T07:35:00+02:00 minute",
        ),
        ("Veröffentlicht am 08.05.2019, aktualisiert um 9:00 Uhr", "2019-05-08T00:00:00+02:00 day"),
        ("Aktualisiert: 9:00 Uhr | 8. Mai 2019, 7:35 Uhr", "2019-05-08T07:35:00+02:00 minute"),
        ("Aktualisiert: 7:35 Uhr, 8. Mai 2019", "2019-05-08T07:35:00+02:00 minute"),
        ("8. Mai 2019 (zuletzt aktualisiert am 10. Mai 2019)", "2019-05-08T00:00:00+02:00 day"),
        (
            "Am 8. Mai 2019 veröffentlicht und am 10. Mai 2019 aktualisiert",
            "2019-05-08T00:00:00+02:00 day",
        ),
        ("8. Mai 2019, Stand: 7:35 Uhr", "2019-05-08T07:35:00+02:00 minute"),
        ("8. Mai 2019, 7:35 Uhr, Stand: 9:00 Uhr", "2019-05-08T07:35:00+02:00 minute"),
        ("8. Mai 2019 Erika Beispiel 7:35 Uhr", "2019-05-08T07:35:00+02:00 minute"),
        ("7:35 Uhr Erika Beispiel, 8. Mai 2019", "2019-05-08T07:35:00+02:00 minute"),
        ("8. Mai 2019, Einlass 19 Uhr", "2019-05-08T00:00:00+02:00 day"),
        ("8. Mai 2019, das Spiel beginnt um 19 Uhr", "2019-05-08T00:00:00+02:00 day"),
        ("8. Mai 2019, 7:35 Uhr Berlin | 1:35 Uhr New York", "2019-05-08T07:35:00+02:00 minute"),
        ("8. Mai 2019, gültig bis 31. Mai 2019", "2019-05-08T00:00:00+02:00 day"),
        ("8. Mai 2019, bis 31. Mai 2019 verfügbar", "2019-05-08T00:00:00+02:00 day"),
        ("8. Mai 2019, 8.5.19, 7:35 Uhr", "2019-05-08T07:35:00+02:00 minute"),
        ("8.5.2019, 7:35 | 8. Mai 2019, 7:35 Uhr", "2019-05-08T07:35:00+02:00 minute"),
        ("Heute, 8. Mai 2019, 7:35 Uhr", "2019-05-08T07:35:00+02:00 minute"),
        ("UhrenMuseum, 8. Mai 2019, 7:35 UhrDPA", "2019-05-08T07:35:00+02:00 minute"),
    ],
)
def test_the_publication_is_chosen_by_the_labels(says, text, expected):
    assert says(text) == expected


def test_a_label_outweighs_a_complete_date_when_the_reference_is_there(says, sunday):
    text = "Veröffentlicht vor 4 Stunden, aktualisiert am 06.06.2021, 14:00"
    assert says(text, seen=sunday) == "2021-06-06T11:00:00+02:00 hour"
