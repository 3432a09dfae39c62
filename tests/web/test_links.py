"""Every feed says in its headers where it is and who tells of its news."""

import pytest

HUBS = ("https://hub.example/", "https://zweiter.example/hub")


@pytest.fixture
def client(make_site, serve, record):
    """A client of a site below a path."""
    site = make_site(base_url="https://x.example/news", hubs=list(HUBS))
    site.write("a.txt", record())
    return serve(site.settings)


@pytest.mark.parametrize("path", ["/feeds/alle.rss", "/news/feeds/lokales.json"])
def test_a_feed_links_to_itself_and_to_its_hubs(client, path):
    answer = client.get(path, headers={"Host": "boese.example"})
    own = "https://x.example/news" + path.removeprefix("/news")
    links = [f'<{own}>; rel="self"', *(f'<{hub}>; rel="hub"' for hub in HUBS)]
    assert answer.headers.getlist("Link") == [", ".join(links)]
    assert client.head(path).headers["Link"] == answer.headers["Link"]


def test_nobody_tells_of_news_in_the_list_of_channels(client):
    answer = client.get("/feeds.opml")
    assert answer.headers["Link"] == '<https://x.example/news/feeds.opml>; rel="self"'


def test_who_has_it_is_not_told_again(client):
    tag = client.get("/feeds/alle.rss").headers["ETag"]
    answer = client.get("/feeds/alle.rss", headers={"If-None-Match": tag})
    assert (answer.status_code, "Link" in answer.headers) == (304, False)


def test_pages_have_no_such_links(client):
    assert "Link" not in client.get("/").headers
