"""Archives: every article has one place, which stays, and each page says what is true now."""

import threading
from datetime import timedelta

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, select

from feedservice.errors import RefusedError, StoreError
from feedservice.feeds import render
from feedservice.press import gate
from feedservice.publish import Archivist, archiving
from feedservice.publish.paging import FORMATS
from feedservice.records import FeedFormat
from feedservice.store import archive, editions, open_store, shelf
from feedservice.store.refusals import refused
from feedservice.store.schema import channels, facts, memberships
from feedservice.validation import validate

SIZE = 3


@pytest.fixture
def site(make_site):
    """A site whose feeds hold three items."""
    return make_site(feed_size=SIZE)


@pytest.fixture
def write(site, record):
    """Write a record that is called after its day in November; the last one is read first."""

    def write(day, title=None, *, category="Sport"):
        text = record(title or f"Tag {day}", date=f"{day}.11.2026, 9 Uhr", category=category)
        return site.write(f"{99 - day}.txt", text)

    return write


def page(site, number, slug="sport", feed_format=FeedFormat.RSS):
    if not hasattr(site, "archivist"):
        site.archivist = Archivist(site.store, site.settings)
    return site.archivist.page(slug, number, feed_format)


def titles(edition):
    return edition and [entry.title for entry in feedparser.parse(edition.body).entries]


def current(site, slug="sport", feed_format=FeedFormat.RSS):
    with site.store.reading() as view:
        return editions.edition(view, slug, feed_format)


def kept(site, number, slug="sport", feed_format=FeedFormat.RSS):
    with site.store.reading() as view:
        return editions.edition(view, f"{slug}/archiv/{number}", feed_format)


def links(edition):
    return {link.rel: link.href for link in feedparser.parse(edition.body).feed.links}


def generation(site):
    with site.store.reading() as view:
        return editions.generation(view)


def test_the_oldest_articles_are_on_the_first_page_and_the_newest_come_first_in_it(site, write):
    for day in (8, 1, 5, 3, 7, 2, 6, 4):
        write(day)
    site.publish()
    assert titles(current(site)) == ["Tag 8", "Tag 7", "Tag 6"]
    assert titles(page(site, 2)) == ["Tag 5", "Tag 4"]
    assert titles(page(site, 1)) == ["Tag 3", "Tag 2", "Tag 1"]
    assert page(site, 3) is None


@pytest.mark.parametrize("feed_format", FORMATS)
def test_the_documents_of_a_feed_lead_to_each_other(site, write, feed_format):
    for day in range(1, 9):
        write(day)
    site.publish()
    base = "https://nachrichten.example"

    def address(number):
        return f"{base}/feeds/sport/archiv/{number}.{feed_format}"

    first, second = (page(site, n, feed_format=feed_format) for n in (1, 2))
    feed = f"{base}/feeds/sport.{feed_format}"
    home = f"{base}/rubrik/sport"
    assert links(current(site, feed_format=feed_format)) == {
        "self": feed,
        "alternate": home,
        "prev-archive": address(2),
    }
    assert links(second) == {
        "self": address(2),
        "alternate": home,
        "current": feed,
        "prev-archive": address(1),
    }
    assert links(first) == {
        "self": address(1),
        "alternate": home,
        "current": feed,
        "next-archive": address(2),
    }
    assert b"<fh:archive/>" in first.body
    assert b"fh:" not in current(site, feed_format=feed_format).body


def test_a_channel_that_fits_into_its_feed_has_no_archive(site, write):
    for day in range(1, SIZE + 1):
        write(day)
    site.publish()
    assert "prev-archive" not in links(current(site))
    assert page(site, 1) is None


def test_a_full_page_has_a_next_one_which_may_be_empty(site, write):
    for day in range(1, 2 * SIZE + 1):
        write(day)
    site.publish()
    assert titles(page(site, 2)) == []
    assert links(page(site, 1))["next-archive"].endswith("/feeds/sport/archiv/2.rss")
    assert links(current(site))["prev-archive"].endswith("/feeds/sport/archiv/1.rss")


