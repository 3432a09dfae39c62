"""Where settings come from: a flag overrides a variable, a variable overrides the file.

A wrong value is a :class:`~feedservice.errors.ConfigError` that names the setting and
where it was set. pydantic judges the values; the merging is small enough to be our own,
and only so does every complaint know its source.
"""

import os
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from feedservice.config.settings import ChannelSettings, Settings, without_password
from feedservice.errors import ConfigError, shortened

PREFIX = "FEEDSERVICE_"
CONFIG_VARIABLE = f"{PREFIX}CONFIG"
CONFIG_FILE = "feedservice.toml"
HERE = "current folder"
VALIDATOR = "validate"  # a table that is not ours: inspection/settings.py reads it

SECRETS = frozenset({"status_token"})  # no message shows their values

# pydantic's words for what our own validators do not see.
_WORDS = {
    "dict_type": "must be a table of categories",
    "model_type": "must be a table of settings",
    "string_type": "must be text in quotation marks",
    "string_unicode": "must be UTF-8",
}


def load(**flags: object) -> Settings:
    """Read the settings.

    Args:
        flags: Values from the command line; None means "not given". Relative paths
            in them count from the current folder, as people type them.

    Raises:
        ConfigError: A setting is unknown or wrong, or the file cannot be read.
    """
    here = _current_folder()
    path = _config_file(here)
    stated = _from_file(path) if path else {}
    stated.pop(VALIDATOR, None)
    given = {name: value for name, value in flags.items() if value is not None}
    sources = _sources(stated, path, given)
    try:
        settings = Settings.model_validate(stated | _from_environment() | _from_here(given, here))
    except ValidationError as error:
        raise _first_complaint(error, sources) from None
    return settings.placed(path.parent if path else here, sources)


def unknown_variables(environment: Iterable[str]) -> dict[str, str]:
    """Find variables that look like settings of ours and are none.

    Returns:
        By name, the suggestion of what may be meant, or nothing.
    """
    known = {name.upper() for name in Settings.model_fields} | {"CONFIG"}
    endings = {name.removeprefix(PREFIX) for name in environment if name.startswith(PREFIX)}
    return {PREFIX + name: _suggestion(name, known, PREFIX) for name in sorted(endings - known)}


def _variable(setting: str) -> str:
    """Name the variable that overrides *setting*."""
    return PREFIX + setting.upper()


def _from_environment() -> dict[str, object]:
    """Read the settings that are given as variables."""
    named = {name: os.environ.get(_variable(name)) for name in Settings.model_fields}
    # Empty means unset: that is how Compose files and CI pass on what is not there.
    return {name: value for name, value in named.items() if value}


def _current_folder() -> Path:
    """Where we were called."""
    try:
        return Path.cwd()
    except OSError as error:
        reason = f"the current folder cannot be used: {error.strerror}"
        raise ConfigError(reason, setting="config", source=HERE) from None


def _config_file(here: Path) -> Path | None:
    """Find the settings file: the one that is named, else the one that lies here."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return here / named
    file = here / CONFIG_FILE
    # Also one that cannot be read: a broken link, a folder. Silence would hide it.
    return file if os.path.lexists(file) else None


def _from_file(path: Path) -> dict[str, object]:
    """Read the settings file."""
    try:
        # With a byte order mark, as the Windows editor writes it, or without.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
    except (ValueError, RecursionError) as error:
        reason = f"is not TOML: {error}"
    source = f"${CONFIG_VARIABLE}" if os.environ.get(CONFIG_VARIABLE) else HERE
    raise ConfigError(f"{path} {reason}", setting="config", source=source)


def _from_here(given: dict[str, object], here: Path) -> dict[str, object]:
    """Let paths that were typed count from where they were typed."""
    typed = given.get("articles")
    return given | {"articles": here / str(typed)} if typed else given


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
    place = [str(part) for part in complaint["loc"]]
    if complaint["type"] == "extra_forbidden":
        known = Settings.model_fields if len(place) == 1 else ChannelSettings.model_fields
        reason = f"is no setting{_suggestion(place[-1], known)}"
    else:
        message = complaint["msg"].removeprefix("Value error, ")
        message = _WORDS.get(complaint["type"], message)
        shown = "the value" if place[0] in SECRETS else _shown(complaint["input"])
        reason = f"{shown} {message[0].lower()}{message[1:]}"
    return ConfigError(reason, setting=".".join(place), source=sources.get(place[0], "default"))


def _shown(value: Any) -> str:  # noqa: ANN401 - what somebody wrote
    """Show a value in one short line, without the password that may be in it."""
    return shortened(without_password(repr(value)))


def _suggestion(name: str, known: Iterable[str], prefix: str = "") -> str:
    """Offer the known name that is nearest to *name*."""
    near = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {prefix}{near[0]}?" if near else ""
