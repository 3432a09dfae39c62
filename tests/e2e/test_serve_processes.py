"""How ``feedservice serve`` starts and ends, and what it survives; in whole processes."""

import http.client
import re
import signal
import socket
import sqlite3
from contextlib import closing
from os import kill, killpg, urandom
from pathlib import Path

import pytest

from tests.e2e.processes import FEEDSERVICE, group_members, until
from tests.e2e.sites import txt

seen = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="only /proc says which processes there are"
)


@pytest.fixture
def site(site):
    """A site with one article."""
    site.write("politik/alt.txt", txt("Alter Beschluss"))
    return site


def publisher_of(site):
    """The number of the process that holds the right to publish; None where there is none."""
    store = f"file:{site.home / 'store.sqlite'}?mode=ro"
    try:
        with closing(sqlite3.connect(store, uri=True)) as connection:
            holder = connection.execute("SELECT pid FROM lock").fetchone()
    except sqlite3.OperationalError:
        return None  # not made yet
    return holder and holder[0]


def children_of(pid):
    """The numbers of the processes that *pid* started."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for one in lists for child in one.read_text().split()]


def workers_of(site, service):
    """The numbers of the processes that answer; the publisher's helper is its own child."""
    publisher = publisher_of(site)
    return {
        pid
        for pid, command in service.others().items()
        if pid != publisher and "resource_tracker" not in command and parent_of(pid) == service.pid
    }


