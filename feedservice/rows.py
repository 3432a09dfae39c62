"""What of a file and its records goes into the store as it is.

Plain tuples of what databases take, for they go between processes by the ten thousand.
"""

from typing import NamedTuple

Content = tuple[str | None, ...]
#: What makes an article another one for its readers.
CONTENT = ("title", "html", "summary", "author", "images", "update_reading")


class ArticleParts(NamedTuple):
    """What a record's file alone says about its article, as it lies in the store.

    Attributes:
        tags: JSON, like *images* and *date_notes*: a list of texts.
        images: A list of objects with the attributes of :class:`~feedservice.records.Image`.
        date_notes: A list of texts.
    """

    key: str
    short_key: str
    path: str
    slug: str
    title: str
    html: str
    summary: str
    author: str | None
    tags: str
    images: str
    date_text: str
    date_reading: str
    date_precision: str
    date_notes: str
    update_reading: str | None

    @property
    def content(self) -> Content:
        """What readers see, as :data:`CONTENT` names it."""
        return tuple([getattr(self, name) for name in CONTENT])


class FileRow(NamedTuple):
    """How a file of the articles folder is noted as seen."""

    path: str
    size: int
    mtime_ns: int
    digest: str
