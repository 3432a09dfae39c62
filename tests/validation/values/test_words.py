import pytest
from language_tags import tags

from feedservice.validation.values import languages, texts, words


@pytest.mark.parametrize(
    "text",
    [
        "de",
        "de-AT",
        "de-CH-1996",
        "sr-Latn",
        "zh-Hant-TW",
        "UND",
        "x-foo",
        "i-klingon",
        "en-GB-oed",
    ],
)
def test_languages_that_are(text):
    assert languages.language_fault(text) is None


@pytest.mark.parametrize("text", ["", "German", "de_DE", "klingon", "xx", "de--AT", "ü", "x-"])
def test_languages_that_are_not(text):
    assert languages.language_fault(text) is not None


@pytest.mark.parametrize(
    ("text", "good"),
    [("de-AT", True), ("de-XY", False), ("de-Xxxx-AT", False), ("de", True), ("iw-IL", True)],
)
def test_regions_and_scripts(text, good):
    assert (languages.subtag_fault(text) is None) is good


def test_the_registry_knows_every_tag_that_is_not_looked_up_in_it():
    usual = languages.LANGUAGES.split()
    usual += [f"{one}-{region}" for one in usual for region in languages.REGIONS.split()]
    assert [tag for tag in usual if not tags.check(tag)] == []


@pytest.mark.parametrize(("text", "good"), [
    ("text/html", True), ("text/html; charset=utf-8", True),
    ('application/atom+xml;type="feed"', True),
    ("html", False), ("text/", False), ("", False), ("text/html charset", False),
])  # fmt: skip
def test_media_types(text, good):
    assert (words.mime_fault(text) is None) is good


@pytest.mark.parametrize(
    ("text", "found"),
    [("42", 42), (" 7 ", 7), ("-3", -3), ("2.5", None), ("", None), ("٤٢", None), ("9" * 30, None)],
)
def test_whole_numbers(text, found):
    assert words.integer(text) == found


@pytest.mark.parametrize(
    ("text", "good"),
    [("95", True), ("7:40", True), ("1:07:04", True), ("00:07:74", False), ("7 min", False)],
)
def test_running_times(text, good):
    assert (words.duration_fault(text) is None) is good


def test_addresses_for_mail():
    assert words.email_fault("anna+feed@example.org") is None
    assert words.email_fault("anna at example.org") is not None
    assert words.is_email("root@localhost")


def test_bytes_in_characters():
    assert words.base64_fault("U29t\n ZQ==") is None
    assert words.base64_fault("kein Base64!") is not None
    assert words.number("44.1") == 44.1
    assert words.number("schnell") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MÃ¼ller", ("Ã¼", "ü")),
        ("â€“", ("â€“", "–")),
        ("Â§ 5", ("Â§", "§")),
        ("São Paulo", None),
        ("Ãtna", None),
        ("Müller", None),
    ],
)
def test_mojibake_is_told_from_portuguese(text, found):
    assert texts.mojibake(text) == found


def test_a_document_without_odd_characters_is_not_suspicious():
    text = "Müller – „Straße“"
    assert not texts.is_suspicious(text, text.encode())
    for odd in ("\x80", "\ufffd", "\u200b", "\u202e", "Ã¼", "&#8203;"):
        assert texts.is_suspicious(odd, odd.encode())
