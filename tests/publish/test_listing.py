"""The list of all channels has a new edition when it says something else, and only then."""

from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import etree

from feedservice.config import ChannelSettings
from feedservice.records import ListFormat
from feedservice.store import editions


@pytest.fixture
def current(site):
    """Read the current edition."""

    def current():
        with site.store.reading() as view:
            return editions.edition(view, "", ListFormat.OPML)

    return current


def titles(edition):
    return [line.get("text") for line in etree.fromstring(edition.body).iter("outline")]


def test_a_site_without_articles_lists_the_feed_of_all(site, current):
    site.publish()
    assert (titles(current()), current().items) == (["Weiltaler Bote"], 1)


def test_all_categories_are_listed_behind_the_feed_of_all(site, record, current):
    site.write("a.txt", record(category="Österreich"))
    site.write("b.txt", record(category="Kultur & Medien"))
    site.publish()
    expected = ["", ": Kultur & Medien", ": Österreich"]
    assert titles(current()) == [f"Weiltaler Bote{name}" for name in expected]
    assert set(current().coded) == {"br", "zstd", "gzip"}


def test_a_new_article_leaves_it_and_a_new_category_changes_it(site, record, current):
    site.write("a.txt", record(category="Sport"))
    site.publish()
    before = current()
    site.write("b.txt", record("Mehr Sport", category="Sport"))
    site.publish()
    assert current() == before
    site.write("c.txt", record(category="Wissen"))
    site.publish()  # within the same second
    assert current().modified == before.modified + timedelta(seconds=1)
    assert titles(current())[-1] == "Weiltaler Bote: Wissen"


def test_a_draft_tells_nobody_of_its_category(site, record, current):
    site.write("a.txt", record(category="Geheim", date="22.11.2027, 8 Uhr"))
    site.publish()
    assert titles(current()) == ["Weiltaler Bote"]


def test_another_title_changes_it(make_site, record, current):
    site = make_site()
    site.write("a.txt", record(category="Sport"))
    site.publish()
    told = replace(site.settings, categories={"sport": ChannelSettings(title="Ball")})
    site.publish(settings=told)
    assert titles(current()) == ["Weiltaler Bote", "Ball"]
