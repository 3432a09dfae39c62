"""``feedservice serve`` publishes by itself what is added, changed and removed in the folder."""

import shutil
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from tests.e2e.desks import Desk
from tests.e2e.sites import SAMPLES, Site, txt

HELD_SECONDS = 2


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory):
    """A site, and the service that runs on it through all of these tests."""
    with Site(tmp_path_factory.mktemp("newsroom")) as site:
        site.write("anderes/ruhe.txt", txt("Hier ändert sich nichts", category="Anderes"))
        yield site, site.serve()


@pytest.fixture
def desk(newsroom, request):
    """A category that has published one article."""
    desk = Desk(*newsroom, f"Rubrik {request.session.items.index(request.node)}")
    desk.write("alt.txt", "Alter Beschluss", date="1. März 2024, 8:00 Uhr")
    desk.shows("Alter Beschluss")
    return desk


def test_an_added_file_is_published_in_its_category_and_in_the_feed_of_all(desk):
    quiet = desk.site.get("/feeds/anderes.rss")
    desk.write("neu.txt", "Neuer Beschluss")
    desk.shows("Neuer Beschluss")
    assert list(desk.items()) == ["Neuer Beschluss", "Alter Beschluss"]
    assert desk.items()["Neuer Beschluss"] == desk.site.items("alle")["Neuer Beschluss"]
    again = desk.site.get("/feeds/anderes.rss")
    assert again.body == quiet.body
    assert again.headers["ETag"] == quiet.headers["ETag"]


def test_a_new_folder_with_a_new_category_in_it_is_published(desk):
    shutil.copytree(SAMPLES / "oesterreich", desk.folder / "ausland" / "oesterreich")
    desk.until(lambda: len(desk.site.items("oesterreich")) == 4, "all four articles")
    assert "Ein Dorf kauft seinen Sessellift" in desk.site.get("/rubrik/oesterreich").text


def test_a_changed_file_changes_its_article_and_keeps_its_id(desk):
    before = desk.items()["Alter Beschluss"]
    desk.write("alt.txt", "Geänderter Beschluss", date="1. März 2024, 8:00 Uhr")
    after = desk.shows("Geänderter Beschluss")
    assert list(desk.items()) == ["Geänderter Beschluss"]
    assert (after.guid, after.date) == (before.guid, before.date)
    assert after.date == "Fri, 01 Mar 2024 08:00:00 +0100"


def test_a_file_that_an_editor_renames_into_its_place_is_published(desk):
    scratch = desk.write(".alt.txt.swp", "Umbenannter Beschluss")
    scratch.rename(desk.folder / "alt.txt")
    desk.shows("Umbenannter Beschluss")
    assert list(desk.items()) == ["Umbenannter Beschluss"]


def test_a_removed_file_leaves_its_feeds_and_an_empty_feed_stays(desk):
    page = desk.items()["Alter Beschluss"].link
    path = page.removeprefix(desk.site.url)
    assert desk.site.get(path).status == 200
    (desk.folder / "alt.txt").unlink()
    desk.until(lambda: not desk.items(), "the removal")
    assert desk.site.get(f"/feeds/{desk.slug}.rss").status == 200
    assert page not in {item.link for item in desk.site.items("alle").values()}
    assert desk.site.get(path).status == 410


def test_a_file_that_moves_to_another_folder_is_still_published(desk):
    (desk.folder / "archiv").mkdir()
    (desk.folder / "alt.txt").rename(desk.folder / "archiv" / "alt.txt")
    desk.until(lambda: "/archiv/alt" in desk.shows("Alter Beschluss").guid, "the new key")
    assert list(desk.items()) == ["Alter Beschluss"]


def test_a_broken_record_is_reported_with_line_reason_and_cure_and_the_good_version_stays(desk):
    good = desk.site.get(f"/feeds/{desk.slug}.atom")
    path = f"{desk.slug}/alt.txt"
    desk.site.write(path, "\n" + txt("Kaputt", category=desk.name, date="31. November 2024"))
    logged = desk.logged(f"{path}:2: ")
    status = desk.site.run("status")
    assert status.returncode == 1
    told, cure = status.stderr.partition(f"{path}:2: error: ")[2].splitlines()[:2]
    reason, _, code = told.removesuffix("]").rpartition(" [")
    assert "31. November 2024" in reason
    assert logged.endswith(f"{path}:2: {code}: {reason}. {cure.strip()}")
    assert desk.site.get(f"/feeds/{desk.slug}.atom").body == good.body

    desk.write("alt.txt", "Geheilt", date="30. November 2024")
    desk.shows("Geheilt")
    desk.until(lambda: path not in desk.site.run("status").stderr, "the end of the report")


def test_a_broken_record_takes_no_other_one_with_it(desk):
    desk.site.write(f"{desk.slug}/kaputt.json", '{"title": "Ohne Ende"')
    desk.write("gut.txt", "Mit Ende")
    desk.shows("Mit Ende")
    desk.logged(f"{desk.slug}/kaputt.json:1: bad-json: ")


def test_a_picture_laid_beside_a_record_becomes_its_enclosure_and_goes_with_it(desk):
    picture = (SAMPLES / "lokales" / "brunnen.jpg").read_bytes()
    assert desk.items()["Alter Beschluss"].enclosure == {}
    place = desk.site.write(f"{desk.slug}/alt.jpg", picture)
    address = f"/medien/{desk.slug}/alt.jpg"
    expected = {
        "url": desk.site.url + address,
        "type": "image/jpeg",
        "length": str(len(picture)),
    }
    desk.until(lambda: desk.items()["Alter Beschluss"].enclosure == expected, "the enclosure")
    assert desk.site.get(address).body == picture

    place.unlink()
    desk.until(lambda: desk.items()["Alter Beschluss"].enclosure == {}, "the enclosure's end")
    assert desk.site.get(address).status == 404


def test_a_held_article_appears_when_its_time_has_come(desk):
    due = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=HELD_SECONDS)
    desk.write("sperrfrist.txt", "Gesperrt", date=due.isoformat())
    item = desk.shows("Gesperrt")
    assert datetime.now(UTC) >= due
    assert parsedate_to_datetime(item.date) == due


def test_an_article_of_tomorrow_is_held_and_listed(desk):
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    desk.write("morgen.txt", "Erst morgen", date=tomorrow.isoformat())
    desk.until(lambda: "Erst morgen" in desk.site.run("status").stdout, "the list of what is held")
    assert list(desk.items()) == ["Alter Beschluss"]
    assert "Erst morgen" not in desk.site.get("/").text


def test_a_draft_is_published_once_it_is_none(desk):
    text = "---\ntitle: Entwurf\ndate: 2. März 2024\ncategory: {}\ndraft: {}\n---\n\nText.\n"
    path = f"{desk.slug}/entwurf.md"
    desk.site.write(path, text.format(desk.name, "true"))
    desk.until(lambda: path in desk.site.run("status").stdout, "the list of drafts")
    assert list(desk.items()) == ["Alter Beschluss"]
    desk.site.write(path, text.format(desk.name, "false"))
    desk.shows("Entwurf")


def test_the_log_says_what_was_published_and_how_long_it_took(desk):
    desk.write("neu.txt", "Neuer Beschluss")
    line = desk.logged(f"/feeds/{desk.slug}.atom")
    assert "Published 6 feeds in " in line
    assert " ms (1 records read, 0 removed, 0 due)" in line
