"""Opening the store, and the two ways into it: reading and writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from feedservice.errors import StoreError
from feedservice.store import schema

PRAGMAS = (
    "PRAGMA page_size = 16384",  # of a new file: an article fits in one, and few are written
    "PRAGMA journal_mode = WAL",  # readers never wait for the publisher
    "PRAGMA synchronous = NORMAL",  # with WAL a crash loses no consistency
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 15000",  # milliseconds
)


READER = {"postgresql": {"isolation_level": "REPEATABLE READ"}}


class Store:
    """An open store; make one with :func:`open_store`."""

    def __init__(self, engine: Engine) -> None:
        """Keep the engine."""
        self._engine = engine
        # One view is one state: SQLite always sees to that, PostgreSQL only at this level.
        self._reader = engine.execution_options(**READER.get(engine.dialect.name, {}))
        self._writer = engine.execution_options(feedservice_writes=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give one consistent view of the store.

        Raises:
            StoreError: The database refused.
        """
        with _complaints(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction: all of it is kept, or nothing.

        Raises:
            StoreError: The database refused.
        """
        with _complaints(), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection; the next use opens new ones."""
        self._engine.dispose()


def open_store(url: str) -> Store:
    """Open the database at *url*, an SQLAlchemy URL, and make its tables if needed.

    Raises:
        StoreError: It cannot be opened or written, or a newer release has made it.
    """
    try:
        engine = create_engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        hint = "; install feedservice[postgres]" if "psycopg" in str(error) else ""
        raise StoreError(f"{url!r} is no usable database address: {error}{hint}") from None
    if engine.dialect.name == "sqlite":
        _make_folder(engine.url.database)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    store = Store(engine)
    with store.reading() as view:
        version = _version(view)
    if version is None:
        _found_once(store)
    elif version != schema.SCHEMA_VERSION:
        raise StoreError(f"was made by another release (schema {version}); update feedservice")
    return store


@contextmanager
def _complaints() -> Iterator[None]:
    """Turn the database's complaints into one kind of ours."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        raise StoreError(" ".join(str(cause).split())) from error


def _make_folder(database: str | None) -> None:
    """Make the folder of an SQLite file."""
    if not database or database == ":memory:" or database.startswith("file:"):
        return
    try:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot make the folder of {database}: {error.strerror}") from None


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:  # noqa: ANN401 - DBAPI
    """Set up a new connection, and take BEGIN out of the driver's hands.

    Left alone, ``sqlite3`` begins a transaction only before the first change, so two
    SELECTs could see two states.
    """
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    """Begin, for writers with the write lock: taken later, it could only fail."""
    writes = connection.get_execution_options().get("feedservice_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _version(connection: Connection) -> str | None:
    """Say with which schema the store was made; None where nothing was made yet."""
    facts = schema.facts
    if not inspect(connection).has_table(facts.name):
        return None
    return connection.scalar(select(facts.c.value).where(facts.c.name == "schema"))


def _found_once(store: Store) -> None:
    """Make the tables, unless somebody else is quicker."""
    try:
        with store.writing() as transaction:
            _found(transaction)
    except StoreError:
        with store.reading() as view:
            if _version(view) is None:
                raise


def _found(connection: Connection) -> None:
    """Make the tables, and the channel that is always there."""
    schema.metadata.create_all(connection)
    if _version(connection):
        return  # somebody else was quicker
    connection.execute(insert(schema.facts).values(name="schema", value=schema.SCHEMA_VERSION))
    connection.execute(
        insert(schema.channels).values(
            number=schema.ALL,
            name="Alle Rubriken",
            folded="",
            slug="alle",
            changed=datetime.now(UTC),
            opened=True,
            dirty=True,
        )
    )
