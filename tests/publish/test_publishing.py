"""From files to editions: what is published, what stays, and what turns with what."""

from datetime import UTC, datetime, timedelta

import feedparser
import pytest

from feedservice.errors import ConfigError, LockedError
from feedservice.ingest import Order
from feedservice.publish import publish
from feedservice.records import FeedFormat
from feedservice.store import editions, shelf
from feedservice.store.lock import publishing
from feedservice.store.schema import State


def feed(site, slug="lokales", feed_format=FeedFormat.ATOM):
    with site.store.reading() as view:
        found = editions.edition(view, slug, feed_format)
    return found and feedparser.parse(found.body)


def titles(site, slug="lokales"):
    return [entry.title for entry in feed(site, slug).entries]


def edition(site, slug="lokales", feed_format=FeedFormat.RSS):
    with site.store.reading() as view:
        return editions.edition(view, slug, feed_format)


def test_a_record_reaches_the_feeds_of_its_category_and_of_all(site, record):
    site.write("pegel.txt", record("Die Weil steigt"))
    done = site.publish()
    assert done.feeds == (
        "/feeds/alle.rss",
        "/feeds/alle.atom",
        "/feeds/alle.json",
        "/feeds/lokales.rss",
        "/feeds/lokales.atom",
        "/feeds/lokales.json",
    )
    assert titles(site) == titles(site, "alle") == ["Die Weil steigt"]


def test_publishing_again_changes_nothing(site, record):
    site.write("pegel.txt", record())
    site.publish()
    before = edition(site)
    site.now += timedelta(hours=1)
    done = site.publish()
    assert (done.feeds, done.loaded.read, edition(site)) == ((), 0, before)


def test_only_the_feeds_that_a_change_touches_get_a_new_edition(site, record):
    site.write("a.txt", record(category="Sport"))
    site.write("b.txt", record(category="Wissen"))
    site.publish()
    site.write("c.txt", record("Neu", category="Sport"))
    done = site.publish()
    assert done.feeds == (
        "/feeds/alle.rss",
        "/feeds/alle.atom",
        "/feeds/alle.json",
        "/feeds/sport.rss",
        "/feeds/sport.atom",
        "/feeds/sport.json",
    )


def test_two_stores_made_from_the_same_folder_hold_the_same_bytes(make_site, record):
    first = make_site()
    for number in range(5):
        first.write(f"{number}.txt", record(f"Meldung {number}"))
    first.publish()
    second = make_site(database_url=f"sqlite:///{first.database.parent / 'other.sqlite'}")
    second.publish()
    assert edition(first).body == edition(second).body


def test_a_feed_holds_the_newest_articles_and_no_more_than_the_setting_says(make_site, record):
    site = make_site(feed_size=2)
    for day in (3, 1, 2):
        site.write(f"{day}.txt", record(f"Tag {day}", date=f"{day}.11.2026, 9 Uhr"))
    site.publish()
    assert titles(site) == ["Tag 3", "Tag 2"]


def test_a_removed_record_leaves_the_feeds_and_an_emptied_category_keeps_a_valid_feed(site, record):
    file = site.write("pegel.txt", record())
    site.publish()
    file.unlink()
    site.now += timedelta(minutes=5)
    done = site.publish()
    emptied = feed(site)
    assert (done.loaded.removed, emptied.bozo, emptied.entries) == (1, False, [])
    assert emptied.feed.updated == "2026-11-23T10:05:00+01:00"


def test_last_modified_moves_on_removal_and_with_every_edition_of_one_second(site, record):
    first, second = site.write("a.txt", record("A")), site.write("b.txt", record("B"))
    site.publish()
    before = edition(site).modified
    first.unlink()
    site.publish()
    between = edition(site).modified
    second.unlink()
    site.publish()
    assert [before, between, edition(site).modified] == [
        site.now,
        site.now + timedelta(seconds=1),
        site.now + timedelta(seconds=2),
    ]


