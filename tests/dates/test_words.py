"""The tables of words: complete, without contradiction, and in one spelling."""

import unicodedata

import pytest

from feedservice.dates import words
from feedservice.dates.atoms import READERS


def test_an_entry_brings_its_forms_without_umlauts_along():
    assert words.spellings("märz mrz") == {"märz", "maerz", "marz", "mrz"}
    assert words.spellings("dreißig") == {"dreißig", "dreissig"}


def test_of_two_meanings_in_one_table_the_first_stands():
    assert words.table({1: "a b", 2: "b c"}) == {"a": 1, "b": 1, "c": 2}


@pytest.mark.parametrize(
    ("forms", "meanings"),
    [
        (words.MONTHS, 12),
        (words.ROMAN_MONTHS, 12),
        (words.WEEKDAY_NAMES, 7),
        (words.WEEKDAY_SHORT, 7),
        (words.ORDINALS, 31),
    ],
)
def test_no_month_day_or_ordinal_is_missing(forms, meanings):
    assert len(set(forms.values())) == meanings


@pytest.mark.parametrize("number", range(1, 100))
def test_every_number_below_a_hundred_has_a_word(number):
    assert number in words.NUMBERS.values()


def test_words_are_written_as_the_tokenizer_writes_them():
    for form in words.KNOWN:
        assert form == unicodedata.normalize("NFC", form.lower())


def test_the_grammar_knows_no_word_that_the_tokenizer_would_cut():
    assert set(READERS) - words.KNOWN <= {form for form in READERS if form.islower()}


def test_a_label_has_one_role():
    groups = [words.PUBLISHED, words.UPDATED, words.STAND, words.PLAIN_LABELS, words.FOREIGN]
    assert sum(map(len, groups)) == len(words.LABELS)
