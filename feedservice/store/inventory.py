"""What became of every record, for the person who looks after them."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Text, cast, func, select

from feedservice.records import Problem, Severity
from feedservice.store.schema import ALL, State, articles, channels, memberships, problems


class Overview(NamedTuple):
    """One line of ``feedservice status``."""

    name: str
    slug: str
    articles: int
    newest: datetime | None


def overview(view: Connection) -> list[Overview]:
    """Each channel with its number of articles and the newest instant, in UTC."""
    rows = view.execute(
        select(
            channels.c.name,
            channels.c.slug,
            func.count(memberships.c.article),
            func.max(memberships.c.published),
        )
        .outerjoin(memberships, memberships.c.channel == channels.c.number)
        .where(channels.c.opened)
        .group_by(channels.c.number, channels.c.name, channels.c.slug)
        .order_by(channels.c.number != ALL, channels.c.slug)
    )
    return [Overview(*row) for row in rows]


def in_state(view: Connection, state: str, limit: int | None) -> list[tuple[str, str, datetime]]:
    """Path, title and publication instant of records in *state*, the earliest first."""
    rows = view.execute(
        select(articles.c.path, articles.c.title, articles.c.published)
        .where(articles.c.state == state)
        .order_by(articles.c.published, articles.c.path)
        .limit(limit)
    )
    return [(row.path, row.title, row.published) for row in rows]


class Assumed(NamedTuple):
    """A date of which a part was assumed, not stated.

    Attributes:
        text: As the record writes it.
        reading: What was made of it, in ISO 8601.
        notes: What was assumed.
    """

    path: str
    text: str
    reading: str
    notes: list[str]


def assumed(view: Connection) -> list[Assumed]:
    """Every date that was assumed rather than stated, by path; of records that are there."""
    rows = view.execute(
        select(
            articles.c.path, articles.c.date_text, articles.c.date_reading, articles.c.date_notes
        )
        .where(cast(articles.c.date_notes, Text) != "[]", articles.c.state != State.REMOVED)
        .order_by(articles.c.path)
    )
    return [Assumed(*row) for row in rows]


def states(view: Connection) -> dict[str, int]:
    """How many records are in each state."""
    rows = view.execute(select(articles.c.state, func.count()).group_by(articles.c.state))
    return {row[0]: row[1] for row in rows}


def reported(view: Connection) -> list[Problem]:
    """Every problem in the folder, by path and line."""
    columns = [problems.c[name] for name in Problem.__slots__]
    rows = view.execute(select(*columns).order_by(problems.c.path, problems.c.line))
    return [
        Problem(**{**row._mapping, "severity": Severity(row.severity)})  # noqa: SLF001 - public API of Row
        for row in rows
    ]
