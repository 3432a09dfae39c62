"""A newsroom may put templates and files of its own over ours."""

import pytest

from feedservice.errors import ConfigError
from feedservice.web import create_app
from tests.web.conftest import parsed


@pytest.fixture
def themed(make_site, tmp_path, serve):
    """Serve a site with the theme that these files make."""

    def themed(**files):
        folder = tmp_path / "theme"
        folder.mkdir()
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return serve(make_site(theme=folder).settings)

    return themed


def test_variables_are_set_in_a_style_sheet_that_comes_last(themed):
    client = themed(**{"static/theme.css": ":root { --accent: #036; }"})
    sheets = parsed(client.get("/").text).xpath("//link[@rel='stylesheet']/@href")
    assert [sheet.partition("?")[0] for sheet in sheets] == [
        "/static/style.css",
        "/static/theme.css",
    ]
    assert client.get(sheets[1]).text == ":root { --accent: #036; }"


def test_a_template_may_change_one_block_of_ours(themed):
    ours = '{% extends "ours/base.html" %}{% block kind %}blau{% endblock %}'
    tree = parsed(themed(**{"templates/base.html": ours}).get("/nirgends").text)
    # The page's own block still comes first; its frame is the theme's.
    assert tree.xpath("//body/@class") == ["listing"]
    assert tree.xpath("//h1/text()") == ["Nicht gefunden"]


def test_a_template_takes_the_place_of_ours(themed):
    page = "<!doctype html>\n<html lang=de><title>x</title><main><h1>{{ site.title }}</h1></main>"
    client = themed(**{"templates/home.html": page})
    assert "<h1>Weiltaler Bote</h1>" in client.get("/").text


def test_a_file_takes_the_place_of_ours_and_others_stay(themed):
    client = themed(**{"static/icon.svg": "<svg/>", "static/schrift/a.woff2": b"\0"})
    assert client.get("/static/icon.svg").text == "<svg/>"
    assert client.get("/static/schrift/a.woff2").content_type == "font/woff2"
    assert client.get("/favicon.ico").status_code == 200


def test_what_is_no_part_of_a_page_is_not_handed_out(themed):
    client = themed(**{"static/geheim.toml": "x", "README.md": "x"})
    for path in ("/static/geheim.toml", "/static/../README.md", "/static/%2e%2e/README.md"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (None, r"theme \(default\): there is no folder .*theme"),
        (
            {"templates/home.html": "{% if %}"},
            r"theme \(default\): .*home.html:1: Expected an expression",
        ),
        (
            {"templates/home.html": "\n{% extends 'nirgends.html' %}"},
            r"theme \(default\): .*home.html: there is no template 'nirgends.html'",
        ),
        ({"templates/x/home.html": b"\xff"}, r"theme \(default\): .*home.html: 'utf-8' codec"),
    ],
)
def test_a_theme_that_cannot_be_used_is_refused_at_the_start(make_site, tmp_path, files, told):
    folder = tmp_path / "theme"
    for name, text in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError, match=told):
        create_app(make_site(theme=folder).settings)


def test_a_template_that_breaks_on_the_way_is_told_in_the_log_and_without_its_inside(
    themed, caplog
):
    client = themed(**{"templates/base.html": "{{ geheim.sehr }}"})
    client.application.logger.disabled = True
    answer = client.get("/nirgends")
    client.application.logger.disabled = False
    assert answer.status_code == 404
    assert answer.text.endswith("Diese Seite ist gerade nicht zu haben.")
    assert "'geheim' is undefined" in caplog.text
