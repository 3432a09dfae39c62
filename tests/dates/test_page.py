"""The page says what the code does: every example on it is read."""

from pathlib import Path

import pytest

from feedservice.dates import DateError, Note, Reason, find_dates, normalize
from feedservice.dates.faults import HINTS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "dates.md"


SEEN = "\nWith a reference"


def rows(start, end="\n## "):
    """Give the cells of all tables between two pieces of text."""
    section = PAGE.read_text(encoding="utf-8").split(start)[1].split(end)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if "`" in "".join(row)]


def text_of(cell):
    return cell.strip("`")


@pytest.mark.parametrize(("form", "example", "value", "precision"), rows("\n## Forms\n", SEEN))
def test_every_form_of_the_page_is_read(says, form, example, value, precision):
    zone = form.split("(")[1].strip(")") if "(" in form else "Europe/Berlin"
    assert says(text_of(example), tz=zone) == f"{value} {precision}"


@pytest.mark.parametrize(("form", "example", "value", "precision"), rows(SEEN))
def test_every_form_with_a_reference_is_read(on_sunday, form, example, value, precision):
    assert on_sunday(text_of(example)) == f"{value} {precision}", form


@pytest.mark.parametrize(("note", "example", "verdict"), rows("\n## How is ambiguity resolved?\n"))
def test_every_note_of_the_page_is_noted(note, example, verdict, sunday):
    text = text_of(example)
    assert normalize(text, reference=sunday).notes == (Note(note),)
    if verdict == "accepted":
        assert normalize(text, reference=sunday, strict=True)
        return
    with pytest.raises(DateError):
        normalize(text, reference=sunday, strict=True)


@pytest.mark.parametrize(("reason", "example", "hint"), rows("\n## What is refused?\n"))
def test_every_refusal_of_the_page_has_its_reason_and_hint(reason, example, hint):
    with pytest.raises(DateError) as caught:
        normalize(text_of(example))
    assert (caught.value.reason, caught.value.hint) == (reason, hint)


def test_the_page_leaves_out_no_note_and_no_reason():
    page = PAGE.read_text(encoding="utf-8")
    assert [note for note in Note if f"| {note} |" not in page] == []
    assert [reason for reason in Reason if reason not in page] == []
    assert set(HINTS) == set(Reason)


def test_the_example_of_the_package_is_true():
    assert find_dates("Sonntag, 6. Juni 2021, 9:41 Uhr")[0].value.isoformat() == (
        "2021-06-06T09:41:00+02:00"
    )
