"""The list of all channels: what a reader imports, and nothing twice."""

import pytest
from lxml import etree

from feedservice.feeds import opml
from feedservice.records import FeedFormat

# The grammar of what the specification asks of a subscription list, section by section.
GRAMMAR = etree.RelaxNG(
    etree.fromstring("""
<element name="opml" xmlns="http://relaxng.org/ns/structure/1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <attribute name="version"><value>2.0</value></attribute>
  <element name="head">
    <interleave>
      <element name="title"><text/></element>
      <element name="ownerName"><text/></element>
      <element name="docs"><data type="anyURI"/></element>
    </interleave>
  </element>
  <element name="body">
    <oneOrMore>
      <element name="outline">
        <attribute name="type"><value>rss</value></attribute>
        <attribute name="version"><value>RSS</value></attribute>
        <attribute name="text">
          <data type="token"><param name="minLength">1</param></data>
        </attribute>
        <attribute name="title"/>
        <attribute name="description"/>
        <attribute name="language"><data type="language"/></attribute>
        <attribute name="xmlUrl"><data type="anyURI"/></attribute>
        <attribute name="htmlUrl"><data type="anyURI"/></attribute>
        <empty/>
      </element>
    </oneOrMore>
  </element>
</element>""")
)


@pytest.fixture
def channels(channel):
    """Two channels, of which one asks for escaping."""
    return [channel(), channel(slug="q", title="„A\" < B & C's", description="é, ß", home="h:q")]


def test_every_channel_is_one_subscription(channels):
    root = etree.fromstring(opml.render("Bote & Co.", "Redaktion", channels))
    GRAMMAR.assertValid(root)
    assert [(child.tag, child.text) for child in root.find("head")] == [
        ("title", "Bote & Co."),
        ("ownerName", "Redaktion"),
        ("docs", "http://opml.org/spec2.opml"),
    ]
    assert [dict(outline.attrib) for outline in root.iterfind("body/outline")] == [
        {
            "type": "rss",
            "version": "RSS",
            "text": channel.title,
            "title": channel.title,
            "description": channel.description,
            "language": channel.language,
            "xmlUrl": channel.feeds[FeedFormat.RSS],
            "htmlUrl": channel.home,
        }
        for channel in channels
    ]


def test_the_list_is_utf8_with_a_line_for_each_channel(channels):
    lines = opml.render("Bote", "Redaktion", channels).decode().splitlines()
    assert lines[0] == "<?xml version='1.0' encoding='UTF-8'?>"
    assert [line for line in lines if "Bühne, Buch &amp; Film" in line] == [lines[8]]
    assert len(lines) == 12


def test_the_same_channels_are_the_same_bytes(channels):
    assert opml.render("a", "b", channels) == opml.render("a", "b", iter(channels))
