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
        os.kill(helper.submit(os.getpid).result(), signal.SIGKILL)
        site.write("c.txt", "23.11.2026, 9 Uhr\n\nLokales\n\nDrei\n\nText\n")
        assert len(site.publish(helper=helper).feeds) == 2 * len(FeedFormat)
    (site.articles / "c.txt").unlink()
    site.publish()
    assert bodies(site) == together
