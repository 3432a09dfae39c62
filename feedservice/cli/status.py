"""``feedservice status``."""

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import click
from sqlalchemy import Connection

from feedservice.cli.opening import counted, print_problems, print_refusals, store_of
from feedservice.cli.settings import SHOWN, is_store_missing, list_all, settings_from
from feedservice.records import Problem
from feedservice.store import refusals, shelf
from feedservice.store.schema import State


@click.command("status")
@list_all
def command(*, is_all: bool) -> None:
    """Show what is published, held, drafted or assumed, and which records have problems.

    Exits 1 when there are problems.
    """
    settings = settings_from()
    if is_store_missing(settings):
        click.echo(f"Nothing was published yet: there is no {settings.database_file}")
        return
    with store_of(settings) as store, store.reading() as view:
        problems = _print_status(view, ZoneInfo(settings.timezone), is_all=is_all)
        refused = refusals.refused(view)
        print_refusals(refused, is_all=is_all)
    sys.exit(1 if problems or refused else 0)


def _print_status(view: Connection, zone: ZoneInfo, *, is_all: bool) -> list[Problem]:
    """Print what the store holds, and return the problems in it."""
    limit = None if is_all else SHOWN
    states = shelf.states(view)
    problems = shelf.reported(view)
    _print_channels(shelf.overview(view), zone)
    for heading, state in (("Held until their date", State.HELD), ("Drafts", State.DRAFT)):
        if number := states.get(state, 0):
            _print_waiting(heading, number, shelf.in_state(view, state, limit), zone)
    _print_assumed(shelf.assumed(view), limit)
    click.echo(f"\n{counted(len(problems), 'problem')}" if problems else "\nNo problems")
    print_problems(problems, is_all=is_all)
    return problems


def _print_channels(overview: list[shelf.Overview], zone: ZoneInfo) -> None:
    """Print a line for each channel, its feeds' address without suffix first."""
    width = max(len(row.slug) for row in overview)
    for row in overview:
        newest = _local(row.newest, zone) if row.newest else "nothing yet"
        articles = counted(row.articles, "article")
        click.echo(f"/feeds/{row.slug:{width}}  {articles:>14}  {newest:16}  {row.name}")


def _print_waiting(
    heading: str, number: int, rows: list[tuple[str, str, datetime]], zone: ZoneInfo
) -> None:
    """Print records that are loaded and not published."""
    click.echo(f"\n{heading}: {number:,}")
    for path, title, published in rows:
        click.echo(f"  {_local(published, zone)}  {path}  {title}")
    _print_rest(number, len(rows))


def _print_assumed(rows: list[shelf.Assumed], limit: int | None) -> None:
    """Print dates that say less than was made of them."""
    if rows:
        click.echo(f"\nAssumed dates: {len(rows):,}")
    for row in rows[:limit]:
        click.echo(f"  {row.path}  {row.text!r} → {row.reading} ({', '.join(row.notes)})")
    _print_rest(len(rows), len(rows[:limit]))


def _print_rest(number: int, shown: int) -> None:
    """Say how many of *number* were not shown, and how to see them."""
    if number > shown:
        click.echo(f"  … and {number - shown:,} more (--all lists them)")


def _local(instant: datetime, zone: ZoneInfo) -> str:
    """Write an instant as the site's clocks show it."""
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"
