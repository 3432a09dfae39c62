"""Which settings there are, with their defaults; ``docs/settings.md`` is their manual."""

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

from feedservice.config import values
from feedservice.config.reading import ACCEPT, named, names, read, setting, without_password
from feedservice.errors import ConfigError, StoreError

_SQLITE = ":///"


class DateOnly(StrEnum):
    """Which instant a feed writes for an article that is dated to the day."""

    ARRIVAL = "arrival"  # the moment of first sight within that day, else noon
    NOON = "noon"
    MIDNIGHT = "midnight"


class FeedDeltas(StrEnum):
    """Who is sent only what is new in a feed, of those who ask for that (RFC 3229)."""

    DIRECT = "direct"  # whoever comes without a proxy, for some ask with a tag of their own
    ALWAYS = "always"
    NEVER = "never"


LINE = values.text(values.line)
ADDRESS = values.text(values.web_address)
LANGUAGE = values.text(values.language_tag)


@dataclass(frozen=True, kw_only=True)
class ChannelSettings:
    """What one category's feeds say of themselves; what is unset follows the site."""

    title: str | None = setting(LINE, None)
    description: str | None = setting(LINE, None)
    language: str | None = setting(LANGUAGE, None)
    image: str | None = setting(ADDRESS, None)
    copyright: str | None = setting(LINE, None)
    author: str | None = setting(LINE, None)


def _categories(value: object) -> dict[str, ChannelSettings]:
    """Accept settings by category, each named once."""
    table = values.table(value)
    if not isinstance(table, dict):
        raise ValueError("must be a table of categories")
    found = {
        # What is no table may be a secret, and only slipped below this heading.
        name: named(name, _channel, stated, is_secret=not isinstance(stated, dict))
        for name, stated in table.items()
    }
    values.distinct(found)
    return found


