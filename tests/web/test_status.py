"""The status page: closed to strangers, complete for the newsroom."""

from datetime import UTC, datetime, timedelta

import pytest

from feedservice.records import FeedFormat, Refusal
from feedservice.store.refusals import note_refusals
from tests.web.conftest import parsed

TOKEN = "nur-fuer-die-redaktion"  # noqa: S105 - of a test
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def newsroom(make_site):
    return make_site(status_token=TOKEN)


@pytest.fixture
def client(newsroom, serve):
    return serve(newsroom.settings)


def words(element):
    return " ".join(element.text_content().split())


def rows(tree, label):
    """The cells of a table, row by row."""
    found = tree.xpath("//div[@aria-label=$label]//tbody/tr", label=label)
    return [[words(cell) for cell in row] for row in found]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/status"), ("POST", "/status"), ("POST", "/status/ende")]
)
def test_without_a_token_there_is_no_such_page(serve, method, path):
    answer = serve().open(path, method=method, headers=BEARER)
    assert (answer.status_code, "Kennwort" in answer.text) == (404, False)


def test_a_stranger_is_asked_for_the_token(client):
    answer = client.get("/status")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="status"'
    tree = parsed(answer.text)
    assert tree.xpath("//form/@action") == ["/status"]
    assert tree.xpath("//h1/text()") == ["Status"]
    assert "Datensatz" not in answer.text


@pytest.mark.parametrize("headers", [{}, BEARER])
def test_no_cache_keeps_it_and_no_other_page_may_send_its_forms(client, headers):
    answer = client.get("/status", headers=headers)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert set(answer.headers["Vary"].split(", ")) == {"Cookie", "Authorization"}
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"} <= set(policy)
    assert not [part for part in policy if "unsafe" in part or "*" in part]


