"""``feedservice serve``."""

import click

from feedservice.cli.opening import store_of
from feedservice.cli.settings import require_articles, settings_from
from feedservice.service import serve
from feedservice.telemetry import log_to_stderr


@click.command("serve")
@click.option("--host", help="The address to listen at.  [default: 127.0.0.1]")
@click.option("--port", metavar="NUMBER", help="The port to listen at.  [default: 8000]")
@click.option(
    "--workers", metavar="NUMBER", help="How many processes answer requests.  [default: 1]"
)
@click.option("--articles", type=click.Path(), help="The articles folder.")
@click.option(
    "--access-log", is_flag=True, help="Write a line of JSON for each request to standard output."
)
def command(*, access_log: bool, **flags: object) -> None:
    """Publish the articles folder, watch it, and serve its feeds and pages.

    What is added, changed or removed in the folder is published within a second. Ends with
    status 2 when the port is taken or somebody else publishes into the same store.
    """
    settings = settings_from(**flags, access_log=access_log or None)
    require_articles(settings)
    log_to_stderr()
    with store_of(settings) as store:
        serve(settings, store)