@pytest.mark.parametrize("feed_format", FORMATS)
@pytest.mark.parametrize("count", range(SIZE + 1, 3 * SIZE + 2))
def test_the_validator_finds_nothing_in_any_page(site, write, feed_format, count):
    for day in range(1, count + 1):
        write(day)
    site.publish()
    number = 0
    while edition := page(site, number + 1, feed_format=feed_format):
        number += 1
        address = f"https://nachrichten.example/feeds/sport/archiv/{number}.{feed_format}"
        assert validate(edition.body, base_url=address) == []
    assert number >= 2


def unnumbered(view):
    rows = view.execute(
        select(channels.c.slug, func.count())
        .join(memberships)
        .where(memberships.c.position.is_(None))
        .group_by(channels.c.slug)
    )
    return dict(rows.all())


def test_what_was_there_at_the_beginning_is_not_numbered_before_somebody_asks(site, write):
    for day in range(1, 9):
        write(day)
    site.publish()
    write(9)
    site.publish()
    with site.store.reading() as view:
        assert unnumbered(view) == {"alle": 5, "sport": 5}
    page(site, 1)
    with site.store.reading() as view:  # and then only in that channel
        assert unnumbered(view) == {"alle": 5}


def test_a_page_is_kept_and_no_worker_is_disturbed_by_it(site, write):
    for day in range(1, 9):
        write(day)
    site.publish()
    before = generation(site)
    made = page(site, 1)
    assert made == kept(site, 1)
    assert page(site, 1) == made  # and not made again, with another date
    assert made == kept(site, 1)
    assert set(made.coded) == {"br", "zstd", "gzip"}
    assert (made.lasting, page(site, 2).lasting) == (True, False)
    assert generation(site) == before


def test_a_full_page_stays_as_it_is_whatever_is_added(site, write):
    for day in range(5, 12):
        write(day)
    site.publish()
    before = page(site, 1)
    for day in (12, 13, 14, 2):  # the last one is older than all
        write(day)
        site.publish()
    assert kept(site, 1) == before
    assert titles(page(site, 2)) == ["Tag 10", "Tag 9", "Tag 8"]
    assert titles(page(site, 3)) == ["Tag 11", "Tag 2"]


def test_the_last_page_grows_and_the_one_behind_it_appears(site, write):
    for day in range(1, 9):
        write(day)
    site.publish()
    moved = generation(site)
    assert titles(page(site, 2)) == ["Tag 5", "Tag 4"]
    write(9)
    site.publish()
    assert kept(site, 2) is None
    assert generation(site) > moved
    page(site, 2)
    full = kept(site, 2)
    assert (titles(full), full.lasting) == (["Tag 6", "Tag 5", "Tag 4"], True)
    assert titles(page(site, 3)) == []
    write(10)
    site.publish()
    assert kept(site, 2) == full
    assert titles(page(site, 3)) == ["Tag 7"]


def test_who_has_the_feed_from_before_the_first_demand_finds_all_that_is_not_in_it(site, write):
    for day in range(11, 18):
        write(day)
    site.publish()
    feed = current(site)
    for day in (1, 2, 20, 3):  # most are older than all that is there
        write(day)
        site.publish()
    assert links(feed)["prev-archive"].endswith("/2.rss")
    found = titles(feed) + titles(page(site, 2)) + titles(page(site, 1))
    assert {f"Tag {day}" for day in range(11, 18)} <= set(found)
    assert len(found) == len(set(found))


def test_a_correction_reaches_the_page_and_leaves_its_article_in_its_place(site, write):
    for day in range(1, 9):
        write(day)
    site.publish()
    before, other = page(site, 1), page(site, 2)
    moved = generation(site)
    write(2, "Tag 2, berichtigt")
    site.publish()
    assert kept(site, 1) is None
    assert kept(site, 2) == other
    assert generation(site) > moved  # so that every worker lets go of it
    after = page(site, 1)
    assert titles(after) == ["Tag 3", "Tag 2, berichtigt", "Tag 1"]
    assert after.etag != before.etag
    assert kept(site, 1).modified > before.modified


