"""What was counted: requests, bytes, polls by reader, times; sums that can be added up.

Nothing here knows where requests come from, or where the sums go.
"""

import json
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple, Self

from feedservice.web.readers import identify

#: Upper bounds of the histogram of times, in seconds.
BUCKETS = (0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0)

FULL, DELTA, UNCHANGED = 200, 226, 304
POLLED = frozenset({FULL, DELTA, UNCHANGED})
MAX_REPORTS = 10_000  # of subscribers, by reader and feed
STALE_SECONDS = 7 * 86_400  # an aggregator that was silent so long reads for nobody
VERSION = 1  # of what is written into files


class Said(NamedTuple):
    """What the sums need to know of an answer.

    Attributes:
        layer: ``memory``, or ``application`` for what Flask answered.
        kind: Of document, such as ``rss`` or ``page``.
        method: Of the request; ``other`` for those that HTTP does not define.
        coding: ``identity`` where there is a body without coding.
        size: Bytes of the body as it was sent.
        feed: Such as ``politik.rss``; empty for what is no feed.
    """

    layer: str
    kind: str
    method: str
    status: int
    coding: str
    size: int
    feed: str = ""


#: An answer, the User-Agent that got it, and how many seconds it took.
Seen = tuple[Said, str | None, float]


class ReaderPolls(NamedTuple):
    """How one family of readers polls feeds.

    Attributes:
        full: Polls that were answered with the whole feed.
        deltas: With only the newer items (226).
        unchanged: With 304.
        subscribers: The sum of what its aggregators report, if any does.
    """

    reader: str
    polls: int
    full: int
    deltas: int
    unchanged: int
    subscribers: int | None


class Subscribers(NamedTuple):
    """How many people an aggregator says that it fetches a feed for.

    Attributes:
        feed: Such as ``politik.rss``.
        seen: When it said so; seconds since 1970.
    """

    reader: str
    feed: str
    number: int
    seen: float


@dataclass(slots=True)
class Times:
    """A histogram.

    Attributes:
        counts: One for each of :data:`BUCKETS`, and one for what is slower; not cumulative.
        seconds: The sum.
    """

    counts: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    seconds: float = 0.0

    def add(self, durations: Collection[float]) -> None:
        """Count *durations*, in seconds."""
        ordered = sorted(durations)
        below = [0, *(bisect_right(ordered, bound) for bound in BUCKETS), len(ordered)]
        for number, (low, high) in enumerate(pairwise(below)):
            self.counts[number] += high - low
        self.seconds += sum(ordered)

    def merge(self, other: Self) -> None:
        """Add what *other* has counted."""
        self.counts = [a + b for a, b in zip(self.counts, other.counts, strict=True)]
        self.seconds += other.seconds


