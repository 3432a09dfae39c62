"""The command line: choose, print, exit.

Exit status: 0 good; 1 looked and found something; 2 could not do it. Results go to
standard output, complaints and progress to standard error. A command's module is loaded
when the command is called, so that ``feedservice date`` does not wait for the service.
"""

import sys
from importlib import import_module
from typing import Any, Never

import click

from feedservice.errors import FeedServiceError

COMMANDS = {
    "date": "date",
    "publish": "publish",
    "serve": "serve",
    "status": "status",
}


class LazyGroup(click.Group):
    """Finds commands by name in modules of this package, and ends every error in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click names it
        """Name the commands for ``--help``."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"{__name__}.{COMMANDS[cmd_name]}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click returns what it likes
        """Run a command; what cannot be done is one line and status 2, never a traceback."""
        try:
            return super().invoke(ctx)
        except FeedServiceError as error:
            refuse(str(error))


def refuse(reason: str) -> Never:
    """Say why it cannot be done, and end with status 2."""
    click.echo(f"feedservice: {reason}", err=True)
    sys.exit(2)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="feedservice", prog_name="feedservice")
def main() -> None:
    """Publish article files as RSS and Atom feeds, every German date read right or reported.

    Settings come from feedservice.toml in the current folder and from FEEDSERVICE_*
    variables. Exit status: 0 good, 1 looked and found something, 2 could not do it.
    """
