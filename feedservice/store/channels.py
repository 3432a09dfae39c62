"""Channels: found or made by name, and marked when their editions are out of date."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, insert, select, update

from feedservice import addresses
from feedservice.store.schema import ALL, channels

RESERVED_SLUGS = frozenset({addresses.ALL_SLUG})
_WHEN = bindparam("b_changed", type_=channels.c.changed.type)
_TOUCH = (
    update(channels)
    .where(channels.c.number == bindparam("b_number"))
    .values(dirty=True, changed=case((channels.c.changed < _WHEN, _WHEN), else_=channels.c.changed))
)


def touch(transaction: Connection, changes: Mapping[int, datetime]) -> None:
    """Mark channels, and the one of all, for compilation.

    Args:
        transaction: An open one.
        changes: When each channel changed, in UTC; by number.
    """
    if changes:
        newest = {**changes, ALL: max(changes.values())}
        rows = [{"b_number": number, "b_changed": when} for number, when in newest.items()]
        transaction.execute(_TOUCH, rows)


def touch_all(transaction: Connection) -> None:
    """Mark every channel for compilation: a setting or the renderer has changed."""
    transaction.execute(update(channels).values(dirty=True))


def channel_numbers(transaction: Connection, names: Iterable[str], now: datetime) -> dict[str, int]:
    """Find or make the channels called *names*, which may differ in case alone.

    A new channel is called as the first of them writes it, and stays unseen until
    :func:`open_channels`: nobody shall learn of a category from a draft.

    Returns:
        Their numbers by the name in lower case.
    """
    rows = transaction.execute(select(channels.c.number, channels.c.folded, channels.c.slug)).all()
    numbers = {row.folded: row.number for row in rows}
    slugs = {row.slug for row in rows} | RESERVED_SLUGS
    # The shortest first: "Sport" is sport, and "Sport ⚽" takes what is left.
    for name in sorted(names, key=len):
        if name.lower() in numbers:
            continue
        number = numbers[name.lower()] = len(numbers)
        slug = _free_slug(addresses.slug(name) or "rubrik", slugs)
        slugs.add(slug)
        transaction.execute(
            insert(channels).values(
                number=number,
                name=name,
                folded=name.lower(),
                slug=slug,
                changed=now,
                opened=False,
                dirty=True,
            )
        )
    return numbers


def open_channels(transaction: Connection, numbers: Collection[int]) -> None:
    """Show channels that have got their first article."""
    transaction.execute(
        update(channels)
        .where(channels.c.number.in_(numbers), channels.c.opened.is_(False))
        .values(opened=True)
    )


def _free_slug(wanted: str, taken: Collection[str]) -> str:
    """Number *wanted* until nobody has it."""
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