def test_a_new_date_moves_an_article_within_its_page_alone(site, write, record):
    for day in range(1, 9):
        write(day)
    site.publish()
    page(site, 1)
    site.write("98.txt", record("Tag 1", date="2.11.2026, 20 Uhr", category="Sport"))
    site.publish()
    assert titles(page(site, 1)) == ["Tag 3", "Tag 1", "Tag 2"]


def test_a_new_date_may_bring_an_article_into_the_feed_which_stays_in_the_archive(
    site, write, record
):
    for day in range(1, 9):
        write(day)
    site.publish()
    page(site, 1)
    site.write("98.txt", record("Tag 1", date="20.11.2026, 9 Uhr", category="Sport"))
    site.publish()
    assert titles(current(site)) == ["Tag 1", "Tag 8", "Tag 7"]
    assert titles(page(site, 1)) == ["Tag 1", "Tag 3", "Tag 2"]
    assert titles(page(site, 2)) == ["Tag 6", "Tag 5", "Tag 4"]


def test_a_withdrawn_article_leaves_its_page_and_nothing_else_moves(site, write):
    files = {day: write(day) for day in range(1, 12)}
    site.publish()
    before = page(site, 2)
    page(site, 1)
    files[2].unlink()
    site.publish()
    assert titles(page(site, 1)) == ["Tag 3", "Tag 1"]
    assert kept(site, 2) == before


def test_a_page_of_which_all_is_withdrawn_is_valid_and_empty(site, write):
    files = {day: write(day) for day in range(1, 12)}
    site.publish()
    page(site, 1)
    for day in (1, 2, 3):
        files[day].unlink()
    site.publish()
    edition = page(site, 1, feed_format=FeedFormat.ATOM)
    assert titles(edition) == []
    assert set(links(edition)) >= {"current", "next-archive"}


def test_what_comes_back_is_at_the_end_of_the_archive(site, write):
    files = {day: write(day) for day in range(1, 12)}
    site.publish()
    page(site, 1)
    files[2].unlink()
    site.publish()
    write(2)
    site.publish()
    assert titles(page(site, 1)) == ["Tag 3", "Tag 1"]
    assert titles(page(site, 3)) == ["Tag 8", "Tag 7", "Tag 2"]


def test_a_removal_that_pulls_an_article_back_leaves_it_in_the_archive_too(site, write):
    files = {day: write(day) for day in range(1, 9)}
    site.publish()
    page(site, 1)
    files[8].unlink()
    site.publish()
    assert titles(current(site)) == ["Tag 7", "Tag 6", "Tag 5"]
    assert titles(page(site, 2)) == ["Tag 5", "Tag 4"]
    write(9)
    site.publish()
    assert titles(page(site, 2)) == ["Tag 5", "Tag 4"]  # once, and where it was


def test_an_article_of_another_category_keeps_its_place_among_all(site, write):
    for day in range(1, 9):
        write(day)
    write(20, category="Wissen")
    site.publish()
    before = titles(page(site, 1, "alle"))
    page(site, 1)
    write(2, category="Wissen")
    site.publish()
    assert titles(page(site, 1)) == ["Tag 3", "Tag 1"]
    assert titles(page(site, 1, "alle")) == before
    assert titles(current(site, "wissen")) == ["Tag 20", "Tag 2"]


def test_another_title_of_the_site_makes_every_page_anew(make_site, write):
    site = make_site(feed_size=SIZE)
    for day in range(1, 9):
        write(day)
    site.publish()
    page(site, 1)
    site = make_site(feed_size=SIZE, title="Neuer Bote")
    site.publish()
    assert kept(site, 1) is None
    assert b"<title>Neuer Bote: Sport</title>" in page(site, 1).body


