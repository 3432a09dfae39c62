"""How the head of an answer is written on the wire."""

import pytest

from feedservice.web.wire import head_of


@pytest.mark.parametrize(
    ("status", "line"),
    [
        ("404 NOT FOUND", b"HTTP/1.1 404 Not Found\r\n"),  # as Werkzeug has it
        ("226 IM Used", b"HTTP/1.1 226 IM Used\r\n"),
        ("299 Own Words", b"HTTP/1.1 299 Own Words\r\n"),
    ],
)
def test_a_status_has_the_words_that_http_has_for_it(status, line):
    assert head_of(status, []) == line


def test_headers_keep_their_order_and_the_time_is_left_to_who_sends():
    headers = [("ETag", '"a"'), ("Date", "x"), ("Vary", "Accept-Encoding"), ("X", "\xe4")]
    assert head_of("200 OK", headers) == (
        b'HTTP/1.1 200 OK\r\netag: "a"\r\nvary: Accept-Encoding\r\nx: \xe4\r\n'
    )
