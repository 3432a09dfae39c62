"""One file's trouble stays its own."""

import os
import re
import unicodedata
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedservice.preparing import files
from feedservice.store import shelf
from feedservice.store.schema import State
from feedservice.web import create_app

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
HTML = '[{{"id": "a", "title": "A", "date": "2026-11-20", "category": "Sport", "html": "{0}"}}]'


def published(site):
    with site.store.reading() as view:
        return {path for path, _, _ in shelf.in_state(view, State.PUBLISHED, 100)}


def problems(site):
    with site.store.reading() as view:
        return [(p.path, p.code) for p in shelf.reported(view)]


def lead(site):
    with site.store.reading() as view:
        [article] = shelf.newest(view, 0, base_url="", limit=9)
    return article.images


@pytest.mark.parametrize(
    "address", ["a%00.jpg", "a" * 300 + ".jpg", "../" * 99 + "a.jpg", "%ff.jpg"]
)
def test_an_address_that_no_file_can_have_is_reported_and_stops_nothing(site, record, address):
    site.write("a.json", HTML.format(f"<p>Text</p><img src='{address}'>"))
    site.write("b.txt", record())
    site.publish()
    assert published(site) == {"a.json", "b.txt"}
    [(path, code)] = problems(site)
    assert (path, code in {"media-missing", "media-outside"}) == ("a.json", True)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_no_address_is_an_error_of_ours(site, address):
    site.write("a.md", "x")
    draft = f"---\ntitle: A\ndate: 2026-11-20\ncategory: Sport\n---\n<img src={address!r}>\n"
    task = files.Task(_state(site, draft), None, is_forced=False)
    [prepared] = files.prepare([task], site.settings)
    assert "internal-error" not in {problem.code for problem in prepared.problems}


def _state(site, text):
    file = site.write("a.md", text.encode("utf-8", "replace"))
    size = file.stat().st_size
    return files.FileState(path="a.md", size=size, mtime_ns=1, is_media=False, location=str(file))


def test_a_picture_that_is_a_link_to_itself_is_no_picture(site, record):
    site.write("b.txt", record())
    (site.articles / "b.jpg").symlink_to(site.articles / "b.jpg")
    site.publish()
    assert published(site) == {"b.txt"}


def test_an_error_of_ours_is_reported_with_its_file_and_tried_again(site, record, monkeypatch):
    site.write("a.txt", record("Eins"))
    site.write("b.txt", record("Zwei"))
    real = files.sources.read

    def broken(path, data):
        if path == "a.txt":
            raise RuntimeError("a bug")
        return real(path, data)

    monkeypatch.setattr(files.sources, "read", broken)
    site.publish()
    assert (published(site), problems(site)) == ({"b.txt"}, [("a.txt", "internal-error")])
    monkeypatch.undo()
    site.publish()
    assert (published(site), problems(site)) == ({"a.txt", "b.txt"}, [])


def test_a_name_that_the_disk_spells_otherwise_is_one_name(site, record):
    name = unicodedata.normalize("NFD", "für.txt")
    site.write(name, record("Eins"))
    site.publish()
    assert published(site) == {"für.txt"}
    site.write(name, record("Zwei!"))
    site.publish(under={name})
    with site.store.reading() as view:
        assert [a.title for a in shelf.newest(view, 0, base_url="", limit=9)] == ["Zwei!"]
    (site.articles / name).unlink()
    site.publish(under={name})
    assert published(site) == set()


def test_a_picture_that_the_disk_spells_otherwise_is_found(site, record):
    site.write("groß/tür.txt", record())
    site.write(unicodedata.normalize("NFD", "groß/tür.JPG"), PNG)
    site.publish()
    [image] = lead(site)
    assert (image.url, image.media_type, image.length) == (
        "https://nachrichten.example/medien/gro%C3%9F/t%C3%BCr.JPG",
        "image/jpeg",
        len(PNG),
    )


def test_a_picture_that_is_added_later_is_found_whatever_the_case_of_its_suffix(site, record):
    site.write("a.TXT", record())
    site.publish()
    site.write("a.JPG", PNG)
    site.publish(under={"a.JPG"})
    assert [image.length for image in lead(site)] == [len(PNG)]


def test_a_record_that_breaks_keeps_its_picture(site, record):
    site.write("a.txt", record())
    site.write("a.jpg", PNG)
    site.publish()
    site.write("a.txt", record(date="31. November 2024"))
    site.publish()
    with site.store.reading() as view:
        assert shelf.shows(view, "a.jpg")
    assert [image.length for image in lead(site)] == [len(PNG)]


@pytest.mark.parametrize(
    ("image", "code"),
    [
        ("javascript:alert(1)", "media-outside"),
        ("data:image/png;base64,AAAA", "media-outside"),
        ("bild.bmp", "media-missing"),
    ],
)
def test_a_lead_image_that_is_at_no_address_of_the_web_is_left_out(site, image, code):
    site.write(
        "a.md", f"---\ntitle: A\ndate: 2026-11-20\ncategory: Sport\nimage: '{image}'\n---\nText"
    )
    site.publish()
    assert (lead(site), problems(site)) == ((), [("a.md", code)])


def test_the_address_of_a_lead_image_is_written_as_addresses_are(site):
    image = "https://x.example/a b‹ü>%20.jpg"
    site.write(
        "a.md", f"---\ntitle: A\ndate: 2026-11-20\ncategory: Sport\nimage: '{image}'\n---\nText"
    )
    site.publish()
    assert [i.url for i in lead(site)] == ["https://x.example/a%20b%E2%80%B9%C3%BC%3E%20.jpg"]


