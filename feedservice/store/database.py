"""Opening the store, and the two ways into it: reading and writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from feedservice import addresses
from feedservice.errors import StoreError
from feedservice.store import schema
from feedservice.store.complaints import complaints
from feedservice.store.sqlitefile import Footprint, SqliteFile

PRAGMAS = (
    "PRAGMA page_size = 32768",  # of a new file: an article fits in one, and few are written
    "PRAGMA journal_mode = WAL",  # readers never wait for the publisher
    "PRAGMA cache_size = -12288",  # KiB; what does not fit is written more than once
    "PRAGMA synchronous = NORMAL",  # with WAL a crash loses no consistency
    "PRAGMA foreign_keys = ON",
)
PATIENCE_SECONDS = 15.0  # for others who write
READER = {"postgresql": {"isolation_level": "REPEATABLE READ"}}


class Store:
    """An open store; make one with :func:`open_store`."""

    def __init__(self, engine: Engine, file: SqliteFile | None = None) -> None:
        """Keep the engine, and the file if the database is one."""
        self._engine = engine
        self._file = file
        self._footprint: Footprint = None
        # One view is one state: SQLite always sees to that, PostgreSQL only at this level.
        self._reader = engine.execution_options(**READER.get(engine.dialect.name, {}))
        self._writer = engine.execution_options(feedservice_writes=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give one consistent view of the store.

        Raises:
            StoreError: The database refused.
        """
        self._follow()
        with complaints(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator["Store"]:
        """Give a store whose every view is one and the same, whatever is published meanwhile.

        For one thread alone.

        Raises:
            StoreError: The database refused.
        """
        with self.reading() as view:
            yield _Snapshot(self._engine, view)

    @contextmanager
    def writing(self, *, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[Connection]:
        """Give a transaction: all of it is kept, or nothing.

        Args:
            patience_seconds: How long to wait for others who write.

        Raises:
            StoreError: The database refused, or others wrote for longer.
        """
        self._follow()
        patience = int(patience_seconds * 1000)
        writer = self._writer.execution_options(feedservice_patience=patience)
        with complaints(), writer.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {patience}")
            yield connection

    def was_replaced(self) -> bool:
        """Whether the file is gone, or another one, since it was last read or written."""
        return self._file is not None and self._file.footprint() != self._footprint

    def _follow(self) -> None:
        """Let go of connections to a file that is no longer at its place."""
        if self._file is None:
            return
        found = self._file.footprint()
        if found is None and self._footprint is not None:
            raise StoreError("the database file is gone")  # only open_store may make a new one
        if found != self._footprint:
            self._engine.dispose()
            self._footprint = found

    def close(self) -> None:
        """Close every connection; the next use opens new ones."""
        self._engine.dispose()


class _Snapshot(Store):
    """The state of a store at one moment."""

    def __init__(self, engine: Engine, view: Connection) -> None:
        """Show what *view* shows."""
        super().__init__(engine)
        self._view = view

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give the one view that there is."""
        with complaints():
            yield self._view


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
    file = None
    if engine.dialect.name == "sqlite":
        file = _file(engine.url.database)
        if file:
            event.listen(engine, "do_connect", file.connect)
            event.listen(engine, "connect", file.mark)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    store = Store(engine, file)
    with store.reading() as view:
        version = _version(view)
    if version is None:
        _found_once(store)
    elif version != schema.SCHEMA_VERSION:
        raise StoreError(_foreign(version))
    return store


def _file(database: str | None) -> SqliteFile | None:
    """Make an SQLite file with the folder around it; None where it is no plain one."""
    if not database or database == ":memory:" or database.startswith("file:"):
        return None
    try:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot make the folder of {database}: {error.strerror}") from None
    return SqliteFile(database)


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
    options = connection.get_execution_options()
    patience = options.get("feedservice_patience", int(PATIENCE_SECONDS * 1000))
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")  # milliseconds
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("feedservice_writes") else "BEGIN")


def _version(connection: Connection) -> str | None:
    """Say with which schema the store was made; None where nothing was made yet."""
    facts = schema.facts
    if not inspect(connection).has_table(facts.name):
        return None
    return connection.scalar(select(facts.c.value).where(facts.c.name == "schema"))


def _foreign(version: str) -> str:
    """Say what to do with a store of another schema."""
    if version.isdecimal() and int(version) < int(schema.SCHEMA_VERSION):
        return f"was made by an older release (schema {version}); move it away and publish anew"
    return f"was made by another release (schema {version}); update feedservice"


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
            slug=addresses.ALL_SLUG,
            changed=datetime.now(UTC),
            opened=True,
            dirty=True,
        )
    )
