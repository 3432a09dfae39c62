"""Whoever runs the service learns whether it is well, and a load balancer what to do."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import insert

from feedservice.errors import StoreError
from feedservice.store.lock import publishing
from feedservice.store.passes import Journal, Passes
from feedservice.store.schema import refusals
from feedservice.web import create_app, readiness
from feedservice.web.metrics import METRICS, PREFIX
from feedservice.web.readiness import SILENT_SECONDS, Publisher, examine

REFUSED = {"format": "rss", "code": "RSS001", "line": 1, "column": 1, "message": "wrong"}
PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")


@pytest.fixture
def client(site, serve, record):
    """A client of a site with one article."""
    site.write("a.txt", record())
    return serve()


@pytest.fixture
def broken(client, monkeypatch):
    """A client whose database has gone away."""

    def refuse():
        raise StoreError("connection to postgresql://me:geheim@db refused")

    monkeypatch.setattr(client.application.extensions["library"].store, "reading", refuse)
    return client


def figures(client, **headers):
    """The samples of /metrics by name and labels."""
    text = client.get("/metrics", headers=headers).text
    return {
        (sample.name.removeprefix(PREFIX), *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_worker_that_answers_is_healthy_whatever_else_is_broken(broken):
    answer = broken.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_a_publisher_of_its_own_a_service_is_ready_once_something_is_published(client):
    answer = client.get("/readyz")
    assert answer.status_code == client.get("/readyz?strict").status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json == {
        "status": "ready",
        "reasons": [],
        "publisher": {"state": "none", "last_pass": None, "error": None, "next_try": None},
    }


def test_a_publisher_that_lives_and_publishes_is_told_of(client, site):
    journal = Journal(site.store)
    with publishing(site.store, "a test"):
        journal.begin()
        journal.went_well(0.5, 6)
        told = client.get("/readyz?strict")
    assert told.status_code == 200
    assert told.json["publisher"]["state"] == "running"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told.json["publisher"]["last_pass"])


def test_a_failing_publisher_is_told_of_and_the_worker_stays_in_service(client, site):
    journal = Journal(site.store)
    with publishing(site.store, "a test"):
        journal.begin()
        journal.failed("no space left on device", 30)
        told = client.get("/readyz")
        assert client.get("/readyz?strict").status_code == 503
    assert told.status_code == 200
    assert told.json["status"] == "degraded"
    assert told.json["reasons"][0].endswith("no space left on device")
    assert told.json["publisher"]["state"] == "failing"
    assert told.json["publisher"]["next_try"]


def test_a_publisher_that_died_is_told_of_and_one_that_was_stopped_is_not_missed(client, site):
    journal = Journal(site.store)
    journal.begin()
    told = client.get("/readyz")
    assert told.status_code == 200
    assert told.json["publisher"]["state"] == "gone"
    assert "ended without being told to" in told.json["reasons"][0]
    journal.end()
    assert client.get("/readyz").json["publisher"]["state"] == "none"


def test_a_publisher_that_has_been_silent_for_too_long_is_told_of(site, monkeypatch):
    site.publish()
    began = site.now.timestamp()

    def found(**known):
        so_far = replace(Passes(is_running=True, began=began), **known)
        monkeypatch.setattr(readiness, "passes", lambda _: so_far)
        return examine(site.store, site.now)

    with publishing(site.store, "a test"):
        assert found().publisher is Publisher.RUNNING
        late = found(began=began - SILENT_SECONDS - 1)
        assert late.publisher is Publisher.SILENT
        assert "has not finished a pass yet" in late.worry
        assert found(began=0, last_pass=began - 1).publisher is Publisher.RUNNING


def test_without_its_database_a_worker_is_not_ready_and_tells_no_password(broken):
    answer = broken.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["status"] == "unavailable"
    assert answer.json["reasons"] == [
        "the database cannot be read: connection to postgresql://me:***@db refused"
    ]


def test_a_store_into_which_nothing_was_published_is_not_ready(site):
    assert examine(site.store, site.now).obstacle == "nothing was published yet"


def test_metrics_tell_what_was_answered(client):
    reader = {"User-Agent": "Feedly/1.0 (42 subscribers)", "Accept-Encoding": "gzip"}
    first = client.get("/feeds/alle.rss", headers=reader)
    client.get("/feeds/alle.rss", headers=reader | {"If-None-Match": first.headers["ETag"]})
    client.head("/feeds/alle.rss", headers=reader)
    client.get("/nix")
    client.open("/", method="BREW")
    found = figures(client)
    kinds = {
        (labels["kind"], labels["method"], labels["status"], labels["coding"]): number
        for (name, *pairs), number in found.items()
        if name == "requests_total"
        for labels in [dict(pairs)]
    }
    assert kinds == {
        ("rss", "GET", "200", "gzip"): 1,
        ("rss", "GET", "304", ""): 1,
        ("rss", "HEAD", "200", ""): 1,
        ("page", "GET", "404", "identity"): 1,
        ("page", "other", "405", "identity"): 1,
    }
    assert found["sent_bytes_total", ("kind", "rss")] == len(first.data)
    assert found["polls_total", ("reader", "Feedly"), ("status", "304")] == 1
    assert found["subscribers", ("feed", "alle.rss"), ("reader", "Feedly")] == 42
    assert found["unchanged_share",] == pytest.approx(1 / 3)
    assert found["answer_seconds_count", ("layer", "memory")] == 3
    assert found["answer_seconds_bucket", ("layer", "memory"), ("le", "+Inf")] == 3
    assert found["answer_seconds_count", ("layer", "application")] == 2
    assert found["worker_starts_total",] == 1


def test_metrics_tell_what_is_published(client, site):
    found = figures(client)
    channel = ("channel", "lokales")
    assert found["records", ("state", "published")] == 1
    assert (found["channels",], found["refusals",]) == (2, 0)
    assert found["channel_items", channel] == 1
    assert found["channel_refusals", channel] == 0
    assert found["channel_published_time_seconds", channel] == site.now.timestamp()
    sizes = [len(client.get(f"/feeds/lokales.{form}").data) for form in ("rss", "atom", "json")]
    assert found["channel_bytes", channel] == max(sizes)
    assert (found["ready",], found["database_up",], found["publisher_up",]) == (1, 1, 0)


def test_metrics_tell_of_so_many_channels_one_by_one_and_of_those_with_errors_first(
    make_site, serve, record
):
    site = make_site(metrics_channels=3)
    for number in range(9):
        site.write(f"{number}.txt", record(f"Titel {number}", category=f"Rubrik {number}"))
    client = serve(site.settings)
    with site.store.writing() as view:
        view.execute(insert(refusals).values(slug="rubrik-7", **REFUSED))
    for feed in range(9):
        agent = f"Feedly/1.0 ({feed + 1} subscribers)"
        client.get(f"/feeds/rubrik-{feed}.rss", headers={"User-Agent": agent})
    found = figures(client)
    assert (found["channels",], found["refusals",]) == (10, 1)
    for name in ("items", "bytes", "published_time_seconds", "refusals"):
        told = [labels["channel"] for labels in labelled(found, f"channel_{name}")]
        assert told == ["alle", "rubrik-7", "rubrik-0"]
    feeds = [labels["feed"] for labels in labelled(found, "subscribers")]
    assert feeds == ["rubrik-8.rss", "rubrik-7.rss", "rubrik-6.rss"]


def test_a_feed_that_has_never_been_published_counts_if_it_was_refused(serve, site):
    client = serve(site.settings)
    with site.store.writing() as view:
        view.execute(insert(refusals).values(slug="neu", **REFUSED))
        view.execute(insert(refusals).values(slug="neu/archiv/1", **REFUSED))
    found = figures(client)
    assert found["refusals",] == 1
    assert {"channel": "neu"} in labelled(found, "channel_refusals")
    assert {"channel": "neu"} not in labelled(found, "channel_published_time_seconds")


def labelled(found, metric):
    """The labels of each series of a metric."""
    return [dict(pairs) for name, *pairs in found if name == metric]


def test_metrics_tell_how_the_publisher_is(client, site):
    journal = Journal(site.store)
    with publishing(site.store, "a test"):
        journal.begin()
        journal.failed("once", 0)
        journal.went_well(0.5, 6)
        found = figures(client)
    assert found["publisher_up",] == found["publisher_state", ("state", "running")] == 1
    assert found["publisher_pass_seconds_count",] == 1
    assert found["publisher_pass_seconds_sum",] == 0.5
    assert found["publisher_failures_total",] == 1
    assert found["publisher_editions_total",] == 6


def test_without_its_database_a_worker_still_tells_what_it_has_answered(broken):
    broken.get("/healthz")
    found = figures(broken)
    assert (found["database_up",], found["ready",]) == (0, 0)
    assert any(name == "requests_total" for name, *_ in found)


def test_who_speaks_openmetrics_gets_it(client):
    client.get("/feeds/alle.rss")
    accept = "application/openmetrics-text; version=1.0.0"
    answer = client.get("/metrics", headers={"Accept": accept})
    assert answer.headers["Content-Type"].startswith("application/openmetrics-text; version=1.0.0")
    assert list(openmetrics.text_string_to_metric_families(answer.text))


def test_whatever_a_reader_calls_itself_metrics_can_be_read(client):
    client.get("/feeds/alle.rss", headers={"User-Agent": 'x"} 1 \\ 7 subscribers'})
    assert figures(client)["subscribers", ("feed", "alle.rss"), ("reader", "other")] == 7


def test_every_metric_has_its_row_and_every_row_its_metric():
    rows = re.findall(r"^\| `feedservice_(\w+)` \| (\w+) \|(.*)\| (.+) \|$", PAGE, re.MULTILINE)
    told = {
        name: (kind, tuple(re.findall(r"`(\w+)`", labels)), text)
        for name, kind, labels, text in rows
    }
    assert told == METRICS


def test_the_workers_of_one_store_count_together(site, record, serve):
    site.write("a.txt", record())
    first = serve()
    second = create_app(site.settings).test_client()
    for client in (first, second, second):
        client.get("/feeds/alle.rss")
    second.application.extensions["counts"].write()
    second.application.extensions["library"].close()
    labels = ("coding", "identity"), ("kind", "rss"), ("method", "GET"), ("status", "200")
    assert figures(first)["requests_total", *labels] == 3
