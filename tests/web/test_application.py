import sqlite3
from contextlib import closing
from os import getppid
from string import ascii_letters
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from werkzeug.test import create_environ, run_wsgi_app

from feedservice.errors import ConfigError
from feedservice.publish import was_published
from feedservice.store.lock import publishing
from feedservice.web import application, create_app
from tests.web.conftest import parsed

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src *; "
    "media-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def ask(app, path, **environ):
    """Ask as a server does: with a path that no client has tidied."""
    body, status, headers = run_wsgi_app(
        app, create_environ() | {"PATH_INFO": path} | environ, buffered=True
    )
    return b"".join(body).decode(), int(status.split()[0]), headers


@pytest.fixture
def lone(site):
    """An application whose site never published anything."""
    made = []

    def lone(settings=None):
        made.append(create_app(settings or site.settings))
        return made[-1]

    yield lone
    for app in made:
        app.extensions["library"].close()


def test_where_nothing_was_ever_published_it_publishes_once(site, lone, record):
    site.write("a.txt", record("Die Weil steigt"))
    assert "Die Weil steigt" in lone().test_client().get("/").text
    site.write("b.txt", record("Die Weil sinkt"))
    assert "Die Weil sinkt" not in lone().test_client().get("/").text


def test_while_another_process_publishes_for_the_first_time_it_waits_and_then_serves(
    site, lone, monkeypatch
):
    monkeypatch.setattr(application, "PATIENCE_SECONDS", 0.05)
    with publishing(site.store, "feedservice serve"):
        with closing(sqlite3.connect(site.database)) as connection, connection:
            connection.execute("UPDATE lock SET pid = ?", [getppid()])  # not ourselves
        answer = lone().test_client().get("/")
    assert "Noch ist nichts veröffentlicht." in answer.text
    assert not was_published(site.store)


def test_without_settings_it_reads_those_of_the_current_folder(tmp_path, monkeypatch):
    (tmp_path / "articles").mkdir()
    (tmp_path / "feedservice.toml").write_text('title = "Bote"')
    monkeypatch.chdir(tmp_path)
    app = create_app()
    assert "<title>Bote</title>" in app.test_client().get("/").text
    app.extensions["library"].close()


def test_a_folder_that_is_not_there_is_refused(site, lone):
    site.articles.rmdir()
    with pytest.raises(ConfigError, match=r"articles \(default\): there is no folder"):
        lone()


def test_a_database_that_is_none_is_refused(site, lone):
    site.store.close()
    site.database.write_bytes(b"no database" * 1000)
    with pytest.raises(ConfigError) as refused:
        lone()
    assert str(refused.value) == (
        f"database_url (default): {site.database}: file is not a database"
    )


@pytest.mark.parametrize(
    "path",
    ["/", "/rubrik/lokales", "/feeds/alle.rss", "/feeds/x", "/static/style.css", "/nirgends"],
)
def test_every_answer_tells_browsers_to_take_it_for_nothing_else(site, serve, record, path):
    site.write("a.txt", record())
    headers = serve().get(path, buffered=True).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/nirgends", "Unter dieser Adresse liegt nichts."),
        ("/rubrik/nirgends", "Diese Rubrik oder Seite gibt es nicht."),
        ("/artikel/nirgends-0123", "Diesen Artikel gibt es nicht."),
        ("/medien/weg.jpg", "Diese Datei gehört zu keinem veröffentlichten Artikel."),
        ("/static/", "Unter dieser Adresse liegt nichts."),
        ("/rubrik/<script>", "Diese Rubrik oder Seite gibt es nicht."),
    ],
)
def test_what_there_is_not_is_said_in_a_page_that_leads_on(serve, path, told):
    answer = serve().get(quote(path))
    assert (answer.status_code, answer.content_type) == (404, "text/html; charset=utf-8")
    assert answer.headers["Cache-Control"] == "no-cache"
    main = parsed(answer.text).xpath("//main")[0]
    assert main.xpath(".//h1/text()") == ["Nicht gefunden"]
    assert main.xpath(".//header/p/text()") == [told]
    assert main.xpath("p/a/@href") == ["/"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/rubrik/x", "/artikel/x", "/feeds/x", "/feeds/alle.rss"])
def test_what_can_only_be_read_says_so(serve, method, path):
    answer = serve().open(path, method=method)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert "kann nur gelesen werden (GET oder HEAD)" in parsed(answer.text).text_content()


def test_what_may_be_asked_is_told(serve):
    answer = serve().options("/feeds/alle.rss")
    assert (answer.status_code, answer.text) == (200, "")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_another_refusal_is_a_page_too(site, serve, record):
    site.write("a.txt", record())
    site.write("a.jpg", b"x" * 100)
    answer = serve().get("/medien/a.jpg", headers={"Range": "bytes=500-"})
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, "bytes */100")
    assert "Diese Anfrage lässt sich nicht beantworten." in parsed(answer.text).text_content()


def test_a_fault_of_ours_is_told_without_its_inside(lone):
    app = lone()
    app.add_url_rule("/fault", view_func=lambda: 1 / 0)
    app.logger.disabled = True
    answer = app.test_client().get("/fault")
    app.logger.disabled = False
    assert answer.status_code == 500
    assert "im Protokoll des Dienstes" in parsed(answer.text).text_content()
    assert "ZeroDivision" not in answer.text


def delete(file):
    file.unlink()


def overwrite(file):
    file.write_bytes(b"no database any more" * 5000)


def empty(file):
    file.write_bytes(b"")


