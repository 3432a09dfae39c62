"""What several commands share: the store, progress, and the words for a problem."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from feedservice import addresses, terminal
from feedservice.cli.settings import SHOWN
from feedservice.config import Settings
from feedservice.errors import LockedError, StoreError
from feedservice.records import Problem, Refusal, Severity
from feedservice.store import Store, open_store


@contextmanager
def store_of(settings: Settings, url: str | None = None) -> Iterator[Store]:
    """Open the store, and close it at the end.

    Raises:
        ConfigError: The database cannot be opened, read or written.
    """
    try:
        store = open_store(url or settings.database_url)
        try:
            yield store
        finally:
            store.close()
    except LockedError:
        raise
    except StoreError as error:
        raise settings.refuse_database(error) from None


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how much of how much is done, and nothing in a pipe."""
    bar = click.progressbar(
        length=1, label=label, file=sys.stderr, hidden=not terminal.is_one(sys.stderr)
    )

    def show(done: int, total: int) -> None:
        bar.length = total
        bar.update(done - bar.pos)

    with bar:
        yield show


def print_problems(problems: Sequence[Problem], *, is_all: bool) -> None:
    """Print each problem with its place and its cure, the errors first."""
    limit = len(problems) if is_all else SHOWN
    ordered = sorted(problems, key=lambda p: (p.severity is not Severity.ERROR, p.path, p.line))
    for problem in ordered[:limit]:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        severity = click.style(problem.severity.value, fg=colour)
        click.echo(f"{place}: {severity}: {problem.message} [{problem.code}]", err=True)
        click.echo(f"    {problem.hint}", err=True)
    if len(ordered) > limit:
        rest = counted(len(ordered) - limit, "more problem")
        click.echo(f"… and {rest} (--all lists them)", err=True)


def print_refusals(refusals: Sequence[Refusal], *, is_all: bool) -> None:
    """Print why feeds keep their last good edition."""
    limit = len(refusals) if is_all else SHOWN
    for refusal in refusals[:limit]:
        path = addresses.feed_path(refusal.slug, refusal.format)
        place = f"{path}:{refusal.line}:{refusal.column}"
        click.echo(
            f"{place}: {click.style('refused', fg='red')}: {refusal.message} [{refusal.code}]",
            err=True,
        )
    if refusals:
        click.echo("    The last good edition stays; please report this with the record.", err=True)
    if len(refusals) > limit:
        rest = counted(len(refusals) - limit, "more error")
        click.echo(f"… and {rest} (--all lists them)", err=True)


def counted(number: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
