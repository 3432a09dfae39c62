import pytest

from feedservice.terminal import printable, width


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("ä", 1), ("a\u0308", 1), ("日本", 4)]
)
def test_width_counts_columns_not_signs(text, columns):
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Müller, 日本, 🙂", "Müller, 日本, 🙂"),
        ("a\tb\u00a0c", "a b c"),  # blanks of every kind
        ("\x1b[31m", "\ufffd[31m"),
        ("\u202eabc", "\ufffdabc"),  # would be read from right to left
        ("a\u200bb", "a\ufffdb"),
        ("\ud800", "\ufffd"),
    ],
)
def test_printable_leaves_nothing_that_hides_or_steers(text, shown):
    assert printable(text) == shown
