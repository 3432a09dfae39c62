"""Typed settings from ``feedservice.toml``, ``FEEDSERVICE_*`` variables and flags.

A flag overrides a variable, a variable overrides the file. A wrong value is a
:class:`~feedservice.errors.ConfigError` that names the setting and where it was set;
nobody above this module reads the environment.
"""

import json
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
)

from feedservice.errors import ConfigError, shortened

PREFIX = "FEEDSERVICE_"
CONFIG_VARIABLE = f"{PREFIX}CONFIG"
CONFIG_FILE = "feedservice.toml"


class DateOnly(StrEnum):
    """Which instant a feed writes for an article that is dated to the day."""

    ARRIVAL = "arrival"  # the moment of first sight within that day, else noon
    NOON = "noon"
    MIDNIGHT = "midnight"


def _web_address(value: str) -> str:
    """Accept an absolute address that other addresses can be appended to."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must begin with http:// or https:// and a host")
    if parts.query or parts.fragment or re.search(r"\s", value):
        raise ValueError("must have no query, fragment or blank")
    _ = parts.port  # raises ValueError for a port that is none
    return value


def _zone_name(value: str) -> str:
    """Accept a name of the IANA time zone database."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError("is no time zone; use an IANA name such as Europe/Berlin") from None
    return value


def _language_tag(value: str) -> str:
    """Accept what is shaped like a language tag (BCP 47)."""
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise ValueError("is no language tag; write it as de, de-AT or de-CH")
    return value


def _tag_date(value: str) -> str:
    """Accept a date as tag URIs have it (RFC 4151 section 2.1)."""
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
        raise ValueError("is no date; write it as 2026 or 2026-01-31")
    return value


def _tag_authority(value: str) -> str:
    """Accept a domain name or e-mail address (RFC 4151 section 2.1)."""
    if not re.fullmatch(r"([\w.-]+@)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", value, re.ASCII):
        raise ValueError("must be a domain name or an e-mail address of yours")
    return value


def _table(value: object) -> object:
    """Read a table from a variable, where it is written as JSON."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: {error}") from None


Address = Annotated[str, AfterValidator(_web_address)]
Language = Annotated[str, AfterValidator(_language_tag)]
Line = Annotated[str, Field(min_length=1, pattern=r"^[^\x00-\x1f\x7f]*$")]


class ChannelSettings(BaseModel):
    """What one category's feeds say of themselves; what is unset follows the site."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line | None = None
    description: Line | None = None
    language: Language | None = None
    image: Address | None = None
    copyright: Line | None = None
    author: Line | None = None


