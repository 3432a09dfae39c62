import pytest

from feedservice.records import BodyFormat, Draft, Problem, Severity
from feedservice.sources.plaintext import read

LAYOUT = "the date, the category, the title and the text, with a blank line between each of them"

ARTICLE = """\
22. Oktober, 2024

Politik

Russland und Nordkorea beschließen ein neues Bündnis

Russland und Nordkorea beschließen ein neues Bündnis

Beide haben einen Vertrag unterzeichnet.

Die USA beobachteten das mit Sorge.
Auch Japan.
"""


@pytest.fixture
def draft():
    """Make the draft of ARTICLE; a test overrides only the field that it is about."""

    def make(**overrides):
        fields = {
            "key": "politik/bündnis",
            "path": "politik/bündnis.txt",
            "line": 1,
            "date": "22. Oktober, 2024",
            "date_line": 1,
            "title": "Russland und Nordkorea beschließen ein neues Bündnis",
            "categories": ("Politik",),
            "body": "Beide haben einen Vertrag unterzeichnet.\n\n"
            "Die USA beobachteten das mit Sorge.\nAuch Japan.",
            "body_format": BodyFormat.TEXT,
        }
        return Draft(**fields | overrides)

    return make


def only_draft(text):
    reading = read(text, "politik/bündnis.txt")
    assert reading.problems == ()
    [draft] = reading.drafts
    return draft


def only_problem(text):
    reading = read(text, "a.txt")
    assert reading.drafts == ()
    [problem] = reading.problems
    return problem


def blocks(*texts):
    return "\n\n".join(texts)


def test_an_article_has_date_category_title_title_and_paragraphs(draft):
    assert only_draft(ARTICLE) == draft()


@pytest.mark.parametrize(
    "second",
    [
        "",
        "Russland und Nordkorea beschließen\nein neues Bündnis\n\n",
        "RUSSLAND UND NORDKOREA BESCHLIESSEN EIN „NEUES“ BÜNDNIS!\n\n",
    ],
)
def test_the_second_title_may_be_missing_or_differ_in_its_signs(second, draft):
    text = ARTICLE.replace("Russland und Nordkorea beschließen ein neues Bündnis\n\n", "", 1)
    assert only_draft(text.replace("\n\nBeide", f"\n\n{second}Beide")) == draft()


def test_spaces_and_blank_lines_may_be_of_any_kind(draft):
    text = ARTICLE.replace("\n\n", "\n \xa0\u200b\n\n").replace("22. ", "\n\n 22.\u202f")
    assert only_draft(text) == draft(line=3, date_line=3)


def test_the_date_block_keeps_its_lines_for_the_reader_of_dates(draft):
    text = ARTICLE.replace(
        "22. Oktober,", "Veröffentlicht am\xa022. Oktober,  2024\nAktualisiert am 23.10."
    )
    date = "Veröffentlicht am 22. Oktober, 2024\nAktualisiert am 23.10. 2024"
    assert only_draft(text) == draft(date=date)


def test_a_title_of_several_lines_is_one_title(draft):
    text = blocks("22. Oktober, 2024", "Politik", "Ein\xa0Titel\nin zwei Zeilen", "Text")
    assert only_draft(text) == draft(title="Ein Titel in zwei Zeilen", body="Text")


def test_paragraphs_keep_their_no_break_spaces(draft):
    text = blocks("22. Oktober, 2024", "Politik", "Titel", "5\xa0Mio.\u202f€")
    assert only_draft(text) == draft(title="Titel", body="5\xa0Mio.\u202f€")


def test_an_article_may_be_called_like_its_section(draft):
    text = blocks("22. Oktober, 2024", "Wetter", "Wetter", "Wetter", "Es regnet.")
    assert only_draft(text) == draft(title="Wetter", categories=("Wetter",), body="Es regnet.")


@pytest.mark.parametrize("name", ["Auto & Co.", "Leben u. a.", "Meinung", "Panorama (Inland)"])
def test_a_category_may_be_abbreviated(name):
    assert only_draft(blocks("22.10.2024", name, "Titel", "Text")).categories == (name,)


def test_an_article_without_text_is_published_with_a_warning(draft):
    reading = read(blocks("22. Oktober, 2024", "Politik", "Titel", "Titel"), "politik/bündnis.txt")
    assert reading.drafts == (draft(title="Titel", body=""),)
    assert reading.problems == (
        Problem(
            path="politik/bündnis.txt",
            line=5,
            severity=Severity.WARNING,
            code="no-text",
            message="the record has no text",
            hint="Add the text if it is missing; the title is published alone.",
        ),
    )


@pytest.mark.parametrize(
    ("text", "line", "code", "message"),
    [
        ("\n \n", 0, "empty-file", "the file is empty"),
        ("\nPolitik", 2, "no-date", "the file begins with 'Politik', which is no date"),
        ("1.1.2024", 1, "no-title", "the file has only 1 block of text, so there is no title"),
        (
            "1.1.2024\n\nPolitik",
            3,
            "no-title",
            "the file has only 2 blocks of text, so there is no title",
        ),
        (
            blocks("1.1.2024", "Der Titel", "Der Titel!", "Ein Absatz."),
            3,
            "no-category",
            "the title 'Der Titel' stands where the category should be",
        ),
        (
            blocks("1.1.2024", "Der Titel", "Der Titel"),
            3,
            "no-category",
            "the title 'Der Titel' stands where the category should be",
        ),
        (
            blocks("1.1.2024", "Kommt jetzt die Wende?", "Ein Absatz.", "Noch einer."),
            3,
            "no-category",
            "'Kommt jetzt die Wende?' stands where the category should be",
        ),
        (
            blocks("1.1.2024", "Der Kanzler sagte „Nein.“", "Ein Absatz.", "Noch einer."),
            3,
            "no-category",
            "'Der Kanzler sagte „Nein.“' stands where the category should be",
        ),
        (
            blocks("1.1.2024", "Politik\nDer Titel", "Ein Absatz."),
            3,
            "no-category",
            "'Politik Der Titel' stands where the category should be",
        ),
        (
            blocks("1.1.2024", "x" * 61, "Ein Absatz."),
            3,
            "no-category",
            f"'{'x' * 61}' stands where the category should be",
        ),
        (
            blocks("1.1.2024", "Politik", "x" * 301, "Ein Absatz."),
            5,
            "no-title",
            "a paragraph of 301 characters stands where the title should be",
        ),
    ],
)
def test_a_missing_block_is_reported_where_it_is_missed(text, line, code, message):
    problem = only_problem(text)
    assert (problem.path, problem.severity) == ("a.txt", Severity.ERROR)
    assert (problem.line, problem.code, problem.message) == (line, code, message)
    assert problem.hint.endswith(".")


def test_the_limits_are_the_last_good_lengths():
    draft = only_draft(blocks("1.1.2024", "x" * 60, "y" * 300, "Ein Absatz."))
    assert (draft.categories, draft.title) == (("x" * 60,), "y" * 300)
