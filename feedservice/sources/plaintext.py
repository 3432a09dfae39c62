"""The reader of ``.txt`` records: date, category, title, title again, then paragraphs.

The blocks have no names, so the only way to notice that one is missing is that another
stands in its place and does not look the part. The limits below are those of a newsroom:
no section has a name of more than sixty characters.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from feedservice.records import BodyFormat, Draft, Problem
from feedservice.sources.lines import Block, blocks, joined, same, tidy
from feedservice.sources.reports import Code, Reading, problem, quoted

_HEAD = 3  # date, category, title
_CATEGORY_LIMIT = 60
_TITLE_LIMIT = 300
_NO_SENTENCE = 2  # words

# A full stop after fewer than four letters ends an abbreviation: "Auto & Co."
_SENTENCE_END = re.compile(
    r"(?:[!?…:]|\w{4}\.|\.\.\.)[\"'\u00ab\u00bb\u2018-\u201f\u2039\u203a)]*$"
)

_LAYOUT = "the date, the category, the title and the text, with a blank line between each of them"


class _Layout(NamedTuple):
    """A file's blocks, and the first four of them as lines.

    Attributes:
        path: Relative to the articles folder.
    """

    path: str
    blocks: Sequence[Block]
    lines: Sequence[str]


Check = Callable[[_Layout], Problem | None]


def read(text: str, path: str) -> Reading:
    """Read the one record of a text file.

    Args:
        text: As :func:`feedservice.sources.text.decode` returns it.
        path: Relative to the articles folder; its stem is the record's key.
    """
    parts = blocks(text)
    layout = _Layout(path, parts, [part.text for part in parts[: _HEAD + 1]])
    for check in _CHECKS:
        if flaw := check(layout):
            return Reading(problems=(flaw,))
    date, _, title, *body = parts
    if body and same(*layout.lines[2:]):
        del body[0]
    draft = Draft(
        key=stem(path),
        path=path,
        line=date.line,
        date="\n".join([tidy(line) for line in date.lines]),
        date_line=date.line,
        title=layout.lines[2],
        categories=(layout.lines[1],),
        body=joined(body),
        body_format=BodyFormat.TEXT,
    )
    return Reading(drafts=(draft,), problems=() if body else (no_text((path, title.line)),))


def stem(path: str) -> str:
    """Take the suffix off: what identifies a record that has no ``id`` of its own."""
    return path.rpartition(".")[0]


def empty(path: str) -> Problem:
    """Report a file without any text."""
    hint = "Write the article into it, or delete the file."
    return problem(Code.EMPTY_FILE, (path, 0), "the file is empty", hint)


def no_text(place: tuple[str, int]) -> Problem:
    """Warn that a record has a title and nothing else."""
    hint = "Add the text if it is missing; the title is published alone."
    return problem(Code.NO_TEXT, place, "the record has no text", hint)


def _has_text(layout: _Layout) -> Problem | None:
    return None if layout.blocks else empty(layout.path)


def _begins_with_a_date(layout: _Layout) -> Problem | None:
    first = layout.blocks[0]
    if any(map(str.isdigit, "".join(first.lines))):
        return None
    message = f"the file begins with {quoted(layout.lines[0])}, which is no date"
    hint = "Write the publication date into the first line, such as 22. Oktober 2024."
    return problem(Code.NO_DATE, (layout.path, first.line), message, hint)


def _has_all_blocks(layout: _Layout) -> Problem | None:
    parts = layout.blocks
    if len(parts) >= _HEAD:
        return None
    noun = "block" if len(parts) == 1 else "blocks"
    message = f"the file has only {len(parts)} {noun} of text, so there is no title"
    return problem(Code.NO_TITLE, (layout.path, parts[-1].line), message, f"Write {_LAYOUT}.")


def _category_is_not_the_title(layout: _Layout) -> Problem | None:
    _, category, title, *repeated = layout.lines
    if not same(category, title):
        return None
    if not (repeated and same(title, repeated[0])):
        message = f"the title {quoted(category)} stands where the category should be"
        hint = "Write the category between the date and the title, with blank lines around it."
        place = layout.path, layout.blocks[1].line
        return problem(Code.NO_CATEGORY, place, message, hint)
    return None  # an article called like its section: "Wetter", "Wetter", "Wetter"


def _category_is_a_name(layout: _Layout) -> Problem | None:
    block, name = layout.blocks[1], layout.lines[1]
    is_short = len(block.lines) == 1 and len(name) <= _CATEGORY_LIMIT
    # Sections are called "Was tun?", but no sentence that strayed here has so few words.
    if is_short and (len(name.split()) <= _NO_SENTENCE or not _SENTENCE_END.search(name)):
        return None
    message = f"{quoted(name)} stands where the category should be"
    hint = f"Write {_LAYOUT}; a category is one short line, such as Politik."
    return problem(Code.NO_CATEGORY, (layout.path, block.line), message, hint)


def _title_is_no_paragraph(layout: _Layout) -> Problem | None:
    title = layout.lines[2]
    if len(title) <= _TITLE_LIMIT:
        return None
    message = f"a paragraph of {len(title)} characters stands where the title should be"
    place = layout.path, layout.blocks[2].line
    return problem(Code.NO_TITLE, place, message, f"Write {_LAYOUT}.")


# In the order in which each relies on those before it.
_CHECKS: tuple[Check, ...] = (
    _has_text,
    _begins_with_a_date,
    _has_all_blocks,
    _category_is_not_the_title,
    _category_is_a_name,
    _title_is_no_paragraph,
)