def test_a_record_that_comes_back_has_its_old_id_and_instant(site, record):
    file = site.write("pegel.txt", record(date="23. November 2026"))
    site.publish()
    before = feed(site).entries[0]
    file.unlink()
    site.publish()
    site.now += timedelta(days=3)
    site.write("pegel.txt", record(date="23. November 2026"))
    site.publish()
    after = feed(site).entries[0]
    assert (after.id, after.published) == (before.id, before.published)


def test_ids_keep_the_authority_of_their_first_publication(make_site, record):
    site = make_site(base_url="https://alt.example", tag_date="2025")
    site.write("alt.txt", record("Alt", date="20.11.2026"))
    site.publish()
    site = make_site(base_url="https://neu.example", tag_date="2026")
    site.write("neu.txt", record("Neu", date="21.11.2026"))
    site.publish()
    parsed = feed(site)
    assert [entry.id for entry in parsed.entries] == [
        "tag:neu.example,2026:neu",
        "tag:alt.example,2025:alt",
    ]
    assert parsed.feed.id == "tag:alt.example,2025:/feeds/lokales"


def test_a_new_base_url_changes_every_address_and_no_date(make_site, record):
    site = make_site(base_url="https://alt.example")
    site.write("a.txt", record())
    site.publish()
    before = feed(site).entries[0]
    site = make_site(base_url="https://neu.example/blatt")
    site.now += timedelta(days=1)
    done = site.publish()
    after = feed(site).entries[0]
    assert done.loaded.read == 1
    assert after.link == before.link.replace("https://alt.example", "https://neu.example/blatt")
    assert (after.id, after.updated) == (before.id, before.updated)


def test_a_new_title_changes_the_feeds_without_reading_a_record(make_site, record):
    make_site().write("a.txt", record())
    make_site().publish()
    site = make_site(title="Neuer Bote")
    done = site.publish()
    assert (done.loaded.read, feed(site).feed.title) == (0, "Neuer Bote: Lokales")


def test_a_category_has_its_own_words_in_any_case(make_site, record):
    own = {
        "title": "Vor Ort",
        "language": "de-AT",
        "copyright": "© Bote",
        "author": "Lokalredaktion",
    }
    site = make_site(categories={"LOKALES": own}, description="Alles")
    site.write("a.txt", record())
    site.publish()
    parsed = feed(site)
    assert (parsed.feed.title, parsed.feed.language, parsed.feed.rights) == (
        "Vor Ort",
        "de-AT",
        "© Bote",
    )
    assert parsed.feed.author == "Lokalredaktion"
    assert feed(site, "alle").feed.subtitle == "Alles"


def test_categories_that_differ_in_case_alone_are_one_under_its_first_name(site, record):
    site.write("a.txt", record(category="Lokales"))
    site.write("b.txt", record(category="LOKALES"))
    site.publish()
    with site.store.reading() as view:
        assert [row.name for row in shelf.all_channels(view)] == ["Alle Rubriken", "Lokales"]


def test_slugs_are_distinct_and_stay_with_their_category(site, record):
    site.write("1.txt", record(category="Bücher/Lesen"))
    site.publish()
    site.write("0.txt", record(category="Bücher & Lesen"))
    site.write("2.txt", record(category="Alle"))
    site.write("3.txt", record(category="&"))
    site.write("4.txt", record(category="→"))
    site.publish()
    with site.store.reading() as view:
        assert {row.name: row.slug for row in shelf.all_channels(view)} == {
            "Alle Rubriken": "alle",
            "Bücher/Lesen": "buecher-lesen",
            "Bücher & Lesen": "buecher-lesen-2",
            "Alle": "alle-2",
            "&": "rubrik",
            "→": "rubrik-2",
        }


def test_a_record_of_several_categories_is_in_each_of_their_feeds(site):
    site.write("a.md", "---\ntitle: T\ndate: 20.11.2026\ncategories: [Sport, Lokales]\n---\nText\n")
    site.publish()
    assert titles(site, "sport") == titles(site, "lokales") == titles(site, "alle") == ["T"]
    assert [tag.term for tag in feed(site).entries[0].tags] == ["Sport", "Lokales"]


