"""Which settings there are, with their defaults; ``docs/settings.md`` is their manual."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr

from feedservice.config import values
from feedservice.errors import ConfigError, StoreError

_SQLITE = ":///"
_PASSWORD = re.compile(r"(?<=://)([^/@:]*):[^@]*@")


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


Line = Annotated[str, AfterValidator(values.line)]
Address = Annotated[str, AfterValidator(values.web_address)]
Language = Annotated[str, AfterValidator(values.language_tag)]


class ChannelSettings(BaseModel):
    """What one category's feeds say of themselves; what is unset follows the site."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line | None = None
    description: Line | None = None
    language: Language | None = None
    image: Address | None = None
    copyright: Line | None = None
    author: Line | None = None


def _distinct(categories: dict[str, ChannelSettings]) -> dict[str, ChannelSettings]:
    """Accept settings by category, each named once."""
    values.distinct(categories)
    return categories


class Settings(BaseModel):
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
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    articles: Annotated[Path, BeforeValidator(values.folder)] = Path("articles")
    database_url: Annotated[Line, AfterValidator(values.database_url)] = (
        "sqlite:///var/feedservice.sqlite"
    )
    base_url: Annotated[str, AfterValidator(values.base_url)] = "http://127.0.0.1:8000"
    timezone: Annotated[str, AfterValidator(values.zone_name)] = "Europe/Berlin"
    title: Line = "Nachrichten"
    description: Line = "Die neuesten Artikel aus allen Rubriken"
    language: Language = "de"
    image: Address | None = None
    copyright: Line | None = None
    author: Line | None = None
    feed_cache_control: Annotated[str, AfterValidator(values.directives)] = (
        "public, max-age=300, stale-while-revalidate=60, stale-if-error=86400"
    )
    feed_deltas: FeedDeltas = FeedDeltas.DIRECT
    feed_size: Annotated[int, BeforeValidator(values.whole_number(1, 1000))] = 50
    hubs: Annotated[tuple[Address, ...], BeforeValidator(values.addresses)] = ()
    date_only: DateOnly = DateOnly.ARRIVAL
    tag_authority: Annotated[str, AfterValidator(values.tag_authority)] | None = None
    tag_date: Annotated[str, AfterValidator(values.tag_date)] = "2026-01-01"
    host: Annotated[str, AfterValidator(values.host)] = "127.0.0.1"
    port: Annotated[int, BeforeValidator(values.whole_number(1, 65535))] = 8000
    workers: Annotated[int, BeforeValidator(values.whole_number(1, 64))] = 1
    theme: Annotated[Path, BeforeValidator(values.folder)] | None = None
    status_token: Annotated[str, AfterValidator(values.secret)] | None = Field(None, repr=False)
    access_log: Annotated[bool, BeforeValidator(values.switch)] = False
    limit_whole: Annotated[str, AfterValidator(values.rate)] | None = None
    client_header: Annotated[str, AfterValidator(values.header)] | None = None
    proxies: Annotated[int, BeforeValidator(values.whole_number(1, 10))] = 1
    metrics_channels: Annotated[int, BeforeValidator(values.whole_number(0, 100_000))] = 100
    counts: Annotated[Path, BeforeValidator(values.folder)] | None = None
    categories: Annotated[
        dict[str, ChannelSettings], BeforeValidator(values.table), AfterValidator(_distinct)
    ] = {}

    _sources: dict[str, str] = PrivateAttr(default_factory=dict)

    def refuse(self, setting: str, reason: str) -> ConfigError:
        """Make the error that names *setting* and where its value came from."""
        return ConfigError(reason, setting=setting, source=self._sources.get(setting, "default"))

    def refuse_database(self, error: StoreError) -> ConfigError:
        """Make the error that the database cannot be used: which one, and why."""
        which = f"{self.database_file}: " if self.database_file else ""
        return self.refuse("database_url", which + without_password(str(error)))

    def placed(self, folder: Path, sources: Mapping[str, str]) -> Self:
        """Let relative paths count from *folder*, and remember where values came from."""
        update: dict[str, object] = {"articles": folder / self.articles}
        if self.theme:
            update["theme"] = folder / self.theme
        if self.counts:
            update["counts"] = folder / self.counts
        if self.database_file:
            driver = self.database_url.partition(_SQLITE)[0]
            update["database_url"] = sqlite_url(folder / self.database_file, driver)
        placed = self.model_copy(update=update)
        placed._sources = dict(sources)  # noqa: SLF001 - our own copy
        return placed

    @property
    def base_path(self) -> str:
        """The path of *base_url*, as it is written there; without a slash at the end."""
        return urlsplit(self.base_url).path

    @property
    def database_file(self) -> Path | None:
        """The file that holds the store; None where a server does."""
        if not values.is_sqlite(self.database_url):
            return None
        return Path(unquote(self.database_url.partition(_SQLITE)[2])).expanduser()

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


def without_password(text: str) -> str:
    """Hide the password of an address in *text*: messages end up in logs."""
    return _PASSWORD.sub(r"\1:***@", text)
