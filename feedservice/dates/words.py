"""The vocabulary, as tables that a German speaker can extend without reading the grammar.

One entry is one meaning; its string lists every form, lower case, separated by spaces.
Forms with umlauts or ß are enough: *ae*, *oe*, *ue*, *ss* and the bare vowel follow from
them (``märz`` brings ``maerz`` and ``marz``). A form that means two things may stand in
two tables; the grammar decides by what stands beside it. Nothing here reads a text.
"""

from collections.abc import Mapping
from typing import Final, TypeVar

Meaning = TypeVar("Meaning")

PLAIN: Final = (
    str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}),
    str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"}),
    str.maketrans({"ß": "ss"}),
)


def spellings(forms: str) -> set[str]:
    """Every form in *forms*, with its spellings without umlauts and ß."""
    listed = set(forms.split())
    if forms.isascii():
        return listed
    return listed.union(*(forms.translate(plain).split() for plain in PLAIN))


def table(entries: Mapping[Meaning, str]) -> dict[str, Meaning]:
    """Turn meaning → forms into form → meaning; of two meanings the first stands."""
    found: dict[str, Meaning] = {}
    for meaning, forms in entries.items():
        for form in spellings(forms):
            found.setdefault(form, meaning)
    return found


def bag(*forms: str) -> frozenset[str]:
    """Every form of a word list that has no further meaning."""
    return frozenset().union(*map(spellings, forms))


# --- Months ---------------------------------------------------------------------------

MONTHS: Final = table(
    {
        1: "januar jan jänner jän jaen januars jänners january",
        2: "februar feb febr feber febers februars february",
        3: "märz mrz mär mar märzen march",
        4: "april apr aprils",
        5: "mai mais may",
        6: "juni jun juno junis june",
        7: "juli jul julei julis july",
        8: "august aug augusts",
        9: "september sept sep septembers spt",
        10: "oktober okt oktobers october oct",
        11: "november nov novembers nvb",
        12: "dezember dez dezembers december dec dzb",
    }
)

# In letters, and as the one sign that Unicode has for each.
ROMAN_MONTHS: Final = table(
    {
        month: f"{letters} {chr(0x216F + month)}"
        for month, letters in enumerate(
            ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1
        )
    }
)

# --- Days of the week -----------------------------------------------------------------

# Names that are never anything else, but for surnames. "montags" is missing on purpose: it
# is every Monday.
WEEKDAY_NAMES: Final = table(
    {
        0: "montag montage monday",
        1: "dienstag dienstage tuesday",
        2: "mittwoch mittwoche wednesday",
        3: "donnerstag donnerstage thursday",
        4: "freitag freitage friday",
        5: "samstag samstage sonnabend sonnabende saturday",
        6: "sonntag sonntage sunday",
    }
)

# Short forms, many of which are words of their own ("so", "mit", "die", "do it").
WEEKDAY_SHORT: Final = table(
    {
        0: "mo mon mont",
        1: "di die dien dienst tue tues",
        2: "mi mit mitt mittw wed",
        3: "do don donn donnerst thu thur thurs",
        4: "fr fre freit fri",
        5: "sa sam samst sat",
        6: "so son sonnt sonn sun",
    }
)

# These are day names only with a capital: "mit", "die" and "so" open half of all sentences.
NEED_CAPITAL: Final = bag("die mit so son don sam do")

# --- Parts of the day: first and last hour that the words can mean ---------------------

DAY_PARTS: Final = table(
    {
        (0, 11): "früh morgens frühmorgens morgen morgend frühe",
        (6, 12): "vormittags vormittag",
        (11, 14): "mittags mittag",
        (12, 18): "nachmittags nachmittag nachm",
        (17, 23): "abends abend abds",
        (21, 5): "nachts nacht",
    }
)

# Of these, the ones that may follow an hour on their own ("9 Uhr abends").
DAY_PART_ADVERBS: Final = bag(
    "früh morgens frühmorgens vormittags mittags nachmittags nachm abends abds nachts"
)
# Before an hour this is the next day, but for the words that make it a part of one.
TOMORROW: Final = bag("morgen")

# --- Days counted from the reference --------------------------------------------------

DAY_WORDS: Final = table(
    {
        0: "heute heutige heutigen",
        -1: "gestern gestrige gestrigen",
        -2: "vorgestern vorgestrige vorgestrigen",
        -3: "vorvorgestern",
    }
)

NOW_CORE: Final = bag("jetzt gerade eben soeben ebengerade geradeeben")
NOW_MORE: Final = bag("erst genau just nur gerade eben jetzt")
MOMENTS: Final = bag("augenblick augenblicken moment momenten momente sekunden")
LAST: Final = bag("letzter letzten letztes letzte letztem vergangener vergangenen vergangenes")
LAST_MORE: Final = bag("vergangene vergangenem voriger vorigen voriges vorige vorigem")
THIS: Final = bag("dieser diese diesen dieses diesem")

