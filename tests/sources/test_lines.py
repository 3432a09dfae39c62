import pytest

from feedservice.sources.lines import Block, blocks, joined, plain_breaks, same, tidy


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n\u200b\n\xa0\t\n", []),
        ("a\n\nb", [(1, ["a"]), (3, ["b"])]),
        ("\n\n a  b \nc\n \u3000 \n\nd\n", [(3, ["a  b", "c"]), (7, ["d"])]),
        ("a\n\xa0\ufeff\nb\xa0c\xa0", [(1, ["a"]), (3, ["b\xa0c"])]),  # kept within a line
        # The separators that only Unicode knows break lines, but no editor numbers them.
        (
            "a\u2028b\n\nc\u2029d\x85e\n\nf",
            [(1, ["a", "b"]), (3, ["c"]), (3, ["d", "e"]), (5, ["f"])],
        ),
    ],
)
def test_blocks_are_separated_by_what_looks_blank(text, found):
    assert blocks(text) == [Block(line, lines) for line, lines in found]


def test_a_block_is_also_one_tidy_line():
    assert Block(1, ["Ein\xa0Titel", "in zwei  Zeilen"]).text == "Ein Titel in zwei Zeilen"


def test_joined_blocks_have_one_blank_line_between_them():
    assert joined(blocks("a\nb\n \n\n\nc")) == "a\nb\n\nc"


def test_rare_breaks_become_line_feeds():
    assert plain_breaks("a\x85b\u2028c\u2029d") == "a\nb\nc\n\nd"


@pytest.mark.parametrize(
    ("value", "clean"),
    [
        ("Kultur & Medien", "Kultur & Medien"),
        (" Kultur \t\n Medien ", "Kultur Medien"),
        ("22.\xa0Oktober\u202f2024\u2009Uhr", "22. Oktober 2024 Uhr"),
        ("Bundes\xadver\u200bfassungs\u2060gericht\ufeff", "Bundesverfassungsgericht"),
        ("Poli\u200dtik \u200d", "Politik"),
        ("u\xad\u0308ber", "über"),
        ("👩\u200d👧 und क्\u200dष", "👩\u200d👧 und क्\u200dष"),  # there they join
        (" \xad ", ""),
    ],
)
def test_a_value_has_single_plain_spaces_and_nothing_without_width(value, clean):
    assert tidy(value) == clean


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Titel", "Titel"),
        ("Die „neue“ Lage", 'Die "neue" Lage'),
        ("Kim – und Putin", "Kim - und Putin"),
        ("PUTIN IN PJÖNGJANG", "Putin in Pjöngjang"),
        ("Schluss!", "Schluss"),
        ("ﬁnal", "final"),
        ("???", "???"),
    ],
)
def test_quotes_dashes_case_and_the_last_sign_do_not_change_the_wording(one, other):
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Titel", "Ein anderer Titel"),
        ("Titel", "Titel eines Artikels, der ganz anders heißt"),
        ("???", "!!!"),
        ("???", ""),
    ],
)
def test_other_words_are_another_wording(one, other):
    assert not same(one, other)
