"""Where settings come from: a flag overrides a variable, a variable overrides the file.

A wrong value is a :class:`~feedservice.errors.ConfigError` that names the setting and
where it was set.
"""

import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from feedservice.config.reading import SettingError, names, suggestion
from feedservice.config.settings import Settings
from feedservice.errors import ConfigError, shortened

PREFIX = "FEEDSERVICE_"
CONFIG_VARIABLE = f"{PREFIX}CONFIG"
CONFIG_FILE = "feedservice.toml"
HERE = "current folder"
VALIDATOR = "validate"  # a table that is not ours: inspection/settings.py reads it


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
        settings = Settings.of(stated | _from_environment() | _from_here(given, here))
    except SettingError as error:
        source = sources.get(error.place[0], "default")
        raise ConfigError(str(error), setting=_printed(error.place), source=source) from None
    return settings.placed(path.parent if path else here, sources)


def _printed(place: Iterable[str]) -> str:
    """Name a setting in a short line, whatever somebody has called it."""
    name = ".".join(place)
    return shortened(name if name.isprintable() else repr(name))


def unknown_variables(environment: Iterable[str]) -> dict[str, str]:
    """Find variables that look like settings of ours and are none.

    Returns:
        By name, the suggestion of what may be meant, or nothing.
    """
    known = {name.upper() for name in names(Settings)} | {"CONFIG"}
    endings = {name.removeprefix(PREFIX) for name in environment if name.startswith(PREFIX)}
    return {PREFIX + name: suggestion(name, known, PREFIX) for name in sorted(endings - known)}


def _variable(setting: str) -> str:
    """Name the variable that overrides *setting*."""
    return PREFIX + setting.upper()


def _from_environment() -> dict[str, object]:
    """Read the settings that are given as variables."""
    named = {name: os.environ.get(_variable(name)) for name in names(Settings)}
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
