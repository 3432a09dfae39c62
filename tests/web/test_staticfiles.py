import pytest

from tests.web.conftest import parsed


def test_a_file_is_kept_for_good_under_the_address_that_names_its_version(serve):
    client = serve()
    [address] = parsed(client.get("/").text).xpath("//link[@rel='stylesheet']/@href")
    first = client.get(address)
    assert first.content_type == "text/css; charset=utf-8"
    assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(address, headers=known).status_code == 304


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789"])
def test_under_any_other_address_it_is_kept_for_an_hour(serve, query):
    answer = serve().get(f"/static/style.css{query}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, max-age=3600")


def test_text_is_compressed_and_pictures_are_not(serve):
    asked = {"Accept-Encoding": "gzip"}
    client = serve()
    assert client.get("/static/style.css", headers=asked).headers["Content-Encoding"] == "gzip"
    icon = client.get("/static/icon-180.png", headers=asked)
    assert "Content-Encoding" not in icon.headers
    assert icon.data.startswith(b"\x89PNG")


def test_the_icon_is_where_browsers_look_for_it(serve):
    answer = serve().get("/favicon.ico")
    assert answer.content_type == "image/vnd.microsoft.icon"
    assert answer.data.startswith(b"\0\0\1\0\1\0  ")
