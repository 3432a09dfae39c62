"""``feedservice status``."""

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from feedservice.cli.opening import counted, print_problems, settings_from, store_of
from feedservice.store import shelf
from feedservice.store.articles import State

SHOWN = 20


@click.command("status")
def command() -> None:
    """Show what is published, what is held, and which records have problems.

    Exits 1 when there are problems.
    """
    settings = settings_from()
    zone = ZoneInfo(settings.timezone)
    with store_of(settings).reading() as view:
        overview = shelf.overview(view)
        states = shelf.states(view)
        held = shelf.in_state(view, State.HELD, SHOWN)
        drafts = shelf.in_state(view, State.DRAFT, SHOWN)
        problems = shelf.reported(view)
    _print_channels(overview, zone)
    _print_waiting("Held until their date", states.get(State.HELD, 0), held, zone)
    _print_waiting("Drafts", states.get(State.DRAFT, 0), drafts, zone)
    click.echo(f"\n{counted(len(problems), 'problem')}" if problems else "\nNo problems")
    print_problems(problems)
    sys.exit(1 if problems else 0)


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
    if not number:
        return
    click.echo(f"\n{heading}: {number:,}")
    for path, title, published in rows:
        click.echo(f"  {_local(published, zone)}  {path}  {title}")
    if number > len(rows):
        click.echo(f"  … and {number - len(rows):,} more")


def _local(instant: datetime, zone: ZoneInfo) -> str:
    """Write an instant as the site's clocks show it."""
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"
