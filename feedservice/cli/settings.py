"""What commands ask of flags and settings, before they load or open anything else."""

import os

import click

from feedservice import config
from feedservice.config import Settings

SHOWN = 50  # of each kind, unless all are asked for: a folder of another kind has thousands

list_all = click.option(
    "--all", "is_all", is_flag=True, help=f"List everything, not {SHOWN} of each kind."
)


def settings_from(**flags: object) -> Settings:
    """Read the settings, and warn of variables that look like settings and are none."""
    for name, suggestion in config.unknown_variables(os.environ).items():
        click.echo(f"feedservice: warning: {name} is no setting{suggestion}", err=True)
    return config.load(**flags)


def require_articles(settings: Settings) -> None:
    """Refuse to begin without an articles folder: nothing is made or opened before.

    Raises:
        ConfigError: There is none.
    """
    # Not Path.is_dir(), which raises for a name that is too long.
    if not os.path.isdir(settings.articles):  # noqa: PTH112
        raise settings.refuse("articles", f"there is no folder {settings.articles}")


def is_store_missing(settings: Settings) -> bool:
    """Whether the database is a file that is not there.

    Opening it would make it: whoever only looks should leave no trace.
    """
    file = settings.database_file
    return file is not None and not os.path.exists(file)  # noqa: PTH110 - Path's own raises for a long name
