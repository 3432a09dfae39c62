"""The status page says in German what is wrong with a record."""

import pytest

from feedservice.dates import Reason as DateReason
from feedservice.preparing.reasons import Reason
from feedservice.sources import Code
from feedservice.web.complaints import WORDS
from tests.web.conftest import parsed

TOKEN = "nur-fuer-die-redaktion"  # noqa: S105 - of a test


def test_every_code_has_its_german_words():
    codes = {*Code, *Reason, *(f"date-{reason}" for reason in DateReason)}
    assert set(WORDS) == codes


@pytest.mark.parametrize("complaint", WORDS.values())
def test_they_are_sentences(complaint):
    assert complaint.message.endswith(".")
    assert complaint.cure.endswith(".")


def test_the_page_shows_them_beside_what_the_command_line_says(make_site, serve, record):
    site = make_site(status_token=TOKEN)
    site.write("a.txt", record(date="31. November 2026"))
    client = serve(site.settings)
    tree = parsed(client.get("/status", headers={"Authorization": f"Bearer {TOKEN}"}).text)
    [problem] = tree.xpath("//ul[@class='problems']/li")
    label, german, english = (paragraph.text_content() for paragraph in problem.xpath("p"))
    assert label == "Fehler · a.txt:1"
    assert german == (
        "Diesen Tag gibt es nicht. "
        "Tag oder Monat berichtigen; die Reihenfolge ist Tag, Monat, Jahr."
    )
    assert "'31. November 2026'" in english
