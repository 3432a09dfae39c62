"""What goes over the wire: validators, conditional requests, errors, redirects."""

import re
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime

import pytest

from tests.e2e.processes import until
from tests.e2e.sites import SAMPLES, fetch, txt

EDITIONS = (
    *("/feeds/alle.rss", "/feeds/alle.atom", "/feeds/kultur-medien.rss", "/feeds/sport.atom"),
    "/feeds.opml",
)
TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "opml": "text/x-opml"}


@pytest.mark.parametrize("path", EDITIONS)
def test_a_feed_has_its_media_type_a_strong_entity_tag_and_a_date(samples, path):
    answer = samples.get(path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == f"{TYPES[path.rpartition('.')[2]]}; charset=utf-8"
    assert re.fullmatch(r'"[\x21\x23-\x7e]+"', answer.headers["ETag"])
    assert answer.headers["Last-Modified"].endswith(" GMT")
    modified = parsedate_to_datetime(answer.headers["Last-Modified"])
    assert modified <= parsedate_to_datetime(answer.headers["Date"])
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    assert "max-age=" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_each_feed_has_an_entity_tag_of_its_own(samples):
    tags = {samples.get(path).headers["ETag"] for path in EDITIONS}
    assert len(tags) == len(EDITIONS)


@pytest.mark.parametrize("form", ["{}", '"other", {}', "W/{}", 'W/"other" , W/{}', "*"])
@pytest.mark.parametrize("path", [*EDITIONS, "/", "/rubrik/politik"])
def test_who_has_the_current_entity_tag_gets_304_and_no_body(samples, path, form):
    full = samples.get(path)
    answer = samples.get(path, if_none_match=form.format(full.headers["ETag"]))
    assert (answer.status, answer.body) == (304, b"")
    # What a 200 would have said (RFC 9110 section 15.4.5).
    for name in ("ETag", "Cache-Control", "Vary", "Expires"):
        assert answer.headers[name] == full.headers[name]


@pytest.mark.parametrize("path", EDITIONS)
def test_who_has_the_current_date_gets_304_and_who_has_an_older_one_does_not(samples, path):
    full = samples.get(path)
    modified = parsedate_to_datetime(full.headers["Last-Modified"])
    for days, status in ((0, 304), (1, 304), (-1, 200)):
        since = format_datetime(modified + timedelta(days=days), usegmt=True)
        assert samples.get(path, if_modified_since=since).status == status


@pytest.mark.parametrize("path", EDITIONS)
def test_the_entity_tag_decides_before_the_date(samples, path):
    full = samples.get(path)
    now, never = full.headers["Date"], "Thu, 01 Jan 1970 00:00:00 GMT"
    tag = full.headers["ETag"]
    assert samples.get(path, if_none_match='"another"', if_modified_since=now).status == 200
    assert samples.get(path, if_none_match=tag, if_modified_since=never).status == 304


@pytest.mark.parametrize("since", ["", "gestern", "Mon, 32 Nov 2026 99:00:00 GMT", "0"])
def test_a_condition_that_makes_no_sense_is_ignored(samples, since):
    assert samples.get(EDITIONS[0], if_modified_since=since).status == 200
    assert samples.get(EDITIONS[0], if_none_match=since).status == 200


@pytest.mark.parametrize(
    "path", [*EDITIONS, "/", "/rubrik/politik", "/medien/lokales/brunnen.jpg", "/feeds/nix.rss"]
)
def test_head_says_what_get_says_without_a_body(samples, path):
    full, head = samples.get(path), samples.get(path, method="HEAD")
    assert (head.status, head.body) == (full.status, b"")
    for name in ("ETag", "Last-Modified", "Content-Type", "Content-Length", "Cache-Control"):
        assert head.headers[name] == full.headers[name], name


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/feeds/gibt-es-nicht.rss", "Feed"),
        ("/feeds/politik.xml", "Feed"),
        ("/rubrik/gibt-es-nicht", "Rubrik"),
        ("/rubrik/politik?seite=2", "Rubrik oder Seite"),
        ("/rubrik/politik?seite=0", "Rubrik oder Seite"),
        ("/rubrik/politik?seite=-1", "Rubrik oder Seite"),
        ("/rubrik/politik?seite=eins", "Rubrik oder Seite"),
        ("/artikel/gibt-es-nicht-aaaaaaaaaaaa", "Artikel"),
        ("/artikel/x", "Artikel"),
        ("/medien/lokales/gibt-es-nicht.jpg", "Datei"),
        ("/irgendwo", "Unter dieser Adresse liegt nichts"),
        ("/%ff%fe", "Unter dieser Adresse liegt nichts"),
    ],
)
def test_what_is_not_there_is_answered_with_404_and_a_way_on_in_german(samples, path, words):
    answer = samples.get(path)
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert words in answer.text
    assert 'lang="de"' in answer.text
    assert 'href="/"' in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/medien/../store.sqlite",
        "/medien/%2e%2e/store.sqlite",
        "/medien/..%2fstore.sqlite",
        "/medien/lokales/../../store.sqlite",
        "/medien/lokales/..%5c..%5cstore.sqlite",
        "/medien//etc/passwd",
        "/medien/%2fetc%2fpasswd",
        "/medien/lokales/brunnen.jpg%00.png",
        "/medien/politik/2026-11-20-haushalt.txt",  # a record is no medium
        "/medien/lokales",
        "/medien/",
        "/static/../application.py",
        "/static/%2e%2e/application.py",
    ],
)
def test_nothing_but_media_of_published_articles_can_be_had(samples, path):
    answer = samples.get(path)
    assert answer.status in {400, 404}
    assert b"SQLite" not in answer.body
    assert b"root:" not in answer.body


