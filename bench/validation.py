"""Validate a feed of 50 items and 85 KB: alone, a thousand times, and a thousand times as large.

The W3C's validator takes about 35 ms for such a feed.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from feedservice.validation import validate

ITEMS = 50
ITEM = """    <item>
      <title>Nachricht {number} aus dem Weiltal: Pegel über drei Meter</title>
      <link>https://bote.example/{number}</link>
      <description>{text}</description>
      <guid>https://bote.example/{number}</guid>
      <pubDate>Sun, 22 Nov 2026 18:05:00 +0100</pubDate>
    </item>
"""
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>Weiltaler Bote</title>
    <link>https://bote.example/</link>
    <description>Nachrichten aus dem Weiltal</description>
    <language>de</language>
    <atom:link rel="self" type="application/rss+xml" href="https://bote.example/feed.rss"/>
{items}  </channel>
</rss>
"""
TEXT = (
    "&lt;p&gt;Die Feuerwehr rechnet am Abend mit dem &lt;b&gt;Höchststand&lt;/b&gt;.&lt;/p&gt; "
    * 16
)
COMMAND = [sys.executable, "-m", "feedservice", "validate"]


def feed(items: int) -> bytes:
    """Write a feed."""
    written = "".join(ITEM.format(number=number, text=TEXT) for number in range(items))
    return FEED.format(items=written).encode()


def seconds(work: Callable[[], object], times: int) -> float:
    """Take the median of some runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def command(*paths: str) -> Callable[[], object]:
    """Make a run of the whole command, with its modules compiled as after an installation."""
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    return lambda: subprocess.run(
        [*COMMAND, *paths], check=True, env=environment, stdout=subprocess.DEVNULL
    )


def main() -> None:
    """Print the figures."""
    small, large = feed(ITEMS), feed(ITEMS * 600)
    milliseconds = 1000 * seconds(lambda: validate(small), 50)
    print(f"one feed of {len(small) / 1000:.0f} KB: {milliseconds:.1f} ms")
    taken = seconds(lambda: validate(large), 1)
    per_feed = 1000 * taken * len(small) / len(large)
    print(f"one feed of {len(large) / 1e6:.0f} MB: {taken:.1f} s, {per_feed:.1f} ms for each 85 KB")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1000):
            Path(folder, f"{number:03}.rss").write_bytes(small)
        alone = command(str(Path(folder, "000.rss")))
        alone()
        print(f"the whole command on one feed: {seconds(alone, 9):.2f} s")
        print(f"the whole command on 1,000 feeds: {seconds(command(folder), 1):.1f} s")


if __name__ == "__main__":
    main()
