"""Problems of records in German, by their codes, for the newsroom's page.

The command line speaks English; its message, which quotes what is wrong, stands beside
these on the page. A code that is not here is shown in English alone.
"""

from typing import NamedTuple

from flask import Blueprint

from feedservice.dates import Reason as DateReason
from feedservice.preparing.reasons import Reason
from feedservice.sources import Code


class Complaint(NamedTuple):
    """What is wrong, and what to do: a sentence each."""

    message: str
    cure: str


_DATE = "date-"  # before the normalizer's reasons

WORDS: dict[str, Complaint] = {
    Code.BAD_FRONT_MATTER: Complaint(
        "Der Kopf der Datei fehlt, hat kein Ende oder ist kein YAML.",
        "Ihn mit --- beginnen und beenden, Werte mit Sonderzeichen in Anführungszeichen setzen.",
    ),
    Code.BAD_JSON: Complaint(
        "Die Datei ist von der genannten Stelle an kein JSON.",
        "Dort fehlt ein Komma oder Anführungszeichen, oder es steht eines zu viel.",
    ),
    Code.BAD_NAME: Complaint(
        "Der Name der Datei oder des Ordners ist nicht lesbar, oder die Endung unbekannt.",
        "Datei oder Ordner umbenennen.",
    ),
    Code.BAD_VALUE: Complaint(
        "Ein Feld enthält etwas anderes, als es soll.",
        "Den Wert so schreiben, wie es die Meldung sagt.",
    ),
    Code.BROKEN_LINK: Complaint(
        "Eine Verknüpfung führt ins Leere.",
        "Die Verknüpfung löschen oder ihr Ziel zurücklegen.",
    ),
    Code.DUPLICATE_ID: Complaint(
        "Zwei Artikel dieser Datei haben dieselbe id; der erste gilt.",
        "Dem zweiten eine andere id geben.",
    ),
    Code.DUPLICATE_KEY: Complaint(
        "Ein Feld steht zweimal in einem Artikel.",
        "Das falsche löschen.",
    ),
    Code.EMPTY_FILE: Complaint(
        "In der Datei steht nichts.",
        "Den Artikel schreiben oder die Datei löschen.",
    ),
    Code.ILLEGAL_CHARACTERS: Complaint(
        "Steuerzeichen, die kein Feed enthalten darf, wurden entfernt.",
        "Sie in der Datei löschen; oft stammen sie aus PDF oder Word.",
    ),
    Code.NO_CATEGORY: Complaint(
        "Die Rubrik fehlt, oder an ihrer Stelle steht der Titel.",
        "Die Rubrik ergänzen.",
    ),
    Code.NO_DATE: Complaint(
        "Das Datum fehlt, oder die Datei beginnt mit etwas anderem.",
        "Das Datum ergänzen.",
    ),
    Code.NO_ID: Complaint(
        "Einer von mehreren Artikeln der Datei hat keine id.",
        "Eine id ergänzen und nie wieder ändern.",
    ),
    Code.NO_TEXT: Complaint(
        "Der Artikel hat einen Titel, aber keinen Text.",
        "Den Text ergänzen.",
    ),
    Code.NO_TITLE: Complaint(
        "Der Titel fehlt, oder an seiner Stelle steht ein Absatz.",
        "Den Titel ergänzen und die Leerzeilen prüfen.",
    ),
    Code.NOT_OPENED: Complaint(
        "Das System lässt den Dienst diese Datei oder diesen Ordner nicht öffnen.",
        "Dem Konto des Dienstes das Lesen erlauben.",
    ),
    Code.OUTSIDE_FOLDER: Complaint(
        "Eine Verknüpfung führt aus dem Ordner der Artikel hinaus.",
        "Ihr Ziel in den Ordner kopieren.",
    ),
    Code.SAME_NAME: Complaint(
        "Zwei Dateinamen unterscheiden sich nur in der Kodierung ihrer Umlaute; eine Datei gilt.",
        "Die andere umbenennen oder löschen.",
    ),
    Code.TOO_LARGE: Complaint(
        "Die Datei ist zu groß.",
        "Sie teilen oder woandershin legen.",
    ),
    Code.UNKNOWN_KEY: Complaint(
        "Ein Feld hat einen Namen, der hier nichts bedeutet; es wird nicht beachtet.",
        "Die Schreibweise berichtigen.",
    ),
    Code.UNREADABLE: Complaint(
        "Die Datei ist kein Text oder mischt zwei Kodierungen.",
        "Sie noch einmal als UTF-8 speichern.",
    ),
    Reason.DATE_TOO_COARSE: Complaint(
        "Das Datum nennt nur einen Monat oder ein Jahr.",
        "Den Tag ergänzen.",
    ),
    Reason.INTERNAL_ERROR: Complaint(
        "An dieser Datei ist feedservice selbst gescheitert.",
        "Den Fehler mit der Datei melden.",
    ),
    Reason.KEY_TAKEN: Complaint(
        "Ein anderer Artikel hat dieselbe id, oder denselben Namen mit anderer Endung; er gilt.",
        "Einen von beiden ändern.",
    ),
    Reason.LINK_DEAD: Complaint(
        "Ein Verweis führt zu einer Datei, die kein Artikel ist; der Text bleibt ohne ihn.",
        "Auf etwas verweisen, was es im Ordner gibt, oder die ganze Adresse schreiben.",
    ),
    Reason.MASS_REMOVAL: Complaint(
        "Mehr als die Hälfte der Artikel ist auf einmal fort; sie bleiben veröffentlicht.",
        "Sie zurücklegen oder mit feedservice publish --allow-removal bestätigen.",
    ),
    Reason.MEDIA_MISSING: Complaint(
        "Ein Bild, Ton oder Film des Artikels ist nicht da; er erscheint ohne.",
        "Die Datei neben den Artikel legen oder ihren Namen berichtigen.",
    ),
    Reason.MEDIA_OUTSIDE: Complaint(
        "Ein Bild, Ton oder Film liegt außerhalb des Ordners der Artikel.",
        "Die Datei in den Ordner legen.",
    ),
    Reason.UPDATE_IGNORED: Complaint(
        "Das Datum der Aktualisierung kann nicht gelesen werden; der Artikel erscheint ohne.",
        "Die Aktualisierung mit ganzem Datum schreiben.",
    ),
} | {
    _DATE + reason: Complaint(message, cure)
    for reason, message, cure in (
        (DateReason.TOO_LONG, "Das Datum ist zu lang.", "Nur das Datum schreiben."),
        (
            DateReason.EMPTY,
            "Das Datum ist leer.",
            "Ein Datum schreiben, etwa 6. Juni 2021, 9:41 Uhr.",
        ),
        (
            DateReason.NO_DATE,
            "Im Datum steht keines.",
            "Tag, Monat und Jahr schreiben, etwa 6. Juni 2021.",
        ),
        (
            DateReason.PLACEHOLDER,
            "Statt des Datums steht noch die Vorlage da.",
            "Die Vorlage ausfüllen, etwa 6. Juni 2021.",
        ),
        (
            DateReason.IMPOSSIBLE_DATE,
            "Diesen Tag gibt es nicht.",
            "Tag oder Monat berichtigen; die Reihenfolge ist Tag, Monat, Jahr.",
        ),
        (
            DateReason.IMPOSSIBLE_TIME,
            "Diese Uhrzeit gibt es nicht.",
            "Eine Zeit von 0:00 bis 24:00 schreiben, etwa 9:41 Uhr.",
        ),
        (
            DateReason.IMPOSSIBLE_OFFSET,
            "Diesen Abstand zur Weltzeit gibt es nicht.",
            "Einen Abstand von -14:00 bis +14:00 schreiben, etwa +02:00.",
        ),
        (
            DateReason.YEAR_OUT_OF_RANGE,
            "Dieses Jahr kann nicht gemeint sein.",
            "Ein Jahr von 1600 bis 2099 schreiben, mit zwei oder vier Ziffern.",
        ),
        (
            DateReason.WEEKDAY_CONFLICT,
            "Wochentag und Datum passen nicht zusammen.",
            "Den Wochentag oder das Datum berichtigen.",
        ),
        (
            DateReason.SEVERAL_DATES,
            "Es stehen mehrere Daten da.",
            "Eines lassen, oder vor jedes schreiben, was es ist: Veröffentlicht am.",
        ),
        (
            DateReason.NEEDS_REFERENCE,
            "Das Datum zählt von einem Tag an, den der Text nicht nennt.",
            "Das ganze Datum schreiben.",
        ),
        (
            DateReason.OUT_OF_CALENDAR,
            "Das Datum führt aus den Jahren 1600 bis 2099 hinaus.",
            "Das ganze Datum schreiben.",
        ),
        (
            DateReason.VAGUE_TIME,
            "Die Uhrzeit ist ungenau.",
            "Die Zeit in Ziffern schreiben, etwa 9:41 Uhr.",
        ),
        (
            DateReason.UNKNOWN_ZONE,
            "Diese Zeitzone ist unbekannt.",
            "Stattdessen den Abstand zur Weltzeit schreiben, etwa +02:00.",
        ),
        (
            DateReason.NOT_AMBIGUOUS,
            "A und B unterscheiden nur die Stunde, die es im Herbst zweimal gibt.",
            "A oder B weglassen.",
        ),
        (
            DateReason.FOREIGN_DATE,
            "Das Datum gehört zu etwas anderem.",
            "Schreiben, wann der Artikel erschienen ist.",
        ),
        (
            DateReason.ASSUMPTION,
            "Das Datum lässt etwas offen.",
            "Das ganze Datum schreiben.",
        ),
    )
}

bp = Blueprint("complaints", __name__)


@bp.app_template_filter("auf_deutsch")
def in_german(code: str) -> Complaint | None:
    """What a problem's code means; None for one that this release does not know."""
    return WORDS.get(code)
