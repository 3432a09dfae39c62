"""What the store knows of records that are loaded again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, Row, Text, select, type_coerce

from feedservice.rows import CONTENT, Content
from feedservice.store.bulk import find_all
from feedservice.store.parts import in_parts
from feedservice.store.schema import State, articles, instant


class Prior(NamedTuple):
    """What the store knows of a record that is loaded again."""

    number: int
    key: str
    path: str
    state: str
    entry_id: str
    channels: list[int]
    published: datetime
    updated: datetime
    first_seen: datetime
    date_reading: str
    date_precision: str

    @property
    def is_live(self) -> bool:
        """Whether readers could see the article until now."""
        return self.state == State.PUBLISHED


def priors(view: Connection, paths: Sequence[str], keys: Sequence[str]) -> list[Prior]:
    """What is known of the records in the files *paths*, and of those called *keys*."""
    found: dict[int, Prior] = {}
    for column, wanted in (("path", paths), ("key", keys)):
        rows = find_all(view, articles, Prior._fields, [column], [(value,) for value in wanted])
        found |= {row.number: _prior(row) for row in rows}
    return list(found.values())


def _prior(row: Row[Any]) -> Prior:
    """Turn what a driver gives into what we know."""
    given = Prior._make(row)
    return given._replace(
        channels=orjson.loads(row.channels),
        published=instant(row.published),
        updated=instant(row.updated),
        first_seen=instant(row.first_seen),
    )


def contents(view: Connection, numbers: Sequence[int]) -> dict[int, Content]:
    """What the readers of each article have seen, as :data:`CONTENT` names it."""
    found: dict[int, Content] = {}
    columns = [type_coerce(articles.c[name], Text) for name in CONTENT]
    for part in in_parts(numbers):
        rows = view.execute(select(articles.c.number, *columns).where(articles.c.number.in_(part)))
        found |= {number: tuple(content) for number, *content in rows}
    return found
