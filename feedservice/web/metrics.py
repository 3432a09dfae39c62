"""Figures for Prometheus: what was answered, what is published, how the publisher is.

What workers count is added up by :mod:`feedservice.web.counting`; the rest is read from the
store when it is asked for. :data:`METRICS` is the table in ``docs/operations.md``.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from prometheus_client import CollectorRegistry
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
    SummaryMetricFamily,
)
from prometheus_client.registry import Collector

from feedservice import addresses
from feedservice.errors import StoreError
from feedservice.store import Store, figures, inventory
from feedservice.store.figures import ChannelFigures
from feedservice.web.readiness import Publisher, Readiness, examine
from feedservice.web.tally import BUCKETS, UNCHANGED, Tally

PREFIX = "feedservice_"
COUNTER, GAUGE, HISTOGRAM, SUMMARY = "counter", "gauge", "histogram", "summary"

#: Name without prefix, kind, labels, meaning.
METRICS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "requests_total": (
        COUNTER,
        ("kind", "method", "status", "coding"),
        "Answered requests, by kind of document and content coding.",
    ),
    "sent_bytes_total": (COUNTER, ("kind",), "Bytes of bodies, as they were sent."),
    "answer_seconds": (
        HISTOGRAM,
        ("layer",),
        "Time to make an answer, from memory or by the application; without the network.",
    ),
    "polls_total": (COUNTER, ("reader", "status"), "Polls of feeds, by family of readers."),
    "unchanged_share": (GAUGE, (), "Share of all polls that were answered with 304."),
    "subscribers": (
        GAUGE,
        ("reader", "feed"),
        "How many people an aggregator said in the last week that it fetches a feed for.",
    ),
    "rejected_total": (COUNTER, (), "Requests answered with 429."),
    "worker_starts_total": (COUNTER, (), "Workers that have begun to answer."),
    "worker_start_time_seconds": (GAUGE, ("worker",), "When each worker began."),
    "counting_start_time_seconds": (GAUGE, (), "When the counters of requests began at 0."),
    "ready": (GAUGE, (), "1 if there is something to answer with, as /readyz tells."),
    "database_up": (GAUGE, (), "1 if the store can be read."),
    "records": (GAUGE, ("state",), "Records in the store: published, held or drafts."),
    "problems": (GAUGE, ("severity",), "Problems of records, as feedservice status lists them."),
    "channels": (GAUGE, (), "Channels that have feeds."),
    "refusals": (
        GAUGE,
        (),
        "Errors because of which feeds of all channels keep their last good edition.",
    ),
    "channel_items": (GAUGE, ("channel",), "Items of a channel's feeds."),
    "channel_bytes": (
        GAUGE,
        ("channel",),
        "Size of a channel's largest feed, before compression.",
    ),
    "channel_published_time_seconds": (
        GAUGE,
        ("channel",),
        "When a channel's feeds last got an edition, as Last-Modified tells.",
    ),
    "channel_refusals": (
        GAUGE,
        ("channel",),
        "Errors because of which a channel's feeds keep their last good edition.",
    ),
    "publisher_up": (
        GAUGE,
        (),
        "1 if the publisher lives and its last pass went well; 0 if not, or if there is none.",
    ),
    "publisher_state": (GAUGE, ("state",), "1 for the state of the publisher, 0 for the others."),
    "publisher_pass_seconds": (SUMMARY, (), "Good passes of the publisher and their duration."),
    "publisher_last_pass_seconds": (GAUGE, (), "Duration of the last good pass."),
    "publisher_last_pass_time_seconds": (GAUGE, (), "When the last good pass ended."),
    "publisher_failures_total": (COUNTER, (), "Passes that failed."),
    "publisher_editions_total": (COUNTER, (), "Editions that were published."),
}

FAMILIES = {COUNTER: CounterMetricFamily, GAUGE: GaugeMetricFamily}


class Sample(NamedTuple):
    """One value of a metric with its labels."""

    name: str
    value: float
    labels: tuple[str, ...] = ()


def registry(tally: Tally, store: Store, now: datetime, most: int) -> CollectorRegistry:
    """Collect all figures of the service.

    Args:
        tally: What all workers have counted.
        store: What is published.
        now: In UTC.
        most: So many channels are told one by one, and so many reports of subscribers.
    """
    made = CollectorRegistry(auto_describe=False)
    made.register(_Figures(tally, store, now, most))
    return made


class _Figures(Collector):
    """All figures; Prometheus asks for them."""

    def __init__(self, tally: Tally, store: Store, now: datetime, most: int) -> None:
        """Keep what is asked."""
        self._most = most
        self._tally = tally
        self._store = store
        self._now = now

    def collect(self) -> Iterable[Metric]:
        """Tell them."""
        found = examine(self._store, self._now)
        stored = _stored(self._store, self._most)
        yield from _families(
            [
                *_answered(self._tally, self._now.timestamp(), self._most),
                Sample("database_up", float(stored is not None)),
                *(stored or ()),
                *_published(found),
            ]
        )
        yield _times(self._tally)
        yield SummaryMetricFamily(
            *_head("publisher_pass_seconds"),
            count_value=found.passes.passes,
            sum_value=found.passes.seconds,
        )


def _head(name: str) -> tuple[str, str]:
    """Name and meaning of a metric, as its family is made with them."""
    return PREFIX + name.removesuffix("_total"), METRICS[name][2]


def _families(samples: Iterable[Sample]) -> Iterator[Metric]:
    """Put samples of one metric together."""
    made: dict[str, CounterMetricFamily | GaugeMetricFamily] = {}
    for name, value, labels in samples:
        if name not in made:
            kind, names, _ = METRICS[name]
            made[name] = FAMILIES[kind](*_head(name), labels=names)
        made[name].add_metric(labels, value)
    yield from made.values()


def _answered(tally: Tally, now: float, most: int) -> Iterator[Sample]:
    """What workers have counted."""
    for (kind, method, status, coding), number in tally.requests.items():
        yield Sample("requests_total", number, (kind, method, str(status), coding))
    for kind, number in tally.sent.items():
        yield Sample("sent_bytes_total", number, (kind,))
    for (reader, status), number in tally.polls.items():
        yield Sample("polls_total", number, (reader, str(status)))
    for report in tally.subscribers(now)[:most]:
        yield Sample("subscribers", report.number, (report.reader, report.feed))
    unchanged = sum(n for (_, status), n in tally.polls.items() if status == UNCHANGED)
    yield Sample("unchanged_share", unchanged / max(1, tally.polls.total()))
    yield Sample("rejected_total", tally.rejected)
    yield Sample("worker_starts_total", tally.starts)
    for worker, began in tally.workers.items():
        yield Sample("worker_start_time_seconds", began, (worker,))
    yield Sample("counting_start_time_seconds", tally.started)


def _times(tally: Tally) -> Metric:
    """How long answers took."""
    family = HistogramMetricFamily(*_head("answer_seconds"), labels=METRICS["answer_seconds"][1])
    bounds = [*map(str, BUCKETS), "+Inf"]
    for layer, times in tally.times.items():
        below = [float(sum(times.counts[: number + 1])) for number in range(len(bounds))]
        family.add_metric([layer], list(zip(bounds, below, strict=True)), times.seconds)
    return family


def _stored(store: Store, most: int) -> list[Sample] | None:
    """What the store holds; None if it cannot be read."""
    try:
        with store.reading() as view:
            states = inventory.states(view)
            problems = figures.problems_by_severity(view)
            channels = figures.channels(view)
    except StoreError:
        return None
    found = [Sample("records", number, (str(state),)) for state, number in states.items()]
    found += [Sample("problems", number, (name,)) for name, number in problems.items()]
    found.append(Sample("channels", len(channels)))
    found.append(Sample("refusals", sum(channel.refusals for channel in channels)))
    for channel in _shown(channels, most):
        label = (channel.slug,)
        found += [
            Sample("channel_items", channel.items, label),
            Sample("channel_bytes", channel.size, label),
            Sample("channel_refusals", channel.refusals, label),
        ]
        if channel.modified:
            published = channel.modified.timestamp()
            found.append(Sample("channel_published_time_seconds", published, label))
    return found


def _shown(channels: list[ChannelFigures], most: int) -> list[ChannelFigures]:
    """The channels that are told one by one: all together, those with errors, then by name.

    Not the newest, nor the largest: a series that comes and goes is a new one each time.
    """
    order = sorted(
        channels,
        key=lambda one: (one.slug != addresses.ALL_SLUG, not one.refusals, one.slug),
    )
    return order[:most]


def _published(found: Readiness) -> Iterator[Sample]:
    """How the publisher is."""
    so_far = found.passes
    yield Sample("ready", float(not found.obstacle))
    yield Sample("publisher_up", float(found.publisher is Publisher.RUNNING))
    for state in Publisher:
        yield Sample("publisher_state", float(found.publisher is state), (state.value,))
    yield Sample("publisher_last_pass_seconds", so_far.last_seconds)
    yield Sample("publisher_last_pass_time_seconds", so_far.last_pass)
    yield Sample("publisher_failures_total", so_far.failures)
    yield Sample("publisher_editions_total", so_far.editions)
