"""The tables, and how an instant lies in them.

Everything that can be derived from the article files is here only to be found again
quickly; what cannot be derived, and must never be lost, is what was once published:
``entry_id``, ``first_seen``, ``published`` and the channels' slugs.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import orjson
from sqlalchemy import (
    TEXT,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    event,
    text,
)

SCHEMA_VERSION = "5"
ALL = 0  # number of the channel that holds every article


def instant(seconds: int) -> datetime:
    """Turn seconds since 1970 into a datetime in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


class State(StrEnum):
    """Where a record stands between its file and the readers."""

    PUBLISHED = "published"
    HELD = "held"  # dated in the future
    DRAFT = "draft"
    REMOVED = "removed"  # gone from the folder; its id and instants are kept for its return


class Instant(TypeDecorator[datetime]):
    """An instant in UTC, kept as whole seconds since 1970.

    SQLite has no type for it: ``DateTime(timezone=True)`` comes back naive there.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - the base class names it
        """Turn an aware datetime into seconds."""
        return None if value is None else int(value.timestamp())

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the same
        """Turn seconds into a datetime in UTC."""
        return None if value is None else instant(value)


class Json(TypeDecorator[Any]):
    """A list, kept as JSON.

    Whoever writes gives the text: articles are written by the ten thousand, and prepared
    where there is time for it.
    """

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - the base class says so
        """Turn the text into a list."""
        return None if value is None else orjson.loads(value)


# What lies below a folder is found by the order of its bytes; other orders skip the slash.
Path = Text().with_variant(TEXT(collation="C"), "postgresql")

metadata = MetaData()

facts = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

lock = Table(
    "lock",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("token", String(32), nullable=False),
    Column("holder", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("since", Instant, nullable=False),
    Column("alive", Instant, nullable=False),
)

# Every file that was looked at, media too: size and mtime say whether to look again.
files = Table(
    "files",
    metadata,
    Column("path", Path, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    sqlite_with_rowid=False,
)

# Which record shows which media file, there or missing: a new picture brings its
# records back, and nothing else in the folder is handed out.
media_uses = Table(
    "media_uses",
    metadata,
    Column("path", Path, primary_key=True),
    Column("media", Text, primary_key=True, index=True),
)

articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),
    Column("short_key", String(16), nullable=False, unique=True),
    Column("path", Text, nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("entry_id", Text, nullable=False),
    Column("slug", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("author", Text),
    Column("tags", Json, nullable=False),
    Column("images", Json, nullable=False),
    Column("channels", Json, nullable=False),
    Column("published", Instant, nullable=False),
    Column("updated", Instant, nullable=False),
    Column("first_seen", Instant, nullable=False),
    # What the record said and how it was read.
    Column("date_text", Text, nullable=False),
    Column("date_reading", String(40), nullable=False),
    Column("date_precision", String(8), nullable=False),
    Column("date_notes", Json, nullable=False),
    Column("update_reading", String(40)),
    Index("articles_by_state", "state", "published"),
)

channels = Table(
    "channels",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("changed", Instant, nullable=False),  # the newest change it ever saw
    Column("opened", Boolean, nullable=False),  # has ever held an article; till then unseen
    Column("dirty", Boolean, nullable=False),  # editions are older than the articles
    Column("archived", Integer),  # the last position of its archive; none before its first edition
    Column("numbered", Boolean, nullable=False, default=False),  # its archive was once asked for
)

# Only what is published stands here, in the order of its dates: so the newest of a channel
# are found without looking at the rest of its archive.
memberships = Table(
    "memberships",
    metadata,
    Column("channel", ForeignKey("channels.number"), primary_key=True),
    Column("published", Instant, primary_key=True),
    Column("article", ForeignKey("articles.number"), primary_key=True),
    # The place in the channel's archive, from 1: given once, for good. 0 as long as there is
    # none; nothing where it was in the archive from the first edition on, and nobody has asked.
    Column("position", Integer),
    sqlite_with_rowid=False,
)


@event.listens_for(memberships, "after_create")
def _index_positions(_table: Table, connection: Connection, **_: object) -> None:
    """Make the index of what has a position in an archive, and of nothing else.

    As an argument of an ``Index``, the condition would load the dialects of all databases.
    """
    connection.execute(
        text(
            "CREATE INDEX memberships_by_position ON memberships (channel, position) "
            "WHERE position IS NOT NULL"
        )
    )


problems = Table(
    "problems",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("path", Path, nullable=False, index=True),
    Column("line", Integer, nullable=False),
    Column("severity", String(8), nullable=False),
    Column("code", String(32), nullable=False, index=True),
    Column("message", Text, nullable=False),
    Column("hint", Text, nullable=False),
)

# Why a feed has not got its newest edition: the errors that the gate found in it.
refusals = Table(
    "refusals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("slug", Text, nullable=False),
    Column("format", String(8), nullable=False),
    Column("code", String(16), nullable=False),
    Column("line", Integer, nullable=False),
    Column("column", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Index("refusals_by_feed", "slug", "format"),
)

# Of feeds, and of the pages of archives that were asked for, as slug/archiv/number. Without
# an entity tag it is a blank: it only says that there was one, and when.
editions = Table(
    "editions",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("format", String(8), primary_key=True),
    Column("etag", String(64), nullable=False),
    Column("modified", Instant, nullable=False),
    Column("items", Integer, nullable=False),
    Column("lasting", Boolean, nullable=False, default=False),  # a page that is full
    Column("generation", BigInteger, nullable=False, index=True),  # counts all editions ever made
    Column("body", LargeBinary, nullable=False),  # last, for whoever looks at the rest alone
)

# The same bodies, compressed once for all who ask.
coded_bodies = Table(
    "coded_bodies",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("format", String(8), primary_key=True),
    Column("coding", String(8), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

# What the last editions of each feed held, so that a reader who has one of them needs to be
# sent no more than what is new since then.
lineages = Table(
    "lineages",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("format", String(8), primary_key=True),
    Column("etag", String(64), primary_key=True),
    Column("digests", LargeBinary, nullable=False),
    Column("generation", BigInteger, nullable=False),
)
