"""Settings made of what somebody states, and complaints that name the place.

A class of settings is a table: each attribute says by :func:`setting` what it may be.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, field, fields
from difflib import get_close_matches
from typing import Any, TypeVar

from feedservice.errors import FeedServiceError, shortened

Value = TypeVar("Value")
Kind = TypeVar("Kind")

# Under these names, an attribute's metadata says what it may be, and if it may be shown.
ACCEPT, SECRET = "accept", "secret"

_PASSWORD = re.compile(r"(?<=://)([^/@:]*):[^@]*@")


class SettingError(FeedServiceError, ValueError):
    """There is no such setting, or its value is wrong.

    Attributes:
        place: Names that lead to it.
        shown: What was written, in one short line that tells no secret.
        reason: What would be right, as it follows *shown*.
    """

    def __init__(self, place: tuple[str, ...], shown: str, reason: str) -> None:
        """Refuse what is at *place*."""
        super().__init__(f"{shown} {reason}".lstrip())
        self.place = place
        self.shown = shown
        self.reason = reason


def setting(accept: Callable[[object], Value], default: Value, *, is_secret: bool = False) -> Value:
    """Declare a setting.

    Args:
        accept: Makes the value of what is stated, or raises ValueError with what would be
            right, as it follows the value.
        default: What it is if nobody says.
        is_secret: No message shows its value.
    """
    told = {ACCEPT: accept, SECRET: is_secret}
    declared: Value = field(default=default, repr=not is_secret, metadata=told)
    return declared


def names(kind: type[Any]) -> list[str]:
    """Name the settings of a class, in their order."""
    return [one.name for one in _settings(kind)]


def read(kind: type[Kind], stated: Mapping[str, object]) -> Kind:
    """Make settings of what is stated; None stands for what is not.

    Raises:
        SettingError: There is no such setting, or its value is wrong.
    """
    known = {one.name: one for one in _settings(kind)}
    found = {}
    for name, value in stated.items():
        if name not in known:
            raise SettingError((name,), "", f"is no setting{suggestion(name, known)}")
        told = known[name].metadata
        if value is not None or known[name].default is not None:
            found[name] = named(name, told[ACCEPT], value, is_secret=told.get(SECRET, False))
    return kind(**found)


def named(
    name: str, accept: Callable[[object], Value], value: object, *, is_secret: bool = False
) -> Value:
    """Accept what is called *name*, so that a complaint says so."""
    try:
        return accept(value)
    except SettingError as error:  # something in it
        raise SettingError((name, *error.place), error.shown, error.reason) from None
    except ValueError as error:
        shown = "the value" if is_secret else _shown(value)
        reason = str(error)
        raise SettingError((name,), shown, f"{reason[:1].lower()}{reason[1:]}") from None


def suggestion(name: str, known: Iterable[str], prefix: str = "") -> str:
    """Offer the known name that is nearest to *name*."""
    near = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {prefix}{near[0]}?" if near else ""


def without_password(text: str) -> str:
    """Hide the password of an address in *text*: messages end up in logs."""
    return _PASSWORD.sub(r"\1:***@", text)


def _settings(kind: type[Any]) -> list[Field[Any]]:
    """The attributes of a class that are settings."""
    return [one for one in fields(kind) if ACCEPT in one.metadata]


def _shown(value: object) -> str:
    """Show a value in one short line, without the password that may be in it."""
    try:
        return shortened(without_password(repr(value)))
    except (ValueError, RecursionError):  # a number of thousands of digits, or a deep table
        return "the value"
