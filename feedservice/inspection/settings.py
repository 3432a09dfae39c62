"""What a project has settled for ``feedservice validate``.

In ``[validate]`` of a ``feedservice.toml`` or ``[tool.feedservice.validate]`` of a
``pyproject.toml``, in the current folder or the nearest one above it. This is not
:mod:`feedservice.config`: whoever only validates has no site, and should not wait for
the libraries that read its settings.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from feedservice.errors import ConfigError, shortened
from feedservice.inspection.selection import suggestion

CONFIG_VARIABLE = "FEEDSERVICE_CONFIG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The table, checked.

    Attributes:
        values: By the names of the flags, without the dashes before them.
        file: Where the table stands; None where there is none.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    file: Path | None = None

    @property
    def root(self) -> Path:
        """The folder that patterns of paths count from."""
        return self.file.parent if self.file else Path.cwd()

    def refuse(self, setting: str, reason: str) -> ConfigError:
        """Make the error that names *setting* and the file that holds it."""
        return ConfigError(reason, setting=f"validate.{setting}", source=str(self.file))


def settle(start: Path, environment: Mapping[str, str]) -> Settled:
    """Find the table that counts in *start*.

    Raises:
        ConfigError: A file cannot be read, or the table holds what is no setting.
    """
    if named := environment.get(CONFIG_VARIABLE):
        return _checked(start / named, ("validate",)) or Settled()
    for folder in (start, *start.parents):
        for name, place in _FILES.items():
            if os.path.lexists(folder / name) and (found := _checked(folder / name, place)):
                return found
    return Settled()


_FILES = {"feedservice.toml": ("validate",), "pyproject.toml": ("tool", "feedservice", "validate")}


def _checked(file: Path, place: tuple[str, ...]) -> Settled | None:
    """Read the table of a file; None where the file has none."""
    table: Any = _read(file)
    for name in place:
        table = table.get(name) if isinstance(table, dict) else None
    if table is None:
        return None
    settled = Settled(file=file)
    if not isinstance(table, dict):
        raise settled.refuse("", f"{shortened(repr(table))} must be a table")
    return Settled(file=file, values=dict(_value(settled, *row) for row in table.items()))


def _read(file: Path) -> dict[str, Any]:
    """Read a file, if it may hold the table at all."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        return tomllib.loads(text) if "validate" in text else {}
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
    except (ValueError, RecursionError) as error:
        reason = f"is not TOML: {error}"
    raise ConfigError(f"{file} {reason}", setting="config", source="validate")


def _value(settled: Settled, name: str, value: object) -> tuple[str, object]:
    """Accept one setting, or say what would be right."""
    key = name.replace("_", "-")  # as the other settings of a feedservice.toml are written
    if key not in _KINDS:
        raise settled.refuse(name, f"is no setting{suggestion(key, _KINDS)}")
    accepts, wanted = _KINDS[key]
    if not accepts(value):
        raise settled.refuse(name, f"{shortened(repr(value))} must be {wanted}")
    return key, value


def _is_codes(value: object) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(code, str) for code in value)


def _is_text(value: object) -> bool:
    """Whether a value is a text."""
    return isinstance(value, str)


def _is_switch(value: object) -> bool:
    """Whether a value is true or false."""
    return isinstance(value, bool)


def _is_per_file(value: object) -> bool:
    """Whether a value is a table of lists of texts."""
    return isinstance(value, dict) and all(map(_is_codes, value.values()))


_CODES = (_is_codes, 'a list of codes, as ["RSS012", "HOUSE"]')
_KINDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "select": _CODES,
    "ignore": _CODES,
    "severity": (_is_text, "text in quotation marks"),
    "output-format": (_is_text, "text in quotation marks"),
    "base-url": (_is_text, "text in quotation marks"),
    "exit-zero": (_is_switch, "true or false"),
    "per-file-ignores": (_is_per_file, 'a table, as { "archiv/*" = ["HOUSE"] }'),
}
