"""What a web server hands out of an export is what the service hands out itself."""

import json
import shutil
from typing import NamedTuple

import pytest

from tests.e2e.processes import Program, until
from tests.e2e.sites import SAMPLES, Site, txt
from tests.e2e.webservers import SERVERS, WebServer

HUBS = "https://hub.example/ https://zweiter.example/hub?a=$b"
BASES = ("https://bote.example", "https://bote.example/news-f%C3%BCr.alle")
ACCEPTED = (
    *(None, "", "gzip", "GZIP, deflate", "br", "zstd", "gzip, deflate, br, zstd", "identity"),
    *("br;q=0, gzip", "zstd;q=1.0,gzip;q=0.000", "compress", "brotli, gzipped", "X-GZIP"),
)
COMPARED = (
    *("Content-Type", "Content-Encoding", "Cache-Control", "Vary", "Link", "Location"),
    *("Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Access-Control-Max-Age"),
    *(
        "Access-Control-Allow-Methods",
        "Access-Control-Allow-Headers",
        "Content-Security-Policy",
        "Referrer-Policy",
    ),
    "X-Content-Type-Options",
)
PICTURE = (SAMPLES / "lokales" / "brunnen.jpg").read_bytes()


class Twins(NamedTuple):
    """A service, and a web server on what was exported of it."""

    site: Site
    service: Program
    server: WebServer
    prefix: str
    documents: dict[str, str]


@pytest.fixture(scope="module", params=BASES, ids=["host", "path"])
def exported(tmp_path_factory, request):
    """The samples and some more, served and exported."""
    home = tmp_path_factory.mktemp("exported")
    shutil.copytree(SAMPLES, home / "articles")
    with Site(home) as site:
        site.environment |= {"FEEDSERVICE_BASE_URL": request.param, "FEEDSERVICE_HUBS": HUBS}
        site.environment["FEEDSERVICE_FEED_SIZE"] = "20"  # so that there are archives
        for number in range(65):
            site.write(f"viel/{number}.txt", txt(f"Meldung {number}", category="Viel & mehr"))
        site.write("viel/Größe 1+2 %.txt", txt("Großes Bild", category="Viel & mehr"))
        site.write("viel/Größe 1+2 %.JPG", PICTURE)
        service = site.serve()
        done = site.run("export", "out")
        assert (done.returncode, done.stderr) == (0, "")
        told = json.loads((home / "out" / "feedservice-export.json").read_bytes())
        documents = {file: address for file, (_, address, *_) in told["documents"].items()}
        prefix = "/news-f%C3%BCr.alle" if "news" in request.param else ""
        yield site, service, prefix, documents


@pytest.fixture(scope="module", params=SERVERS)
def twins(exported, request):
    """The service, and one web server."""
    site, service, prefix, documents = exported
    server = WebServer(request.param, site, site.home / "out")
    return Twins(site, service, server, prefix, documents)


def told(answer):
    """All that must be the same, with the body."""
    return answer.status, {name: answer.headers.get_all(name) for name in COMPARED}, answer.body


def test_every_kind_of_document_is_exported(exported):
    _, _, _, documents = exported
    assert len(documents) > 150
    for file, address in {
        "index.html": "/",
        "rubrik/viel-mehr/seite-3.html": "/rubrik/viel-mehr?seite=3",
        "feeds/viel-mehr.json": "/feeds/viel-mehr.json",
        "feeds/viel-mehr/archiv/1.rss": "/feeds/viel-mehr/archiv/1.rss",
        "feeds.opml": "/feeds.opml",
        "static/style.css": "/static/style.css",
        "medien/viel/Größe 1+2 %.JPG": "/medien/viel/Gr%C3%B6%C3%9Fe%201%2B2%20%25.JPG",
        "404/feed.html": "/feeds/-",
    }.items():
        assert documents[file] == address


@pytest.mark.parametrize("accepted", ACCEPTED)
def test_every_document_is_the_service_s_own(twins, accepted):
    headers = {} if accepted is None else {"accept_encoding": accepted}
    for address in twins.documents.values():
        path = twins.prefix + address
        expected = told(twins.site.get(path, **headers))
        assert told(twins.server.get(path, **headers)) == expected, path


def test_a_browser_that_asks_for_a_script_is_told_the_same(twins):
    asked = {"access_control_request_method": "GET", "access_control_request_headers": "a-im"}
    paths = [address for address in twins.documents.values() if "." in address[-5:]]
    feeds = [path for path in paths if path.startswith("/feeds")]
    assert len(feeds) > 20
    for path in feeds:
        expected = told(twins.site.get(twins.prefix + path, method="OPTIONS", **asked))
        assert (expected[0], expected[2]) == (204, b"")
        assert told(twins.server.get(twins.prefix + path, "OPTIONS", **asked)) == expected, path


def test_head_says_what_get_says(twins):
    for address in twins.documents.values():
        path = twins.prefix + address
        full = told(twins.server.get(path, accept_encoding="gzip"))
        head = told(twins.server.get(path, "HEAD", accept_encoding="gzip"))
        assert head == (*full[:2], b""), path


