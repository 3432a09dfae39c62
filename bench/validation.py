"""Time the validator on feeds of several sizes: the time for a byte should not grow.

    python bench/validation.py

The feed of 50 items and some 85 KB is what a newspaper publishes; the best of many rounds
counts, and no date that one round has read is known to the next.
"""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import perf_counter

from feedservice.validation import validate
from feedservice.validation.values.dates import instant

NOW = datetime(2026, 11, 20, tzinfo=UTC)
HEAD = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Beispiel</title><link>https://example.org/</link>
<description>Neues vom Ort</description><language>de</language>
<atom:link rel="self" type="application/rss+xml" href="https://example.org/rss"/>
"""
WORDS = "Der Brunnen auf dem Markt läuft wieder, und die Bürger freuen sich über das Wasser. "
ITEM = """<item><title>Ein neuer Brunnen für den Markt, Teil {n}</title>
<link>https://example.org/artikel/{n}</link><description>{short}</description>
<content:encoded>&lt;p&gt;{long}&lt;/p&gt;&lt;p&gt;&lt;a href="https://example.org/{n}"&gt;Mehr&lt;/a&gt;
{long}&lt;/p&gt;</content:encoded><dc:creator>Anna Berg</dc:creator><category>Lokales</category>
<guid isPermaLink="false">tag:example.org,2026-01-01:{n}</guid><pubDate>{date}</pubDate></item>
"""


def feed(items: int) -> bytes:
    """Make a feed of so many items, each of another minute."""
    parts = [HEAD]
    for number in range(items):
        date = format_datetime(NOW - timedelta(minutes=number))
        parts.append(ITEM.format(n=number, short=WORDS * 2, long=WORDS * 6, date=date))
    return ("".join(parts) + "</channel></rss>\n").encode()


def best_seconds(data: bytes, rounds: int) -> float:
    """Validate so often, and tell the shortest time."""
    times = []
    for _ in range(rounds):
        instant.cache_clear()
        start = perf_counter()
        found = validate(data, now=NOW)
        times.append(perf_counter() - start)
        if found:
            raise SystemExit(f"the feed of the benchmark has findings: {found[0]}")
    return min(times)


def main() -> None:
    """Print what was measured."""
    for items, rounds in ((50, 100), (500, 10), (5_000, 3), (30_000, 1)):
        data = feed(items)
        seconds = best_seconds(data, rounds)
        print(
            f"{items:6} items {len(data) / 1000:9.0f} KB {seconds * 1000:9.1f} ms"
            f" {seconds / len(data) * 1e9:6.0f} ns a byte"
        )


if __name__ == "__main__":
    main()
