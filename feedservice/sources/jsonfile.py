"""The readers of ``.json`` (one record or an array of them) and ``.jsonl`` (one a line).

One bad record never takes another with it. A syntax error does take what follows it in
an array, because nobody can tell where the next record begins; what stands before it is
read. In ``.jsonl`` it takes its line only.
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from feedservice.records import BodyFormat, Problem
from feedservice.sources.drafts import make_draft
from feedservice.sources.fields import Entry, Fields
from feedservice.sources.lines import blocks, joined, plain_breaks
from feedservice.sources.plaintext import stem
from feedservice.sources.reports import Code, Reading, problem, quoted

_BODY_KEYS = ("html", "text")

# Numbers stay what the author wrote (an id may be 7.50), and objects become tuples of
# pairs: so a key that stands twice can be reported, and an object is told from a list.
_DECODER = json.JSONDecoder(
    parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=tuple
)
_SPACE = re.compile(r"[ \t\n\r]*")


class _Found(NamedTuple):
    """A value in a file, or the problem that stands in its place.

    Attributes:
        line: Where it begins, from 1.
    """

    line: int
    value: object


def read(text: str, path: str) -> Reading:
    """Read the records of a JSON file.

    Args:
        text: As :func:`feedservice.sources.text.decode` returns it.
        path: Relative to the articles folder; ``.jsonl`` has one record a line.
    """
    is_lines = path.lower().endswith(".jsonl")
    found = list(_of_lines(text, path) if is_lines else _of_document(text, path))
    if not found:
        hint = "Write a record into it, or delete the file."
        return Reading(
            problems=(problem(Code.EMPTY_FILE, (path, 0), "there is no record in it", hint),)
        )
    taken: set[str] = set()
    readings = [_record(one, path, taken, is_alone=len(found) == 1) for one in found]
    return Reading(
        drafts=tuple(draft for reading in readings for draft in reading.drafts),
        problems=tuple(problem for reading in readings for problem in reading.problems),
    )


def _of_lines(text: str, path: str) -> Iterator[_Found]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield _Found(number, _only(line))
            except json.JSONDecodeError as error:
                yield _Found(number, _bad_json(error, path, number))


def _of_document(text: str, path: str) -> Iterator[_Found]:
    line = 1
    counted = 0
    try:
        for start, value in _elements(text):
            line += text.count("\n", counted, start)
            counted = start
            yield _Found(line, value)
    except json.JSONDecodeError as error:
        yield _Found(error.lineno, _bad_json(error, path, error.lineno))


def _elements(text: str) -> Iterator[tuple[int, object]]:
    """Decode one by one, so that each is known by its place and stands if the next does not."""
    start = _skip(text, 0)
    if text[start] != "[":
        yield start, _only(text)
        return
    start = _skip(text, start + 1)
    while text[start : start + 1] != "]":
        value, end = _decode(text, start)
        yield start, value
        start = _skip(text, end)
        if text[start : start + 1] == ",":
            start = _skip(text, start + 1)
        elif text[start : start + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' or ']' after a record", text, start)
    _expect_end(text, start + 1)


def _only(text: str) -> object:
    value, end = _decode(text, _skip(text, 0))
    _expect_end(text, end)
    return value


def _decode(text: str, start: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, start)
    except RecursionError:
        raise json.JSONDecodeError("Nested too deep", text, start) from None


def _expect_end(text: str, start: int) -> None:
    if (start := _skip(text, start)) < len(text):
        raise json.JSONDecodeError("Expecting nothing more", text, start)


def _skip(text: str, start: int) -> int:
    found = _SPACE.match(text, start)
    return found.end() if found else start


def _bad_json(error: json.JSONDecodeError, path: str, line: int) -> Problem:
    message = f"the file is not JSON at column {error.colno}: {error.msg}"
    hint = "Correct this line; often a comma or quotation mark is missing, or one too many."
    return problem(Code.BAD_JSON, (path, line), message, hint)


def _record(found: _Found, path: str, taken: set[str], *, is_alone: bool) -> Reading:
    if isinstance(found.value, Problem):
        return Reading(problems=(found.value,))
    if not isinstance(found.value, tuple):
        message = f"{_shown(found.value)} stands where a record should be"
        hint = 'Write a record in braces: {"title": "…", "date": "…", "category": "…"}.'
        return Reading(problems=(problem(Code.BAD_VALUE, (path, found.line), message, hint),))
    entries = [Entry(key, value, found.line) for key, value in found.value]
    fields = Fields(entries, path=path, line=found.line, body_keys=_BODY_KEYS)
    key = _key(fields, taken, is_alone=is_alone)
    body, body_format = _body(fields)
    return make_draft(fields, key=key, body=body, body_format=body_format)


def _shown(value: object) -> str:
    """Show what is no record as its author wrote it, as far as that is known."""
    if isinstance(value, list):
        return "a list"
    return quoted(value) if isinstance(value, str) else json.dumps(value)


def _key(fields: Fields, taken: set[str], *, is_alone: bool) -> str:
    key = fields.text("id")
    if key is None and not is_alone:
        hint = "Add an id that is never changed; without it records of one file mix up."
        fields.miss(Code.NO_ID, "id", hint)
    elif key is not None and key in taken:
        message = f"an earlier record of this file has the id {quoted(key)} too"
        fields.report(Code.DUPLICATE_ID, "id", message, "Give one of the two another id.")
    taken.add(key or "")
    return key or stem(fields.path)


def _body(fields: Fields) -> tuple[str, BodyFormat]:
    html, text = fields.raw("html"), fields.raw("text")
    if html is None:
        return joined(blocks(text or "")), BodyFormat.TEXT
    if text is not None:
        hint = "Keep the better one and delete the other."
        fields.report(Code.BAD_VALUE, "text", "the record has both html and text", hint)
    return plain_breaks(html).strip(), BodyFormat.HTML
