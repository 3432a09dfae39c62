import pytest

from feedservice.web import wording


@pytest.mark.parametrize(
    ("author", "written"),
    [
        ("Änne Müller", "Von Änne Müller"),
        ("Dieter Dorn", "Von Dieter Dorn"),
        ("Die Feuilletonredaktion", "Die Feuilletonredaktion"),
        ("Von unserer Korrespondentin", "Von unserer Korrespondentin"),
    ],
)
def test_a_byline_is_german(author, written):
    assert wording.byline(author) == written


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0 Artikel"), (1, "1 Artikel"), (1234567, "1.234.567 Artikel")]
)
def test_numbers_have_points_between_thousands(number, written):
    assert wording.counted(number, "Artikel", "Artikel") == written


@pytest.mark.parametrize(("length", "written"), [(0, "1 KB"), (1400, "1 KB"), (87_000, "85 KB")])
def test_sizes_are_in_units_of_1024(length, written):
    assert wording.size(length) == written
