"""Typed settings from ``feedservice.toml``, ``FEEDSERVICE_*`` variables and flags.

:mod:`settings` says which there are, :mod:`values` what each may be, :mod:`reading` makes
settings of what is stated, and :mod:`loading` knows where that comes from.
Nobody above this package reads the environment.
"""

from feedservice.config.loading import load, unknown_variables
from feedservice.config.settings import ChannelSettings, DateOnly, FeedDeltas, Settings, sqlite_url

__all__ = [
    "ChannelSettings",
    "DateOnly",
    "FeedDeltas",
    "Settings",
    "load",
    "sqlite_url",
    "unknown_variables",
]
