from email.message import Message

import pytest

from feedservice.inspection.fetching import Answer
from feedservice.inspection.headers import faults

RSS = b'<?xml version="1.0"?>\n<rss version="2.0"></rss>'
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>'
JSON = b'{"version": "https://jsonfeed.org/version/1.1"}'
GOOD = {"Content-Type": "application/rss+xml; charset=utf-8", "ETag": '"1"'}


def told(data=RSS, **headers):
    """Judge an answer that is good but for some headers; None leaves one out."""
    message = Message()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in (GOOD | named).items():
        if value is not None:
            message[name] = value
    answer = Answer(url="https://bote.example/", status=200, headers=message, body=data)
    return [fault.rule.code for fault in faults(answer, data)]


def test_a_good_answer_is_good():
    assert told() == []


@pytest.mark.parametrize(
    ("data", "media_type", "codes"),
    [
        (RSS, "application/rss+xml; charset=UTF-8", []),
        (RSS, "Application/RSS+XML; charset=utf8", []),
        (RSS, "application/rss+xml", ["HTTP004"]),
        (RSS, "application/rss+xml; charset=iso-8859-1", ["HTTP005"]),
        (RSS, "application/rss+xml; charset=klingon", ["HTTP005"]),
        (RSS, "application/xml; charset=utf-8", ["HTTP003"]),
        (RSS, "text/xml", ["HTTP003", "HTTP004"]),
        (RSS, "application/atom+xml; charset=utf-8", ["HTTP003"]),
        (RSS, "text/html; charset=utf-8", ["HTTP002"]),
        (RSS, "text/plain", ["HTTP002"]),
        (RSS, "application/json", ["HTTP002"]),
        (RSS, None, ["HTTP002"]),
        (ATOM, "application/atom+xml; charset=utf-8", []),
        (ATOM, "application/rss+xml; charset=utf-8", ["HTTP003"]),
        (
            b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"/>',
            "application/atom+xml; charset=utf-8",
            [],
        ),
        (JSON, "application/feed+json", []),
        (b"\xef\xbb\xbf\n" + JSON, "application/feed+json; charset=utf-8", []),
        (JSON, "application/json", ["HTTP003"]),
        (JSON, "application/xml", ["HTTP002"]),
        (b"<html></html>", "text/html", ["HTTP002"]),
        (
            b'<?xml version="1.0" encoding="ISO-8859-1"?><rss/>',
            "application/rss+xml; charset=latin1",
            [],
        ),
        (
            b'<?xml version="1.0" encoding="ISO-8859-1"?><rss/>',
            "application/rss+xml; charset=utf-8",
            ["HTTP005"],
        ),
        ("<rss/>".encode("utf-16"), "application/rss+xml; charset=utf-16le", []),
    ],
)
def test_the_media_type_is_that_of_the_document(data, media_type, codes):
    assert told(data, Content_Type=media_type) == codes


@pytest.mark.parametrize(
    ("headers", "codes"),
    [
        ({"ETag": None}, ["HTTP006"]),
        ({"ETag": None, "Last_Modified": "Sun, 22 Nov 2026 17:05:00 GMT"}, []),
    ],
)
def test_an_answer_has_a_validator(headers, codes):
    assert told(**headers) == codes


@pytest.mark.parametrize(
    ("size", "headers", "codes"),
    [
        (1000, {}, []),  # fits into one packet
        (2000, {}, ["HTTP008"]),
        (2000, {"Content_Encoding": "gzip", "Vary": "Accept-Encoding"}, []),
        (2000, {"Content_Encoding": "gzip", "Vary": "Cookie, accept-encoding"}, []),
        (2000, {"Content_Encoding": "gzip", "Vary": "*"}, []),
        (2000, {"Content_Encoding": "gzip"}, ["HTTP009"]),
        (2000, {"Content_Encoding": "gzip", "Vary": "Cookie"}, ["HTTP009"]),
    ],
)
def test_a_document_worth_it_is_compressed_and_caches_are_told(size, headers, codes):
    assert told(RSS + b" " * (size - len(RSS)), **headers) == codes
