"""What the specifications demand of every feed, written down a second time.

From RFC 4287, the RSS 2.0 specification and the RSS Best Practices Profile; knows nothing
of how the feeds are made.
"""

import re
from collections import Counter

import pytest
from lxml import etree

from feedservice.feeds import render
from feedservice.records import FeedFormat, Image

ATOM = "{http://www.w3.org/2005/Atom}"

RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}"
)
ABSOLUTE = re.compile(r"(https?://[^/\s]+|tag:[^,\s]+,\d{4}).*")
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")

DOCUMENTS = {
    "full": ({}, {}),
    "bare": (
        {"author": None, "tags": (), "images": ()},
        {"copyright": None, "image": None},
    ),
    "foreign image": ({"images": (Image(url="https://fremd.example/b", alt="B"),)}, {}),
    "empty": (None, {}),
    "empty and bare": (None, {"copyright": None, "image": None}),
}


@pytest.fixture(params=DOCUMENTS.values(), ids=DOCUMENTS)
def subject(request, document, article):
    fields, settings = request.param
    if fields is None:
        return document(**settings)
    ids = ("tag:example.org,2026:a", "tag:example.org,2026:b")
    return document(*(article(id=id_, **fields) for id_ in ids), **settings)


def occurrences(element, low, high, *names):
    """Complain about each of *names* that *element* does not hold *low* to *high* times."""
    counts = Counter(child.tag for child in element)
    return [
        f"{element.tag} has {counts[name]} {name}"
        for name in names
        if not low <= counts[name] <= high
    ]


def misfits(pattern, values):
    return [f"{value!r} is not {pattern.pattern}" for value in values if not full(pattern, value)]


def full(pattern, value):
    return value is not None and pattern.fullmatch(value)


def atom_names(*names):
    return [f"{ATOM}{name}" for name in names]


def atom_offences(feed):
    """What of RFC 4287 *feed* does not keep (sections 4.1.1 and 4.1.2 first)."""
    entries = feed.findall(f"{ATOM}entry")
    found = occurrences(feed, 1, 1, *atom_names("id", "title", "updated"))
    found += occurrences(feed, 0, 1, *atom_names("generator", "icon", "logo", "rights", "subtitle"))
    for entry in entries:
        found += occurrences(entry, 1, 1, *atom_names("id", "title", "updated"))
        found += occurrences(entry, 0, 1, *atom_names("content", "published", "rights", "summary"))
    if feed.find(f"{ATOM}author") is None and any(e.find(f"{ATOM}author") is None for e in entries):
        found.append("nobody answers for an entry")
    if [link.get("rel") for link in feed.iterfind(f"{ATOM}link")].count("self") != 1:
        found.append("the feed has no self link")
    return found + atom_value_offences(feed) + link_offences(feed)


def atom_value_offences(feed):
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    found = misfits(RFC3339, [e.text for e in feed.iter(f"{ATOM}updated", f"{ATOM}published")])
    found += misfits(ABSOLUTE, ids)
    found += [f"{id_} twice" for id_, count in Counter(ids).items() if count > 1]
    found += misfits(re.compile(r".+"), [e.get("term") for e in feed.iter(f"{ATOM}category")])
    found += misfits(re.compile(r"(?s).*\S.*"), [e.text for e in feed.iter(f"{ATOM}name")])
    texts = feed.iter(*atom_names("title", "subtitle", "summary", "rights", "content"))
    return found + misfits(re.compile("text|html"), [e.get("type", "text") for e in texts])


def link_offences(feed):
    """Addresses, types, and no two alternates of one type and language (4.1.1, 4.1.2, 4.2.7)."""
    links = list(feed.iter(f"{ATOM}link"))
    found = misfits(ABSOLUTE, [link.get("href") for link in links])
    found += misfits(MEDIA_TYPE, [link.get("type") for link in links])
    lengths = [link.get("length") for link in links if link.get("rel") == "enclosure"]
    found += misfits(re.compile(r"\d+"), lengths)
    for holder in [feed, *feed.iterfind(f"{ATOM}entry")]:
        alternates = [
            link.get("type")
            for link in holder.iterfind(f"{ATOM}link")
            if link.get("rel", "alternate") == "alternate"
        ]
        if len(alternates) != 1:
            found.append(f"{holder.tag} has {len(alternates)} alternates")
    return found


