"""What the extensions add to a channel or feed, and to an item or entry."""

from feedservice.validation.grammar.model import Child

CHANNEL: dict[str, Child] = {}
ITEM: dict[str, Child] = {}
FEED: dict[str, Child] = {}