def _channel(value: object) -> ChannelSettings:
    """Accept the settings of one category."""
    if not isinstance(value, dict):
        raise ValueError("must be a table of settings")
    return read(ChannelSettings, value)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings of a site.

    Attributes:
        base_url: Where the public reaches the service, without a slash at the end.
        feed_cache_control: What ``Cache-Control`` says of a feed.
        feed_deltas: Which readers that ask for it are sent only what is new (RFC 3229).
        feed_size: How many items a feed holds at most.
        hubs: Addresses of WebSub hubs, which tell subscribers of news.
        access_log: Whether to write a line for each request.
        limit_whole: How often a client may get a feed whole; 304 never counts.
        client_header: In which proxies say who asks them.
        proxies: How many of them there are, one behind the other.
        metrics_channels: How many channels ``/metrics`` tells of one by one.
        counts: Folder in which the workers add up what they count.
        tag_authority: Domain or e-mail in entry ids; the host of *base_url* if unset.
        tag_date: A day on which *tag_authority* was yours.
        status_token: Whoever knows it sees the status page; without one nobody does.
        theme: A folder whose templates and static files take the place of ours.
        categories: Settings of single channels by category name.
        sources: Where each setting comes from that somebody has made; no setting itself.
    """

    articles: Path = setting(values.folder, Path("articles"))
    database_url: str = setting(
        values.text(values.line, values.database_url), "sqlite:///var/feedservice.sqlite"
    )
    base_url: str = setting(values.text(values.base_url), "http://127.0.0.1:8000")
    timezone: str = setting(values.text(values.zone_name), "Europe/Berlin")
    title: str = setting(LINE, "Nachrichten")
    description: str = setting(LINE, "Die neuesten Artikel aus allen Rubriken")
    language: str = setting(LANGUAGE, "de")
    image: str | None = setting(ADDRESS, None)
    copyright: str | None = setting(LINE, None)
    author: str | None = setting(LINE, None)
    feed_cache_control: str = setting(
        values.text(values.directives),
        "public, max-age=300, stale-while-revalidate=60, stale-if-error=86400",
    )
    feed_deltas: FeedDeltas = setting(values.one_of(FeedDeltas), FeedDeltas.DIRECT)
    feed_size: int = setting(values.whole_number(1, 1000), 50)
    hubs: tuple[str, ...] = setting(values.addresses, ())
    date_only: DateOnly = setting(values.one_of(DateOnly), DateOnly.ARRIVAL)
    tag_authority: str | None = setting(values.text(values.tag_authority), None)
    tag_date: str = setting(values.text(values.tag_date), "2026-01-01")
    host: str = setting(values.text(values.host), "127.0.0.1")
    port: int = setting(values.whole_number(1, 65535), 8000)
    workers: int = setting(values.whole_number(1, 64), 1)
    theme: Path | None = setting(values.folder, None)
    status_token: str | None = setting(values.text(values.secret), None, is_secret=True)
    access_log: bool = setting(values.switch, default=False)
    limit_whole: str | None = setting(values.text(values.rate), None)
    client_header: str | None = setting(values.text(values.header), None)
    proxies: int = setting(values.whole_number(1, 10), 1)
    metrics_channels: int = setting(values.whole_number(0, 100_000), 100)
    counts: Path | None = setting(values.folder, None)
    categories: dict[str, ChannelSettings] = field(
        default_factory=dict, metadata={ACCEPT: _categories}
    )
    sources: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, stated: Mapping[str, object]) -> Self:
        """Judge what somebody states.

        Raises:
            SettingError: There is no such setting, or its value is wrong.
        """
        return read(cls, stated)

    def told(self, but: Collection[str] = ()) -> dict[str, object]:
        """All settings by name, without those in *but*."""
        return {name: getattr(self, name) for name in names(type(self)) if name not in but}

    def is_stated(self, name: str) -> bool:
        """Whether somebody has made this setting, be it as it would be anyhow."""
        return name in self.sources

    def refuse(self, setting: str, reason: str) -> ConfigError:
        """Make the error that names *setting* and where its value came from."""
        return ConfigError(reason, setting=setting, source=self.sources.get(setting, "default"))

    def refuse_database(self, error: StoreError) -> ConfigError:
        """Make the error that the database cannot be used: which one, and why."""
        which = f"{self.database_file}: " if self.database_file else ""
        return self.refuse("database_url", which + without_password(str(error)))

    def placed(self, folder: Path, sources: Mapping[str, str]) -> Self:
        """Let relative paths count from *folder*, and remember where values came from."""
        database_url = self.database_url
        if self.database_file:
            driver = database_url.partition(_SQLITE)[0]
            database_url = sqlite_url(folder / self.database_file, driver)
        return replace(
            self,
            articles=folder / self.articles,
            theme=self.theme and folder / self.theme,
            counts=self.counts and folder / self.counts,
            database_url=database_url,
            sources=dict(sources),
        )

    @property
    def base_path(self) -> str:
        """The path of *base_url*, as it is written there; without a slash at the end."""
        return urlsplit(self.base_url).path

    @property
    def database_file(self) -> Path | None:
        """The file that holds the store; None where a server does."""
        if not values.is_sqlite(self.database_url):
            return None
        file = unquote(self.database_url.partition(_SQLITE)[2])
        return Path(os.path.expanduser(file))  # noqa: PTH111 - Path's own raises for an unknown user

    @property
    def counts_folder(self) -> Path | None:
        """Where the workers add up what they count; None where no folder suggests itself."""
        file = self.database_file
        return self.counts or (file and file.with_suffix(".counts"))

    @property
    def authority(self) -> str:
        """Domain or e-mail that stands in the ids of new articles."""
        return self.tag_authority or _domain(self.base_url)


@lru_cache(maxsize=1)  # asked for each new article
def _domain(base_url: str) -> str:
    """Make a domain of the host: not every one is (RFC 4151), ::1 and my_container are none."""
    host = re.sub(r"[^a-z0-9.-]", "-", urlsplit(base_url).hostname or "")
    return host.strip("-.") or "localhost"


def sqlite_url(file: Path, driver: str = "sqlite") -> str:
    """Write the address of an SQLite database, whatever signs are in its path."""
    return driver + _SQLITE + str(file).replace("%", "%25").replace("?", "%3F")
