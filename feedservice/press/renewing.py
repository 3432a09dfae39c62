"""From a document's bytes to its new edition, if they are new."""

from datetime import datetime
from typing import NamedTuple

from feedservice.coding import encode, entity_tag
from feedservice.feeds import deltas
from feedservice.records import Edition, EditionFormat


class Renewed(NamedTuple):
    """A new edition, with the digests of its items: see :mod:`feedservice.feeds.deltas`."""

    edition: Edition
    digests: bytes


def renewed(
    name: tuple[str, EditionFormat],
    body: bytes,
    standing: str | None,
    *,
    items: int,
    now: datetime,
) -> Renewed | None:
    """Sum up and compress *body*; None if it is what stands.

    Args:
        name: The channel's slug and the format.
        body: The whole document.
        standing: The entity tag of the edition that stands, if there is one.
        items: How many it holds.
        now: The moment of this pass; in UTC.
    """
    etag = entity_tag(body)
    if etag == standing:
        return None
    slug, edition_format = name
    edition = Edition(
        slug=slug,
        format=edition_format,
        body=body,
        etag=etag,
        modified=now.replace(microsecond=0),
        items=items,
        coded=encode(body),
    )
    return Renewed(edition, deltas.digests(body, edition_format))
