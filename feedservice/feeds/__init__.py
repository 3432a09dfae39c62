"""Feeds: a channel and its articles as RSS 2.0, Atom 1.0 and JSON Feed 1.1.

Pure: the same document gives the same bytes, whatever the clock, the locale or the zone
of the machine.
"""

from feedservice.feeds.document import Document, Links, compose
from feedservice.feeds.rendering import render

__all__ = ["Document", "Links", "compose", "render"]
