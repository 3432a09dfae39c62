"""Any text that an article holds reaches a reader exactly as it was written."""

from html.parser import HTMLParser

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from feedservice.feeds import render
from feedservice.records import Category, FeedFormat, Image

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
MEDIA = "{http://search.yahoo.com/mrss/}"

# What XML 1.0 can hold at all; ingest has removed the rest.
LEGAL = st.characters(
    exclude_categories=["Cs"],
    exclude_characters={chr(code) for code in (*range(32), 0xFFFE, 0xFFFF)} - set("\t\n\r"),
)
TRICKY = st.sampled_from(["]]>", "<b>", "</p>", "&amp;", "&reg", "<!--", "&#38;", "\r", '"', "🎉"])
TEXT = st.lists(TRICKY | LEGAL, min_size=1).map("".join)

TITLES = [
    "Kultur & Medien",
    "Zinsen < 3 % und > 2 %",
    "„Grüße“ 'aus' \"Köln\"",
    "Straßenfest 🎉 in Łódź",
    "Was ]]> bedeutet",
    "AT&T;",
]


@pytest.mark.parametrize("feed_format", [FeedFormat.RSS, FeedFormat.ATOM])
@pytest.mark.parametrize("title", TITLES)
def test_feedparser_reads_a_title_as_it_was_written(document, article, feed_format, title):
    result = feedparser.parse(render(document(article(title=title), title=title), feed_format))
    assert (result.bozo, result.feed.title, result.entries[0].title) == (False, title, title)


@pytest.mark.parametrize("feed_format", [FeedFormat.RSS, FeedFormat.ATOM])
def test_feedparser_reads_what_was_meant(document, article, feed_format):
    subject = article()
    result = feedparser.parse(render(document(subject), feed_format))
    entry = result.entries[0]
    assert (result.bozo, result.feed.link, result.feed.author) == (
        False,
        "https://example.org/rubrik/kultur-medien",
        "Redaktion Beispielblatt",
    )
    assert (entry.id, entry.link, entry.author) == (subject.id, subject.url, subject.author)
    assert entry.published_parsed[:6] == (2026, 3, 5, 17, 0, 0)
    assert entry.updated_parsed[:6] == (2026, 3, 6, 8, 30, 0)
    # The text of an image is no description of the entry, nor another title.
    assert (entry.summary, entry.summary_detail.value) == (subject.summary, subject.summary)
    assert (entry.title, entry.title_detail.value) == (subject.title, subject.title)
    assert [(part.type, part.value.replace("\xa0", "&nbsp;")) for part in entry.content] == [
        ("text/html", subject.html)
    ]
    assert [tag.term for tag in entry.tags] == ["Kultur & Medien", "Lokales", "Museum"]
    assert [(file.href, file.type, file.length) for file in entry.enclosures] == [
        ("https://example.org/medien/museum.jpg", "image/jpeg", "48211")
    ]


class _Text(HTMLParser):
    """What a browser would show of a piece of HTML."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.shown = ""
        self.feed(html)
        self.close()

    def handle_data(self, data):
        self.shown += data


@pytest.mark.parametrize(
    ("summary", "description"),
    [
        ("Kultur & Medien, R&D, 3 < 4", "Kultur & Medien, R&D, 3 < 4"),  # the same as HTML
        ("Das Element <b>", "Das Element &lt;b&gt;"),
        ("Man schreibt &amp;", "Man schreibt &amp;amp;"),
        ("x&copy=1 & y", "x&amp;copy=1 &amp; y"),  # HTML knows some names without semicolon
    ],
)
def test_a_description_says_the_summary_as_html(rss, article, summary, description):
    assert rss(article(summary=summary)).findtext("item/description") == description


@settings(derandomize=True, deadline=None)
@given(title=TEXT, summary=TEXT, html=TEXT, author=TEXT, tag=TEXT)
def test_any_text_comes_back_from_an_item(rss, article, **texts):
    item = rss(_saying(article, **texts)).find("item")
    image = item.find(f"{MEDIA}content")
    assert {
        "title": item.findtext("title"),
        "summary": _Text(item.findtext("description")).shown,
        "html": item.findtext(f"{CONTENT}encoded"),
        "author": item.findtext(f"{DC}creator"),
        "tag": item.findtext("category"),
    } == texts
    assert image.findtext(f"{MEDIA}title") == texts["title"]


@settings(derandomize=True, deadline=None)
@given(title=TEXT, summary=TEXT, html=TEXT, author=TEXT, tag=TEXT)
def test_any_text_comes_back_from_an_entry(atom, article, **texts):
    entry = atom(_saying(article, **texts)).find(f"{ATOM}entry")
    image = entry.find(f"{MEDIA}content")
    assert {
        "title": entry.findtext(f"{ATOM}title"),
        "summary": entry.findtext(f"{ATOM}summary"),
        "html": entry.findtext(f"{ATOM}content"),
        "author": entry.findtext(f"{ATOM}author/{ATOM}name"),
        "tag": entry.find(f"{ATOM}category").get("term"),
    } == texts
    assert image.findtext(f"{MEDIA}title") == texts["title"]


def _saying(article, *, tag, **texts):
    image = Image(url="https://example.org/a.jpg", alt=texts["title"])
    return article(
        categories=(Category(name=tag, slug="x"),), tags=(tag,), images=(image,), **texts
    )


@pytest.mark.parametrize("feed_format", [FeedFormat.RSS, FeedFormat.ATOM])
def test_a_control_character_is_a_broken_contract(document, article, feed_format):
    with pytest.raises(ValueError, match="XML compatible"):
        render(document(article(title="Gong\a")), feed_format)


def test_no_text_stands_in_cdata(document, article):
    subject = document(article(html="<p>]]></p>\r\n"))
    for feed_format in (FeedFormat.RSS, FeedFormat.ATOM):
        body = render(subject, feed_format)
        assert b"CDATA" not in body
        assert "<p>]]></p>\r\n" in etree.fromstring(body).itertext()