def test_another_feed_size_cuts_other_pages_and_leaves_every_place(make_site, write):
    site = make_site(feed_size=SIZE)
    for day in range(1, 12):
        write(day)
    site.publish()
    page(site, 1)
    site = make_site(feed_size=2)
    # Until it is published so, the archive fits to the feeds that are out.
    assert titles(kept(site, 1)) == ["Tag 3", "Tag 2", "Tag 1"]
    site.publish()
    assert links(current(site))["prev-archive"].endswith("/archiv/5.rss")
    assert titles(page(site, 5)) == ["Tag 9"]
    assert titles(page(site, 1)) == ["Tag 2", "Tag 1"]


def test_a_worker_with_other_settings_than_the_publisher_keeps_nothing(make_site, write):
    site = make_site(feed_size=SIZE)
    for day in range(1, 9):
        write(day)
    site.publish()
    other = make_site(feed_size=SIZE, title="Neuer Bote")
    with pytest.raises(RefusedError, match="another release or other settings"):
        page(other, 1)
    assert kept(site, 1) is None


def test_a_page_with_an_error_is_not_handed_out_and_status_says_why(site, write, monkeypatch):
    for day in range(1, 9):
        write(day)
    site.publish()

    def broken(document, feed_format):
        return render(document, feed_format).replace(b"<pubDate>", b"<pubDate>x")

    monkeypatch.setattr(gate, "render", broken)
    with pytest.raises(RefusedError, match=r"/feeds/sport/archiv/1.rss has errors"):
        page(site, 1)
    assert kept(site, 1) is None
    with site.store.reading() as view:
        assert {(r.slug, r.format) for r in refused(view)} == {("sport/archiv/1", FeedFormat.RSS)}
    monkeypatch.undo()
    assert titles(page(site, 1)) == ["Tag 3", "Tag 2", "Tag 1"]
    with site.store.reading() as view:
        assert refused(view) == []


def test_what_changes_while_a_page_is_made_is_in_it(site, write, monkeypatch):
    for day in range(1, 9):
        write(day)
    site.publish()
    page(site, 2)
    corrections = iter([lambda: (write(2, "Berichtigt"), site.publish())])

    def slow(*args):
        next(corrections, lambda: None)()
        return gate.judged(*args)

    monkeypatch.setattr(archiving, "judged", slow)
    assert titles(page(site, 1)) == ["Tag 3", "Berichtigt", "Tag 1"]
    assert titles(kept(site, 1)) == ["Tag 3", "Berichtigt", "Tag 1"]


def test_a_page_that_is_changed_again_and_again_is_put_off(site, write, monkeypatch):
    for day in range(1, 9):
        write(day)
    site.publish()
    page(site, 2)
    numbers = iter(range(100))

    def slow(*args):
        write(2, f"Berichtigt {next(numbers)}")
        site.publish()
        return gate.judged(*args)

    monkeypatch.setattr(archiving, "judged", slow)
    with pytest.raises(RefusedError, match="is being changed"):
        page(site, 1)


def test_while_somebody_writes_for_long_the_first_demand_is_refused(site, write, monkeypatch):
    for day in range(1, 9):
        write(day)
    site.publish()
    monkeypatch.setattr(archiving, "PATIENCE_SECONDS", 0.01)
    other = open_store(site.settings.database_url)
    with other.writing() as transaction:
        transaction.execute(insert(facts).values(name="x", value="1"))
        with pytest.raises(StoreError, match="locked"):
            page(site, 1)
    other.close()
    assert titles(page(site, 1)) == ["Tag 3", "Tag 2", "Tag 1"]


def test_one_page_is_made_at_a_time_in_a_worker_and_others_wait_for_a_while(
    site, write, monkeypatch
):
    for day in range(1, 9):
        write(day)
    site.publish()
    monkeypatch.setattr(archiving, "PATIENCE_SECONDS", 0.01)
    archivist = Archivist(site.store, site.settings)
    refused = []

    def meanwhile(*args):
        with pytest.raises(RefusedError, match="other pages") as caught:
            archivist.page("sport", 2, FeedFormat.RSS)
        refused.append(caught)
        return gate.judged(*args)

    monkeypatch.setattr(archiving, "judged", meanwhile)
    assert archivist.page("sport", 1, FeedFormat.RSS)
    assert refused


