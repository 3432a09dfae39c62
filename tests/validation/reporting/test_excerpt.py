import pytest

from feedservice.validation.reporting.excerpt import Excerpt, decoded, excerpts


@pytest.mark.parametrize(
    "data",
    [
        "<a>ü€</a>".encode(),
        "\ufeff<a>ü€</a>".encode(),
        "<a>ü€</a>".encode("utf-16"),
        "<a>ü€</a>".encode("utf-16-le"),  # without a byte order mark, as the next ones
        "<a>ü€</a>".encode("utf-16-be"),
        "<a>ü€</a>".encode("utf-32"),
        "<a>ü€</a>".encode("utf-32-le"),
        "<a>ü€</a>".encode("utf-32-be"),
    ],
)
def test_a_document_is_shown_in_its_own_encoding(data):
    assert decoded(data) == "<a>ü€</a>"


@pytest.mark.parametrize(
    ("declared", "shown"),
    [("windows-1252", "€"), ("klingon", "\ufffd"), ("rot13", "\ufffd")],
)
def test_a_declared_encoding_is_believed_if_there_is_such_a_one(declared, shown):
    data = f'<?xml version="1.0" encoding="{declared}"?>'.encode() + b"<a>\x80</a>"
    assert decoded(data).endswith(f"<a>{shown}</a>")


def test_lines_end_as_xml_ends_them(finding):
    found = [finding(line=line, column=1) for line in (1, 2, 3, 4)]
    assert [e.text for e in excerpts(b"a\r\nb\rc\nd", found)] == ["a", "b", "c", "d"]


def test_a_line_that_is_the_whole_feed_is_cut_to_a_window_around_the_place(finding):
    data = b"x" * 5000 + b"<title>" + b"y" * 5000
    [excerpt] = excerpts(data, [finding(line=1, column=5001)])
    assert excerpt == Excerpt("…" + "x" * 30 + "<title>" + "y" * 63 + "…", 31, 7)


def test_a_place_at_the_beginning_of_a_long_line_is_shown_from_the_beginning(finding):
    [excerpt] = excerpts(b"<rss>" + b"y" * 500, [finding(line=1, column=1)])
    assert excerpt == Excerpt("<rss>" + "y" * 95 + "…", 0, 5)


def test_a_name_that_leaves_the_window_is_marked_up_to_its_edge(finding):
    [excerpt] = excerpts(b"z" * 40 + b"<" + b"y" * 500 + b">", [finding(line=1, column=41)])
    assert excerpt.start + excerpt.length == len(excerpt.text.rstrip("…"))


@pytest.mark.parametrize(
    ("line", "length"),
    [(b"<a b='c'>", 2), (b"<a>", 3), (b"<a/>", 4), (b"</a>", 4), (b"<!DOCTYPE x>", 9), (b"&x;", 1)],
)
def test_of_a_tag_the_name_is_marked(finding, line, length):
    [excerpt] = excerpts(line, [finding(line=1, column=1)])
    assert excerpt.length == length


@pytest.mark.parametrize(("line", "column"), [(0, 0), (9, 1), (1, 900)])
def test_a_place_that_is_not_there_is_no_accident(finding, line, column):
    [excerpt] = excerpts(b"<a/>", [finding(line=line, column=column)])
    assert excerpt.length == 1
    assert 0 <= excerpt.start <= len(excerpt.text)


def test_without_findings_nothing_is_read():
    assert excerpts(b"\xff\xfe", []) == ()
