"""Which articles stand in which channels: only what is published does."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, update

from feedservice.store import archive
from feedservice.store.archive import AT_KEY, Key
from feedservice.store.bulk import insert_all
from feedservice.store.channels import open_channels, touch
from feedservice.store.priors import Prior
from feedservice.store.schema import ALL, State, memberships


class Place(NamedTuple):
    """An article's place in its channels, and the one that it had before."""

    number: int
    channels: Sequence[int]
    state: str
    published: datetime
    updated: datetime
    prior: Prior | None = None


def put(transaction: Connection, places: Sequence[Place]) -> None:
    """Put articles where they belong, and mark every channel that gains or loses one.

    An article that stays in a channel keeps its place in the archive.
    """
    before = {(k.channel, k.article): k for p in places if p.prior for k in _keys(p.prior)}
    archived = archive.places(transaction, list(before.values()))
    joined: list[tuple[int, int, int]] = []
    redated: list[dict[str, Any]] = []
    for place in places:
        for channel in {ALL, *place.channels} if place.state == State.PUBLISHED else ():
            held = before.pop((channel, place.number), None)
            if held is None:
                joined.append((channel, int(place.published.timestamp()), place.number))
            elif held.published != place.published:
                redated.append({**held.bound(), "published": place.published})
    _displace(transaction, list(before.values()))
    if redated:
        transaction.execute(_REDATE, redated)
    _join(transaction, joined)
    newest: dict[int, datetime] = {}
    for place in places:
        left = place.prior.channels if place.prior and place.prior.is_live else []
        shown = place.channels if place.state == State.PUBLISHED else []
        for channel in {*left, *shown}:
            newest[channel] = max(newest.get(channel, place.updated), place.updated)
    touch(transaction, newest)
    archive.blank_pages(transaction, archived)


def take_out(transaction: Connection, gone: Sequence[Prior], now: datetime) -> None:
    """Take articles out of every channel, and mark those.

    Args:
        transaction: An open one.
        gone: What was known of them.
        now: The moment of this pass; in UTC.
    """
    left = [key for prior in gone for key in _keys(prior)]
    archived = archive.places(transaction, left)
    _displace(transaction, left)
    touch(transaction, {n: now for prior in gone if prior.is_live for n in prior.channels})
    archive.blank_pages(transaction, archived)


def _join(transaction: Connection, joined: Sequence[tuple[int, int, int]]) -> None:
    """Put articles into channels: channel, seconds since 1970, article."""
    reached = {channel for channel, _, _ in joined}
    position = archive.first_positions(transaction, reached)
    columns = ("channel", "published", "article", "position")
    insert_all(transaction, memberships, columns, [(*row, position[row[0]]) for row in joined])
    open_channels(transaction, reached)


def _displace(transaction: Connection, left: Sequence[Key]) -> None:
    """Take articles out of channels."""
    if left:
        transaction.execute(_DISPLACE, [key.bound() for key in left])


def _keys(prior: Prior) -> list[Key]:
    """Where an article is."""
    if not prior.is_live:
        return []
    return [Key(channel, prior.published, prior.number) for channel in {ALL, *prior.channels}]


_DISPLACE = delete(memberships).where(*AT_KEY)
_REDATE = update(memberships).where(*AT_KEY).values(published=bindparam("published"))
