"""An SQLite file: read where it cannot be written, and noticed when another takes its place."""

import os
import sqlite3
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Dialect
from sqlalchemy.pool import ConnectionPoolEntry

CANNOT_WRITE = {"SQLITE_READONLY_DIRECTORY", "SQLITE_CANTOPEN"}

ORIGIN = "feedservice_origin"

Footprint = tuple[int, ...] | None


class SqliteFile:
    """The file at one place, whichever that is."""

    def __init__(self, path: str) -> None:
        """Look at nothing yet."""
        self._path = path
        self._is_frozen = False

    def footprint(self) -> Footprint:
        """What tells this file from another one at its place; None where there is none."""
        try:
            found = os.stat(self._path)  # noqa: PTH116 - asked with every view
        except OSError:
            return None
        if self._is_frozen:
            return found.st_dev, found.st_ino, found.st_mtime_ns, self._is_written()
        return found.st_dev, found.st_ino

    def connect(
        self,
        dialect: Dialect,
        _entry: ConnectionPoolEntry,
        cargs: tuple[Any, ...],
        cparams: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - DBAPI
        """Open the file; where not even a lock can be written beside it, as one that stays.

        SQLite would refuse, for somebody might be writing. But then his log lies beside
        the file, and everybody can read along; where there is none, :meth:`footprint` tells
        as soon as there is one.
        """
        connection = dialect.connect(*cargs, **cparams)
        self._is_frozen = False
        try:
            connection.execute("SELECT 1 FROM sqlite_master")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname not in CANNOT_WRITE or self._is_written():
                raise
            connection.close()
            frozen = f"file:{quote(os.path.abspath(self._path))}?immutable=1"  # noqa: PTH100
            connection = dialect.connect(frozen, **cparams, uri=True)
            self._is_frozen = True
        return connection

    def mark(self, _connection: Any, entry: ConnectionPoolEntry) -> None:  # noqa: ANN401 - DBAPI
        """Note on a new connection where it leads."""
        entry.info[ORIGIN] = self.footprint()

    def _is_written(self) -> bool:
        """Whether there is a log of changes beside the file."""
        return os.path.exists(f"{self._path}-wal")  # noqa: PTH110 - as above


def origin(view: Connection) -> Footprint:
    """What tells the database of *view* from another one at its place; None if unknown."""
    found: Footprint = view.info.get(ORIGIN)
    return found
