"""The rules: documented functions, each its own page in the documentation.

Importing this package fills the rulebook.
"""

from feedservice.validation.rules import (
    addresses,
    atom,
    dates,
    documents,
    extensions,
    history,
    house,
    itunes,
    jsonfeed,
    media,
    podcast,
    rss,
    structure,
    texts,
    values,
)

__all__ = [
    "addresses",
    "atom",
    "dates",
    "documents",
    "extensions",
    "history",
    "house",
    "itunes",
    "jsonfeed",
    "media",
    "podcast",
    "rss",
    "structure",
    "texts",
    "values",
]