class Settings(BaseModel):
    """All settings; ``docs/settings.md`` is their manual.

    Attributes:
        base_url: Where the public reaches the service, without a slash at the end.
        feed_size: How many items a feed holds at most.
        tag_authority: Domain or e-mail in entry ids; the host of *base_url* if unset.
        tag_date: A day on which *tag_authority* was yours.
        categories: Settings of single channels by category name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    articles: Path = Path("articles")
    database_url: Line = "sqlite:///var/feedservice.sqlite"
    base_url: Address = "http://127.0.0.1:8000"
    timezone: Annotated[str, AfterValidator(_zone_name)] = "Europe/Berlin"
    title: Line = "Nachrichten"
    description: Line = "Die neuesten Artikel aus allen Rubriken"
    language: Language = "de"
    image: Address | None = None
    copyright: Line | None = None
    author: Line | None = None
    feed_size: Annotated[int, Field(ge=1, le=1000)] = 50
    date_only: DateOnly = DateOnly.ARRIVAL
    tag_authority: Annotated[str, AfterValidator(_tag_authority)] | None = None
    tag_date: Annotated[str, AfterValidator(_tag_date)] = "2026-01-01"
    host: Line = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    workers: Annotated[int, Field(ge=1, le=64)] = 1
    categories: Annotated[dict[str, ChannelSettings], BeforeValidator(_table)] = {}

    _sources: dict[str, str] = PrivateAttr(default_factory=dict)

    def refuse(self, setting: str, reason: str) -> ConfigError:
        """Make the error that names *setting* and where its value came from."""
        return ConfigError(reason, setting=setting, source=self._sources.get(setting, "default"))

    def placed(self, folder: Path, sources: Mapping[str, str]) -> Self:
        """Let relative paths count from *folder*, and remember where values came from."""
        placed = self.model_copy(
            update={
                "articles": folder / self.articles.expanduser(),
                "database_url": _placed_url(self.database_url, folder),
                "base_url": self.base_url.rstrip("/"),
            }
        )
        placed._sources = dict(sources)  # noqa: SLF001 - our own copy
        return placed

    @property
    def authority(self) -> str:
        """Domain or e-mail that stands in the ids of new articles."""
        return self.tag_authority or urlsplit(self.base_url).hostname or "localhost"


def load(**flags: object) -> Settings:
    """Read the settings.

    Args:
        flags: Values from the command line; None means "not given". Relative paths
            in them count from the current folder, as people type them.

    Raises:
        ConfigError: A setting is unknown or wrong, or the file cannot be read.
    """
    path = _config_file()
    stated = _from_file(path) if path else {}
    given = {name: value for name, value in flags.items() if value is not None}
    sources = _sources(stated, path, given)
    try:
        settings = Settings.model_validate(stated | _from_environment() | _from_here(given))
    except ValidationError as error:
        raise _first_complaint(error, sources) from None
    return settings.placed(path.parent if path else Path.cwd(), sources)


def unknown_variables(environment: Iterable[str] = os.environ) -> list[str]:
    """List variables that look like settings of ours and are none."""
    known = {_variable(name) for name in Settings.model_fields} | {CONFIG_VARIABLE}
    return sorted(name for name in environment if name.startswith(PREFIX) and name not in known)


def _variable(setting: str) -> str:
    """Name the variable that overrides *setting*."""
    return PREFIX + setting.upper()


def _from_environment() -> dict[str, object]:
    """Read the settings that are given as variables."""
    named = {name: os.environ.get(_variable(name)) for name in Settings.model_fields}
    # Empty means unset: that is how Compose files and CI pass on what is not there.
    return {name: value for name, value in named.items() if value}


def _config_file() -> Path | None:
    """Find the settings file: the one that is named, else the one that lies here."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return Path(named).absolute()
    here = Path.cwd() / CONFIG_FILE
    return here if here.is_file() else None


def _from_file(path: Path) -> dict[str, object]:
    """Read the settings file, and refuse names that we do not know."""
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        reason = f"is not TOML: {error}"
    else:
        return stated
    source = f"${CONFIG_VARIABLE}" if os.environ.get(CONFIG_VARIABLE) else "current folder"
    raise ConfigError(f"{path} {reason}", setting="config", source=source)


def _from_here(given: dict[str, object]) -> dict[str, object]:
    """Let paths that were typed count from where they were typed."""
    if articles := given.get("articles"):
        return given | {"articles": Path(str(articles)).absolute()}
    return given


def _sources(
    stated: Mapping[str, object], path: Path | None, given: Mapping[str, object]
) -> dict[str, str]:
    """Say of every setting where its value comes from, as a person would look for it."""
    return (
        dict.fromkeys(stated, str(path))
        | {name: f"${_variable(name)}" for name in _from_environment()}
        | {name: f"--{name.replace('_', '-')}" for name in given}
    )


def _first_complaint(error: ValidationError, sources: Mapping[str, str]) -> ConfigError:
    """Turn pydantic's first complaint into one line of ours."""
    complaint = error.errors()[0]
    setting = ".".join(str(part) for part in complaint["loc"])
    top = str(complaint["loc"][0])
    if complaint["type"] == "extra_forbidden":
        reason = f"is no setting{_suggestion(str(complaint['loc'][-1]))}"
    else:
        message = complaint["msg"].removeprefix("Value error, ")
        reason = f"{shortened(repr(complaint['input']))} {message[0].lower()}{message[1:]}"
    return ConfigError(reason, setting=setting, source=sources.get(top, "default"))


def _suggestion(name: str) -> str:
    """Offer the known name that is nearest to *name*."""
    near = get_close_matches(name, Settings.model_fields, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _placed_url(url: str, folder: Path) -> str:
    """Let a relative SQLite path count from *folder*; other addresses stay."""
    scheme, found, path = url.partition(":///")
    if not found or not scheme.startswith("sqlite") or not path or path.startswith(("/", ":")):
        return url
    return f"{scheme}:///{folder / path}"
