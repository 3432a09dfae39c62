"""``feedservice diff``."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from feedservice.cli import refuse
from feedservice.inspection.changes import Change, Kind, changes
from feedservice.inspection.entries import entries
from feedservice.inspection.reading import UnreadableError, read
from feedservice.inspection.targets import targets
from feedservice.terminal import printable

_SAID = {
    Kind.ID_CHANGED: ("id changed", "ids changed", " (readers show these items again as unread)"),
    Kind.LOST: ("item lost", "items lost", ""),
    Kind.PUBLISHED_MOVED: ("publication date moved", "publication dates moved", ""),
    Kind.UPDATED_MOVED: ("update moved", "updates moved", ""),
    Kind.AGED: ("item aged out", "items aged out", ""),
}


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
def command(old: str, new: str, *, output_format: str) -> None:
    """Show what the step from OLD to NEW would do to subscribers.

    OLD and NEW are files, addresses, or folders whose feeds are compared by their paths.
    Names ids that changed (every reader shows these items again as unread), items lost
    and dates moved. Exits 1 when ids changed, 2 when something could not be compared.
    """
    rows: list[tuple[str, Change]] = []
    failed = 0
    for path, before, after in _pairs(old, new):
        try:
            rows += [(path, change) for change in changes(_entries(before), _entries(after))]
        except UnreadableError as error:
            failed += 1
            click.echo(f"feedservice: {printable(str(error))}", err=True)
    click.echo(_as_json(rows) if output_format == "json" else _as_text(rows, failed))
    has_changed = any(change.kind is Kind.ID_CHANGED for _, change in rows)
    sys.exit(2 if failed else 1 if has_changed else 0)


def _pairs(old: str, new: str) -> Iterator[tuple[str, str, str]]:
    """Pair documents: the path that is printed, the old one, the new one."""
    folders = [path for path in (old, new) if os.path.isdir(path)]  # noqa: PTH112 - drops a ./
    if not folders:
        yield new, old, new
        return
    if len(folders) == 1:
        refuse(f"{folders[0]} is a folder and {new if folders[0] == old else old} is none")
    # A feed that is new has no subscribers yet; one that is gone cannot be compared.
    for target in targets([old]):
        if target.failure is not None:
            refuse(f"{target.path}: {target.failure}")
        yield target.below, target.path, os.path.join(new, target.below)  # noqa: PTH118


def _entries(path: str) -> list[Any]:
    """Read the entries of a document."""
    try:
        return entries(_data(path))
    except UnreadableError as error:
        raise UnreadableError(f"{path}: {error}") from None


def _data(path: str) -> bytes:
    """Read a document; without an address, nothing of HTTP is loaded."""
    if not path.lower().startswith(("http://", "https://")):
        return read(path)
    from feedservice.inspection.visiting import fetch

    return fetch(path)


def _as_json(rows: list[tuple[str, Change]]) -> str:
    """Write one array, an object a change."""
    return json.dumps([{"path": path} | asdict(change) for path, change in rows], indent=2)


def _as_text(rows: list[tuple[str, Change]], failed: int) -> str:
    """Write each change with what was and what is, and a summary; who ages is only counted."""
    told = [_line(path, change) for path, change in rows if change.kind is not Kind.AGED]
    return "\n".join([*told, _summary([change.kind for _, change in rows], failed)])


def _line(path: str, change: Change) -> str:
    """Write one change."""
    what = _SAID[change.kind][0]
    line = f"{printable(path)}: {what}: {printable(change.title)}\n  - {printable(change.old)}"
    return line if change.new is None else f"{line}\n  + {printable(change.new)}"


def _summary(kinds: list[Kind], failed: int) -> str:
    """Count the changes."""
    numbers = Counter(kinds)
    told = ", ".join(
        f"{numbers[kind]:,} {one if numbers[kind] == 1 else many}{more}"
        for kind, (one, many, more) in _SAID.items()
        if numbers[kind]
    )
    if not failed:
        return told or "Nothing changes for subscribers"
    missing = f"{failed:,} feed{'' if failed == 1 else 's'} could not be compared"
    return f"{told}; {missing}" if told else missing
