"""When what was published: for those who look after the newspaper."""

from datetime import datetime

from sqlalchemy import Connection, select

from feedservice.store.schema import memberships


def published_since(view: Connection, instant: datetime) -> list[tuple[int, datetime]]:
    """The channel and the instant of everything published from *instant* on; in UTC."""
    rows = view.execute(
        select(memberships.c.channel, memberships.c.published).where(
            memberships.c.published >= instant
        )
    )
    return [(row.channel, row.published) for row in rows]