def test_the_newest_of_many_articles_of_one_day_enter_the_feed(make_site, record):
    site = make_site(feed_size=5)
    for number in range(6):
        site.write(f"{number}.txt", record(f"Nr. {number}", date="20.11.2024"))
    site.publish()
    site.write("9.txt", record("Ganz neu", date="20.11.2024"))
    assert site.publish().feeds != ()
    with site.store.reading() as view:
        [first, *_] = shelf.newest(view, 0, base_url="", limit=5)
    assert first.title == "Ganz neu"


def test_what_a_scan_reports_is_reported_once_and_no_longer_than_it_is_so(site, record):
    site.write(unicodedata.normalize("NFC", "für.txt"), record())
    second = site.write(unicodedata.normalize("NFD", "für.txt"), record())
    for _ in range(3):
        site.publish()
    assert problems(site) == [("für.txt", "same-name")]
    second.unlink()
    site.publish()
    assert problems(site) == []


def test_a_folder_that_cannot_be_listed_removes_nothing(site, record, monkeypatch):
    for number in range(5):
        site.write(f"{number}.txt", record(f"Nr. {number}"))
    site.publish()

    def closed(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", closed)
    assert site.publish().loaded.removed == 0
    assert problems(site) == [(".", "not-opened")]


def test_a_new_update_beside_the_date_moves_updated(site, record):
    site.write("a.txt", record(date="20.11.2026, 8 Uhr\nAktualisiert am 21.11.2026, 9:15 Uhr"))
    site.publish()
    site.write("a.txt", record(date="20.11.2026, 8 Uhr\nAktualisiert am 22.11.2026, 10:30 Uhr"))
    site.publish()
    with site.store.reading() as view:
        [article] = shelf.newest(view, 0, base_url="", limit=9)
    assert article.updated.isoformat() == "2026-11-22T09:30:00+00:00"


def test_what_comes_back_with_another_text_was_updated_when_it_came_back(site, record):
    file = site.write("a.txt", record(date="20.11.2026, 8 Uhr"))
    site.publish()
    file.unlink()
    site.publish()
    site.now += timedelta(hours=1)
    site.write("a.txt", record(date="20.11.2026, 8 Uhr", body="Ein anderer Text."))
    site.publish()
    with site.store.reading() as view:
        [article] = shelf.newest(view, 0, base_url="", limit=9)
    assert article.updated == site.now.replace(microsecond=0)


def test_a_draft_that_is_released_today_arrives_when_it_is_released(site):
    head = "---\ntitle: A\ndate: {0}\ncategory: Sport\ndraft: {1}\n---\nText"
    today = f"{site.now:%Y-%m-%d}"
    site.now -= timedelta(days=1)
    site.write("a.md", head.format(today, "true"))
    site.publish()
    site.now += timedelta(days=1)
    site.write("a.md", head.format(today, "false"))
    site.publish()
    with site.store.reading() as view:
        [article] = shelf.newest(view, 0, base_url="", limit=9)
    assert article.published == site.now.replace(microsecond=0)


def test_a_link_to_another_record_leads_to_its_article(site, record):
    site.write(
        "a/eins.md", "---\ntitle: A\ndate: 2026-11-20\ncategory: Sport\n---\n[Zwei](zwei.txt#x)"
    )
    site.publish()
    assert problems(site) == [("a/eins.md", "link-dead")]
    site.write("a/zwei.txt", record("Die Schlagzeile"))
    site.publish(under={"a/zwei.txt"})
    assert problems(site) == []
    with site.store.reading() as view:
        [html] = [a.html for a in shelf.newest(view, 0, base_url="", limit=9) if a.title == "A"]
    [address] = re.findall('href="https://nachrichten.example([^"#]*)#x"', html)
    client = create_app(site.settings).test_client()
    answer = client.get(address, base_url=site.settings.base_url, follow_redirects=True)
    assert "<h1>Die Schlagzeile</h1>" in answer.text


def test_addresses_hold_no_blanks(site):
    site.write("a.json", HTML.format("<p><a href='https://x.example/ä b?c=d e'>x</a></p>"))
    site.publish()
    with site.store.reading() as view:
        [article] = shelf.newest(view, 0, base_url="", limit=9)
    assert 'href="https://x.example/ä%20b?c=d%20e"' in article.html


def test_an_empty_picture_is_no_picture(site, record):
    site.write("a.txt", record())
    site.write("a.jpg", b"")
    site.publish()
    assert (lead(site), problems(site)) == ((), [("a.txt", "media-missing")])


@pytest.mark.parametrize("name", ["???", "Was tun?", "Ach!"])
def test_a_category_may_end_like_a_sentence(site, record, name):
    site.write("a.txt", record(category=name))
    site.publish()
    assert (published(site), problems(site)) == ({"a.txt"}, [])


def test_a_plain_name_gets_its_plain_slug(site, record):
    site.write("a.txt", record(category="Sport ⚽"))
    site.write("b.txt", record(category="Sport"))
    site.publish()
    with site.store.reading() as view:
        assert {c.name: c.slug for c in shelf.all_channels(view)} == {
            "Alle Rubriken": "alle",
            "Sport": "sport",
            "Sport ⚽": "sport-2",
        }
