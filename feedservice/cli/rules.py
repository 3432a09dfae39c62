"""``feedservice rules``."""

import click

from feedservice import validation  # noqa: F401 - where the rules enter the rulebook
from feedservice.cli import refuse
from feedservice.inspection import httprules  # noqa: F401 - the same
from feedservice.inspection.selection import stranger
from feedservice.validation.reporting.rulepage import explained, in_order, listing, page
from feedservice.validation.rulebook import RULES


@click.command("rules")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--markdown", is_flag=True, help="Print the page of the documentation.")
def command(codes: tuple[str, ...], *, markdown: bool) -> None:
    """List all rules, or explain those that are named by code or by prefix.

    An explanation says what the rule checks and why, shows a bad and a good example, and
    names the section of the specification.
    """
    wanted = [code.upper() for code in codes]
    if reason := stranger(wanted, RULES):
        refuse(reason)
    if markdown:
        click.echo(page(RULES.values()), nl=False)
    elif not wanted:
        click.echo(listing(RULES.values()), nl=False)
    else:
        chosen = [rule for code, rule in RULES.items() if code.startswith(tuple(wanted))]
        click.echo("\n".join(explained(rule) for rule in in_order(chosen)), nl=False)