# --- Numbers --------------------------------------------------------------------------

UNITS_OF_NUMBERS: Final[dict[float, str]] = {
    2: "zwei zwo",
    3: "drei",
    4: "vier",
    5: "fünf",
    6: "sechs",
    7: "sieben",
    8: "acht",
    9: "neun",
}
TENS: Final[dict[float, str]] = {
    20: "zwanzig",
    30: "dreißig",
    40: "vierzig",
    50: "fünfzig",
    60: "sechzig",
    70: "siebzig",
    80: "achtzig",
    90: "neunzig",
}
NUMBERS: Final[dict[str, float]] = table(
    {
        1: "ein eine einer einem einen eins",
        **UNITS_OF_NUMBERS,
        10: "zehn",
        11: "elf",
        12: "zwölf",
        13: "dreizehn",
        14: "vierzehn",
        15: "fünfzehn",
        16: "sechzehn",
        17: "siebzehn",
        18: "achtzehn",
        19: "neunzehn",
        **TENS,
        **{
            ten + one: " ".join(f"{form}und{word}" for form in forms.split())
            for ten, word in TENS.items()
            for one, forms in {1: "ein", **UNITS_OF_NUMBERS}.items()
        },
        0.25: "viertel ¼",
        0.5: "halb halbe halben halber ½",
        0.75: "dreiviertel ¾",
        1.5: "anderthalb eineinhalb einundeinhalb",
        2.5: "zweieinhalb",
        3.5: "dreieinhalb",
        4.5: "viereinhalb",
        5.5: "fünfeinhalb",
    }
)

ORDINAL_STEMS: Final = {
    1: "erst",
    2: "zweit",
    3: "dritt",
    4: "viert",
    5: "fünft",
    6: "sechst",
    7: "siebt siebent",
    8: "acht",
    9: "neunt",
    10: "zehnt",
    11: "elft",
    12: "zwölft",
    13: "dreizehnt",
    14: "vierzehnt",
    15: "fünfzehnt",
    16: "sechzehnt",
    17: "siebzehnt",
    18: "achtzehnt",
    19: "neunzehnt",
    20: "zwanzigst",
    21: "einundzwanzigst",
    22: "zweiundzwanzigst",
    23: "dreiundzwanzigst",
    24: "vierundzwanzigst",
    25: "fünfundzwanzigst",
    26: "sechsundzwanzigst",
    27: "siebenundzwanzigst",
    28: "achtundzwanzigst",
    29: "neunundzwanzigst",
    30: "dreißigst",
    31: "einunddreißigst",
}
ORDINAL_ENDINGS: Final = ("er", "en", "e", "es", "em")
ORDINALS: Final = table(
    {
        day: " ".join(stem + ending for stem in stems.split() for ending in ORDINAL_ENDINGS)
        for day, stems in ORDINAL_STEMS.items()
    }
)
# What may be glued to a figure: "15te", "15ten", and on English pages "6th".
ORDINAL_SUFFIXES: Final = bag("te ten ter tes tem ste sten ster th st nd rd")

# --- Units of time --------------------------------------------------------------------

UNITS: Final = table(
    {
        "second": "sekunde sekunden sek sec s",
        "minute": "minute minuten min mins m",
        "quarter": "viertelstunde viertelstunden",
        "half": "halbstunde",
        "three quarters": "dreiviertelstunde dreiviertelstunden",
        "hour": "stunde stunden std stdn stde h",
        "day": "tag tage tagen tg tgn d",
        "week": "woche wochen wo",
        "month": "monat monate monaten monats mon mt",
        "year": "jahr jahre jahren jahres j",
    }
)

ABOUT: Final = bag("~ etwa ca circa zirka rund ungefähr genau exakt erst schon")
# These say that it is not that amount.
MORE_OR_LESS: Final = bag("knapp gut fast über mehr weniger als")
VAGUE_AMOUNTS: Final = bag("wenigen einigen paar mehreren weniger")

# --- Labels ---------------------------------------------------------------------------