def parent_of(pid):
    """The process that has started *pid*; None if *pid* has ended meanwhile (proc(5))."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return None
    return int(stat.rpartition(")")[2].split()[1])


def assert_publishes(site, service, title):
    site.write(f"politik/{title}.txt", txt(title))
    until(lambda: title in site.items(), title, service.log)


@seen
@pytest.mark.parametrize("workers", ["1", "2"])
def test_sigterm_ends_everything_well(site, workers):
    service = site.serve("--workers", workers)
    assert len(workers_of(site, service)) == int(workers)
    service.stop(signal.SIGTERM)
    assert group_members(service.pid) == {}


def test_ctrl_c_ends_everything_well_and_says_nothing_bad(site):
    service = site.serve()
    service.stop(signal.SIGINT, group=True)
    assert "Traceback" not in service.log()
    assert "ERROR" not in service.log()


@pytest.mark.parametrize("is_chosen", [True, False])
def test_a_port_without_an_address_for_its_links_is_warned_of(site, is_chosen):
    if not is_chosen:
        del site.environment["FEEDSERVICE_BASE_URL"]
    service = site.serve()
    until(lambda: "Published" in service.log(), "the first pass", service.log)
    warned = "All links lead to http://127.0.0.1:8000; set base_url (FEEDSERVICE_BASE_URL)"
    assert (warned in service.log()) is not is_chosen


def test_a_reader_that_keeps_its_connection_open_does_not_keep_the_service_from_ending(site):
    service = site.serve()
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as idle:
        idle.request("GET", "/feeds/alle.rss")
        assert idle.getresponse().read()
        with socket.create_connection(("127.0.0.1", site.port)) as slow:
            slow.sendall(b"GET /feeds/alle.rss HTTP/1.1\r\nHost: 127.0.0.1\r\n")  # and no more
            service.stop()


@pytest.mark.parametrize(
    ("number", "group"), [(signal.SIGTERM, False), (signal.SIGINT, True)], ids=["term", "ctrl-c"]
)
def test_a_service_that_is_told_to_stop_in_its_first_pass_ends_well(site, number, group):
    for part in range(4000):  # so many that two processes read them
        site.write(f"viel/{part}.txt", txt(f"Meldung {part}"))
    service = site.start([*FEEDSERVICE, "serve"])
    until(lambda: publisher_of(site) not in {None, service.pid}, "a publisher", service.log)
    service.stop(number, group=group)
    assert "Traceback" not in service.log()


def test_a_second_service_or_publisher_on_one_store_is_refused_in_one_line(site):
    service = site.serve()
    for command in (["publish"], ["serve", "--port", "1024"]):
        refused = site.run(*command)
        assert refused.returncode == 2
        assert refused.stdout == ""
        assert re.fullmatch(
            r"feedservice: already being published by feedservice serve"
            r" \(process \d+ on .+, since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d\)\n",
            refused.stderr,
        )
    assert_publishes(site, service, "Weiter geht es")


def test_a_taken_port_is_refused_in_one_line_that_names_the_setting_and_its_source(site):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        by_flag = site.run("serve", "--port", port)
        site.environment["FEEDSERVICE_PORT"] = port
        by_variable = site.run("serve")
    for refused, source in ((by_flag, "--port"), (by_variable, "$FEEDSERVICE_PORT")):
        assert refused.returncode == 2
        assert refused.stdout == ""
        assert refused.stderr.startswith(f"feedservice: port ({source}): {port} cannot be used: ")
        assert refused.stderr.count("\n") == 1


def test_a_theme_that_cannot_be_used_ends_the_start_with_one_line(site):
    template = site.home / "theme" / "templates" / "home.html"
    template.parent.mkdir(parents=True)
    template.write_text("{% block")
    site.environment["FEEDSERVICE_THEME"] = str(site.home / "theme")
    refused = site.run("serve")
    assert refused.returncode == 2
    (line,) = refused.stderr.splitlines()
    assert line.startswith("feedservice: theme ($FEEDSERVICE_THEME): ")
    assert "home.html:1: unexpected end of template" in line


def test_a_folder_that_is_not_there_is_refused_in_one_line(site):
    refused = site.run("serve", "--articles", "gibt-es-nicht")
    assert refused.returncode == 2
    place = site.home / "gibt-es-nicht"
    assert refused.stderr == f"feedservice: articles (--articles): there is no folder {place}\n"


def test_a_publisher_that_was_killed_is_replaced_and_what_it_missed_is_published(site):
    service = site.serve()
    first = publisher_of(site)
    kill(first, signal.SIGKILL)
    site.write("politik/verpasst.txt", txt("Verpasst"))
    assert site.get("/feeds/politik.rss").status == 200  # readers notice nothing
    until(lambda: "Verpasst" in site.items(), "what was missed", service.log)
    second = publisher_of(site)
    assert second not in {None, first}
    assert_publishes(site, service, "Danach")


@seen
def test_a_worker_that_dies_again_and_again_is_replaced_and_nobody_is_turned_away(site):
    service = site.serve()
    for number in (signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL):
        (worker,) = workers_of(site, service)
        kill(worker, number)
        until(lambda gone=worker: gone not in group_members(service.pid), "its end", service.log)
        assert site.get("/feeds/alle.rss").status == 200  # it waits for the next one
    assert_publishes(site, service, "Danach")
    service.stop()


@seen
def test_a_worker_that_dies_beside_others_is_noticed_by_nobody(site):
    service = site.serve("--workers", "2")
    for worker in workers_of(site, service):
        kill(worker, signal.SIGKILL)
        for _ in range(20):
            assert site.get("/feeds/alle.rss").status == 200
    until(lambda: len(workers_of(site, service)) == 2, "another worker", service.log)


def test_an_answer_under_way_is_finished_before_the_service_ends(site):
    picture = urandom(16_000_000)  # more than the system's buffers take
    site.write("politik/alt.jpg", picture)
    service = site.serve()
    until(lambda: site.items()["Alter Beschluss"].enclosure, "the picture", service.log)
    with socket.create_connection(("127.0.0.1", site.port)) as slow:
        slow.sendall(b"GET /medien/politik/alt.jpg HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = http.client.HTTPResponse(slow)
        answer.begin()
        began = answer.read(1000)
        kill(service.pid, signal.SIGTERM)
        until(lambda: publisher_of(site) is None, "the end of the publisher", service.log)
        assert service.status() is None
        assert began + answer.read() == picture
    until(lambda: service.status() is not None, "its end", service.log)
    assert service.status() == 0
    assert "WARNING" not in service.log()


@pytest.mark.parametrize("command", [(), ("nohup",)])
def test_a_closed_terminal_ends_the_service_unless_it_was_told_to_stay(site, command):
    service = site.start_server([*command, *FEEDSERVICE, "serve"])
    if not command:
        service.stop(signal.SIGHUP, group=True)
        return
    killpg(service.pid, signal.SIGHUP)
    assert_publishes(site, service, "Danach")
    service.stop()


def test_what_a_service_left_behind_when_it_was_killed_is_taken_over_at_once(site):
    killed = site.serve()
    holder = publisher_of(site)
    killed.kill()
    site.write("politik/danach.txt", txt("Danach"))
    service = site.serve()
    until(lambda: "Danach" in site.items(), "the new record", service.log)
    assert publisher_of(site) not in {None, holder}
    assert_publishes(site, service, "Noch später")


def test_a_publisher_that_cannot_go_on_says_so_each_time_and_the_workers_go_on(site):
    service = site.serve()
    known = site.get("/feeds/politik.rss").body
    place = site.home / "store.sqlite"
    place.with_suffix(".broken").write_bytes(b"no database" * 1000)
    for part in ("-wal", "-shm"):  # of these, SQLite would make the old file again
        Path(f"{place}{part}").unlink()
    place.with_suffix(".broken").rename(place)
    said = "The publisher cannot go on: file is not a database"
    until(lambda: service.log().count(said) > 1, "two reports", service.log)
    assert service.log().count("The publisher ended with status 2; starting another") > 1
    assert site.get("/feeds/politik.rss").body == known
    for part in site.home.glob("store.sqlite*"):
        part.unlink()
    assert_publishes(site, service, "Danach")


@seen
@pytest.mark.parametrize("victim", ["helper", "publisher", "everything"])
def test_whoever_is_killed_in_the_first_pass_everything_is_published_in_the_end(site, victim):
    for part in range(4000):  # so many that two processes read them
        site.write(f"viel/{part}.txt", txt(f"Meldung {part}", category="Viel"))
    service = site.start([*FEEDSERVICE, "serve"])
    until(lambda: publisher_of(site) not in {None, service.pid}, "a publisher", service.log)
    publisher = publisher_of(site)
    if victim == "everything":
        service.kill()
        service = site.start([*FEEDSERVICE, "serve"])
    else:
        for pid in children_of(publisher) if victim == "helper" else [publisher]:
            kill(pid, signal.SIGKILL)
    until(lambda: "Published 9 feeds" in service.log(), "the first pass", service.log)
    assert "Traceback" not in service.log()
    assert re.search(r"/feeds/viel +4,000 articles", site.run("status").stdout)
    assert (publisher_of(site) == publisher) is (victim == "helper")


@seen
def test_a_publisher_ends_when_the_service_that_started_it_was_killed(site):
    service = site.serve()
    publisher = publisher_of(site)
    kill(service.pid, signal.SIGKILL)
    until(lambda: publisher not in group_members(service.pid), "its end", service.log)
    service.kill()


@seen
def test_a_service_is_restarted_at_once_after_its_first_process_alone_was_killed(site):
    killed = site.serve("--workers", "2")
    holder = publisher_of(site)
    kill(killed.pid, signal.SIGKILL)  # publisher and workers have to notice it
    until(lambda: killed.status() is not None, "its end", killed.log)
    service = site.serve()
    until(lambda: publisher_of(site) not in {None, holder}, "a new publisher", service.log)
    assert_publishes(site, service, "Danach")
    killed.kill()


def answers(site):
    try:
        return site.get("/feeds/alle.rss").status == 200
    except (OSError, http.client.HTTPException):
        return False


def test_a_host_may_be_a_name(site):
    service = site.serve("--host", "localhost")
    assert f"on http://127.0.0.1:{site.port}" in service.log()


def test_a_folder_that_is_a_link_may_lead_elsewhere_while_it_serves(site, tmp_path):
    site.articles.rename(tmp_path / "eins")
    site.articles.symlink_to(tmp_path / "eins")
    service = site.serve()
    (tmp_path / "zwei" / "politik").mkdir(parents=True)
    (tmp_path / "zwei" / "politik" / "alt.txt").write_text(txt("Alter Beschluss"))
    (tmp_path / "zwei" / "politik" / "neu.txt").write_text(txt("Neuer Beschluss"))
    (tmp_path / "link").symlink_to(tmp_path / "zwei")
    (tmp_path / "link").rename(site.articles)
    until(lambda: "Neuer Beschluss" in site.items(), "the other folder", service.log)
    assert_publishes(site, service, "Danach")
