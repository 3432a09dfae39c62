"""What ``feedservice serve`` makes of a folder that is gone, or was changed behind its back."""

import shutil

import pytest

from tests.e2e.processes import until
from tests.e2e.sites import txt


@pytest.fixture
def service(site):
    """A service that has published fourteen articles."""
    for number in range(12):
        site.write(f"politik/{number}.txt", txt(f"Meldung {number}"))
    site.write("sport/derby.txt", txt("Zwei zu null", category="Sport"))
    site.write("sport/pokal.txt", txt("Eins zu null", category="Sport"))
    service = site.serve()
    assert len(site.items("alle")) == 14
    return service


def shows(site, service, title):
    until(lambda: title in site.items(), title, service.log)


def test_a_folder_that_vanishes_removes_nothing_and_is_watched_again_when_it_is_back(site, service):
    away = site.home / "weg"
    site.articles.rename(away)
    until(lambda: f"There is no folder {site.articles}" in service.log(), "a report")
    assert len(site.items("alle")) == 14

    away.rename(site.articles)
    site.write("politik/danach.txt", txt("Danach"))
    shows(site, service, "Danach")
    site.write("politik/spaeter.txt", txt("Und später"))  # watched, and not only looked at
    shows(site, service, "Und später")
    assert len(site.items("alle")) == 16


def test_a_folder_that_comes_back_almost_empty_is_taken_for_an_accident(site, service):
    shutil.rmtree(site.articles)
    until(lambda: f"There is no folder {site.articles}" in service.log(), "a report")
    assert len(site.items("alle")) == 14

    site.write("politik/0.txt", txt("Meldung 0, neu"))
    shows(site, service, "Meldung 0, neu")
    until(lambda: "mass-removal" in service.log(), "a report")
    assert len(site.items("alle")) == 14
    status = site.run("status")
    assert status.returncode == 1
    assert "feedservice publish --allow-removal" in status.stderr


def test_most_records_moved_away_are_taken_for_an_accident_until_they_are_back(site, service):
    (site.articles / "politik").rename(site.home / "weg")
    until(lambda: "mass-removal" in service.log(), "a report", service.log)
    assert len(site.items("alle")) == 14
    (site.home / "weg").rename(site.articles / "politik")
    until(lambda: site.run("status").returncode == 0, "the end of the report", service.log)
    assert len(site.items("alle")) == 14


def test_what_changed_while_nothing_ran_is_published_at_the_next_start(site, service):
    service.stop()
    site.write("politik/inzwischen.txt", txt("Inzwischen"))
    (site.articles / "sport" / "derby.txt").unlink()
    service = site.serve()
    shows(site, service, "Inzwischen")
    assert list(site.items("sport")) == ["Eins zu null"]
    assert len(site.items("alle")) == 14
