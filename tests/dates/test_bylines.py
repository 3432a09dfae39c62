"""Lines as real sites print them, from memory, with a day, times and names of our own."""

import pytest

TIME = "2023-11-02T16:48:00+01:00 minute"
DAY = "2023-11-02T00:00:00+01:00 day"


@pytest.mark.parametrize(
    ("site", "text", "expected"),
    [
        ("spiegel.de", "02.11.2023, 16.48 Uhr • aus DER SPIEGEL 45/2023", TIME),
        (
            "zeit.de",
            "2. November 2023, 16:48 Uhr Quelle: ZEIT ONLINE, dpa, svj 184 Kommentare",
            TIME,
        ),
        ("faz.net", "Von Jonas Beispiel, Brüssel-Aktualisiert am 02.11.2023-16:48", TIME),
        ("faz.net, 2024", "02.11.2023, 16:48Lesezeit: 4 Min.", TIME),
        ("sueddeutsche.de", "2. November 2023, 16:48 Uhr Lesezeit: 3 Min.", TIME),
        ("taz.de", "2. 11. 2023 16:48 Uhr", TIME),
        ("tagesschau.de", "Stand: 02.11.2023 16:48 Uhr", TIME),
        ("heise.de", "02.11.2023, 16:48 Uhr Lesezeit: 2 Min. iX Magazin Von Jonas Beispiel", TIME),
        ("golem.de", "2. November 2023, 16:48 Uhr, Jonas Beispiel/dpa", TIME),
        ("welt.de", "Veröffentlicht am 02.11.2023 | Lesedauer: 3 Minuten", DAY),
        ("bild.de", "02.11.2023 - 16:48 Uhr", TIME),
        ("focus.de", "Donnerstag, 02.11.2023, 16:48", TIME),
        ("n-tv.de", "02.11.2023, 16:48 Uhr Artikel anhören (03:12 min)", TIME),
        ("stern.de", "02.11.2023, 16:48 3 Min. Lesezeit", TIME),
        ("tagesspiegel.de", "Stand: 02.11.2023, 16:48 Uhr Von Erika Muster", TIME),
        ("fr.de", "Stand: 02.11.2023, 16:48 Uhr Von: Erika Muster Kommentare Drucken", TIME),
        ("merkur.de", "Erstellt: 02.11.2023 Aktualisiert: 03.11.2023, 09:12 Uhr", DAY),
        ("br.de", "02.11.2023, 16:48 Uhr Audiobeitrag", TIME),
        ("zdf.de", "von Erika Muster 02.11.2023 | 16:48", TIME),
        ("deutschlandfunk.de", "Muster, Erika | 02. November 2023, 16:48 Uhr", TIME),
        ("presseportal.de", "02.11.2023 – 16:48 Polizeidirektion Weiltal", TIME),
        (
            "dpa",
            "Weiltal (dpa) - © dpa-infocom, dpa:231102-99-812345/3 02.11.2023, 16:48 Uhr",
            TIME,
        ),
        ("derstandard.at", "(APA, red, 2.11.2023)", DAY),
        ("derstandard.at, top", "Erika Muster 2. November 2023, 16:48 97 Postings", TIME),
        ("krone.at", "02.11.2023 16:48", TIME),
        ("orf.at", "2. November 2023, 16.48 Uhr (Update: 18.05 Uhr)", TIME),
        ("orf.at, Bundesland", "Online seit 2.11.2023, 16.48 Uhr", TIME),
        ("diepresse.com", "02.11.2023 um 16:48 von Erika Muster", TIME),
        ("kurier.at", "02.11.23, 16:48", TIME),
        ("ots.at", "OTS0123, 2. Nov. 2023, 16:48", TIME),
        ("nzz.ch", "Erika Muster, Genf 02.11.2023, 16.48 Uhr 5 min", TIME),
        ("tagesanzeiger.ch", "Publiziert: 02.11.2023, 16:48Aktualisiert: 03.11.2023, 07:12", TIME),
        ("srf.ch", "Donnerstag, 02.11.2023, 16:48 Uhr Aktualisiert um 18:05 Uhr", TIME),
        (
            "blick.ch",
            "Publiziert: 02.11.2023 um 16:48 Uhr|Aktualisiert: 03.11.2023 um 07:12 Uhr",
            TIME,
        ),
        ("20min.ch", "Publiziert 2. November 2023, 16:48", TIME),
        ("swissinfo.ch", "2. November 2023 - 16:48", TIME),
        ("keystone-sda", "(Keystone-SDA) 2.11.2023, 16:48", TIME),
        ("luzernerzeitung.ch", "Erika Muster 02.11.2023, 16.48 Uhr", TIME),
    ],
)
def test_a_byline_of_a_real_site_is_read(says, site, text, expected):
    assert says(text) == expected, site
