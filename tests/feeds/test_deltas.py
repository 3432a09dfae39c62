"""A delta is the current document without the items that its reader has already."""

from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedservice.feeds import deltas, render
from feedservice.records import FeedFormat
from feedservice.validation import validate

UPDATED = datetime(2026, 3, 6, 8, 30, 0, tzinfo=UTC)
XML = (FeedFormat.RSS, FeedFormat.ATOM)

# What looks like the lines at which a document is cut.
TRAPS = st.sampled_from(
    ["\n    <item>", "\n    </item>", "\n  <entry>\n", "\n  </entry>", "]]>", "\n</feed>", "a"]
)
texts = st.lists(TRAPS | st.text("aä<&>\n \"'", max_size=8), max_size=5).map("".join)


@pytest.fixture(scope="module")
def rendered(document, article):
    """Render the given titles and texts as a feed of articles; a title is an id, too."""

    def make(feed_format, items):
        made = [
            article(
                id=f"tag:example.org,2026:{title}",
                title=title,
                html=html,
                summary=html or "x",
                updated=UPDATED + timedelta(seconds=int.from_bytes(title.encode())),
            )
            for title, html in items.items()
        ]
        return render(document(*made), feed_format)

    return make


def titles(body):
    return [entry.title for entry in feedparser.parse(body).entries]


@pytest.mark.parametrize("feed_format", XML)
def test_what_is_new_or_has_changed_is_in_a_delta_and_nothing_else(rendered, feed_format):
    old = rendered(feed_format, {"A": "1", "B": "1", "C": "1"})
    new = rendered(feed_format, {"D": "1", "A": "2", "B": "1", "C": "1"})
    found = deltas.delta(new, feed_format, deltas.digests(old, feed_format))
    assert titles(found) == ["D", "A"]
    assert validate(found, base_url=f"https://example.org/feeds/kultur-medien.{feed_format}") == []


@pytest.mark.parametrize("feed_format", XML)
def test_a_delta_after_a_removal_is_a_valid_feed_without_items(rendered, feed_format):
    old = rendered(feed_format, {"A": "1", "B": "1"})
    new = rendered(feed_format, {"A": "1"})
    found = deltas.delta(new, feed_format, deltas.digests(old, feed_format))
    assert titles(found) == []
    assert validate(found, base_url=f"https://example.org/feeds/kultur-medien.{feed_format}") == []


@pytest.mark.parametrize("feed_format", XML)
def test_where_everything_is_new_there_is_no_delta(rendered, feed_format):
    old = deltas.digests(rendered(feed_format, {"A": "1"}), feed_format)
    assert deltas.delta(rendered(feed_format, {"A": "2", "B": "1"}), feed_format, old) is None
    assert deltas.delta(rendered(feed_format, {}), feed_format, old) is None


def test_there_are_no_deltas_of_json(rendered):
    body = rendered(FeedFormat.JSON, {"A": "1"})
    assert deltas.digests(body, FeedFormat.JSON) == b""
    assert deltas.delta(body, FeedFormat.JSON, b"x" * 8) is None


@pytest.mark.parametrize("feed_format", XML)
@given(items=st.dictionaries(st.text("ABCDEF", min_size=1, max_size=2), texts, max_size=6))
def test_no_text_of_an_article_is_taken_for_the_border_of_an_item(rendered, feed_format, items):
    body = rendered(feed_format, items)
    assert len(deltas.digests(body, feed_format)) == len(items) * deltas.DIGEST_SIZE
    for start in range(0, len(items) * deltas.DIGEST_SIZE, deltas.DIGEST_SIZE):
        known = deltas.digests(body, feed_format)[start : start + deltas.DIGEST_SIZE]
        found = deltas.delta(body, feed_format, known)
        assert len(titles(found)) == len(items) - 1


@pytest.mark.parametrize("feed_format", XML)
@given(
    old=st.dictionaries(st.sampled_from("ABCDEF"), st.sampled_from("12"), max_size=6),
    new=st.dictionaries(st.sampled_from("ABCDEF"), st.sampled_from("12"), max_size=6),
)
def test_whoever_follows_the_deltas_has_what_is_in_the_feed(rendered, feed_format, old, new):
    body = rendered(feed_format, new)
    known = deltas.digests(rendered(feed_format, old), feed_format)
    found = deltas.delta(body, feed_format, known)
    told = titles(body if found is None else found)
    held = {title for title, text in new.items() if old.get(title) == text}
    assert sorted(told) == sorted(new if found is None else new.keys() - held)