def test_a_record_that_changes_its_category_leaves_the_old_feed(site, record):
    site.write("a.txt", record(category="Sport"))
    site.publish()
    site.write("a.txt", record(category="Wissen"))
    site.publish()
    assert (titles(site, "sport"), titles(site, "wissen")) == ([], ["Neues vom Fluss"])


def test_a_draft_is_loaded_and_checked_but_not_published(site):
    head = "title: T\ndate: 20.11.2026\ncategory: Sport\n"
    site.write("a.md", f"---\n{head}draft: true\n---\nText\n")
    site.publish()
    assert edition(site, "sport") is None  # nobody learns of a category from a draft
    site.write("a.md", f"---\n{head}---\nText\n")
    site.publish()
    assert titles(site, "sport") == ["T"]
    site.write("a.md", f"---\n{head}draft: ja\n---\nText\n")
    site.publish()
    assert titles(site, "sport") == []


def test_a_record_of_the_future_is_held_until_its_time_has_come(site, record):
    site.write("a.txt", record("Später", date="23.11.2026, 10:30 Uhr"))
    site.publish()
    site.now += timedelta(minutes=29, seconds=59)
    assert (site.publish().released, edition(site)) == (0, None)
    site.now += timedelta(seconds=1)
    done = site.publish(under=())
    assert (done.released, titles(site), feed(site).feed.updated) == (
        1,
        ["Später"],
        "2026-11-23T10:30:00+01:00",
    )


def test_a_day_still_to_come_is_published_at_its_first_moment(site, record):
    site.write("a.txt", record(date="24. November 2026"))
    site.publish()
    with site.store.reading() as view:
        assert shelf.in_state(view, State.HELD, 5) == [
            ("a.txt", "Neues vom Fluss", datetime(2026, 11, 23, 23, tzinfo=UTC))
        ]


@pytest.mark.parametrize(
    ("date_only", "date", "published"),
    [
        ("arrival", "23. November 2026", "2026-11-23T10:00:00+01:00"),  # seen on that day
        ("arrival", "22. November 2026", "2026-11-22T12:00:00+01:00"),  # seen later
        ("noon", "22. November 2026", "2026-11-22T12:00:00+01:00"),
        ("midnight", "23. November 2026", "2026-11-23T00:00:00+01:00"),
    ],
)
def test_a_day_becomes_an_instant_as_the_setting_says(
    make_site, record, date_only, date, published
):
    site = make_site(date_only=date_only)
    site.write("a.txt", record(date=date))
    site.publish()
    assert feed(site).entries[0].published == published


def test_what_was_written_for_a_day_stays_whatever_changes_later(make_site, record):
    make_site().write("a.txt", record("Eins", date="23. November 2026"))
    make_site().publish()
    site = make_site(date_only="noon", timezone="Europe/Vienna")
    site.now += timedelta(days=2)
    site.write("a.txt", record("Zwei", date="23. November 2026"))
    site.publish()
    entry = feed(site).entries[0]
    assert (entry.title, entry.published) == ("Zwei", "2026-11-23T10:00:00+01:00")


def test_updated_moves_with_the_content_and_with_nothing_else(site, record):
    file = site.write("a.txt", record("Eins"))
    site.publish()
    assert feed(site).entries[0].updated == "2026-11-22T18:05:00+01:00"
    site.now += timedelta(hours=1)
    file.write_bytes(file.read_bytes() + b"\n\n")  # white space
    site.publish()
    assert feed(site).entries[0].updated == "2026-11-22T18:05:00+01:00"
    site.write("a.txt", record("Zwei"))
    site.publish()
    assert feed(site).entries[0].updated == "2026-11-23T11:00:00+01:00"
    assert feed(site).feed.updated == "2026-11-23T11:00:00+01:00"


def test_an_update_that_the_record_states_counts(site):
    head = "title: T\ndate: 20.11.2026, 9 Uhr\ncategory: Sport\n"
    site.write("a.md", f"---\n{head}updated: 21.11.2026, 10:15 Uhr\n---\nText\n")
    site.publish()
    entry = feed(site, "sport").entries[0]
    assert (entry.published, entry.updated) == (
        "2026-11-20T09:00:00+01:00",
        "2026-11-21T10:15:00+01:00",
    )