def cut_off(file):
    file.write_bytes(file.read_bytes()[:6000])


def test_the_list_of_all_feeds_is_not_made_anew_for_each_feed_that_there_is_not(
    site, serve, record
):
    site.write("a.txt", record())
    client = serve()
    first = client.get("/feeds/x/1")
    site.store.close()
    client.application.extensions["library"].close()
    delete(site.database)
    again = client.get("/feeds/x/2")
    assert (first.status_code, again.status_code) == (404, 404)
    assert again.text == first.text


@pytest.mark.parametrize("breaking", [delete, overwrite, empty, cut_off])
@pytest.mark.parametrize(
    "path", ["/", "/rubrik/lokales", "/artikel/x-0", "/feeds/alle.rss", "/feeds/x", "/medien/a.jpg"]
)
def test_a_broken_database_is_an_apology_for_now(site, serve, record, breaking, path):
    site.write("a.txt", record())
    client = serve()
    site.store.close()
    client.application.extensions["library"].close()
    for beside in site.database.parent.glob("*-*"):
        beside.unlink()
    breaking(site.database)
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text == "Die Artikel sind gerade nicht erreichbar.\n"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("/news/feeds/alle.rss", 200),  # a proxy that passes the path on as it is
        ("/feeds/alle.rss", 200),  # a proxy that takes the prefix off
        ("/news/", 200),
        ("/news", 200),
        ("/newspaper", 404),
        ("/news/news/", 404),
    ],
)
def test_below_a_path_it_answers_with_and_without_it(make_site, lone, asked, status):
    app = lone(make_site(base_url="https://x.example/news/").settings)
    assert app.test_client().get(asked).status_code == status


def test_a_path_that_is_encoded_in_the_base_url_is_the_same(make_site, lone):
    app = lone(make_site(base_url="https://x.example/f%C3%BCr-alle").settings)
    assert app.test_client().get("/f%C3%BCr-alle/feeds/alle.atom").status_code == 200


def test_below_a_path_every_link_has_it(make_site, lone):
    app = lone(make_site(base_url="https://x.example/news").settings)
    tree = parsed(app.test_client().get("/").text)
    links = [
        link
        for link in tree.xpath("//@href | //@src")
        if link != "#inhalt" and "https%3A%2F%2Fx.example%2Fnews%2F" not in link
    ]
    assert links
    ours = ("/news/", "https://x.example/news/", "feed:https://x.example/news/")
    assert [link for link in links if not link.startswith(ours)] == []


@pytest.mark.parametrize("path", ["", "//", "/feeds//alle.rss", "/rubrik//", "//evil.example/.."])
def test_no_answer_leads_to_where_the_host_header_says(lone, path):
    body, _, headers = ask(lone(), path, HTTP_HOST="evil.example")
    assert "Location" not in headers
    assert "evil.example" not in body


WORDS = [
    "/",
    "feeds",
    "alle",
    ".rss",
    ".atom",
    ".json",
    "rubrik",
    "lokales",
    "artikel",
    "-",
    "medien",
]
PATHS = st.one_of(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=5)), max_size=8).map("".join),
    st.binary(max_size=40).map(lambda raw: raw.decode("latin-1")),
).map(lambda path: "/" + path.encode("utf-8", "replace").decode("latin-1"))
VALUES = st.text(st.characters(max_codepoint=255), max_size=30)
NAMES = """
    HOST IF_NONE_MATCH IF_MODIFIED_SINCE IF_MATCH IF_UNMODIFIED_SINCE RANGE IF_RANGE ACCEPT COOKIE
    CONTENT_LENGTH CONTENT_TYPE X_FORWARDED_HOST AUTHORIZATION ACCEPT_ENCODING
"""
ODD = ["*", '"', 'W/"x"', "bytes=0-", "9" * 400, "-1", "x" * 9000]
HEADERS = st.dictionaries(
    st.sampled_from(NAMES.split()), st.one_of(VALUES, st.sampled_from(ODD)), max_size=4
)


@pytest.fixture
def app(site, lone, record):
    """An application with an article, its picture, a draft and a category."""
    site.write("a.txt", record())
    site.write("a.jpg", b"x" * 100)
    return lone()


@settings(
    derandomize=True,
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    method=st.one_of(
        st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "BREW"]),
        st.text(ascii_letters, min_size=1, max_size=5),
    ),
    path=PATHS,
    query=st.one_of(VALUES, VALUES.map("seite={}".format)),
    headers=HEADERS,
)
@example(method="GET", path="/" + "x" * 100_000, query="", headers={})
@example(method="GET", path="/rubrik/lokales", query="seite=" + "9" * 5000, headers={})
@example(
    method="GET",
    path="/feeds/alle.rss",
    query="",
    headers={"IF_MODIFIED_SINCE": "Fri, 31 Dec 99999 23:59:59 GMT"},
)
@example(method="GET", path="/medien/a.jpg", query="", headers={"RANGE": "bytes=" + "0-1," * 999})
@example(method="GET", path="/medien/a.jpg\0", query="", headers={})
@example(method="GET", path="/medien/" + "x/../" * 999 + "a.jpg", query="", headers={})
@example(method="GET", path="/", query="", headers={"HOST": "a b"})
def test_no_request_is_answered_with_an_error_of_ours(app, method, path, query, headers):
    environ = {f"HTTP_{name}": value for name, value in headers.items()}
    _, status, _ = ask(app, path, REQUEST_METHOD=method, QUERY_STRING=query, **environ)
    assert status < 500
