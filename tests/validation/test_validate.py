"""Whatever the bytes are, there is a list of findings, in bounded time and memory."""

import json
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedservice.records import Severity
from feedservice.validation import validate
from feedservice.validation.testing import assert_valid_feed

FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Beispiel</title><link>https://example.org/</link>
<description>Neues</description><language>de</language>
<atom:link rel="self" type="application/rss+xml" href="https://example.org/rss"/>
<item><title>Eins</title><guid>https://example.org/1</guid></item>
</channel></rss>
"""
BOMB = (
    b'<!DOCTYPE rss [<!ENTITY a "'
    + b"a" * 1000
    + b'">'
    + b"".join(b'<!ENTITY b%d "%s">' % (n, b"&a;" * 50) for n in range(50))
    + b']><rss version="2.0"><channel><title>&b0;&b1;</title></channel></rss>'
)
BAD = {
    "nothing": b"",
    "blanks": b" \n\t ",
    "a NUL": b"\0",
    "NULs in a feed": FEED.replace(b"Eins", b"E\0ns"),
    "binary": bytes(range(256)) * 100,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "an entity bomb": BOMB,
    "a bomb of parameter entities": b'<!DOCTYPE rss [<!ENTITY % a "x">%a;%a;]><rss/>',
    "an external subset": b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><rss>&x;</rss>',
    "a document type without an end": b"<!DOCTYPE rss [" + b"<!ENTITY a 'b'>" * 1000,
    "a hundred thousand levels": b"<a>" * 100_000 + b"</a>" * 100_000,
    "a hundred thousand comments that do not end": b"<rss>" + b"<!--" * 100_000,
    "a hundred thousand quotes": b"<rss a=" + b"\"'" * 100_000,
    "truncated": FEED[:-30],
    "truncated in a character": "<rss>ü".encode()[:-1],
    "UTF-32 cut off": FEED.decode().encode("utf-32")[:-3],
    "UTF-7": FEED.replace(b"utf-8", b"utf-7").replace(b"Neues", b"+AAAAAA-"),
    "a codec that is no encoding": FEED.replace(b"utf-8", b"rot13"),
    "a codec that decompresses": FEED.replace(b"utf-8", b"zlib"),
    "punycode": FEED.replace(b"utf-8", b"punycode"),
    "a surrogate": b'{"title": "\\ud800", "items": []}',
    "deep JSON": b"[" * 100_000,
    "an author without end": FEED.replace(
        b"<guid>", b"<author>@" + b"a" * 200_000 + b"</author><guid>"
    ),
    "a style without end": FEED.replace(
        b"<guid>",
        b"<description>&lt;p style='color:"
        + b" " * 200_000
        + b":'>&lt;bogus</description><author>x</author><guid>",
    ),
    "a JSON number without end": b'{"items": ' + b"9" * 100_000 + b"}",
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_what_is_no_feed_has_a_finding_at_once(data):
    start = time.process_time()
    findings = validate(data)
    assert time.process_time() - start < 2
    assert Severity.ERROR in {each.severity for each in findings}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_is_read(encoding, now):
    text = FEED.decode().replace("utf-8", encoding.removesuffix("-sig"))
    findings = validate(text.encode(encoding), now=now)
    assert {each.code for each in findings} <= {"XML008"}


def test_nothing_is_fetched(monkeypatch, now):
    monkeypatch.setattr("socket.socket", None)
    document = (
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + FEED.partition(b"\n")[2]
    )
    found = {each.code for each in validate(document.replace(b"Eins", b"&x;"), now=now)}
    assert {"XML005", "XML006"} <= found


def test_a_hundred_megabytes_are_refused_and_not_read():
    start = time.process_time()
    assert [each.code for each in validate(b" " * 100_000_000)] == ["XML010"]
    assert time.process_time() - start < 1


def test_html_of_a_hundred_thousand_open_tags_takes_linear_time(now):
    for piece in ("&lt;a ", "&lt;!--", "&lt;a href=&quot;", "&amp;#", "&lt;a '"):
        text = FEED.replace(
            b"<title>Eins</title>", f"<description>{piece * 100_000}</description>".encode()
        )
        start = time.process_time()
        validate(text, now=now)
        assert time.process_time() - start < 5


def test_a_finding_has_place_path_message_and_names(now):
    (finding,) = validate(FEED.replace(b"<language>de", b"  <language>German"), now=now)
    assert (finding.code, finding.w3c) == ("XML141", "InvalidLanguage")
    assert (finding.line, finding.column) == (4, 35)
    assert finding.path == "/rss/channel/language"
    assert "write a code such as de" in finding.message
    assert {"parent": "channel", "element": "language"}.items() <= finding.params.items()


def test_a_message_is_one_line_that_can_be_read(now):
    text = FEED.replace(b"<language>de", b"<language>" + b"x\n" * 1_000_000)
    (finding,) = validate(text, now=now)
    assert len(finding.message) < 500
    assert "\n" not in finding.message
    assert "write a code such as de" in finding.message


def test_a_path_counts_namesakes_and_names_the_attribute(now):
    more = b"<item><title>Zwei</title><guid isPermaLink='ja'>https://example.org/2</guid></item>"
    (finding,) = validate(FEED.replace(b"</channel>", more + b"</channel>"), now=now)
    assert finding.path == "/rss/channel/item[2]/guid/@isPermaLink"


def test_columns_count_characters_not_bytes(now):
    (finding,) = validate(
        FEED.replace(b"<language>de", "<copyright>üüü</copyright><language>xx-x".encode()), now=now
    )
    assert finding.column == 59


def test_prefixes_are_the_customary_ones_whatever_the_document_uses(now):
    text = FEED.replace(
        b"xmlns:atom=", b"xmlns:dublin='http://purl.org/dc/elements/1.1/' xmlns:atom="
    )
    text = text.replace(b"<language>de</language>", b"<dublin:language>German</dublin:language>")
    found = {each.code: each for each in validate(text, now=now)}
    assert found["XML141"].params["element"] == "dc:language"


def test_a_valid_feed_is_asserted_silently_and_another_with_its_findings():
    assert_valid_feed(FEED)
    with pytest.raises(AssertionError, match=r"(?s)1 finding:\n  6:26: RSS008 "):
        assert_valid_feed(
            FEED.replace(b"<guid>https://example.org/1", b'<guid isPermaLink="false">1')
        )


@settings(deadline=None)
@given(st.binary(max_size=300))
@example(b"<rss\xff")
def test_any_bytes_have_findings_and_no_exception(data):
    assert isinstance(validate(data), list)


@settings(deadline=None)
@given(st.integers(0, len(FEED)), st.integers(0, 40), st.binary(max_size=20))
def test_a_feed_with_a_wound_has_no_exception(start, length, patch):
    assert isinstance(validate(FEED[:start] + patch + FEED[start + length :]), list)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@settings(deadline=None)
@given(st.sampled_from(["title", "link", "guid", "pubDate", "author", "description", "ttl"]), TEXTS)
def test_any_text_in_any_element_has_no_exception(name, text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "")
    item = f"<item><{name}>{escaped}</{name}></item></channel>"
    assert isinstance(validate(FEED.replace(b"</channel>", item.encode())), list)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["id", "items", "title", "url", "authors", "date_published"]), inner
        )
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(JSON)
def test_any_json_has_no_exception(value):
    assert isinstance(validate(json.dumps({"items": [value], "title": value}).encode()), list)


def test_a_line_break_in_what_is_quoted_does_not_break_the_message():
    feed = b'<rss version="2.0" xmlns:atom="http://\nx"><channel/></rss>'
    messages = [finding.message for finding in validate(feed)]
    assert messages
    assert [message for message in messages if "\n" in message] == []


def test_without_lesser_findings_the_errors_are_the_same():
    warned = FEED.replace(b"<title>Eins</title>", b"<title>&lt;b&gt;Eins&lt;/b&gt;</title>")
    feed = warned.replace(b"<guid>https://example.org/1</guid>", b"<guid>1</guid>")
    findings = validate(feed)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert 0 < len(errors) < len(findings)
    assert validate(feed, errors_only=True) == errors
