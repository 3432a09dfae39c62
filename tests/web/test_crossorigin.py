"""Scripts of other sites may read feeds, and ask for them as readers do."""

import pytest

ASKED = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "a-im"}
FEEDS = ["/feeds/alle.rss", "/feeds/alle.json", "/feeds/alle/archiv/1.atom", "/feeds.opml"]


@pytest.fixture
def client(make_site, serve, record):
    """A client of a site with an archive."""
    site = make_site(feed_size=1)
    for day in (1, 2):
        site.write(f"{day}.txt", record(f"Tag {day}", date=f"{day}.11.2026"))
    return serve(site.settings)


@pytest.mark.parametrize("path", FEEDS)
def test_a_browser_is_told_what_a_script_may_ask(client, path):
    answer = client.options(path, headers=ASKED)
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "A-IM" in answer.headers["Access-Control-Allow-Headers"]
    assert answer.headers["Access-Control-Max-Age"] == "86400"
    assert "Content-Type" not in answer.headers


@pytest.mark.parametrize("path", FEEDS)
def test_a_script_may_read_what_the_next_poll_needs(client, path):
    answer = client.get(path)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    unchanged = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert unchanged.status_code == 304
    assert unchanged.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/", "/feeds", "/feeds/alle", "/status", "/metrics"])
def test_nothing_else_is_for_scripts_of_others(client, path):
    for answer in (client.options(path, headers=ASKED), client.get(path)):
        assert not [name for name in dict(answer.headers) if name.startswith("Access-Control")]
