"""Many rows at once, past the conversions that SQLAlchemy makes for each value.

They take three times as long as SQLite itself, and ten thousand new records make forty
thousand rows. So whoever calls this gives values as drivers take them: numbers, text, None.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table

from feedservice.store.parts import in_parts

Value = str | int | None


def insert_all(
    transaction: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[tuple[Value, ...]],
) -> None:
    """Insert *rows*, whose values stand in the order of *columns*."""
    if rows:
        names, marks = ", ".join(columns), _marks(transaction, columns)
        # Nothing of it comes from outside: tables and columns are those of the schema.
        transaction.exec_driver_sql(
            f"INSERT INTO {table.name} ({names}) VALUES {marks}",  # noqa: S608 - see above
            list(rows),
        )


def find_all(
    view: Connection,
    table: Table,
    columns: Sequence[str],
    key: Sequence[str],
    keys: Sequence[tuple[Value, ...]],
) -> list[Row[Any]]:
    """Find the rows with one of *keys*, whose values stand in the order of the columns *key*.

    SQLite looks up each of them in an index; given as ``(a, b) IN (…)``, it walks the table.
    """
    found: list[Row[Any]] = []
    names = ", ".join(f"{table.name}.{name}" for name in columns)
    same = " AND ".join(f"{table.name}.{name} = wanted.{name}" for name in key)
    for part in in_parts(keys):
        marks = ", ".join([_marks(view, key)] * len(part))
        found += view.exec_driver_sql(
            f"WITH wanted ({', '.join(key)}) AS (VALUES {marks}) "  # noqa: S608 - as above
            f"SELECT {names} FROM wanted CROSS JOIN {table.name} WHERE {same}",
            tuple(value for one in part for value in one),
        )
    return found


def _marks(view: Connection, columns: Sequence[str]) -> str:
    """Where the values of one row stand in a statement."""
    mark = "?" if view.dialect.paramstyle == "qmark" else "%s"
    return f"({', '.join([mark] * len(columns))})"
