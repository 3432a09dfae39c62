"""The archives of channels: which article has which place, and how far they reach.

An archive holds what no longer fits into its channel's feed. Its places are numbered from
1; each is given once, and stays as long as its article stays in the channel. What was
outside the feed at the channel's first edition has the first places, by date, but is told
apart only when somebody asks: with a million articles that takes a while. Whatever leaves
the feed later, or never comes into it, gets the next place as soon as it is compiled. So
whoever holds a current feed finds on the pages that it leads to all that is not in it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select, update

from feedservice import addresses
from feedservice.store import editions, intake
from feedservice.store.bulk import find_all
from feedservice.store.schema import channels, memberships

PAGE_SIZE = "archive-page-size"  # the fact that says into what pages all archives are cut
WAITING = 0  # the position of an article that has none yet


class Key(NamedTuple):
    """An article in a channel.

    Attributes:
        published: In UTC.
    """

    channel: int
    published: datetime
    article: int

    def bound(self) -> dict[str, Any]:
        """Its parts, for :data:`AT_KEY`."""
        return {f"b_{name}": part for name, part in self._asdict().items()}


#: Chooses one article in one channel; its parameters are those of :meth:`Key.bound`.
AT_KEY = tuple(memberships.c[name] == bindparam(f"b_{name}") for name in Key._fields)


class Place(NamedTuple):
    """A place in the archive of a channel; *position* counts from 1."""

    channel: int
    position: int


class Held(NamedTuple):
    """A channel that nobody else changes; *archived* is the last position of its archive."""

    slug: str
    archived: int | None


def page_size(view: Connection) -> int | None:
    """How many places a page has: the feed size of the last compilation, if there was one."""
    size = intake.fact(view, PAGE_SIZE)
    return int(size) if size else None


def reach(view: Connection, channel: int) -> int:
    """The last position in a channel's archive; 0 without one."""
    return view.scalar(select(channels.c.archived).where(channels.c.number == channel)) or 0


def is_numbered(view: Connection, channel: int) -> bool:
    """Whether a channel's archive was ever asked for."""
    return bool(view.scalar(select(channels.c.numbered).where(channels.c.number == channel)))


def first_positions(view: Connection, numbers: Collection[int]) -> dict[int, int | None]:
    """What the position of an article is that comes into one of these channels, by channel."""
    rows = view.execute(
        select(channels.c.number, channels.c.archived).where(channels.c.number.in_(numbers))
    )
    return {row.number: None if row.archived is None else WAITING for row in rows}


def hold(transaction: Connection, channel: int) -> Held:
    """Let nobody else change a channel before this transaction ends, and say what it is.

    SQLite has one writer at a time anyway.
    """
    mine = select(channels.c.slug, channels.c.archived).where(channels.c.number == channel)
    return Held(*transaction.execute(mine.with_for_update()).one())


def keep_up(transaction: Connection, channel: int, size: int) -> int:
    """Give places to the articles that are outside the feed and wait for one.

    Args:
        transaction: An open one.
        channel: The number of the channel.
        size: How many articles its feed holds.

    Returns:
        The last position in the archive.
    """
    row = hold(transaction, channel)
    by_date = memberships.c.published, memberships.c.article
    mine = select(memberships.c.channel, *by_date).where(memberships.c.channel == channel)
    newest_first = [column.desc() for column in by_date]
    feed = [Key(*key) for key in transaction.execute(mine.order_by(*newest_first).limit(size))]
    if row.archived is None:
        return _begin(transaction, channel, feed)
    unplaced = mine.where(memberships.c.position == WAITING).order_by(*by_date)
    shown = set(feed)
    waiting = [key for row in transaction.execute(unplaced) if (key := Key(*row)) not in shown]
    before = row.archived
    if waiting:
        _set_positions(
            transaction, [(key, position) for position, key in enumerate(waiting, before + 1)]
        )
        _note_reach(transaction, channel, before + len(waiting))
        pages = range(before // size + 1, (before + len(waiting)) // size + 2)
        editions.blank(transaction, [addresses.archive_slug(row.slug, page) for page in pages])
    return before + len(waiting)


def number_oldest(transaction: Connection, channel: int) -> None:
    """Tell apart, by date, those that were in the archive from the beginning."""
    rank = func.row_number().over(order_by=(memberships.c.published, memberships.c.article))
    ranked = (
        select(memberships.c.published, memberships.c.article, rank.label("rank"))
        .where(memberships.c.channel == channel, memberships.c.position.is_(None))
        .subquery()
    )
    hold(transaction, channel)
    transaction.execute(
        update(memberships)
        .where(
            memberships.c.channel == channel,
            memberships.c.published == ranked.c.published,
            memberships.c.article == ranked.c.article,
        )
        .values(position=ranked.c.rank)
    )
    transaction.execute(update(channels).where(channels.c.number == channel).values(numbered=True))


def places(view: Connection, keys: Sequence[Key]) -> list[Place]:
    """The places of articles, as far as they have any."""
    plain = [(key.channel, int(key.published.timestamp()), key.article) for key in keys]
    rows = find_all(view, memberships, Place._fields, Key._fields, plain)
    return [Place(row.channel, row.position) for row in rows if row.position]


def blank_pages(transaction: Connection, changed: Sequence[Place]) -> None:
    """Let go of the pages on which articles have changed.

    To be called when the channels are marked as changed, not before: till then somebody
    could keep a page that shows the articles as they were.
    """
    size = page_size(transaction) if changed else None
    if not size:
        return
    wanted = {place.channel for place in changed}
    rows = transaction.execute(
        select(channels.c.number, channels.c.slug).where(channels.c.number.in_(wanted))
    )
    slugs = {row.number: row.slug for row in rows}
    pages = {(slugs[channel], (position - 1) // size + 1) for channel, position in changed}
    editions.blank(transaction, [addresses.archive_slug(*page) for page in sorted(pages)])


def cut_anew(transaction: Connection, size: int) -> None:
    """Let go of every page: what they say of themselves, or their size, has changed."""
    intake.note_fact(transaction, PAGE_SIZE, str(size))
    editions.blank_archives(transaction)


def _begin(transaction: Connection, channel: int, feed: Sequence[Key]) -> int:
    """Note what of a channel is in its feed; all the rest is the beginning of its archive."""
    mine = memberships.c.channel == channel
    for _, published, article in feed[-1:]:
        before = (memberships.c.published == published) & (memberships.c.article < article)
        shown = (memberships.c.published >= published) & ~before
        transaction.execute(update(memberships).where(mine, shown).values(position=WAITING))
    archived = (transaction.scalar(select(func.count()).where(mine)) or 0) - len(feed)
    _note_reach(transaction, channel, archived)
    return archived


def _set_positions(transaction: Connection, positions: Sequence[tuple[Key, int]]) -> None:
    """Give articles their positions."""
    one = update(memberships).where(*AT_KEY).values(position=bindparam("b_position"))
    rows = [{**key.bound(), "b_position": position} for key, position in positions]
    if rows:
        transaction.execute(one, rows)


def _note_reach(transaction: Connection, channel: int, archived: int) -> None:
    """Note the last position of an archive."""
    transaction.execute(
        update(channels).where(channels.c.number == channel).values(archived=archived)
    )