def rss_offences(rss):
    """What of RSS 2.0 and its profile *rss* does not keep."""
    channel = rss.find("channel")
    found = [] if (rss.tag, rss.get("version"), len(rss)) == ("rss", "2.0", 1) else ["no RSS 2.0"]
    found += occurrences(channel, 1, 1, "title", "link", "description", "lastBuildDate", "language")
    found += occurrences(channel, 0, 1, "copyright", "docs", "generator", "image", "pubDate", "ttl")
    for item in channel.iterfind("item"):
        found += occurrences(item, 1, 1, "title", "link", "description", "guid", "pubDate")
        found += occurrences(item, 0, 1, "author", "comments", "enclosure", "source")
    for image in channel.iterfind("image"):
        found += occurrences(image, 1, 1, "url", "title", "link")
        if [image.findtext(n) for n in ("title", "link")] != [
            channel.findtext(n) for n in ("title", "link")
        ]:
            found.append("the image is not the channel's")
    return found + rss_value_offences(channel)


def rss_value_offences(channel):
    own = channel.findall(f"{ATOM}link[@rel='self']")
    found = [] if len(own) == 1 else ["the channel has no self link"]
    found += misfits(re.compile(r"application/rss\+xml"), [link.get("type") for link in own])
    found += misfits(RFC822, [e.text for e in channel.iter("pubDate", "lastBuildDate")])
    found += misfits(RFC3339, [e.text for e in channel.iter(f"{ATOM}updated")])
    found += misfits(ABSOLUTE, [e.text for e in channel.iter("link", "url", "docs")])
    found += misfits(re.compile("false"), [e.get("isPermaLink") for e in channel.iter("guid")])
    for name, pattern in {
        "url": ABSOLUTE,
        "type": MEDIA_TYPE,
        "length": re.compile(r"\d+"),
    }.items():
        found += misfits(pattern, [e.get(name) for e in channel.iter("enclosure")])
    found += misfits(re.compile(r".*\S.*"), [e.text for e in channel.iter("category")])
    return found + misfits(re.compile(r"\S+@\S+.*"), [e.text for e in channel.iter("author")])


def test_every_atom_feed_keeps_rfc_4287(subject):
    assert atom_offences(etree.fromstring(render(subject, FeedFormat.ATOM))) == []


def test_every_rss_feed_keeps_the_profile(subject):
    assert rss_offences(etree.fromstring(render(subject, FeedFormat.RSS))) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b'rel="enclosure" ', b""),
        (b"+01:00", b""),
        (b"<updated>", b"<updated/><updated>"),
        (b'rel="self"', b'rel="via"'),
        (b'term="Museum"', b'term=""'),
        (b"<id>tag:", b"<id>"),
        (b'length="48211"', b""),
        (b'<content type="html"', b'<content type="CDATA"'),
        (b"<name>Redaktion Beispielblatt", b"<name>"),
    ],
)
def test_this_reading_of_rfc_4287_sees_an_offence(document, article, good, bad):
    body = render(document(article()), FeedFormat.ATOM)
    assert atom_offences(etree.fromstring(body.replace(good, bad)))


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b'rel="self"', b'rel="via"'),
        (b"Mar 2026", "Mär 2026".encode()),
        (b" +0100", b""),
        (b"<lastBuildDate>", b"<lastBuildDate/><lastBuildDate>"),
        (b'length="48211"', b'length=""'),
        (b'isPermaLink="false"', b""),
        (b"<docs>", b"<author>Redaktion</author><docs>"),
        (b"      <title>Beispielblatt", b"      <title>Anderes"),
        (b'version="2.0"', b'version="0.92"'),
    ],
)
def test_this_reading_of_the_profile_sees_an_offence(document, article, good, bad):
    body = render(document(article()), FeedFormat.RSS)
    assert rss_offences(etree.fromstring(body.replace(good, bad)))
