"""The command line: choose, print, exit.

Exit status: 0 good; 1 looked and found something; 2 could not do it. Results go to
standard output, complaints and progress to standard error. A command's module is loaded
when the command is called, so that ``feedservice date`` does not wait for the service.
"""

import errno
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import Any, Never

import click

from feedservice import collector
from feedservice.errors import FeedServiceError

COMMANDS = ("date", "diff", "export", "publish", "rules", "serve", "status", "validate")
ABORTED = 130  # as shells say it of what Ctrl+C ended: 128 and the number of the signal


class LazyGroup(click.Group):
    """Finds commands by name in modules of this package, and ends every error in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click names it
        """Name the commands for ``--help``."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = load(f"{__name__}.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click returns what it likes
        """Run a command; what cannot be done is one line and status 2, never a traceback."""
        _accept_all_text()
        try:
            return super().invoke(ctx)
        except FeedServiceError as error:
            refuse(str(error))
        except KeyboardInterrupt:
            click.echo("feedservice: aborted", err=True)
            sys.exit(ABORTED)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # whoever read our output has seen enough; click ends in silence
            _give_up_output()
            refuse(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")


def load(name: str) -> Any:  # noqa: ANN401 - whoever names a module knows what is in it
    """Import a module that not every call needs."""
    gc.disable()  # all of it stays
    module = import_module(name)
    collector.settle()
    gc.enable()
    return module


def refuse(reason: str) -> Never:
    """Say in one line why it cannot be done, and end with status 2."""
    click.echo(f"feedservice: {' '.join(reason.split())}", err=True)
    sys.exit(2)


def _accept_all_text() -> None:
    """Let names that are no Unicode, and signs that a terminal does not know, be printed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _give_up_output() -> None:
    """Drop what could not be written, so that Python does not try it again at its end."""
    with suppress(OSError, AttributeError), open(os.devnull, "wb") as null:  # noqa: PTH123 - no path
        os.dup2(null.fileno(), sys.stdout.fileno())


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="feedservice", prog_name="feedservice")
def main() -> None:
    """Publish article files as RSS and Atom feeds, every German date read right or reported.

    Settings come from feedservice.toml in the current folder and from FEEDSERVICE_*
    variables. Exit status: 0 good, 1 looked and found something, 2 could not do it.
    """