def test_the_token_opens_it_and_the_cookie_keeps_it_open(client):
    answer = client.post("/status", data={"token": f" {TOKEN}\n"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/status")
    cookie = answer.headers["Set-Cookie"].partition(";")[2]
    assert set(cookie.split("; ")[2:]) == {"Secure", "HttpOnly", "Path=/status", "SameSite=Strict"}
    assert TOKEN not in answer.headers["Set-Cookie"]
    client.set_cookie("feedservice-status", cookie_of(answer), domain="localhost", path="/status")
    assert client.get("/status").status_code == 200
    left = client.post("/status/ende")
    assert (left.status_code, left.headers["Location"]) == (303, "/status")
    assert "Max-Age=0" in left.headers["Set-Cookie"]


def cookie_of(answer):
    """What the answer lets the browser keep; the test client speaks no HTTPS."""
    return answer.headers["Set-Cookie"].partition(";")[0].partition("=")[2]


def test_where_there_is_no_https_the_cookie_works_too(make_site, serve):
    site = make_site(base_url="http://127.0.0.1:8000/blatt", status_token=TOKEN)
    answer = serve(site.settings).post("/blatt/status", data={"token": TOKEN})
    assert answer.headers["Location"] == "/blatt/status"
    assert "Path=/blatt/status" in answer.headers["Set-Cookie"]
    assert "Secure" not in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer falsch"},
        {"Authorization": "Bearer"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": "Bearer ä"},
        {"Cookie": "feedservice-status=falsch"},
        {"Cookie": f"feedservice-status={TOKEN}"},
    ],
)
def test_nothing_else_opens_it(client, headers):
    assert client.get("/status", headers=headers).status_code == 401


def test_a_wrong_token_is_told_so_and_five_of_them_wait(client):
    for _ in range(5):
        answer = client.post("/status", data={"token": "falsch"})
        assert answer.status_code == 401
        assert parsed(answer.text).xpath("//*[@role='alert']/text()") == [
            "Dieses Kennwort ist falsch."
        ]
    for answer in (
        client.post("/status", data={"token": TOKEN}),
        client.get("/status", headers=BEARER),
    ):
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 61
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://nachrichten.example"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_form_on_another_site_lets_nobody_in(client, headers, status):
    assert client.post("/status", data={"token": TOKEN}, headers=headers).status_code == status
    assert client.post("/status/ende", headers=headers).status_code == status


def test_it_shows_what_is_published_and_what_is_not(newsroom, serve, record):
    newsroom.now = datetime.now(UTC)
    for number, days in enumerate((0, 1, 1, 40)):
        date = (newsroom.now - timedelta(days=days, minutes=1)).strftime("%Y-%m-%d %H:%M UTC")
        newsroom.write(f"{number}.txt", record(f"Vor {days} Tagen", date=date))
    newsroom.write("kaputt.txt", record("Kaputt", date="31. November 2026"))
    newsroom.write("bald.txt", record("Bald <b>", date="24. Dezember 2099, 18 Uhr"))
    newsroom.write("zwei.txt", record("Zweimal", date="25. Oktober 2026, 2.30 Uhr"))
    newsroom.write(
        "e.md", "---\ntitle: Halb\ndate: 2026-11-22\ncategory: X\ndraft: true\n---\nA.\n"
    )
    newsroom.publish()
    client = serve(newsroom.settings)
    refusal = Refusal("alle", FeedFormat.ATOM, "ATM001", 7, 1, "feed/entry: is <not> good")
    with newsroom.store.writing() as transaction:
        note_refusals(transaction, [("alle", FeedFormat.ATOM)], [refusal])
    tree = parsed(client.get("/status", headers=BEARER).text)
    assert words(tree.xpath("//p[contains(@class, 'verdict')]")[0]) == (
        "1 Datensatz ist nicht wie geschrieben veröffentlicht, 1 Fehler hält Feeds zurück."
    )
    assert [words(one) for one in tree.xpath("//ul[@class='figures']/li")] == [
        "1 Problem",
        "1 wartend",
        "1 Entwurf",
        "1 angenommene Daten",
        "1 Feed-Fehler",
    ]
    [local] = rows(tree, "Tabelle der Rubriken")
    assert local[0] == "Lokales"
    assert local[2:4] in (["3", "5"], ["4", "5"])  # 25 October is within 30 days, or not
    assert words(tree.xpath("//ul[@class='problems']/li")[0]).startswith(
        "Fehler · kaputt.txt:1 the calendar has no 31. November 2026"
    )
    assert rows(tree, "Tabelle: Wartet auf sein Datum") == [
        ["24. Dezember 2099, 18.00 Uhr", "Bald <b>", "bald.txt"]
    ]
    assert [row[1:] for row in rows(tree, "Tabelle: Entwürfe")] == [["Halb", "e.md"]]
    assert rows(tree, "Tabelle der angenommenen Daten") == [
        ["25. Oktober 2026, 2.30 Uhr", "2026-10-25T02:30:00+02:00", "fold assumed", "zwei.txt"]
    ]
    assert [row[0] for row in rows(tree, "Tabelle der Feeds")] == ["alle", "lokales"]
    assert "/feeds/alle.atom · ATM001, Zeile 7 feed/entry: is <not> good" in words(tree)


def test_where_all_is_well_it_says_so(client):
    tree = parsed(client.get("/status", headers=BEARER).text)
    assert words(tree.xpath("//p[contains(@class, 'verdict')]")[0]) == "Alles ist veröffentlicht."
    assert tree.xpath("//rect") == []


def test_readers_that_have_no_name_are_named_in_german(client):
    for agent in ("Feedly/1.0 (12 subscribers)", "etwas ganz anderes; 3 subscribers", ""):
        client.get("/feeds/alle.rss", headers={"User-Agent": agent})
    tree = parsed(client.get("/status", headers=BEARER).text)
    assert [row[0] for row in rows(tree, "Tabelle der Feedreader")] == [
        "Feedly",
        "andere",
        "ohne Namen",
    ]
    assert rows(tree, "Tabelle der gemeldeten Leser") == [
        ["alle.rss", "Feedly", "12"],
        ["alle.rss", "andere", "3"],
    ]


def test_long_lists_are_cut(newsroom, serve, record):
    for number in range(101):
        newsroom.write(f"{number:03}.txt", record(date="31. November 2026"))
    tree = parsed(serve(newsroom.settings).get("/status", headers=BEARER).text)
    assert len(tree.xpath("//ul[@class='problems']/li")) == 100
    assert words(tree.xpath("//p[@class='more']")[0]).startswith("… und 1 weitere Zeile;")
