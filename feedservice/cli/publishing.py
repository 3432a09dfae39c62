"""What ``feedservice publish`` does, from opening the store to what is printed."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from feedservice import press
from feedservice.cli.opening import (
    counted,
    print_problems,
    print_refusals,
    progress_bar,
    store_of,
)
from feedservice.config import Settings, sqlite_url
from feedservice.helper import Helper
from feedservice.ingest import Order
from feedservice.preparing import HeadStart
from feedservice.publish import Published, publish
from feedservice.records import Problem
from feedservice.store import Store, inventory, refusals
from feedservice.store.lock import publishing
from feedservice.store.schema import State


def run(  # noqa: PLR0913 - flags, by name
    settings: Settings,
    helper: Helper | None,
    head_start: HeadStart | None,
    *,
    is_check: bool,
    allow_removal: bool,
    is_all: bool,
) -> None:
    """Publish, print what was done, and exit.

    Args:
        settings: Of the site.
        helper: Another process, or None.
        head_start: What it reads already.
        is_check: Change nothing.
        allow_removal: Believe that most records are gone, where they are.
        is_all: List every problem.
    """
    with _throw_away(settings) if is_check else store_of(settings) as store:
        order = Order(
            settings=settings,
            now=datetime.now(UTC),
            allow_removal=allow_removal,
            helper=helper,
            head_start=head_start,
            needed_next=press.__name__,
        )
        with (
            progress_bar("Reading records") as progress,
            publishing(store, "feedservice publish") as lock,
        ):
            done = publish(store, lock, order, progress=progress)
        with store.reading() as view:
            problems = inventory.reported(view)
            states = inventory.states(view)
            refused = refusals.refused(view)
    print_problems(problems, is_all=is_all)
    print_refusals(refused, is_all=is_all)
    click.echo(_judged(states, problems) if is_check else _summary(done, states, problems))
    sys.exit(1 if problems or refused else 0)


@contextmanager
def _throw_away(settings: Settings) -> Iterator[Store]:
    """Open an empty store that is thrown away, so that nothing real can change."""
    with (
        tempfile.TemporaryDirectory(prefix="feedservice-") as folder,
        store_of(settings, sqlite_url(Path(folder) / "check.sqlite")) as store,
    ):
        yield store


def _summary(done: Published, states: dict[str, int], problems: list[Problem]) -> str:
    """Say what was done."""
    parts = [
        f"{counted(states.get(State.PUBLISHED, 0), 'article')} published",
        f"{counted(done.loaded.read, 'file')} read",
        f"{counted(len(done.feeds), 'feed')} changed",
    ]
    if done.loaded.removed:
        parts.append(f"{done.loaded.removed:,} removed")
    if refused := {(refusal.slug, refusal.format) for refusal in done.refused}:
        parts.append(f"{counted(len(refused), 'feed')} refused")
    return ", ".join(parts + _left_out(states, problems))


def _judged(states: dict[str, int], problems: list[Problem]) -> str:
    """Say what would be published."""
    good = f"{counted(states.get(State.PUBLISHED, 0), 'article')} can be published"
    return ", ".join([good, *_left_out(states, problems), "nothing was changed"])


def _left_out(states: dict[str, int], problems: list[Problem]) -> list[str]:
    """Say what is not published, and of how many problems."""
    parts = []
    if held := states.get(State.HELD):
        parts.append(f"{held:,} held until their date")
    if drafts := states.get(State.DRAFT):
        parts.append(counted(drafts, "draft"))
    if problems:
        parts.append(counted(len(problems), "problem"))
    return parts
