"""A line of the log of requests is one line of JSON, whatever a client says."""

import json

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from feedservice.web.clients import Clients
from feedservice.web.requestlog import MAX_LENGTH, RequestLog, to_standard_output


@pytest.fixture
def logged(site, serve, record):
    """Ask the application, and return what is logged."""
    site.write("a.txt", record())
    app = serve().application
    lines = []
    logging = RequestLog(app.wsgi_app, Clients("X-Forwarded-For"), lines.append)

    def logged(path="/feeds/alle.rss", **request):
        environ = EnvironBuilder(path=path, **request).get_environ()
        environ["REMOTE_ADDR"] = "192.0.2.1"
        run_wsgi_app(logging, environ, buffered=True)
        [line] = lines
        lines.clear()
        assert line.isprintable()
        assert line.isascii()
        return json.loads(line)

    return logged


def test_a_line_tells_what_was_asked_and_answered(logged):
    headers = {
        "Accept-Encoding": "gzip",
        "User-Agent": "newsboat/2.36.0 (Linux x86_64)",
        "Referer": "https://bote.example/",
        "X-Forwarded-For": "6.6.6.6, 203.0.113.7",
    }
    for _ in range(2):  # from Flask, and from memory
        line = logged("/feeds/alle.rss?x=1", headers=headers)
        assert line.pop("time").endswith("+00:00")
        assert line.pop("milliseconds") > 0
        assert line.pop("bytes") > 100
        assert line == {
            "client": "203.0.113.7",
            "method": "GET",
            "path": "/feeds/alle.rss",
            "query": "x=1",
            "status": 200,
            "coding": "gzip",
            "agent": "newsboat/2.36.0 (Linux x86_64)",
            "reader": "Newsboat",
            "referer": "https://bote.example/",
        }


@pytest.mark.parametrize(
    ("path", "request_", "told"),
    [
        ("/nix", {}, {"status": 404, "reader": "unnamed", "agent": None, "referer": None}),
        ("/", {"method": "BREW"}, {"status": 405, "method": "BREW"}),
        ("/", {"method": "HEAD"}, {"status": 200, "bytes": 0, "coding": ""}),
        ("/rubrik/österreich", {}, {"path": "/rubrik/österreich"}),
        ("/%ff", {}, {"path": "/\ufffd"}),
        ("/a%0a%1b[31m", {}, {"path": "/a\n\x1b[31m"}),
        ("/", {"headers": {"User-Agent": '"} {"x": 1'}}, {"agent": '"} {"x": 1'}),
        ("/", {"headers": {"User-Agent": "x" * 5000}}, {"agent": "x" * MAX_LENGTH}),
        ("/", {"headers": {"Referer": "\x85\x9b31m"}}, {"referer": "\ufffd\ufffd31m"}),
        ("/", {"headers": {"X-Forwarded-For": '"\\'}}, {"client": "192.0.2.1"}),
    ],
)
def test_whatever_a_client_says_stays_within_its_string(logged, path, request_, told):
    line = logged(path, **request_)
    assert {name: line[name] for name in told} == told


def test_lines_go_to_standard_output_at_once(capfd):
    to_standard_output("{}")
    assert capfd.readouterr().out == "{}\n"


def test_without_the_setting_nothing_is_logged(site, serve, record, capfd):
    site.write("a.txt", record())
    serve().get("/")
    assert capfd.readouterr().out == ""


def test_with_the_setting_every_request_is_logged(make_site, serve, record, capfd):
    site = make_site(access_log=True)
    site.write("a.txt", record())
    serve(site.settings).get("/feeds/alle.rss")
    assert json.loads(capfd.readouterr().out)["path"] == "/feeds/alle.rss"
