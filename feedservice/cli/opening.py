"""What several commands share: settings, store, progress, and the words for a problem."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from feedservice import addresses, config
from feedservice.config import Settings
from feedservice.errors import LockedError, StoreError
from feedservice.records import Problem, Severity
from feedservice.store import Store, open_store
from feedservice.store.refusals import Refusal

SHOWN = 50  # of each kind, unless all are asked for: a folder of another kind has thousands

list_all = click.option(
    "--all", "is_all", is_flag=True, help=f"List everything, not {SHOWN} of each kind."
)


def settings_from(**flags: object) -> Settings:
    """Read the settings, and warn of variables that look like settings and are none."""
    for name, suggestion in config.unknown_variables(os.environ).items():
        click.echo(f"feedservice: warning: {name} is no setting{suggestion}", err=True)
    return config.load(**flags)


def require_articles(settings: Settings) -> None:
    """Refuse to begin without an articles folder: nothing is made or opened before.

    Raises:
        ConfigError: There is none.
    """
    # Not Path.is_dir(), which raises for a name that is too long.
    if not os.path.isdir(settings.articles):  # noqa: PTH112
        raise settings.refuse("articles", f"there is no folder {settings.articles}")


def require_counts(settings: Settings) -> None:
    """Refuse to begin if the workers could not add up what they count.

    Raises:
        ConfigError: Nothing can be written into the folder that is meant for it.
    """
    folder = settings.counts_folder
    try:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return
    except OSError as error:
        reason = f"{folder} cannot be written: {error.strerror}"
        raise settings.refuse("counts", reason) from None


def is_store_missing(settings: Settings) -> bool:
    """Whether the database is a file that is not there.

    Opening it would make it: whoever only looks should leave no trace.
    """
    file = settings.database_file
    return file is not None and not os.path.exists(file)  # noqa: PTH110 - Path's own raises for a long name


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
    bar = click.progressbar(length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())

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
