"""Readers of article files, one per format, and the cleaning of their HTML.

:func:`scan` lists the files of the articles folder, :func:`read` makes drafts of one
file's bytes, :func:`to_html` makes clean HTML of a draft's body. What is wrong is never
raised: it comes back as problems beside whatever is good.
"""

from feedservice.sources.markup import (
    Absolute,
    excerpt,
    first_paragraph,
    images_in,
    text_of,
    to_html,
)
from feedservice.sources.names import MAX_FILE_BYTES, not_opened, too_large
from feedservice.sources.readers import read
from feedservice.sources.reports import SCAN_CODES, Code, Reading
from feedservice.sources.spelling import Spelling
from feedservice.sources.tree import RECORD_SUFFIXES, FileState, media_type, scan

__all__ = [
    "MAX_FILE_BYTES",
    "RECORD_SUFFIXES",
    "SCAN_CODES",
    "Absolute",
    "Code",
    "FileState",
    "Reading",
    "Spelling",
    "excerpt",
    "first_paragraph",
    "images_in",
    "media_type",
    "not_opened",
    "read",
    "scan",
    "text_of",
    "to_html",
    "too_large",
]
