"""No invalid feed is ever published, whatever the renderer does."""

import os
import signal

import pytest

from feedservice.feeds import render
from feedservice.preparing import hired
from feedservice.press import gate
from feedservice.records import FeedFormat
from feedservice.store import editions
from feedservice.store.refusals import refused


def bodies(site):
    with site.store.reading() as view:
        return {f: editions.edition(view, "lokales", f).body for f in FeedFormat}


def refusals(site):
    with site.store.reading() as view:
        return [(r.slug, r.format, r.code) for r in refused(view)]


def without_dates(document, feed_format):
    body = render(document, feed_format)
    return body.replace(b"<pubDate>Sun", b"<pubDate>Sonntag") if feed_format == "rss" else body


def cut_off(document, feed_format):
    return render(document, feed_format)[:-20]


def failing(_document, _format):
    raise ValueError("All strings must be XML compatible")


@pytest.fixture
def site(site, record):
    """A site with one article, and another one that is not published yet."""
    site.write("a.txt", record("Eins"))
    site.publish()
    site.write("b.txt", record("Zwei"))
    return site


@pytest.mark.parametrize(
    ("broken", "formats"),
    [
        (without_dates, {FeedFormat.RSS}),
        (cut_off, set(FeedFormat)),
        (failing, set(FeedFormat)),
    ],
)
def test_a_broken_renderer_is_stopped_and_the_last_good_edition_stays(
    site, monkeypatch, broken, formats
):
    before = bodies(site)
    monkeypatch.setattr(gate, "render", broken)
    done = site.publish()
    assert {f for f in FeedFormat if bodies(site)[f] == before[f]} == formats
    assert {(r.slug, r.format) for r in done.refused} == {
        (slug, f) for slug in ("alle", "lokales") for f in formats
    }
    assert {(slug, f) for slug, f, _ in refusals(site)} == {
        (slug, f) for slug in ("alle", "lokales") for f in formats
    }
    assert {f"/feeds/lokales.{f}" for f in set(FeedFormat) - formats} <= set(done.feeds)


def test_a_refusal_is_forgotten_once_the_feed_is_good_again(site, record, monkeypatch):
    monkeypatch.setattr(gate, "render", cut_off)
    site.publish()
    assert refusals(site) != []
    monkeypatch.undo()
    site.write("c.txt", record("Drei"))
    assert len(site.publish().feeds) == 2 * len(FeedFormat)
    assert refusals(site) == []
    assert all(b"Zwei" in body for body in bodies(site).values())


def test_a_refusal_says_where_and_what(site, monkeypatch):
    written = []

    def keep(document, feed_format):
        written.append(without_dates(document, feed_format))
        return written[-1]

    monkeypatch.setattr(gate, "render", keep)
    first, *_ = site.publish().refused
    line = written[0].split(b"\n")[first.line - 1]
    assert b"<pubDate>Sonntag" in line
    assert "Sonntag" in first.message


def test_a_helper_makes_the_same_editions(site):
    with hired() as helper:
        if helper is None:
            pytest.skip("this machine has one processor, or does not fork well")
        site.publish(helper=helper)
        together = bodies(site)
        os.kill(helper.pid, signal.SIGKILL)
        site.write("c.txt", "23.11.2026, 9 Uhr\n\nLokales\n\nDrei\n\nText\n")
        assert len(site.publish(helper=helper).feeds) == 2 * len(FeedFormat)
    (site.articles / "c.txt").unlink()
    site.publish()
    assert bodies(site) == together


def zwei_without_date(document, feed_format):
    body = render(document, feed_format)
    head, mark, rest = body.partition(b"<title>Zwei</title>")
    return head + mark + rest.replace(b"<pubDate>Sun", b"<pubDate>Sonntag", 1)


def without_namespace(document, feed_format):
    """Leave out what only items need."""
    return render(document, feed_format).replace(b' xmlns:content="', b' xmlns:nobody="')


def with_one_id(document, feed_format):
    """Write the id of the first article into the second one."""
    mine, other = (article.id.encode() for article in reversed(document.articles))
    return render(document, feed_format).replace(other, mine)


def test_what_is_new_is_judged_beside_what_is_known(site, monkeypatch):
    monkeypatch.setattr(gate, "render", zwei_without_date)
    [first, second] = site.publish().refused
    assert {first.slug, second.slug} == {"alle", "lokales"}
    monkeypatch.undo()
    site.publish()
    line = bodies(site)[FeedFormat.RSS].split(b"\n")[first.line - 1]
    assert b"<pubDate>" in line  # the place is one of the whole document


def test_what_is_known_counts_only_within_the_same_frame(site, monkeypatch):
    site.publish()
    (site.articles / "b.txt").unlink()
    monkeypatch.setattr(gate, "render", without_namespace)
    refused = {(r.slug, r.format) for r in site.publish().refused}
    assert refused == {(slug, FeedFormat.RSS) for slug in ("alle", "lokales")}


def test_an_id_that_a_known_item_has_is_found(site, monkeypatch):
    monkeypatch.setattr(gate, "render", with_one_id)
    refused = {(r.slug, r.format) for r in site.publish().refused}
    # Atom lets an entry stand beside its older version (RFC 4287 section 4.1.1).
    formats = FeedFormat.RSS, FeedFormat.JSON
    assert refused == {(slug, f) for slug in ("alle", "lokales") for f in formats}


def test_a_feed_that_has_grown_too_large_is_refused(site, monkeypatch):
    size = len(bodies(site)[FeedFormat.JSON]) + 100
    monkeypatch.setattr(gate, "MOST_BYTES", size)
    monkeypatch.setattr("feedservice.validation.parsing.MOST_BYTES", size)
    monkeypatch.setattr("feedservice.validation.jsonfeed.MOST_BYTES", size)
    assert {r.code for r in site.publish().refused} == {"XML010"}


def test_no_more_is_remembered_than_there_is_room_for(site, record, monkeypatch):
    monkeypatch.setattr(gate, "REMEMBERED", 4)
    for number in range(5):
        site.write(f"{number}.txt", record(f"Meldung {number}"))
        site.publish()
    assert len(gate.GOOD) == 4
    assert bodies(site)[FeedFormat.RSS].count(b"<item>") == 7
