"""The whole archive of a running service, walked by a client of RFC 5005."""

import itertools

import pytest

from feedservice import addresses
from tests.e2e import history
from tests.e2e.processes import until
from tests.e2e.sites import Site, fetch, txt

SIZE = 4
CATEGORIES = ("Politik", "Sport", "Wissen")
# The last one is older than all, so that it never shows in the feed.
MONTHS = ("Mai", "Juni", "Juli", "Januar")


class Newsroom:
    """A service whose editors go on adding articles.

    Attributes:
        titles: What each channel holds.
    """

    def __init__(self, site):
        self.site = site
        self.titles = {slug: set() for slug in ("alle", "politik", "sport", "wissen")}
        self._numbers = itertools.count(1)

    def write(self):
        """Put a record into the folder, and say under which key."""
        number = next(self._numbers)
        category, month = CATEGORIES[number % 3], MONTHS[number % 4]
        date = f"{1 + number % 28}. {month} 2024, 9:{number % 60:02} Uhr"
        title = f"Meldung {number}"
        self.site.write(f"{number}.txt", txt(title, date=date, category=category))
        self.titles["alle"].add(title)
        self.titles[category.lower()].add(title)
        return str(number)

    def add(self):
        """Write a record, and wait until it is published."""
        page = addresses.article_path("x", addresses.short_key(self.write()))
        until(lambda: self.site.get(page).status != 404, page)


@pytest.fixture(params=["1", "2"])
def newsroom(tmp_path, request):
    """A service with 40 articles, by one worker or two."""
    with Site(tmp_path) as site:
        site.environment["FEEDSERVICE_FEED_SIZE"] = str(SIZE)
        newsroom = Newsroom(site)
        for _ in range(40):
            newsroom.write()
        newsroom.service = site.serve("--workers", request.param)
        yield newsroom


def titles(documents):
    return [title for document in documents for title in document.titles.values()]


@pytest.mark.parametrize("suffix", ["rss", "atom"])
def test_every_article_of_every_channel_is_found_once_while_others_are_added(newsroom, suffix):
    for slug, held in newsroom.titles.items():
        url = f"{newsroom.site.url}/feeds/{slug}.{suffix}"
        before = set(held)
        current, *pages = history.walk(url, between=newsroom.add)
        found = titles(pages)
        assert len(found) == len(set(found))
        assert before <= {*found, *current.titles.values()} <= held
    for slug, held in newsroom.titles.items():
        url = f"{newsroom.site.url}/feeds/{slug}.{suffix}"
        until(lambda: set(titles(history.walk(url))) == held, slug)  # noqa: B023 - asked at once
        documents = list(history.walk(url))
        assert sorted(titles(documents)) == sorted(held)
        assert {len(document.titles) for document in documents[2:]} <= {SIZE}


def test_a_full_page_stays_while_articles_are_added(newsroom):
    url = f"{newsroom.site.url}/feeds/alle/archiv/2.atom"
    before = fetch(url, accept_encoding="gzip")
    for _ in range(2 * SIZE):
        newsroom.add()
    after = fetch(url, accept_encoding="gzip", if_none_match=before.headers["ETag"])
    assert (after.status, after.body) == (304, b"")
    assert after.headers["ETag"] == before.headers["ETag"]


def test_a_correction_and_a_withdrawal_reach_every_worker(newsroom):
    site = newsroom.site
    url = f"{site.url}/feeds/alle/archiv/1.rss"
    corrected, withdrawn = list(history.read(url).titles.values())[:2]
    file = f"{corrected.removeprefix('Meldung ')}.txt"
    text = (site.articles / file).read_text("utf-8")
    site.write(file, text.replace(corrected, "Berichtigt"))
    (site.articles / f"{withdrawn.removeprefix('Meldung ')}.txt").unlink()

    def told():
        return {tuple(history.read(url).titles.values())[:2] for _ in range(10)}

    until(lambda: all("Berichtigt" in seen for seen in told()), "the correction")
    until(lambda: all(withdrawn not in seen for seen in told()), "the withdrawal")
    assert len(history.read(url).titles) == SIZE - 1


def test_an_archive_outlives_a_restart_with_another_feed_size(newsroom):
    site = newsroom.site
    first = list(history.walk(f"{site.url}/feeds/alle.rss"))
    newsroom.service.stop()
    site.environment["FEEDSERVICE_FEED_SIZE"] = "7"
    site.serve()
    url = f"{site.url}/feeds/alle.rss"
    until(lambda: len(history.read(url).titles) == 7, "feeds of seven")
    again = list(history.walk(url))
    assert set(titles(again)) == set(titles(first)) == newsroom.titles["alle"]
    assert sorted(titles(again[1:])) == sorted(titles(first[1:]))  # places stay
