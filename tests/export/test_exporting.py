"""An export is the whole site, only what has changed is written, and nobody else's is touched."""

import gzip
import re
import shutil
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
import zstandard

from feedservice.errors import ExportError
from feedservice.export import exporting, manifest
from feedservice.export.tree import Tree
from feedservice.records import FeedFormat
from feedservice.store import editions
from feedservice.web import catalogue
from tests.export.conftest import PICTURE


def article(exporter, headline):
    """The name of the file of an article."""
    [name] = [
        name for name in exporter.files() if re.fullmatch(rf"artikel/{headline}-\w+.html", name)
    ]
    return name


def test_every_document_is_a_file(newspaper, exporter):
    done = exporter()
    files = exporter.files()
    assert done.failed == []
    plain = {name for name in files if not name.endswith((".br", ".gz", ".zst"))}
    assert {name.partition("/")[0] for name in plain} == {
        *("404", "artikel", "feeds", "index.html", "medien", "rubrik", "static"),
        *("feeds.opml", "feeds.liste.html", "favicon.ico", "robots.txt"),
        *("sitemap", "sitemap.xml", "sitemap-news.xml"),
    }
    assert len([name for name in plain if name.startswith("artikel/")]) == 34
    assert {name for name in plain if name.startswith("rubrik/")} == {
        "rubrik/sport.html",
        "rubrik/sport/seite-2.html",
        "rubrik/wissen.html",
    }
    assert files["medien/wissen/b.png"] == PICTURE
    assert "Diesen Feed gibt es nicht" in files["404/feed.html"].decode()
    with newspaper.store.reading() as view:
        assert files["feeds/sport.rss"] == editions.edition(view, "sport", FeedFormat.RSS).body


def test_a_long_list_of_feeds_has_pages_that_are_no_feed_s_own(
    newspaper, exporter, record, monkeypatch
):
    monkeypatch.setattr(catalogue, "FEEDS", 3)
    newspaper.write("s.txt", record("Zwei", category="Seite 2"))
    newspaper.publish()
    assert exporter().failed == []
    files = exporter.files()
    assert "<h1>Alle Feeds</h1>" in files["feeds.liste.html"].decode()
    second = files["feeds/seite-2.liste.html"].decode()
    assert '<link rel="canonical" href="https://nachrichten.example/feeds?seite=2">' in second
    assert "<h1>Weiltaler Bote: Seite 2</h1>" in files["feeds/seite-2.html"].decode()


def test_what_is_compressed_is_the_same_document(exporter):
    exporter()
    files = exporter.files()
    coded = [name for name in files if f"{name}.gz" in files]
    plain = {name for name in files if not name.endswith((".br", ".gz", ".zst"))}
    assert {name.partition("/")[0].rpartition(".")[2] for name in plain - set(coded)} == {
        *("404", "medien", "static", "ico")
    }
    for name in coded:
        assert gzip.decompress(files[f"{name}.gz"]) == files[name]
        assert brotli.decompress(files[f"{name}.br"]) == files[name]
        assert zstandard.ZstdDecompressor().decompress(files[f"{name}.zst"]) == files[name]


def test_an_export_of_the_same_writes_nothing(exporter):
    exporter()
    before = exporter.states()
    done = exporter()
    assert (done.written, done.removed, done.configuration) == ([], [], [])
    assert exporter.states() == before


