"""``feedservice publish``."""

import click

from feedservice.cli import load
from feedservice.cli.settings import (
    is_store_missing,
    list_all,
    require_articles,
    settings_from,
)
from feedservice.preparing import HeadStart, hired


@click.command("publish")
@click.option("--check", is_flag=True, help="Read and judge everything, and change nothing.")
@click.option(
    "--allow-removal", is_flag=True, help="Believe it when most records are gone at once."
)
@click.option("--articles", type=click.Path(), help="The articles folder.")
@list_all
def command(*, check: bool, allow_removal: bool, articles: str | None, is_all: bool) -> None:
    """Load what changed in the articles folder, and compile the feeds that it touches.

    Prints what was done, and every record with a problem. Exits 1 when there are problems,
    2 when nothing could be published.
    """
    settings = settings_from(articles=articles)
    require_articles(settings)
    with hired() as helper:
        knows_nothing = check or is_store_missing(settings)
        head_start = HeadStart(helper, settings) if helper and knows_nothing else None
        # All that comes now takes as long to load as some thousand records to read.
        load("feedservice.cli.publishing").run(
            settings,
            helper,
            head_start,
            is_check=check,
            allow_removal=allow_removal,
            is_all=is_all,
        )
