"""The pass over the folder: what is read again, what is reported, what is never lost."""

import os
import shutil
from datetime import timedelta

import lxml.html
import pytest

from feedservice.store import shelf
from feedservice.store.schema import State

WITH_ID = """\
---
id: m{0}
title: Meldung {0}
date: 20.11.2026
category: Sport
---

Text.
"""
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def published(site):
    with site.store.reading() as view:
        return {path for path, _, _ in shelf.in_state(view, State.PUBLISHED, 100)}


def problems(site):
    with site.store.reading() as view:
        return [(p.path, p.line, p.code) for p in shelf.reported(view)]


def images(site, slug="lokales", limit=9):
    with site.store.reading() as view:
        row = shelf.channel(view, slug)
        found = shelf.newest(view, row.number, base_url="", limit=limit)
    return [image for article in found for image in article.images]


def test_a_file_with_a_new_mtime_and_the_same_bytes_is_not_loaded_again(site, record):
    file = site.write("a.txt", record())
    site.publish()
    os.utime(file, ns=(1, 1))
    first, second = site.publish(), site.publish()
    assert (first.loaded.read, first.feeds, second.loaded.read) == (1, (), 0)


def test_a_file_of_another_size_or_mtime_is_read(site, record):
    file = site.write("a.txt", record("Eins"))
    site.publish()
    stat = file.stat()
    file.write_text(record("Zwei"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))  # as long as before
    assert site.publish().feeds != ()


def test_only_the_places_that_are_named_are_looked_at(site, record):
    site.write("a/1.txt", record())
    site.write("b/1.txt", record())
    site.publish(under={"a"})  # the first time everything is looked at, whatever is named
    assert published(site) == {"a/1.txt", "b/1.txt"}
    site.write("a/2.txt", record())
    site.write("b/2.txt", record())
    site.publish(under={"a"})
    assert published(site) == {"a/1.txt", "b/1.txt", "a/2.txt"}
    site.publish(under={"b/2.txt", "nowhere"})
    assert published(site) == {"a/1.txt", "b/1.txt", "a/2.txt", "b/2.txt"}


def test_a_folder_that_is_named_takes_its_removed_records_along_and_no_neighbour(site, record):
    for path in ("a/1.txt", "a/b/2.txt", "a0.txt", "ab/3.txt", "A/4.txt"):
        site.write(path, record())
    site.publish()
    for path in ("a/1.txt", "a/b/2.txt", "a0.txt"):
        (site.articles / path).unlink()
    site.publish(under={"a"})
    assert published(site) == {"a0.txt", "ab/3.txt", "A/4.txt"}


def test_a_thousand_places_at_once_are_one_look_at_the_whole(site, record):
    site.publish()
    for number in range(1200):
        site.write(f"{number:04}.txt", record())
        site.write(f"{number:04}.png", PNG)
    places = {f"{number:04}.txt" for number in range(1200)}
    done = site.publish(under=places)
    assert (done.loaded.read, len(images(site, limit=1200))) == (1200, 1200)
    for place in places:
        (site.articles / place).unlink()
    assert site.publish(under=places, allow_removal=True).loaded.removed == 1200


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        ("31. November 2026\n\nSport\n\nT\n\nText\n", 1, "date-impossible-date"),
        ("Montag, 22. November 2026\n\nSport\n\nT\n\nText\n", 1, "date-weekday-conflict"),
        ("gestern, 9:41 Uhr\n\nSport\n\nT\n\nText\n", 1, "date-needs-reference"),
        ("November 2026\n\nSport\n\nT\n\nText\n", 1, "date-too-coarse"),
        ("", 0, "empty-file"),
        (b"\xff\xfe\x00\x00\x81", 0, "unreadable"),
        ("20.11.2026\n\nT\n\nT\n\nText\n", 3, "no-category"),
    ],
)
def test_a_record_that_breaks_is_reported_and_its_last_good_version_stays(
    site, record, content, line, code
):
    site.write("a.txt", record("Gut"))
    site.write("b.txt", record())
    site.publish()
    site.write("a.txt", content)
    site.write("c.txt", record())
    site.publish()
    assert published(site) == {"a.txt", "b.txt", "c.txt"}
    [(path, found_line, found_code)] = problems(site)
    assert (path, found_code) == ("a.txt", code)
    assert found_line == line or code == "unreadable"
    site.write("a.txt", record("Besser"))
    site.publish()
    assert problems(site) == []