PUBLISHED: Final = bag(
    "veröffentlicht veröffentlichte veröffentlichung veröffentlichungsdatum veröffentlichungstag",
    "veröffentlichungszeit veröff veröffentl publiziert publizierte publikation publikationsdatum",
    "publikationstag publ erschienen erschien erscheinungsdatum erscheinungstag erscheint",
    "erscheinung erstveröffentlicht erstveröffentlichung erstpublikation erstpubliziert",
    "erstellt erstellung erstellungsdatum erstelldatum angelegt eingestellt freigegeben",
    "freigeschaltet hochgeladen gepostet geschrieben verfasst verfaßt gesendet ausgestrahlt",
    "ausstrahlung erstausstrahlung erstsendung sendedatum artikeldatum gemeldet sperrfrist",
    "published posted created released uploaded pubdate",
)
UPDATED: Final = bag(
    "aktualisiert aktualisierte aktualisierung aktualisierungen aktualisierungsdatum akt aktual",
    "update updates upgedatet upgedated updated geändert änderung änderungen änderungsdatum",
    "bearbeitet bearbeitung überarbeitet überarbeitung ergänzt ergänzung korrigiert korrektur",
    "berichtigt berichtigung modifiziert modified redigiert revidiert angepasst nachgeführt",
    "zuletzt lastmod",
)
STAND: Final = bag("stand preisstand datenstand redaktionsstand informationsstand")
PLAIN_LABELS: Final = bag("datum date")
# Of the foreign ones, those that end a sentence: "am 6. Juni 1921 in Bonn geboren".
PARTICIPLES: Final = bag("geboren gestorben verstorben abgerufen aufgenommen")
# Dates that say when something else than the publication was, is or ends.
FOREIGN: Final = bag(
    "abgerufen abruf zugriff gültig gültigkeit ablaufdatum befristet verfügbar abrufbar",
    "geboren gestorben verstorben geb gest einsendeschluss anmeldeschluss bewerbungsschluss",
    "redaktionsschluss anzeigenschluss anmeldefrist bewerbungsfrist termin veranstaltungstermin",
    "geburtsdatum todesdatum todestag sterbedatum stichtag frist abgabefrist abgabeschluss",
    "annahmeschluss deadline kinostart verkaufsstart startdatum enddatum",
    "beginn einlass archivbild archivfoto aufgenommen aufnahmedatum †",
)

# --- Zones ----------------------------------------------------------------------------

# Minutes east of Greenwich.
ZONE_MARKS: Final = table(
    {
        0: "utc gmt z ut wez wet zulu",
        60: "mez cet bst westz wesz west",
        120: "mesz mesz cest oez eet cedt",
        180: "oesz eest msk",
        480: "hkt sgt",
        540: "jst kst",
        600: "aest",
        660: "aedt",
        720: "nzst",
        780: "nzdt",
        -240: "edt",
        -300: "est cdt",
        -360: "cst mdt",
        -420: "mst pdt",
        -480: "pst",
    }
)
# Marks of several zones; to pass over one would shift the instant.
UNKNOWN_MARKS: Final = bag("ist et pt gst pkt brt")
UNKNOWN_TIMES: Final = bag("ostküstenzeit westküstenzeit pazifikzeit")
IANA_AREAS: Final = bag("africa america asia atlantic australia europe indian pacific etc")
# Marks that an offset may follow: "GMT+2".
OFFSET_MARKS: Final = bag("utc gmt ut")
# "deutscher Zeit"; an empty name is the zone of the call.
ZONE_ADJECTIVES: Final = table(
    {
        "Europe/Berlin": "deutscher deutsche dt berliner",
        "Europe/Vienna": "österreichischer österreichische wiener",
        "Europe/Zurich": "schweizer zürcher",
        "": "lokaler lokale hiesiger hiesige örtlicher",
    }
)
ZONE_WORDS: Final = table({"": "ortszeit lokalzeit"})
SEASONAL_MARKS: Final = table(
    {
        60: "zeit normalzeit winterzeit standardzeit",
        120: "sommerzeit",
    }
)
# Of these, the ones that are marks on their own.
SEASON_WORDS: Final = bag("normalzeit winterzeit sommerzeit")
CENTRAL_EUROPEAN: Final = bag("mitteleuropäischer mitteleuropäische mitteleurop")

# --- Small words ----------------------------------------------------------------------