@dataclass(slots=True)
class Tally:
    """Sums since *started*.

    Attributes:
        started: Seconds since 1970.
        starts: Processes that have begun to count.
        workers: When the last one of each file of sums did; seconds since 1970.
        requests: By kind, method, status and coding.
        sent: Bytes of bodies by kind.
        polls: Of feeds, by reader and status.
        times: By layer.
        rejected: Requests that were answered with 429.
        reports: Subscribers and when they were reported, by reader and feed.
    """

    started: float = field(default_factory=time.time)
    starts: int = 0
    workers: dict[str, float] = field(default_factory=dict)
    requests: Counter[tuple[str, str, int, str]] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    polls: Counter[tuple[str, int]] = field(default_factory=Counter)
    times: dict[str, Times] = field(default_factory=dict)
    rejected: int = 0
    reports: dict[tuple[str, str], tuple[int, float]] = field(default_factory=dict)

    def add(self, seen: Collection[Seen], now: float) -> None:
        """Count answers.

        Args:
            seen: What was answered, to whom, in how many seconds.
            now: Seconds since 1970.
        """
        durations: dict[str, list[float]] = {}
        for said, _, seconds in seen:
            durations.setdefault(said.layer, []).append(seconds)
        for layer, found in durations.items():
            self.times.setdefault(layer, Times()).add(found)
        for (said, agent), number in Counter((said, agent) for said, agent, _ in seen).items():
            self._add(said, agent, number, now)

    def _add(self, said: Said, agent: str | None, number: int, now: float) -> None:
        """Count one answer that was given *number* times."""
        self.requests[said.kind, said.method, said.status, said.coding] += number
        self.sent[said.kind] += said.size * number
        if not said.feed or said.status not in POLLED:
            return
        reader = identify(agent)
        self.polls[reader.family, said.status] += number
        name = reader.family, said.feed
        if reader.subscribers is not None and (
            name in self.reports or len(self.reports) < MAX_REPORTS
        ):
            self.reports[name] = reader.subscribers, now

    def merge(self, other: Self) -> None:
        """Add what *other* has counted."""
        self.started = min(self.started, other.started)
        self.starts += other.starts
        self.workers |= other.workers
        self.requests.update(other.requests)
        self.sent.update(other.sent)
        self.polls.update(other.polls)
        self.rejected += other.rejected
        for layer, times in other.times.items():
            self.times.setdefault(layer, Times()).merge(times)
        for name, report in other.reports.items():
            self.reports[name] = max(report, self.reports.get(name, report), key=lambda r: r[1])

    def subscribers(self, now: float) -> list[Subscribers]:
        """What aggregators report, the most first, without those that have fallen silent."""
        found = [
            Subscribers(*name, *report)
            for name, report in self.reports.items()
            if report[1] > now - STALE_SECONDS
        ]
        return sorted(found, key=lambda one: (-one.number, one.reader, one.feed))

    def by_reader(self, now: float) -> list[ReaderPolls]:
        """How each family of readers polls, the busiest first."""
        people: Counter[str] = Counter()
        for report in self.subscribers(now):
            people[report.reader] += report.number
        readers = {reader for reader, _ in self.polls}
        found = [self._polls_of(reader, people.get(reader)) for reader in readers]
        return sorted(found, key=lambda one: (-one.polls, one.reader))

    def _polls_of(self, reader: str, subscribers: int | None) -> ReaderPolls:
        """How one family polls."""
        full, deltas, unchanged = (self.polls[reader, status] for status in sorted(POLLED))
        return ReaderPolls(reader, full + deltas + unchanged, full, deltas, unchanged, subscribers)

    def to_json(self) -> str:
        """Write the sums as a text that :meth:`from_json` reads."""
        return json.dumps(
            {
                "version": VERSION,
                "started": self.started,
                "starts": self.starts,
                "workers": self.workers,
                "requests": [[*name, number] for name, number in self.requests.items()],
                "sent": self.sent,
                "polls": [[*name, number] for name, number in self.polls.items()],
                "times": {
                    layer: [*times.counts, times.seconds] for layer, times in self.times.items()
                },
                "rejected": self.rejected,
                "reports": [[*name, *report] for name, report in self.reports.items()],
            }
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read sums.

        Raises:
            ValueError: They were written by another release, or not by us.
        """
        try:
            return cls._read(json.loads(text))
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"these are no sums: {error!r}") from None

    @classmethod
    def _read(cls, told: dict[str, Any]) -> Self:
        """Read sums of this version."""
        if told["version"] != VERSION or any(
            len(times) != len(BUCKETS) + 2 for times in told["times"].values()
        ):
            raise ValueError("these sums are of another release")
        return cls(
            started=float(told["started"]),
            starts=int(told["starts"]),
            workers=dict(told["workers"]),
            requests=Counter({(k, m, s, c): n for k, m, s, c, n in told["requests"]}),
            sent=Counter(told["sent"]),
            polls=Counter({(reader, status): n for reader, status, n in told["polls"]}),
            times={
                name: Times(counts, seconds) for name, (*counts, seconds) in told["times"].items()
            },
            rejected=int(told["rejected"]),
            reports={(reader, feed): (n, seen) for reader, feed, n, seen in told["reports"]},
        )
