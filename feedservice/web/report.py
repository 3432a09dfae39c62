"""How publishing goes, as the status page shows it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Generic, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from feedservice.records import Problem, Refusal, Severity
from feedservice.store import activity, editions, shelf
from feedservice.store.editions import Stand
from feedservice.store.refusals import refused
from feedservice.store.schema import ALL, State
from feedservice.store.shelf import Assumed
from feedservice.web.charts import Chart, chart, days_until

DAYS = 30
SHOWN = 100  # rows of a table; the command line shows all

T = TypeVar("T")


class Some(NamedTuple, Generic[T]):
    """The first of many.

    Attributes:
        number: How many there are.
    """

    rows: Sequence[T]
    number: int


class Row(NamedTuple):
    """A category in figures.

    Attributes:
        newest: In UTC; None without articles.
    """

    name: str
    slug: str
    articles: int
    newest: datetime | None
    chart: Chart


class Waiting(NamedTuple):
    """A record that is not published yet, and when it will be; in UTC."""

    path: str
    title: str
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that the status page shows.

    Attributes:
        everything: The channel of all categories.
        errors: How many records are not published as they are.
    """

    everything: Row
    categories: Sequence[Row]
    problems: Some[Problem]
    errors: int
    held: Some[Waiting]
    drafts: Some[Waiting]
    assumed: Some[Assumed]
    refused: Some[Refusal]
    feeds: Sequence[Stand]


def report(view: Connection, zone: ZoneInfo, now: datetime) -> Report:
    """Gather how publishing goes.

    Args:
        view: Of the store.
        zone: In which days begin and end.
        now: In UTC.
    """
    everything, *categories = _rows(view, zone, now)
    problems = shelf.reported(view)
    states = shelf.states(view)
    return Report(
        everything=everything,
        categories=categories,
        problems=_some(
            sorted(problems, key=lambda problem: list(Severity).index(problem.severity))
        ),
        errors=sum(problem.severity is Severity.ERROR for problem in problems),
        held=_waiting(view, State.HELD, states),
        drafts=_waiting(view, State.DRAFT, states),
        assumed=_some(shelf.assumed(view)),
        refused=_some(refused(view)),
        feeds=editions.stands(view),
    )


def _rows(view: Connection, zone: ZoneInfo, now: datetime) -> list[Row]:
    """Each channel in figures, the one of all categories first."""
    days = days_until(now.astimezone(zone).date(), DAYS)
    # A day in the zone of the site may begin up to 14 hours before it does in UTC.
    since = datetime.combine(days[0], datetime.min.time(), UTC) - timedelta(days=1)
    counted: dict[int, Counter[date]] = {}
    for channel, published in activity.published_since(view, since):
        counted.setdefault(channel, Counter())[published.astimezone(zone).date()] += 1
    numbers = {row.slug: row.number for row in shelf.all_channels(view)}
    return sorted(
        (
            Row(*row, chart(days, counted.get(numbers[row.slug], {})))
            for row in shelf.overview(view)
        ),
        key=lambda row: (numbers[row.slug] != ALL, row.slug),
    )


def _waiting(view: Connection, state: State, states: dict[str, int]) -> Some[Waiting]:
    """Records in *state*, the earliest first."""
    rows = [Waiting(*row) for row in shelf.in_state(view, state, SHOWN)]
    return Some(rows, states.get(state, 0))


def _some(rows: Sequence[T]) -> Some[T]:
    """The first rows of many."""
    return Some(rows[:SHOWN], len(rows))