def test_its_validators_work_and_each_coding_has_its_own(twins):
    for file, address in twins.documents.items():
        if file.startswith("404/"):
            continue
        path, tags = twins.prefix + address, set()
        for coding in ("identity", "gzip", "br", "zstd"):
            full = twins.server.get(path, accept_encoding=coding)
            tag, date = full.headers["ETag"], full.headers["Last-Modified"]
            for condition in (
                {"if_none_match": tag},
                {"if_none_match": f'"x", W/{tag}'},
                {"if_modified_since": date},
                {"if_none_match": tag, "if_modified_since": date},
            ):
                answer = twins.server.get(path, accept_encoding=coding, **condition)
                assert (answer.status, answer.body) == (304, b""), (path, condition)
                assert answer.headers["ETag"] == tag
                assert answer.headers["Cache-Control"] == full.headers["Cache-Control"]
                assert answer.headers["Vary"] == full.headers["Vary"]
                assert answer.headers["Content-Encoding"] is None
            assert twins.server.get(path, accept_encoding=coding, if_none_match='"x"').status == 200
            tags.add(tag)
        is_coded = full.headers["Content-Encoding"] is not None
        assert len(tags) == (4 if is_coded else 1), path


@pytest.mark.parametrize(
    "path",
    [
        *("/feed", "/FEED/", "/feed?a=b", "/rss.xml", "/atom.xml", "/Viel-Mehr/Feed", "/opml"),
        *("/rubrik/politik.rss", "/category/sport/feed/atom/", "/feed/sport.json"),
        *("/gibt-es-nicht/feed", "/rubrik/gibt-es-nicht.rss"),
        *("/rubrik/gibt-es-nicht", "/rubrik/Sport", "/rubrik/sport?seite=99", "/rubrik/"),
        *("/rubrik/sport?seite=0", "/rubrik/viel-mehr?seite=x", "/rubrik/viel-mehr?seite=1"),
        *("/rubrik/viel-mehr/seite-2", "/rubrik/viel-mehr.html", "/index.html", "/404/feed.html"),
        *("/artikel/gibt-es-nicht-12345678901234", "/artikel/"),
        *("/feeds", "/feeds/", "/feeds/gibt-es-nicht.rss", "/feeds/alle.rss.gz", "/feeds/a/b"),
        *("/feeds/alle/archiv/99.rss", "/feeds/alle/archiv/0.rss", "/feeds/alle/archiv/1.json"),
        *("/feeds/alle.rss/", "/medien/", "/medien/gibt-es-nicht.jpg", "/medien/viel"),
        *("/static/gibt-es-nicht.css", "/static/", "/irgendwo", "/%ff%fe"),
        *("/feedservice-export.json", "/nginx-server.conf", "/static/.staging"),
    ],
)
def test_what_is_elsewhere_or_nowhere_is_the_same_too(twins, path):
    for method in ("GET", "HEAD"):
        expected = told(twins.site.get(twins.prefix + path, method=method))
        answer = told(twins.server.get(twins.prefix + path, method))
        if expected[0] == 301:  # the body of a redirect is each server's own
            for said in (expected, answer):
                del said[1]["Content-Type"]
            assert answer[:2] == expected[:2]
        else:
            assert answer == expected


@pytest.mark.parametrize(
    "path",
    [
        *("/..%2f..%2ffeedservice-export.json", "/static/..%2f..%2fnginx-server.conf"),
        *("/static/%2e%2e/%2e%2e/Caddyfile", "/medien//etc/passwd"),
    ],
)
def test_nothing_but_the_documents_can_be_had(twins, path):
    answer = twins.server.get(twins.prefix + path)
    # Outside of the base URL nothing of ours is configured; Caddy then says nothing at all.
    assert answer.status in {400, 404} or (answer.status, answer.body) == (200, b"")


def test_an_article_that_has_moved_is_found_from_where_it_was(tmp_path, webserver):
    with Site(tmp_path) as site:
        site.write("a.txt", txt("Die erste Überschrift"))
        service = site.serve()
        assert site.run("export", "out").returncode == 0
        old = site.items()["Die erste Überschrift"].link.removeprefix(site.url)
        site.write("a.txt", txt("Die zweite Überschrift"))
        until(lambda: "Die zweite Überschrift" in site.items(), "the change", service.log)
        for _ in range(2):  # the second export must not forget it
            assert site.run("export", "out").returncode == 0
        server = WebServer(webserver, site, tmp_path / "out")
        expected, answer = site.get(old), server.get(old)
        assert (answer.status, answer.headers["Location"]) == (301, expected.headers["Location"])
        assert answer.headers["Cache-Control"] == expected.headers["Cache-Control"]


def test_an_article_that_was_withdrawn_is_gone(tmp_path, webserver):
    with Site(tmp_path) as site:
        site.write("a.txt", txt("Bleibt"))
        record = site.write("b.txt", txt("Verschwindet", category="Sport & mehr"))
        service = site.serve()
        until(lambda: "Verschwindet" in site.items("alle"), "both articles", service.log)
        old = site.items("alle")["Verschwindet"].link.removeprefix(site.url)
        record.unlink()
        until(lambda: "Verschwindet" not in site.items("alle"), "the end", service.log)
        for _ in range(2):
            done = site.run("export", "out")
            assert (done.returncode, done.stderr) == (0, "")
        server = WebServer(webserver, site, tmp_path / "out")
        key = old.rpartition("-")[2]
        for path in (
            old,
            f"/artikel/anders-{key}",
            f"/artikel/Ganz_anders-{key}",
            f"/artikel/{key}",
        ):
            for method in ("GET", "HEAD"):
                expected = told(site.get(path, method=method))
                assert expected[0] == 410
                assert told(server.get(path, method)) == expected, path
        for path in (f"/artikel/x{key}", f"/artikel/x-{key}0", f"/artikel/{key}/x"):
            assert told(server.get(path)) == told(site.get(path)), path
        assert server.get(path).status == 404


@pytest.fixture(params=SERVERS)
def webserver(request):
    """The name of a web server that is installed."""
    return request.param
