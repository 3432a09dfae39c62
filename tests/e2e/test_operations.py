"""Whoever runs the service sees what its processes do, whichever of them answers."""

import json
import shutil
import signal
from contextlib import closing
from datetime import UTC, datetime
from os import kill
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from feedservice.store import open_store
from feedservice.web.readiness import Publisher, examine
from tests.e2e.processes import until
from tests.e2e.sites import txt
from tests.e2e.test_serve_processes import publisher_of, seen, workers_of

FEEDLY = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 42 subscribers)"


@pytest.fixture
def site(site):
    """A site with one article."""
    site.write("politik/alt.txt", txt("Alter Beschluss"))
    return site


def total(site, name, **labels):
    """The sum of a metric's samples that bear *labels*."""
    families = text_string_to_metric_families(site.get("/metrics").text)
    samples = [sample for family in families for sample in family.samples]
    return sum(
        sample.value
        for sample in samples
        if sample.name == f"feedservice_{name}" and labels.items() <= sample.labels.items()
    )


def ready(site):
    return json.loads(site.get("/readyz").body)


@seen
def test_counts_of_all_workers_add_up_and_survive_the_death_of_one(site):
    service = site.serve("--workers", "2")
    until(lambda: total(site, "worker_starts_total") == 2, "both workers", service.log)
    polls = 40
    for _ in range(polls):
        site.get("/feeds/politik.atom", user_agent=FEEDLY)

    def counted():
        return total(site, "polls_total", reader="Feedly") == polls

    until(counted, "the polls of all workers", service.log)
    assert total(site, "subscribers", feed="politik.atom") == 42
    children = Path(f"/proc/{service.pid}/task/{service.pid}/children").read_text().split()
    # The publisher may have a helper, which is no child of the service itself.
    victim = min(workers_of(site, service) & set(map(int, children)))
    kill(victim, signal.SIGKILL)
    until(lambda: total(site, "worker_starts_total") == 3, "its first count", service.log)
    for _ in range(50):  # whichever answers
        assert counted()


@seen
def test_a_publisher_that_dies_is_missed_until_there_is_another_one(site):
    service = site.serve()
    until(lambda: ready(site)["publisher"]["state"] == "running", "a publisher", service.log)
    kill(publisher_of(site), signal.SIGKILL)
    # For two seconds, as long as the service waits before it starts another one.
    until(lambda: ready(site)["publisher"]["state"] == "gone", "its end", service.log)
    assert site.get("/readyz").status == 200
    until(
        lambda: total(site, "publisher_pass_seconds_count") == 2, "another one's pass", service.log
    )
    assert ready(site)["status"] == "ready"


@seen
def test_a_publisher_whose_service_was_killed_was_not_told_to_end(site):
    service = site.serve()
    until(lambda: ready(site)["publisher"]["state"] == "running", "a publisher", service.log)
    kill(service.pid, signal.SIGKILL)  # the publisher notices, and ends
    until(lambda: publisher_of(site) is None, "its end", service.log)
    with closing(open_store(site.environment["FEEDSERVICE_DATABASE_URL"])) as store:
        assert examine(store, datetime.now(UTC)).publisher is Publisher.GONE


def test_a_publisher_without_its_folder_is_told_of_and_the_feeds_stay(site):
    service = site.serve()
    until(lambda: ready(site)["status"] == "ready", "a publisher", service.log)
    shutil.move(site.articles, site.home / "fort")
    until(lambda: ready(site)["status"] == "degraded", "the failure", service.log)
    assert f"there is no folder {site.articles}" in ready(site)["reasons"][0]
    assert site.get("/feeds/politik.rss").status == 200
    shutil.move(site.home / "fort", site.articles)
    until(lambda: ready(site)["status"] == "ready", "its end", service.log)


def test_a_limit_is_kept_by_a_running_service(site):
    site.environment["FEEDSERVICE_LIMIT_WHOLE"] = "2/hour"
    site.serve()  # which has fetched one already, to see that it answers
    statuses = [site.get("/feeds/alle.rss").status for _ in range(3)]
    assert statuses == [200, 429, 429]


def test_each_request_is_a_line_of_json_if_that_is_asked_for(site):
    service = site.serve("--access-log", "--workers", "2")
    for number in range(20):
        site.get(f"/feeds/politik.rss?n={number}", user_agent='x"\t{}')
    lines = [json.loads(line) for line in service.log().splitlines() if line.startswith("{")]
    asked = [line for line in lines if line["path"] == "/feeds/politik.rss"]
    assert sorted(int(line["query"][2:]) for line in asked) == list(range(20))
    assert {(line["status"], line["agent"]) for line in asked} == {(200, 'x"\t{}')}
