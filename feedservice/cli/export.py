"""``feedservice export``."""

import sys
from pathlib import Path

import click

from feedservice.cli import refuse
from feedservice.cli.opening import counted, progress_bar, store_of
from feedservice.cli.settings import SHOWN, is_store_missing, settings_from
from feedservice.export import Export, Exported, export
from feedservice.publish import is_current, was_published

UNPUBLISHED = "nothing was published yet; run feedservice publish first"
OUTDATED = "the feeds are those of other settings or another release; run feedservice publish first"


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    help="Where the web server finds the documents, if not in DIR/public.",
)
def command(folder: Path, root: Path | None) -> None:
    """Write everything that is published into DIR, for nginx, Caddy or a CDN.

    DIR/public holds the documents, each beside its compressed forms; the configurations of
    nginx and Caddy are beside it. Only what has changed is written, and what is gone is
    removed. Exits 1 when a document could not be had, 2 when nothing could be exported.
    """
    settings = settings_from()
    if is_store_missing(settings):
        refuse(UNPUBLISHED)
    with store_of(settings) as store:
        if not was_published(store):
            refuse(UNPUBLISHED)
        if not is_current(store, settings):
            refuse(OUTDATED)
        with progress_bar("Writing documents") as progress:
            done = export(
                store, Export(settings=settings, folder=folder, root=root), progress=progress
            )
    for address, status in done.failed[:SHOWN]:
        click.echo(f"{address}: answered with {status}; what was exported before stays", err=True)
    click.echo(_summary(done))
    if done.configuration:
        click.echo(f"Changed: {', '.join(done.configuration)}; let the web server read it again")
    sys.exit(1 if done.failed else 0)


def _summary(done: Exported) -> str:
    """Say what was done."""
    parts = [
        counted(done.documents, "document"),
        f"{len(done.written):,} written",
        f"{len(done.removed):,} removed",
    ]
    if done.failed:
        parts.append(f"{len(done.failed):,} failed")
    return ", ".join(parts)
