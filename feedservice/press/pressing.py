"""From a document to a new edition, or to the reasons why there is none."""

from datetime import datetime
from typing import NamedTuple

from feedservice.feeds import Document
from feedservice.press.gate import judged, refusals
from feedservice.press.renewing import Renewed, renewed
from feedservice.records import FeedFormat, Refusal


class Form(NamedTuple):
    """A document to be made.

    Attributes:
        standing: The entity tag of the edition that stands, if there is one.
    """

    document: Document
    format: FeedFormat
    standing: str | None


class Pressed(NamedTuple):
    """What became of a form: a new edition, unless it was refused or is what stands."""

    new: Renewed | None
    refused: list[Refusal]


def press(form: Form, now: datetime) -> Pressed:
    """Render a document, judge it, and compress it if it is new; in any process.

    Args:
        form: What to make.
        now: The moment of this pass; in UTC.
    """
    document, feed_format, standing = form
    slug = document.channel.slug
    body, errors = judged(document, feed_format, now)
    if errors:
        return Pressed(None, refusals(slug, feed_format, errors))
    items = len(document.articles)
    return Pressed(renewed((slug, feed_format), body, standing, items=items, now=now), [])