def test_a_bad_date_of_an_update_is_reported_too(site):
    head = "title: T\ndate: 20.11.2026\ncategory: Sport\n"
    site.write("a.md", f"---\n{head}updated: demnächst\n---\nText\n")
    site.publish()
    [(path, _, code)] = problems(site)
    assert (path, code.startswith("date-")) == ("a.md", True)


def test_one_bad_record_of_a_file_does_not_stop_the_others(site):
    site.write(
        "a.jsonl",
        '{"id": "1", "title": "Gut", "date": "20.11.2026", "category": "Sport", "text": "T"}\n'
        '{"id": "2", "title": "Faul", "date": "31.11.2026", "category": "Sport", "text": "T"}\n'
        '{"id": "3", "title": "Gut, 2", "date": "21.11.2026", "category": "Sport", "text": "T"}\n',
    )
    site.publish()
    with site.store.reading() as view:
        row = shelf.channel(view, "sport")
        found = shelf.newest(view, row.number, base_url="", limit=9)
    assert [article.title for article in found] == ["Gut, 2", "Gut"]
    assert [(line, code) for _, line, code in problems(site)] == [(2, "date-impossible-date")]


def test_a_record_that_its_file_names_no_longer_is_removed_unless_the_file_has_an_error(site):
    line = (
        '{{"id": "{0}", "title": "T{0}", "date": "20.11.2026", "category": "Sport", "text": "T"}}'
    )
    site.write("a.jsonl", "\n".join(line.format(n) for n in (1, 2, 3)))
    site.publish()
    site.write("a.jsonl", "\n".join([line.format(1), "{"]))
    site.publish()
    assert len(titles(site)) == 3
    site.write("a.jsonl", "\n".join([line.format(1), line.format(2)]))
    assert site.publish().loaded.removed == 1
    assert titles(site) == ["T1", "T2"]


def titles(site, slug="sport"):
    with site.store.reading() as view:
        row = shelf.channel(view, slug)
        return sorted(a.title for a in shelf.newest(view, row.number, base_url="", limit=9))


def test_of_two_records_with_one_key_the_first_stands(site):
    site.write("b.md", "---\ntitle: B\ndate: 20.11.2026\ncategory: Sport\nid: x\n---\nText\n")
    site.write("a.md", "---\ntitle: A\ndate: 20.11.2026\ncategory: Sport\nid: x\n---\nText\n")
    site.publish()
    assert (titles(site), problems(site)) == (["A"], [("b.md", 1, "key-taken")])


def test_a_published_key_stands_against_an_earlier_path_and_is_free_once_it_is_gone(site):
    text = "---\ntitle: {}\ndate: 20.11.2026\ncategory: Sport\nid: x\n---\nText\n"
    later = site.write("b.md", text.format("B"))
    site.publish()
    site.write("a.md", text.format("A"))
    site.publish()
    assert (titles(site), problems(site)) == (["B"], [("a.md", 1, "key-taken")])
    later.unlink()
    site.publish(under={"b.md"})
    assert (titles(site), problems(site)) == (["A"], [])


def test_a_key_may_move_from_one_file_to_another(site):
    text = "---\ntitle: {0}\ndate: 20.11.2026\ncategory: Sport\nid: {0}\n---\nText\n"
    site.write("a.md", text.format("x"))
    site.write("b.md", text.format("y"))
    site.publish()
    site.write("a.md", text.format("y"))
    site.write("b.md", text.format("x"))
    site.publish()
    assert (titles(site), problems(site)) == (["x", "y"], [])


