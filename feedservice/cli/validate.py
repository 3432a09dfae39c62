"""``feedservice validate``."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

import click

from feedservice import terminal
from feedservice.inspection import httprules  # noqa: F401 - its rules are known by codes, too
from feedservice.inspection.choosing import FORMATS, Choice, choose
from feedservice.inspection.judging import Order, judge
from feedservice.inspection.settings import settle
from feedservice.inspection.targets import Target, targets
from feedservice.records import Severity
from feedservice.terminal import printable
from feedservice.validation.reporting import Judgement, Run
from feedservice.validation.rulebook import RULES

# The modules with a name that is no word of Python's own.
_RENDERERS = {"json": "jsonarray"}


@click.command("validate")
@click.argument("paths", nargs=-1, required=True, metavar="PATH|FOLDER|URL|-...")
@click.option("--output-format", metavar="FORMAT", help=f"{', '.join(FORMATS)}.  [default: text]")
@click.option("--select", multiple=True, metavar="CODES", help="Only these rules or prefixes.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these rules or prefixes.")
@click.option(
    "--severity",
    metavar="LEVEL",
    help=f"The threshold: {', '.join(Severity)}.  [default: info]",
)
@click.option(
    "--base-url", metavar="URL", help="Where documents are served; with / at its end, below it."
)
@click.option("--now", metavar="MOMENT", help="What counts as the present, with an offset.")
@click.option("--exit-zero", is_flag=True, help="End with 0 although there are findings.")
def command(paths: tuple[str, ...], **flags: Any) -> None:  # noqa: ANN401 - click's
    """Check feeds in files, folders, on the web or from standard input (-) against all rules.

    RSS 2.0, Atom 1.0 and JSON Feed are judged, offline unless a URL is given. Prints
    PATH:LINE:COLUMN: CODE MESSAGE for each finding; `feedservice rules CODE` explains it.
    Exits 1 when there are findings at or above the threshold, 2 when something could not
    be looked at; everything else is still judged. Settings: [tool.feedservice.validate] in
    pyproject.toml or [validate] in feedservice.toml.
    """
    choice = choose(_named(flags), settle(Path.cwd(), os.environ), RULES)
    run = Run(judgements=tuple(_judged(list(targets(paths)), choice.order)))
    for judged in run.failed:
        click.echo(f"feedservice: {printable(judged.path)}: {judged.failure}", err=True)
    _print(run, choice)
    sys.exit(0 if choice.exit_zero and run.status == 1 else run.status)


def _named(flags: dict[str, Any]) -> dict[str, Any]:
    """Name flags as people type them."""
    named = {name.replace("_", "-"): value for name, value in flags.items()}
    return named | {name: _codes(flags[name]) for name in ("select", "ignore")}


def _codes(parts: Iterable[str]) -> list[str]:
    """Take lists apart at their commas."""
    return [code.strip() for part in parts for code in part.split(",") if code.strip()]


def _judged(documents: Sequence[Target], order: Order) -> list[Judgement]:
    """Judge everything, with a progress bar on a terminal; return it in the order given.

    Files come first: their helpers are forked, which must not happen beside the threads
    that fetch addresses.
    """
    places = sorted(range(len(documents)), key=lambda place: documents[place].is_address)
    files = [target for target in documents if not target.is_address]
    addresses = [target for target in documents if target.is_address]
    hidden = len(documents) == 1 or not terminal.is_one(sys.stderr)
    with click.progressbar(
        chain(_read(files, order), _fetched(addresses, order)),
        length=len(documents),
        label="Validating",
        file=sys.stderr,
        hidden=hidden,
    ) as judgements:
        judged = dict(zip(places, judgements, strict=True))
    return [judged[place] for place in range(len(documents))]


def _read(documents: Sequence[Target], order: Order) -> Iterator[Judgement]:
    """Judge files; for a single one, nothing of processes is loaded."""
    if len(documents) < 2:  # noqa: PLR2004 - nothing to share
        return (judge(target, order) for target in documents)
    from feedservice.inspection.crew import judge_all

    return judge_all(documents, order)


def _fetched(documents: Sequence[Target], order: Order) -> Iterator[Judgement]:
    """Judge addresses; without any, nothing of HTTP is loaded."""
    if not documents:
        return iter(())
    from feedservice.inspection.serving import judge_addresses

    return judge_addresses(documents, order)


def _print(run: Run, choice: Choice) -> None:
    """Print the report: for people in their terminal's encoding, for programs in UTF-8."""
    name = _RENDERERS.get(choice.output_format, choice.output_format)
    renderer = import_module(f"feedservice.validation.reporting.{name}")
    if choice.output_format == "text":
        colour = terminal.is_one(sys.stdout) and not os.environ.get("NO_COLOR")
        click.echo(renderer.render(run, colour=colour), nl=False)
    else:
        click.echo(renderer.render(run).encode("utf-8", "backslashreplace"), nl=False)
