"""The rules: documented functions, each its own page in the documentation.

Importing this package fills the rulebook.
"""

from feedservice.validation.rules import (
    addresses,
    atom,
    atomlinks,
    atomtexts,
    dates,
    documents,
    extensions,
    geo,
    history,
    house,
    itunes,
    jsonfeed,
    media,
    podcast,
    rss,
    rsschannels,
    rssitems,
    structure,
    texts,
    values,
)

__all__ = [
    "addresses",
    "atom",
    "atomlinks",
    "atomtexts",
    "dates",
    "documents",
    "extensions",
    "geo",
    "history",
    "house",
    "itunes",
    "jsonfeed",
    "media",
    "podcast",
    "rss",
    "rsschannels",
    "rssitems",
    "structure",
    "texts",
    "values",
]