def test_most_records_gone_at_once_are_an_accident_until_somebody_says_otherwise(site, record):
    files = [site.write(f"{n:02}.txt", record()) for n in range(20)]
    site.publish()
    for file in files[:11]:
        file.unlink()
    done = site.publish()
    assert (done.loaded.removed, len(published(site))) == (0, 20)
    assert problems(site) == [(".", 0, "mass-removal")]
    done = site.publish(allow_removal=True)
    assert (done.loaded.removed, len(published(site)), problems(site)) == (11, 9, [])


def test_an_accident_is_over_when_the_records_are_back(site, record):
    for n in range(20):
        site.write(f"{n:02}.txt", record())
    site.publish()
    site.articles.rename(site.articles.with_name("elsewhere"))
    site.articles.mkdir()
    site.publish()
    site.articles.rmdir()
    site.articles.with_name("elsewhere").rename(site.articles)
    assert (site.publish().feeds, problems(site)) == ((), [])


def test_an_accident_is_not_over_because_others_were_added(site, record):
    for n in range(12):
        site.write(f"{n:02}.txt", record())
    site.publish()
    for n in range(12):
        (site.articles / f"{n:02}.txt").unlink()
        site.write(f"neu-{n:02}.txt", record())
    for order in ({}, {"under": {"neu-01.txt"}}, {}, {}):
        assert site.publish(**order).loaded.removed == 0
        assert problems(site) == [(".", 0, "mass-removal")]
    assert len(published(site)) == 24
    assert site.publish(allow_removal=True).loaded.removed == 12


def test_records_that_moved_with_their_ids_are_not_gone(site):
    for n in range(20):
        site.write(f"alt/{n:02}.md", WITH_ID.format(n))
    site.publish()
    before = titles(site)
    (site.articles / "alt").rename(site.articles / "neu")
    for order in ({"under": {"alt", "neu"}}, {}):
        done = site.publish(**order)
        assert (done.loaded.removed, problems(site), titles(site)) == (0, [], before)
        assert done.feeds == ()


def test_of_records_that_moved_and_records_that_are_gone_the_latter_are_an_accident(site, record):
    for n in range(5):
        site.write(f"alt/{n:02}.md", WITH_ID.format(n))
    for n in range(15):
        site.write(f"alt/{n:02}.txt", record())
    site.publish()
    before = titles(site)
    for n in range(5):
        site.write(f"neu/{n:02}.md", WITH_ID.format(n))
    shutil.rmtree(site.articles / "alt")
    for _ in range(2):
        done = site.publish()
        assert (done.loaded.removed, titles(site)) == (0, before)
        assert problems(site) == [(".", 0, "mass-removal")]
    assert site.publish(allow_removal=True).loaded.removed == 15
    assert titles(site) == [f"Meldung {n}" for n in range(5)]


@pytest.mark.parametrize(("records", "lost"), [(10, 10), (22, 11)])
def test_few_records_or_no_more_than_half_of_them_may_go_at_once(site, record, records, lost):
    files = [site.write(f"{n:02}.txt", record()) for n in range(records)]
    site.publish()
    for file in files[:lost]:
        file.unlink()
    assert site.publish().loaded.removed == lost


def test_a_file_of_more_than_the_limit_is_reported_unread(site, record):
    site.write("a.txt", record())
    with (site.articles / "b.txt").open("wb") as file:
        file.truncate(50_000_000)
    site.publish()
    assert (published(site), problems(site)) == ({"a.txt"}, [("b.txt", 0, "too-large")])
    assert site.publish().loaded.read == 0


def test_a_link_out_of_the_folder_is_reported_and_what_was_published_of_it_stays(site, record):
    file = site.write("a.txt", record())
    site.publish()
    outside = file.rename(site.articles.parent / "outside.txt")
    file.symlink_to(outside)
    site.publish()
    assert (published(site), problems(site)) == ({"a.txt"}, [("a.txt", 0, "outside-folder")])
    file.unlink()
    site.publish()
    assert (published(site), problems(site)) == (set(), [])


