"""What several commands share: settings, store, and the words for a problem."""

import os
from collections.abc import Sequence

import click

from feedservice import config
from feedservice.config import Settings
from feedservice.errors import LockedError, StoreError
from feedservice.records import Problem, Severity
from feedservice.store import Store, open_store

SHOWN = 50  # problems that are printed in full; a folder of another kind has thousands


def settings_from(**flags: object) -> Settings:
    """Read the settings, and warn of variables that look like settings and are none."""
    for name in config.unknown_variables(os.environ):
        click.echo(f"feedservice: warning: {name} is no setting", err=True)
    return config.load(**flags)


def store_of(settings: Settings, url: str | None = None) -> Store:
    """Open the store.

    Raises:
        ConfigError: The database cannot be opened or written.
    """
    try:
        return open_store(url or settings.database_url)
    except LockedError:
        raise
    except StoreError as error:
        raise settings.refuse("database_url", str(error)) from None


def print_problems(problems: Sequence[Problem]) -> None:
    """Print each problem with its place and its cure, the errors first."""
    ordered = sorted(problems, key=lambda p: (p.severity is not Severity.ERROR, p.path, p.line))
    for problem in ordered[:SHOWN]:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        severity = click.style(problem.severity.value, fg=colour)
        click.echo(f"{place}: {severity}: {problem.message} [{problem.code}]", err=True)
        click.echo(f"    {problem.hint}", err=True)
    if len(ordered) > SHOWN:
        click.echo(f"… and {len(ordered) - SHOWN} more problems", err=True)


def counted(number: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