def test_a_picture_that_no_published_article_shows_is_not_served(site):
    picture = (SAMPLES / "lokales" / "brunnen.jpg").read_bytes()
    site.write("fremd.jpg", picture)
    site.write("entwurf.jpg", picture)
    site.write(
        "entwurf.md",
        "---\ntitle: Entwurf\ndate: 1. März 2024\ncategory: Politik\ndraft: true\n---\n\nText.\n",
    )
    site.write("a.txt", txt("Alpha"))
    site.serve()
    assert site.get("/medien/fremd.jpg").status == 404
    assert site.get("/medien/entwurf.jpg").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/", "/feeds/alle.rss", "/rubrik/politik", "/medien/x.jpg"])
def test_what_cannot_be_done_is_answered_with_405_in_german(samples, path, method):
    answer = samples.get(path, method=method)
    assert answer.status == 405
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))
    assert "nur gelesen werden" in answer.text


def test_addresses_come_from_the_settings_and_never_from_the_host_header(samples):
    for path in ("/", *EDITIONS):
        answer = samples.get(path, host="boese.example", x_forwarded_host="boese.example")
        assert answer.status == 200
        assert "boese.example" not in answer.text


def test_an_old_headline_leads_to_the_current_address(site):
    site.write("politik/a.txt", txt("Die erste Überschrift"))
    service = site.serve()
    old = site.items()["Die erste Überschrift"].link
    site.write("politik/a.txt", txt("Die zweite Überschrift"))
    until(lambda: "Die zweite Überschrift" in site.items(), "the change", service.log)
    new = site.items()["Die zweite Überschrift"].link
    assert old != new
    key = new.rpartition("-")[2]
    for address in (old, f"{site.url}/artikel/{key}", f"{site.url}/artikel/irgendwas-{key}"):
        answer = fetch(address)
        assert (answer.status, answer.headers["Location"]) == (301, new)
    answer = fetch(new)
    assert answer.status == 200
    assert "Die zweite Überschrift" in answer.text


def test_a_second_edition_is_dated_later_than_the_first(site):
    site.write("politik/a.txt", txt("Alpha"))
    service = site.serve()
    first = site.get("/feeds/politik.rss")
    site.write("politik/b.txt", txt("Beta"))
    until(lambda: "Beta" in site.items(), "the change", service.log)
    # Whoever goes by the date alone must notice a removal, too.
    since = first.headers["Last-Modified"]
    assert site.get("/feeds/politik.rss", if_modified_since=since).status == 200
    second = site.get("/feeds/politik.rss")
    assert second.headers["ETag"] != first.headers["ETag"]
    (site.articles / "politik" / "b.txt").unlink()
    until(lambda: "Beta" not in site.items(), "the removal", service.log)
    since = second.headers["Last-Modified"]
    third = site.get("/feeds/politik.rss", if_modified_since=since)
    assert third.status == 200
    assert third.headers["ETag"] == first.headers["ETag"]  # the same bytes as before