def test_one_new_article_is_one_page_its_neighbours_lists_and_feeds(newspaper, exporter, record):
    exporter()
    before = exporter.states()
    newspaper.write("wissen/c.txt", record("Kometen", category="Wissen", date="21.11.2026, 9 Uhr"))
    done = exporter()
    assert set(done.written) - {"sitemap-news.xml"} == {  # which goes by the clock
        *(article(exporter, headline) for headline in ("kometen", "monde", "sterne")),
        "index.html",
        "rubrik/wissen.html",
        "sitemap/artikel-1.xml",
        *(f"feeds/{slug}.{f}" for slug in ("alle", "wissen") for f in (*FeedFormat, "html")),
    }
    after = exporter.states()
    changed = {name for name in before if after[name] != before[name]}
    assert {name.partition(".")[0] for name in changed} - {"sitemap-news"} == {
        *("index", "rubrik/wissen", "feeds/alle", "feeds/wissen", "sitemap/artikel-1"),
        *(article(exporter, headline).partition(".")[0] for headline in ("monde", "sterne")),
    }


CHANGES = {
    "new": lambda site, record: site.write("sport/neu.txt", record("Neu", category="Sport")),
    "new category": lambda site, record: site.write("x.txt", record("Neu", category="Reise")),
    "another headline": lambda site, record: site.write(
        "sport/02.txt", record("Ganz anders", category="Sport")
    ),
    "another text": lambda site, record: site.write(
        "sport/31.txt", record("Spiel 31", category="Sport", body="Berichtigt.")
    ),
    "another date": lambda site, record: site.write(
        "sport/31.txt", record("Spiel 31", category="Sport", date="1.1.2026, 8 Uhr")
    ),
    "removed": lambda site, record: (site.articles / "sport" / "00.txt").unlink(),  # noqa: ARG005
    "second page gone": lambda site, record: [  # noqa: ARG005
        (site.articles / "sport" / f"{number:02}.txt").unlink() for number in range(2)
    ],
    "and some of the first": lambda site, record: [  # noqa: ARG005
        (site.articles / "sport" / f"{number:02}.txt").unlink() for number in range(5)
    ],
    "category empty": lambda site, record: [  # noqa: ARG005
        (site.articles / "wissen" / name).unlink() for name in ("a.txt", "b.txt")
    ],
    "another category": lambda site, record: site.write(
        "wissen/b.txt", record("Monde", category="Sport", date="21.11.2026, 8 Uhr")
    ),
    "another picture": lambda site, record: site.write("wissen/b.png", PICTURE + b"x"),  # noqa: ARG005
    "no picture": lambda site, record: (site.articles / "wissen" / "b.png").unlink(),  # noqa: ARG005
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_after_any_change_the_files_are_those_of_a_new_export(
    newspaper, exporter, record, tmp_path, change
):
    exporter()
    change(newspaper, record)
    done = exporter()
    assert done.written or done.removed
    assert len(done.written) < done.documents
    exporter.run(tmp_path / "anew")
    assert exporter.files() == exporter.files(tmp_path / "anew")


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_the_whole_archive_is_exported_and_follows_every_change(
    newspaper, exporter, record, tmp_path, change
):
    exporter(feed_size=10)
    assert {"feeds/sport/archiv/1.rss", "feeds/alle/archiv/2.atom.br"} <= set(exporter.files())
    change(newspaper, record)
    done = exporter(feed_size=10)
    assert done.failed == []
    exporter(tmp_path / "anew", feed_size=10)
    assert exporter.files() == exporter.files(tmp_path / "anew")


@pytest.mark.parametrize(
    "setting", [{"title": "Ein anderer Titel"}, {"hubs": ("https://hub.example/",)}]
)
def test_another_setting_shows_everywhere(exporter, tmp_path, setting):
    exporter()
    exporter(**setting)
    exporter(tmp_path / "anew", **setting)
    assert exporter.files() == exporter.files(tmp_path / "anew")
    for name in ("nginx-http.conf", "Caddyfile"):
        told = (exporter.folder / name).read_text()
        anew = (tmp_path / "anew" / name).read_text()
        assert told.replace(str(exporter.folder), str(tmp_path / "anew")) == anew


def test_a_file_that_somebody_changed_or_took_away_is_written_again(exporter):
    exporter()
    before = exporter.files()
    (exporter.public / "index.html").write_text("Hallo")
    (exporter.public / "feeds" / "sport.rss.br").unlink()
    (exporter.public / "static" / "style.css").write_text("")
    done = exporter()
    assert set(done.written) == {"index.html", "feeds/sport.rss", "static/style.css"}
    assert exporter.files() == before


def test_files_that_are_not_ours_stay(newspaper, exporter):
    exporter()
    for name in ("meins.txt", "artikel/meins.html", "rubrik/sport/meins.html"):
        (exporter.public / name).write_text("meins")
    shutil.rmtree(newspaper.articles / "sport")
    exporter.site.publish(allow_removal=True)
    exporter.run()
    for name in ("meins.txt", "artikel/meins.html", "rubrik/sport/meins.html"):
        assert (exporter.public / name).read_text() == "meins"
    assert not (exporter.public / "rubrik" / "sport" / "seite-2.html").exists()


def test_a_file_that_is_in_the_way_is_not_overwritten(newspaper, exporter, record):
    exporter()
    before = exporter.files()
    (exporter.public / "rubrik" / "reise.html").write_text("meins")
    newspaper.write("x.txt", record(category="Reise"))
    with pytest.raises(ExportError, match=r"reise\.html: is not ours and lies where"):
        exporter()
    assert exporter.files() == before | {"rubrik/reise.html": b"meins"}


def test_folders_that_become_empty_go(newspaper, exporter):
    exporter()
    (newspaper.articles / "wissen" / "b.png").unlink()
    exporter()
    assert not (exporter.public / "medien").exists()


def test_a_second_edition_of_one_second_is_dated_later(newspaper, exporter, record):
    exporter()
    names = [f"feeds/alle.rss{suffix}" for suffix in ("", ".br", ".gz", ".zst")]

    def seconds():
        return [(exporter.public / name).stat().st_mtime_ns // 10**9 for name in names]

    before = seconds()
    newspaper.write("sport/00.txt", record("Spiel X", category="Sport"))
    exporter()
    assert all(new > old for new, old in zip(seconds(), before, strict=True))


class BrokenOffError(Exception):
    """Stands for the end of the process."""


@pytest.mark.parametrize("survived", [0, 1, 2, 3, 5, 8, 13, 21, 28])
def test_whenever_it_is_broken_off_what_is_served_is_whole_and_the_next_one_completes_it(
    exporter, record, tmp_path, monkeypatch, survived
):
    exporter()
    old = exporter.files()
    text = record("Anpfiff", category="Sport", date="23.11.2026, 9 Uhr")
    exporter.site.write("sport/00.txt", text)
    exporter(tmp_path / "anew")
    new = exporter.files(tmp_path / "anew")
    left, real = iter(range(survived)), Path.replace

    def dying(self, target):
        if next(left, None) is None:
            raise BrokenOffError
        return real(self, target)

    monkeypatch.setattr(Path, "replace", dying)
    with pytest.raises(BrokenOffError):
        exporter.run()
    monkeypatch.undo()
    for name, body in exporter.files().items():
        assert body in {old.get(name), new.get(name)}, name
    exporter.run()
    assert exporter.files() == new
    assert not list(exporter.folder.glob(".staging"))


def test_all_feeds_turn_at_once_after_the_pages_that_they_name(exporter, monkeypatch):
    turns = []
    real = Tree.turn

    def turn(self):
        names = [place.relative_to(self.root) for _, place in self._waiting]
        turns.append([name.parts[0] for name in names if ".html" not in name.name])
        real(self)

    monkeypatch.setattr(Tree, "turn", turn)
    exporter()
    assert {kind.partition(".")[0] for kind in turns[-1]} == {"feeds"}
    assert not [kinds for kinds in turns[:-1] if "feeds" in kinds]


def test_what_is_published_meanwhile_waits_for_the_next_export(
    newspaper, exporter, record, monkeypatch
):
    real = exporting.documents

    def publishing(*arguments):
        found = list(real(*arguments))
        newspaper.write("wissen/neu.txt", record("Brandneu", category="Wissen"))
        newspaper.publish()
        return found

    newspaper.publish()
    monkeypatch.setattr(exporting, "documents", publishing)
    exporter.run()
    assert not [name for name, body in exporter.files().items() if b"Brandneu" in body]
    monkeypatch.undo()
    exporter.run()
    assert article(exporter, "brandneu")


def test_a_document_that_cannot_be_had_is_told_and_keeps_its_file(exporter, monkeypatch):
    exporter()
    before = exporter.files()
    real = exporting.asked

    @contextmanager
    def failing(app, address, base_url):
        with real(app, address, base_url) as answer:
            yield answer._replace(status=503) if address == "/" else answer

    monkeypatch.setattr(exporting, "asked", failing)
    assert exporter().failed == [("/", 503)]
    assert exporter.files() == before


def test_one_export_at_a_time(newspaper, exporter, monkeypatch):
    newspaper.publish()
    real = exporting.documents

    def exporting_too(*arguments):
        monkeypatch.undo()
        with pytest.raises(ExportError, match="another export is writing there"):
            exporter.run()
        return real(*arguments)

    monkeypatch.setattr(exporting, "documents", exporting_too)
    exporter.run()


def test_a_folder_of_somebody_else_is_refused(exporter):
    exporter.folder.mkdir()
    (exporter.folder / "wichtig.txt").write_text("meins")
    with pytest.raises(ExportError, match="is not empty, and no export of ours; name an empty"):
        exporter()
    assert [path.name for path in exporter.folder.iterdir()] == ["wichtig.txt"]


def test_the_articles_folder_and_what_is_in_it_are_refused(newspaper, exporter):
    link = newspaper.articles.parent / "link"
    link.symlink_to(newspaper.articles)
    for folder in (newspaper.articles, newspaper.articles / "neu" / "tief", link / "neu"):
        with pytest.raises(ExportError, match="lies in the articles folder"):
            exporter(folder)
    assert not (newspaper.articles / "neu").exists()


def test_a_file_is_no_folder(exporter):
    exporter.folder.write_text("")
    with pytest.raises(ExportError, match="is no folder"):
        exporter()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 1}', '{"version": 99}', "\xff"])
def test_a_manifest_that_cannot_be_understood_is_refused(exporter, content):
    exporter()
    before = exporter.files()
    (exporter.folder / manifest.NAME).write_bytes(content.encode("latin-1"))
    with pytest.raises(ExportError, match="remove the folder and export anew"):
        exporter()
    assert exporter.files() == before


def test_an_empty_folder_is_as_good_as_none(exporter):
    exporter.folder.mkdir()
    assert exporter().failed == []


def test_nginx_looks_for_no_variable_in_the_name_of_the_folder(exporter, tmp_path):
    exporter(tmp_path / "5$preis")
    told = (tmp_path / "5$preis" / "nginx-server.conf").read_text()
    assert f'root "{tmp_path}/5${{feedservice_dollar}}preis/public";' in told
    assert "$preis" not in told


def test_progress_is_told_for_each_document(newspaper, exporter):
    newspaper.publish()
    told = []
    order = exporting.Export(settings=newspaper.settings, folder=exporter.folder)
    done = exporting.export(newspaper.store, order, progress=lambda *steps: told.append(steps))
    assert told == [(number, done.documents) for number in range(1, done.documents + 1)]


def test_two_exports_of_one_store_hold_the_same(exporter, tmp_path):
    exporter()
    exporter.run(tmp_path / "anew")
    first = manifest.read(exporter.folder)
    second = manifest.read(tmp_path / "anew")
    assert first.fingerprint == second.fingerprint
    undated = [
        {name: replace(entry, files={}) for name, entry in one.entries.items()}
        for one in (first, second)
    ]
    assert undated[0] == undated[1]
