"""What a database complains of, with the cure where we know it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from feedservice.errors import StoreError

#: By the beginning of what SQLite says.
CURES = {
    "attempt to write a readonly database": (
        "whoever publishes must be able to write the file and its folder; "
        "to serve what is published, any WSGI server can do without: gunicorn wsgi:app"
    ),
    "unable to open database file": "there must be a file to read, in a folder to write",
    "database is locked": "another program has been writing for long; wait for it or end it",
    "database or disk is full": "make room on the disk; nothing was changed",
    "disk I/O error": "make room on the disk, or look for its faults in the system's log",
    "database disk image is malformed": (
        "restore a copy, or remove the file: feeds are made again from the articles"
    ),
}


@contextmanager
def complaints() -> Iterator[None]:
    """Turn the database's complaints into one kind of ours.

    Raises:
        StoreError: The database refused; on one line.
    """
    try:
        yield
    except SQLAlchemyError as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())
        cures = (cure for begin, cure in CURES.items() if said.startswith(begin))
        raise StoreError("; ".join([said, *cures])) from error
