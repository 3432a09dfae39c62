"""The reader of ``.md`` records: YAML front matter and a CommonMark body."""

import re

from feedservice.records import BodyFormat
from feedservice.sources.drafts import make_draft
from feedservice.sources.fields import Fields
from feedservice.sources.frontmatter import split
from feedservice.sources.lines import plain_breaks, same
from feedservice.sources.plaintext import stem
from feedservice.sources.reports import Reading, SourceError

_FIRST_HEADING = re.compile(r"(?:#[ \t]+([^\n]*)|([^\n]+)\n=+[ \t]*)(?:\n|\Z)")


def read(text: str, path: str) -> Reading:
    """Read the one record of a Markdown file.

    Args:
        text: As :func:`feedservice.sources.text.decode` returns it.
        path: Relative to the articles folder; its stem is the key of a record without id.
    """
    try:
        head = split(text, path)
    except SourceError as error:
        return Reading(problems=(error.problem,))
    fields = Fields(head.entries, path=path, line=head.line)
    body = _without_title(plain_breaks(head.body), fields.text("title") or "")
    key = fields.text("id") or stem(path)
    return make_draft(fields, key=key, body=body, body_format=BodyFormat.MARKDOWN)


def _without_title(body: str, title: str) -> str:
    """Drop a first heading that only repeats the title."""
    body = body.lstrip("\n")
    heading = _FIRST_HEADING.match(body)
    if heading and same(heading[1] or heading[2] or "", title):
        return body[heading.end() :].lstrip("\n")
    return body