def test_a_picture_beside_a_record_becomes_its_image_and_brings_it_back_when_it_changes(
    site, record
):
    site.write("a/pegel.txt", record())
    site.publish()
    assert images(site) == []
    picture = site.write("a/pegel.png", PNG)
    site.publish(under={"a/pegel.png"})
    [image] = images(site)
    url = "https://nachrichten.example/medien/a/pegel.png"
    assert (image.url, image.media_type, image.length) == (url, "image/png", 108)
    picture.write_bytes(PNG * 2)
    site.publish()
    assert images(site)[0].length == 216
    picture.unlink()
    site.publish(under={"a/pegel.png"})
    assert (images(site), problems(site)) == ([], [])


MARKDOWN = """\
---
title: T
date: 20.11.2026
category: Lokales
image:
  src: "{}"
  alt: Ein Bild
---
Text mit ![Bild](zwei.png) und [Link](/rubrik/sport), [Mail](mailto:a@example.org),
[Stelle](#unten), [Seite](/seite.html), <a href="//example.org/x">x</a>.
"""


def test_a_picture_that_is_named_is_reported_while_it_is_missing(site):
    site.write("a/a.md", MARKDOWN.format("eins%20groß.png"))
    site.publish()
    assert problems(site) == [("a/a.md", 1, "media-missing")] * 2
    site.write("a/eins groß.png", PNG)
    site.write("a/zwei.png", PNG)
    site.publish()
    assert ([(image.url, image.alt) for image in images(site)], problems(site)) == (
        [
            ("https://nachrichten.example/medien/a/eins%20gro%C3%9F.png", "Ein Bild"),
            ("https://nachrichten.example/medien/a/zwei.png", "Bild"),
        ],
        [],
    )


@pytest.mark.parametrize(
    "address", ["../../etc/x.png", "%2e%2e/%2e%2e/x.png", "../../articles/x.png"]
)
def test_a_picture_outside_the_folder_is_reported_and_not_shown(site, address):
    site.write("a/a.md", MARKDOWN.format(address).replace("zwei.png", "https://example.org/z.png"))
    (site.articles.parent / "x.png").write_bytes(PNG)
    site.publish()
    assert (images(site), problems(site)) == ([], [("a/a.md", 1, "media-outside")])


def test_a_picture_of_somebody_else_is_shown_without_type_and_length(site):
    site.write("a.md", MARKDOWN.format("https://example.org/bild"))
    site.write("zwei.png", PNG)
    site.publish()
    assert [(i.url, i.media_type, i.length, i.alt) for i in images(site)] == [
        ("https://example.org/bild", None, None, "Ein Bild"),
        ("https://nachrichten.example/medien/zwei.png", "image/png", 108, "Bild"),
    ]


def test_every_address_of_a_record_becomes_absolute(site):
    site.write("a/a.md", MARKDOWN.format("https://example.org/bild"))
    site.write("a/zwei.png", PNG)
    site.publish()
    with site.store.reading() as view:
        [article] = shelf.newest(view, 0, base_url="https://nachrichten.example", limit=1)
    tree = lxml.html.fragment_fromstring(article.html, create_parent=True)
    assert [address for _, _, address, _ in tree.iterlinks()] == [
        "https://nachrichten.example/medien/a/zwei.png",
        "https://nachrichten.example/rubrik/sport",
        "mailto:a@example.org",
        f"{article.url}#unten",
        "https://nachrichten.example/seite.html",
        "https://example.org/x",
    ]


def test_a_new_picture_does_not_move_the_date_of_the_update(site, record):
    site.write("a.txt", record())
    site.publish()
    site.write("a.png", PNG)
    site.now += timedelta(hours=1)
    site.publish()
    with site.store.reading() as view:
        [article] = shelf.newest(view, 0, base_url="", limit=9)
    assert article.updated == article.published


def test_removed_characters_are_a_warning_and_the_record_is_published(site, record):
    site.write("a.txt", record(body="Ein \x0bText."))
    site.publish()
    assert (published(site), problems(site)) == ({"a.txt"}, [("a.txt", 7, "illegal-characters")])
