"""A feed names its WebSub hubs, in each format as the format has it."""

import json

import pytest

from feedservice.feeds import render
from feedservice.records import FeedFormat
from feedservice.validation import validate

HUBS = ("https://hub.example/", "https://zweiter.example/hub?a=b")
LINK = "{http://www.w3.org/2005/Atom}link"


def test_rss_and_atom_link_to_the_hubs(rss, atom, article):
    for parent in (rss(article(), hubs=HUBS), atom(article(), hubs=HUBS)):
        links = [link.attrib for link in parent.iterfind(LINK) if link.get("rel") == "hub"]
        assert links == [{"rel": "hub", "href": hub} for hub in HUBS]
    assert rss(article(), hubs=HUBS).findtext("link") == "https://example.org/rubrik/kultur-medien"


def test_a_json_feed_names_the_hubs(document, article):
    feed = json.loads(render(document(article(), hubs=HUBS), FeedFormat.JSON))
    assert feed["hubs"] == [{"type": "WebSub", "url": hub} for hub in HUBS]


@pytest.mark.parametrize("feed_format", FeedFormat)
def test_the_validator_finds_nothing(document, article, feed_format):
    body = render(document(article(), hubs=HUBS), feed_format)
    assert b"hub.example" in body
    assert validate(body, base_url=f"https://example.org/feeds/kultur-medien.{feed_format}") == []