def test_many_who_ask_at_once_all_get_the_same(site, write):
    for day in range(1, 9):
        write(day)
    site.publish()
    stores = [open_store(site.settings.database_url) for _ in range(4)]
    start = threading.Barrier(len(stores))
    answers = []

    def ask(store):
        start.wait()
        archivist = Archivist(store, site.settings)
        answers.append([archivist.page("sport", n, f).body for n in (1, 2) for f in FORMATS])

    threads = [threading.Thread(target=ask, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()
    assert len(answers) == len(stores)
    assert all(answer == answers[0] for answer in answers)
    assert_counted(site)


def test_a_page_of_no_channel_is_none(site, write):
    write(1)
    assert page(site, 1) is None  # nothing was ever published
    site.publish()
    assert page(site, 1, "nix") is None


def assert_counted(site):
    """No place is given twice, none beyond the last, and nothing outside the feed waits."""
    with site.store.reading() as view:
        for row in view.execute(select(channels).where(channels.c.opened)).all():
            found = view.execute(
                select(memberships)
                .where(memberships.c.channel == row.number)
                .order_by(memberships.c.published.desc(), memberships.c.article.desc())
            ).all()
            given = [one.position for one in found if one.position]
            assert len(set(given)) == len(given)
            assert max(given, default=0) <= row.archived
            assert archive.WAITING not in [one.position for one in found[archive.page_size(view) :]]
            unnumbered = [one for one in found if one.position is None]
            assert len(unnumbered) <= row.archived
            assert not (row.numbered and unnumbered)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "write", "write", "remove", "ask"]),
        st.integers(1, 12),
        st.sampled_from(["Sport", "Sport", "Wissen"]),
        st.integers(0, 2),
    ),
    min_size=10,
    max_size=20,
)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_whatever_happens_every_article_can_be_found_and_every_place_stays(
    tmp_path_factory, site, record, steps
):
    site = type(site)(tmp_path_factory.mktemp("site"), feed_size=2)
    places = {}
    for step, day, category, version in steps:
        file = f"{day}.txt"
        if step == "write":
            text = record(f"{day}/{version}", date=f"{day}.11.2026, 9 Uhr", category=category)
            site.write(file, text)
        elif step == "remove":
            (site.articles / file).unlink(missing_ok=True)
        else:
            page(site, 1, category.lower())
            page(site, 1, "alle")
            continue
        site.now += timedelta(seconds=5)
        site.publish()
        assert_counted(site)
        places = assert_stayed(site, places)
        for slug in ("alle", "sport", "wissen"):
            assert_whole(site, slug)
    site.store.close()


def assert_stayed(site, places):
    """Who had a place and is still in the channel has it; say who has one now."""
    with site.store.reading() as view:
        now = {
            (row.channel, row.article): row.position
            for row in view.execute(select(memberships)).all()
        }
    for key, position in places.items():
        assert now.get(key, position) == position
    return {key: position for key, position in now.items() if position}


def assert_whole(site, slug):
    """The walk from the feed finds every article, each once in the archive, and all up to date."""
    with site.store.reading() as view:
        channel = shelf.channel(view, slug)
        is_asked_for = channel and archive.is_numbered(view, channel.number)
        base_url = site.settings.base_url
        found = channel and shelf.newest(view, channel.number, base_url=base_url, limit=99)
    if not is_asked_for:
        return
    edition, walked = current(site, slug), []
    seen = set(titles(edition))
    while "prev-archive" in links(edition):
        address = links(edition)["prev-archive"]
        edition = page(site, int(address.rpartition("/")[2].partition(".")[0]), slug)
        walked += titles(edition)
    assert len(walked) == len(set(walked))
    assert seen | set(walked) == {article.title for article in found}
