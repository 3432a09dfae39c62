"""How a text is cut, and how every token finds its way back."""

import pytest

from feedservice.dates.tokens import END, NUMBER, WORD, Line


def tokens(text):
    line = Line(text)
    return list(line.texts[: line.size])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6.Juni2021", ["6", ".", "juni", "2021"]),
        ("UhrLesedauer", ["uhr", "lesedauer"]),
        ("Uhrteilen", ["uhr", "teilen"]),
        ("Uhrzeit UHR UhrMESZLesedauer", ["uhrzeit", "uhr", "uhr", "mesz", "lesedauer"]),
        ("MusterAktualisiert am", ["muster", "aktualisiert", "am"]),
        ("xUhrteilen", ["x", "uhr", "teilen"]),
        ("9h41", ["9", "h", "41"]),
        ("a\u0308\u200bb \u00ad", ["äb"]),
        ("1\u20132", ["1", "-", "2"]),
        ("&nbsp;1&#160;2&amp;", ["1", "2", "&", "amp", ";"]),
        ("１\u0661", ["11"]),
        ("½ ²", ["½", "²"]),
        ("", []),
        ("\n\t\u00a0", []),
    ],
)
def test_a_text_is_cut_into_numbers_words_and_signs(text, expected):
    assert tokens(text) == expected


def test_each_token_has_a_kind_and_the_white_space_before_it():
    line = Line("6. Juni")
    assert line.kinds[:4] == (NUMBER, ".", WORD, END)
    assert [gap != "" for gap in line.gaps[:4]] == [False, False, True, True]


@pytest.mark.parametrize(
    "text", ["6. Juni", "\u200b6.\u00a0 Ju\u00adni!", "6&nbsp;. Ma\u0308rz\u200b", "\u0308 6"]
)
def test_the_spans_of_all_tokens_cover_the_text_in_order(text):
    line = Line(text)
    spans = [line.span(at, at + 1) for at in range(line.size)]
    assert all(start < end for start, end in spans)
    assert all(spans[at][1] <= spans[at + 1][0] for at in range(len(spans) - 1))
    assert line.span(0, line.size)[1] <= len(text)


def test_no_tokens_mean_the_whole_text():
    assert Line("6. Juni").span(0, -1) == (0, 7)
