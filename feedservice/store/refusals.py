"""Refusals: why a feed, or a page of an archive, has not got its newest edition."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select

from feedservice.records import EditionFormat, FeedFormat, Refusal
from feedservice.store.schema import refusals

_ONE = (refusals.c.slug == bindparam("b_slug"), refusals.c.format == bindparam("b_format"))


def note_refusals(
    transaction: Connection, judged: Collection[tuple[str, EditionFormat]], found: Sequence[Refusal]
) -> None:
    """Note why feeds were refused, in the place of all that was noted before of those *judged*."""
    if judged:
        names = [{"b_slug": slug, "b_format": form.value} for slug, form in judged]
        transaction.execute(delete(refusals).where(*_ONE), names)
    if found:
        rows = [{**refusal._asdict(), "format": refusal.format.value} for refusal in found]
        transaction.execute(insert(refusals), rows)


def refused(view: Connection) -> list[Refusal]:
    """Every reason for which a feed is not as new as its articles."""
    columns = [refusals.c[name] for name in Refusal._fields]
    rows = view.execute(select(*columns).order_by(refusals.c.number))
    return [Refusal(*row)._replace(format=FeedFormat(row.format)) for row in rows]