OCLOCK: Final = bag("uhr h uhrs")
MERIDIEM: Final = table({0: "am", 12: "pm"})
ARTICLES: Final = bag("der den dem des am vom")
YEAR_LINKS: Final = bag("des jahres im jahr jahre")
SPAN_WORDS: Final = bag("bis und u")
# What may stand between the parts of one date.
LINKS: Final = bag(
    ", . ; : | • · ● ∙ ▪ ■ ◦ ‧ - / ( ) [ ] * ~ > < » « \u203a \u2039 \" ' = _ @ \\ → ➔ ⋅ ¦ ❘ …",
    "um gegen ca circa zirka etwa ungefähr rund ab seit am an den dem der vom im in at on um",
    "uhr uhrzeit zeit datum et the of",
)
PUNCTUATION: Final = frozenset(form for form in LINKS if not form.isalpha())
# Between a label and its date: "Einsendeschluss ist der 6. Juni".
COPULAS: Final = bag("ist war wird wurde")
# A clock after one of these is not the clock that is printed.
INEXACT: Final = bag("halb viertel dreiviertel kurz nach vor bis minuten min")
# A number after one of these is no date: "Version 2.6.21", "Tel. 6-7-2021".
NUMBERED: Final = bag(
    "version ver vers v release build nr nrn nummer no num seite seiten kapitel kap abschnitt",
    "absatz abs paragraf paragraph § # teil folge band bd heft platz rang artikelnummer az",
    "aktenzeichen tel telefon telefonnummer fon fax mobil handy hotline rufnummer durchwahl konto",
    "kontonummer kontonr kto iban blz bic isbn issn id ip plz postfach ust steuernummer kurs",
    "drucksache § € $ punkt ziffer firmware patch python java ios android windows linux kernel",
)
# These number only what has no dot: "Ausgabe 6 Juni 2021" against "Ausgabe 6. Juni 2021".
LOOSELY_NUMBERED: Final = bag("ausgabe ausgaben staffel episode lektion tag woche kw jahrgang jg")
# What makes of the number beside it a price.
CURRENCIES: Final = bag("euro eur cent € $ £ usd dollar franken chf sfr rappen prozent %")
# What makes of the number before it an amount.
MEASURES: Final = CURRENCIES | bag(
    "‰ grad ° km m meter kg mio mrd",
    "millionen milliarden tausend punkte punkten sekunden sek s minuten min minute std stunden",
    "stunde kommentare kommentar bilder fotos leser aufrufe klicks likes shares tore seiten mal",
    "liter promille volt watt kwh mb gb bilder artikel",
)
# What makes of the clock after it a duration.
DURATIONS: Final = bag(
    "lesezeit lesedauer dauer länge laufzeit spielzeit hörzeit spieldauer sendezeit sendedauer",
    "lesezeiten video audio podcast min",
)
# Bylines around the date, which make a text no prose.
BYLINE_WORDS: Final = bag(
    "von und autor autorin autoren redaktion text foto fotos bild bilder video teilen merken",
    "drucken artikel beitrag meldung bericht nachricht nachrichten kommentar kommentare online",
    "live zuerst erstmals neu neue neuer neues quelle mit lesezeit lesedauer min minuten minute",
    "seite uhr dpa afp apa sda ap reuters epd kna sid rtr dapd ots red eigen keystone zur zum das",
    "archiv letzte letzter letztes letzten am um seit vom im in der die den dem des für durch",
    "automatisch by updated last ende anfang mitte ausgabe",
    "circa ca etwa gegen ungefähr rund schon bereits erst",
)
NAME_LEADS: Final = bag("von by autor autorin autoren text foto redaktion")
PERIOD_PARTS: Final = bag("anfang mitte ende im seit aus ausgabe")
PLACEHOLDERS: Final = bag(
    "tt mm jj jjjj dd yy yyyy hh ss xx xxx xxxx null none nan undefined nil nat invalid date",
    "k leer unbekannt unknown tbd tba n",
)
LABELS: Final = PUBLISHED | UPDATED | STAND | PLAIN_LABELS | FOREIGN
WEEKDAYS: Final = WEEKDAY_NAMES | WEEKDAY_SHORT
SMALL: Final = BYLINE_WORDS | LINKS | LABELS | SPAN_WORDS | frozenset(UNITS)
# Every word that the grammar knows; what is glued to one can be cut off.
KNOWN: Final = SMALL.union(
    MONTHS,
    ROMAN_MONTHS,
    WEEKDAYS,
    DAY_PARTS,
    DAY_WORDS,
    NOW_CORE,
    NOW_MORE,
    MOMENTS,
    LAST,
    LAST_MORE,
    THIS,
    NUMBERS,
    ORDINALS,
    ORDINAL_SUFFIXES,
    ABOUT,
    MORE_OR_LESS,
    VAGUE_AMOUNTS,
    ZONE_MARKS,
    ZONE_ADJECTIVES,
    ZONE_WORDS,
    SEASONAL_MARKS,
    CENTRAL_EUROPEAN,
    OCLOCK,
    MERIDIEM,
    ARTICLES,
    YEAR_LINKS,
    INEXACT,
    NUMBERED,
    LOOSELY_NUMBERED,
    MEASURES,
    DURATIONS,
    NAME_LEADS,
    PERIOD_PARTS,
    PLACEHOLDERS,
)
SMALL_LINKS: Final = LINKS - PUNCTUATION
