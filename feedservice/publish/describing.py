"""What a feed says of itself, from the settings and its category."""

from sqlalchemy import Connection

from feedservice import addresses
from feedservice.config import ChannelSettings, Settings
from feedservice.records import Channel, FeedFormat
from feedservice.store import intake
from feedservice.store.schema import ALL
from feedservice.store.shelf import ChannelRow


def site_tag(transaction: Connection, settings: Settings) -> str:
    """The beginning of every feed's id: what the settings said at first publication."""
    site = intake.fact(transaction, "site-tag")
    if site is None:
        site = f"tag:{settings.authority},{settings.tag_date}:"
        intake.note_fact(transaction, "site-tag", site)
    return site


def describe(row: ChannelRow, settings: Settings, site: str) -> Channel:
    """Say what a channel's feeds say of themselves.

    Args:
        row: The channel as the store knows it.
        settings: Of the site; a category's own come first.
        site: The beginning of every feed's id.
    """
    own = _own_settings(row, settings)
    is_all = row.number == ALL
    path = "/" if is_all else addresses.category_path(row.slug)
    title = settings.title if is_all else f"{settings.title}: {row.name}"
    described = settings.description if is_all else f"Die neuesten Artikel der Rubrik {row.name}"
    return Channel(
        slug=row.slug,
        id=f"{site}/feeds/{row.slug}",
        title=own.title or title,
        description=own.description or described,
        home=settings.base_url + path,
        feeds={f: settings.base_url + addresses.feed_path(row.slug, f) for f in FeedFormat},
        language=own.language or settings.language,
        zone=settings.timezone,
        author=own.author or settings.author or settings.title,
        copyright=own.copyright or settings.copyright,
        image=own.image or settings.image,
        hubs=settings.hubs,
    )


def _own_settings(row: ChannelRow, settings: Settings) -> ChannelSettings:
    """What is set for this category alone; its name counts in any case."""
    mine = row.name.lower()
    found = (own for name, own in settings.categories.items() if name.lower() == mine)
    return next(found, ChannelSettings())