@pytest.mark.parametrize(
    ("byline", "updated"),
    [
        ("20.11.2026, 9 Uhr\nAktualisiert am 21.11.2026, 10.15 Uhr", "2026-11-21T10:15:00+01:00"),
        (
            "Veröffentlicht: 20.11.2026, 9 Uhr | Update: 21.11.2026, 10:15",
            "2026-11-21T10:15:00+01:00",
        ),
        ("Von Erika Beispiel, 20.11.2026, 9 Uhr", "2026-11-20T09:00:00+01:00"),
        ("20.11.2026, 9 Uhr, aktualisiert am 21.11.", "2026-11-20T09:00:00+01:00"),  # no year
    ],
)
def test_an_update_beside_the_date_of_a_text_record_counts_if_it_can_be_read(
    site, record, byline, updated
):
    site.write("a.txt", record(date=byline))
    site.publish()
    entry = feed(site).entries[0]
    assert (entry.published, entry.updated) == ("2026-11-20T09:00:00+01:00", updated)


def test_an_update_beside_the_date_that_cannot_be_read_is_a_warning(site, record):
    site.write("a.txt", record(date="20.11.2026, 9 Uhr, aktualisiert am 31.11.2026"))
    site.publish()
    with site.store.reading() as view:
        [problem] = shelf.reported(view)
    assert (problem.severity, problem.code, problem.line) == ("warning", "update-ignored", 1)
    assert titles(site) == ["Neues vom Fluss"]


def test_an_update_before_the_publication_or_in_the_future_is_not_printed(site):
    head = "date: 20.11.2026, 9 Uhr\ncategory: Sport\n"
    site.write("a.md", f"---\ntitle: Früher\n{head}updated: 19.11.2026, 10 Uhr\n---\nText\n")
    site.write("b.md", f"---\ntitle: Später\n{head}updated: 24.12.2026, 10 Uhr\n---\nText\n")
    site.publish()
    assert {entry.title: entry.updated for entry in feed(site, "sport").entries} == {
        "Früher": "2026-11-20T09:00:00+01:00",
        "Später": "2026-11-20T09:00:00+01:00",
    }
    with site.store.reading() as view:
        told = [(p.path, p.code, p.message) for p in shelf.reported(view)]
    assert told == [
        (
            "a.md",
            "update-ignored",
            "the update of 19.11.2026 10:00 lies before the publication; it does not count",
        ),
        (
            "b.md",
            "update-ignored",
            "the update of 24.12.2026 10:00 lies in the future; it does not count",
        ),
    ]


def test_a_lock_that_was_lost_stops_the_publisher_before_it_writes(site, record):
    site.write("a.txt", record())
    with publishing(site.store, "the first") as lock:
        lock.token = "another"  # noqa: S105 - a name
        with pytest.raises(LockedError):
            publish(site.store, lock, Order(settings=site.settings, now=site.now))
    assert edition(site) is None


def test_a_missing_folder_is_an_error_and_removes_nothing(site, record):
    site.write("a.txt", record())
    site.publish()
    site.articles.rename(site.articles.with_name("elsewhere"))
    with pytest.raises(ConfigError, match=r"articles .* there is no folder"):
        site.publish()
    assert titles(site) == ["Neues vom Fluss"]


def test_what_was_assumed_of_a_date_is_on_record(site, record):
    site.write("a.txt", record("Zweimal", date="25.10.2026, 2.30 Uhr"))
    site.write("b.txt", record("Nur ein Stand", date="Zuletzt aktualisiert: 20.11.2026"))
    site.write("c.txt", record("Klar", date="20.11.2026, 9 Uhr MEZ"))
    site.publish()
    with site.store.reading() as view:
        assert [(row.path, row.reading, row.notes) for row in shelf.assumed(view)] == [
            ("a.txt", "2026-10-25T02:30:00+02:00", ["fold assumed"]),
            ("b.txt", "2026-11-20T00:00:00+01:00", ["only an update"]),
        ]
