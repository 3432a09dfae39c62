import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedservice.records import Problem, Severity
from feedservice.sources.reports import SourceError
from feedservice.sources.text import decode, without_illegal


def refused(data):
    with pytest.raises(SourceError) as caught:
        decode(data, "a.txt")
    return caught.value.problem


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Grüße\n".encode(), "Grüße\n"),
        (b"\xef\xbb\xbfGr\xc3\xbc\xc3\x9fe", "Grüße"),  # Notepad's byte order mark
        ("Grüße".encode("utf-16"), "Grüße"),
        ("\ufeffGrüße".encode("utf-16-be"), "Grüße"),
        ("„Grüße“ – 5 €".encode("cp1252"), "„Grüße“ – 5 €"),
        ("„Spaß“".encode("cp1252"), "„Spaß“"),  # ß and the quote are a UTF-8 sequence by chance
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        (unicodedata.normalize("NFD", "Grüße").encode(), "Grüße"),
        ("u\x01\u0308".encode(), "ü"),  # composed after the control between is gone
        ("a\xa0b\u202fc".encode(), "a\xa0b\u202fc"),  # no-break spaces are the author's
        ("a\u2028b\x85c\u2029d".encode(), "a\u2028b\x85c\u2029d"),  # no lines to an editor
        ("a\ufffdb".encode(), "a\ufffdb"),
        ("👩‍👧\tx".encode(), "👩‍👧\tx"),
        (b"", ""),
    ],
)
def test_text_is_read_in_the_encodings_that_newsrooms_have(data, text):
    assert decode(data, "a.txt")[0] == text


def test_a_good_text_gives_no_warning():
    assert decode("Grüße\r\n".encode(), "a.txt") == ("Grüße\n", [])


def test_characters_that_xml_forbids_are_removed_and_reported_once():
    data = "Titel des Artikels\r\nmit\x01 einem\x0b und noch\x01\ufffe\x7f\x90 mehr Text".encode()
    assert decode(data, "a/b.txt") == (
        "Titel des Artikels\nmit einem  und noch mehr Text",
        [
            Problem(
                path="a/b.txt",
                line=2,
                severity=Severity.WARNING,
                code="illegal-characters",
                message="removed 6 control characters that no feed may carry: "
                "U+0001, U+000B, U+FFFE, U+007F, U+0090",
                hint="Look at the text around this line and delete them; "
                "they often come from PDF or Word.",
            )
        ],
    )


def test_one_removed_character_is_a_single_one_and_no_more_than_five_kinds_are_shown():
    [one] = decode(b"The text of an article\x01", "a.txt")[1]
    [many] = decode(b"The text of an article " * 9 + b"\x01\x02\x03\x04\x05\x06", "a.txt")[1]
    assert one.message == "removed 1 control character that no feed may carry: U+0001"
    assert many.message.endswith("U+0001, U+0002, U+0003, U+0004, U+0005, …")


@pytest.mark.parametrize("sign", ["\x0b", "\x0c"])  # Word's line break, PDF's page break
def test_where_a_control_broke_the_line_a_space_keeps_the_words_apart(sign):
    assert without_illegal(f"neue{sign}Zeile") == ("neue Zeile", sign)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
        "Kein BOM".encode("utf-16-le"),
        "Grüße".encode("utf-32"),
        b"\xff\xfea",  # UTF-16 with half a character
    ],
)
def test_binary_data_is_unreadable(data):
    assert refused(data) == Problem(
        path="a.txt",
        line=0,
        severity=Severity.ERROR,
        code="unreadable",
        message="this is no text: it is full of control characters",
        hint="Open the file in the program that made it and save it again as UTF-8 text.",
    )


def test_a_byte_of_neither_encoding_is_named_with_its_line():
    problem = refused(b"22.10.2024\r\n\r\nf\xfcr \x81")
    assert (problem.code, problem.line) == ("unreadable", 3)
    assert problem.message == "neither UTF-8 nor Windows-1252: byte 0x81 in this line is in neither"


@pytest.mark.parametrize(
    "good",
    ["für Österreich", "„Politik“", "– 5 €"],  # Ã¼ Ã–, â€žPolitikâ€œ, â€“ 5 â‚¬
)
def test_utf8_with_one_broken_byte_is_reported_and_not_garbled(good):
    problem = refused(b"22.10.2024\rPolitik\r\n" + good.encode() + b"\nGr\xfc\xdfe")
    assert (problem.code, problem.line) == ("unreadable", 4)
    assert problem.message == "the file is in UTF-8 but for byte 0xFC in this line"


def test_the_error_says_where():
    with pytest.raises(SourceError, match=r"^a\.txt:0: this is no text"):
        decode(bytes(100), "a.txt")


@settings(derandomize=True, deadline=None)
@given(st.binary())
def test_what_is_decoded_is_composed_and_fit_for_xml(data):
    try:
        text, _ = decode(data, "a.txt")
    except SourceError:
        return
    assert without_illegal(text) == (text, "")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
