"""What is published, as everybody above the store reads it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, Text, cast, func, literal, select, tuple_

from feedservice import addresses
from feedservice.records import Article, Category, Image, Problem, Severity
from feedservice.store.parts import in_parts
from feedservice.store.schema import (
    ALL,
    State,
    articles,
    channels,
    media_uses,
    memberships,
    problems,
)

AT_ONCE = 500  # articles in memory where all are gone through


class ChannelRow(NamedTuple):
    """One channel as the store knows it; the site's settings say the rest.

    Attributes:
        number: 0 for the channel of all categories.
        changed: The newest change that the channel ever saw; in UTC.
    """

    number: int
    name: str
    slug: str
    changed: datetime


class Overview(NamedTuple):
    """One line of ``feedservice status``."""

    name: str
    slug: str
    articles: int
    newest: datetime | None


_CHANNEL = [channels.c[name] for name in ChannelRow._fields]
_DIRTY = select(*_CHANNEL).where(channels.c.dirty, channels.c.opened)


def all_channels(view: Connection) -> list[ChannelRow]:
    """Every channel that ever held an article, by slug; the one of all categories first."""
    rows = view.execute(select(*_CHANNEL).where(channels.c.opened))
    return sorted((ChannelRow(*row) for row in rows), key=lambda c: (c.number != ALL, c.slug))


def channel_count(view: Connection) -> int:
    """How many channels ever held an article, the one of all categories among them."""
    return view.scalar(select(func.count()).where(channels.c.opened)) or 0


def dirty_channels(view: Connection) -> list[ChannelRow]:
    """The channels whose editions are older than their articles."""
    return [ChannelRow(*row) for row in view.execute(_DIRTY)]


def channel(view: Connection, slug: str) -> ChannelRow | None:
    """The channel at *slug*."""
    row = view.execute(select(*_CHANNEL).where(channels.c.slug == slug, channels.c.opened)).first()
    return ChannelRow(*row) if row else None


def newest(
    view: Connection, number: int, *, base_url: str, limit: int, offset: int = 0
) -> list[Article]:
    """The articles of channel *number*, newest first; of one instant, the last that came first."""
    order = (memberships.c.published.desc(), memberships.c.article.desc())
    chosen = (
        select(articles)
        .join(memberships, memberships.c.article == articles.c.number)
        .where(memberships.c.channel == number)
        .order_by(*order)
        .limit(limit)
        .offset(offset)
    )
    return _articles(view, chosen, base_url)


def every(view: Connection, *, base_url: str) -> Iterator[Article]:
    """Every published article, newest first as in :func:`newest`, few in memory at a time."""
    order = (memberships.c.published.desc(), memberships.c.article.desc())
    chosen = (
        select(articles)
        .join(memberships, memberships.c.article == articles.c.number)
        .where(memberships.c.channel == ALL)
        .order_by(*order)
    )
    named = {row.number: Category(name=row.name, slug=row.slug) for row in all_channels(view)}
    rows = view.execute(chosen, execution_options={"yield_per": AT_ONCE})
    return (_article(row, named, base_url) for row in rows)


def shown_media(view: Connection) -> list[str]:
    """Paths of the media files that published articles name, in order; some may be missing."""
    uses = (
        select(media_uses.c.media)
        .distinct()
        .join(articles, media_uses.c.path == articles.c.path)
        .where(articles.c.state == State.PUBLISHED)
    )
    return sorted(view.scalars(uses))


def archived(view: Connection, number: int, positions: range, *, base_url: str) -> list[Article]:
    """The articles of channel *number* at *positions* of its archive, the highest first."""
    chosen = (
        select(articles)
        .join(memberships, memberships.c.article == articles.c.number)
        .where(
            memberships.c.channel == number,
            memberships.c.position.between(positions.start, positions.stop - 1),
        )
        .order_by(memberships.c.position.desc())
    )
    return _articles(view, chosen, base_url)


def count(view: Connection, number: int) -> int:
    """How many articles channel *number* holds."""
    found = select(func.count()).where(memberships.c.channel == number)
    return view.scalar(found) or 0


def article(view: Connection, short_key: str, *, base_url: str) -> Article | None:
    """The published article at *short_key*."""
    chosen = select(articles).where(
        articles.c.short_key == short_key, articles.c.state == State.PUBLISHED
    )
    return next(iter(_articles(view, chosen, base_url)), None)


def neighbours(
    view: Connection, short_key: str, channel_slug: str, *, base_url: str
) -> tuple[Article | None, Article | None]:
    """The articles before and after the one at *short_key* in a channel: older, newer."""
    place = tuple_(memberships.c.published, memberships.c.article)
    here = (
        select(memberships.c.channel, memberships.c.published, memberships.c.article)
        .join(articles, articles.c.number == memberships.c.article)
        .join(channels, channels.c.number == memberships.c.channel)
        .where(articles.c.short_key == short_key, channels.c.slug == channel_slug)
    )
    row = view.execute(here).first()
    if row is None:
        return None, None
    near = (
        select(articles)
        .join(memberships, memberships.c.article == articles.c.number)
        .where(memberships.c.channel == row.channel)
        .limit(1)
    )
    mine = tuple_(
        literal(row.published, memberships.c.published.type),
        literal(row.article, memberships.c.article.type),
    )
    older = near.where(place < mine).order_by(
        memberships.c.published.desc(), memberships.c.article.desc()
    )
    newer = near.where(place > mine).order_by(memberships.c.published, memberships.c.article)
    found = [next(iter(_articles(view, way, base_url)), None) for way in (older, newer)]
    return found[0], found[1]


def withdrawn(view: Connection, short_key: str) -> list[Category] | None:
    """The categories of an article that was taken out of the folder; None for any other."""
    numbers = view.scalar(
        select(articles.c.channels).where(
            articles.c.short_key == short_key, articles.c.state == State.REMOVED
        )
    )
    if numbers is None:
        return None
    named = {row.number: Category(name=row.name, slug=row.slug) for row in all_channels(view)}
    return [named[number] for number in numbers if number in named]


def shows(view: Connection, media: str) -> bool:
    """Whether a published article shows the file *media*."""
    use = (
        select(articles.c.number)
        .join(media_uses, media_uses.c.path == articles.c.path)
        .where(media_uses.c.media == media, articles.c.state == State.PUBLISHED)
        .limit(1)
    )
    return view.scalar(use) is not None


def overview(view: Connection) -> list[Overview]:
    """Each channel with its number of articles and the newest instant, in UTC."""
    rows = view.execute(
        select(
            channels.c.name,
            channels.c.slug,
            func.count(memberships.c.article),
            func.max(memberships.c.published),
        )
        .outerjoin(memberships, memberships.c.channel == channels.c.number)
        .where(channels.c.opened)
        .group_by(channels.c.number, channels.c.name, channels.c.slug)
        .order_by(channels.c.number != ALL, channels.c.slug)
    )
    return [Overview(*row) for row in rows]


def in_state(view: Connection, state: str, limit: int | None) -> list[tuple[str, str, datetime]]:
    """Path, title and publication instant of records in *state*, the earliest first."""
    rows = view.execute(
        select(articles.c.path, articles.c.title, articles.c.published)
        .where(articles.c.state == state)
        .order_by(articles.c.published, articles.c.path)
        .limit(limit)
    )
    return [(row.path, row.title, row.published) for row in rows]


class Assumed(NamedTuple):
    """A date of which a part was assumed, not stated.

    Attributes:
        text: As the record writes it.
        reading: What was made of it, in ISO 8601.
        notes: What was assumed.
    """

    path: str
    text: str
    reading: str
    notes: list[str]


def assumed(view: Connection) -> list[Assumed]:
    """Every date that was assumed rather than stated, by path; of records that are there."""
    rows = view.execute(
        select(
            articles.c.path, articles.c.date_text, articles.c.date_reading, articles.c.date_notes
        )
        .where(cast(articles.c.date_notes, Text) != "[]", articles.c.state != State.REMOVED)
        .order_by(articles.c.path)
    )
    return [Assumed(*row) for row in rows]


def states(view: Connection) -> dict[str, int]:
    """How many records are in each state."""
    rows = view.execute(select(articles.c.state, func.count()).group_by(articles.c.state))
    return {row[0]: row[1] for row in rows}


def reported(view: Connection) -> list[Problem]:
    """Every problem in the folder, by path and line."""
    columns = [problems.c[name] for name in Problem.__slots__]
    rows = view.execute(select(*columns).order_by(problems.c.path, problems.c.line))
    return [
        Problem(**{**row._mapping, "severity": Severity(row.severity)})  # noqa: SLF001 - public API of Row
        for row in rows
    ]


def _articles(view: Connection, chosen: Select[Any], base_url: str) -> list[Article]:
    """Turn rows into articles."""
    rows = view.execute(chosen).all()
    if not rows:
        return []
    named = _categories(view, {number for row in rows for number in row.channels})
    return [_article(row, named, base_url) for row in rows]


def _categories(view: Connection, numbers: Collection[int]) -> dict[int, Category]:
    """The categories of channels *numbers*; a site may have thousands of others."""
    named = select(channels.c.number, channels.c.name, channels.c.slug)
    return {
        row.number: Category(name=row.name, slug=row.slug)
        for part in in_parts(sorted(numbers))
        for row in view.execute(named.where(channels.c.number.in_(part)))
    }


def _article(row: Row[Any], named: dict[int, Category], base_url: str) -> Article:
    """Turn one row into an article."""
    return Article(
        id=row.entry_id,
        url=base_url + addresses.article_path(row.slug, row.short_key),
        title=row.title,
        html=row.html,
        summary=row.summary,
        categories=tuple(named[number] for number in row.channels),
        published=row.published,
        updated=row.updated,
        author=row.author,
        tags=tuple(row.tags),
        images=_images(row.images),
        day_only=row.date_precision == "day",
    )


def _images(stored: Iterable[dict[str, Any]]) -> tuple[Image, ...]:
    """Turn stored images into records."""
    return tuple(Image(**image) for image in stored)
