"""The YAML at the head of a Markdown record, without YAML's own readings.

Reads the stream of YAML events and not the values that PyYAML makes of it: there every
scalar is still the text that the author wrote (``Nein``, ``012``, ``2021-06-06``), a key
that stands twice is still there twice, and nothing was expanded or nested beyond what a
record may have, however hostile the file.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

import yaml

from feedservice.sources.fields import Entry
from feedservice.sources.lines import RARE_BREAKS
from feedservice.sources.reports import Code, SourceError, problem, quoted

# libyaml is ten times as fast, but PyYAML may be installed without it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BEGIN = re.compile(r"(?:[^\S\n]*\n)*---[^\S\n]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.MULTILINE)

# Not Null: a German headline may be that.
_NOTHING = frozenset({"", "~", "null", "NULL"})

# A key holds a scalar, a list of scalars, or the image with its alt.
_DEPTH = 1

_EXAMPLE = "a line ---, then title:, date: and category:, each on its own line, and a line ---"
_QUOTE_IT = 'Put the whole value into quotes, such as title: "Rathaus: Der Umbau beginnt".'


class FrontMatter(NamedTuple):
    """What stands above a body.

    Attributes:
        line: Of the opening ``---``, from 1.
        body: What stands below.
    """

    entries: list[Entry]
    line: int
    body: str


def split(text: str, path: str) -> FrontMatter:
    """Take the front matter off a text and read its keys.

    Raises:
        SourceError: There is none, or it is not YAML.
    """
    begin = _BEGIN.match(text)
    if begin is None:
        message = "the file does not begin with front matter"
        _refuse((path, 1), message, f"Begin it with {_EXAMPLE}.")
    line = text.count("\n", 0, begin.end())
    end = _END.search(text, begin.end())
    if end is None:
        message = "the front matter that begins here has no end"
        _refuse((path, line), message, "Write a line --- below its last key.")
    head = text[begin.end() : end.start()]
    return FrontMatter(_entries(head, path, line), line, text[end.end() :])


def _refuse(place: tuple[str, int], message: str, hint: str) -> NoReturn:
    raise SourceError(problem(Code.BAD_FRONT_MATTER, place, message, hint))


def _entries(head: str, path: str, line: int) -> list[Entry]:
    # To YAML they are line breaks; in a value that somebody pasted they are spaces.
    for rare in RARE_BREAKS:
        head = head.replace(rare, " ")
    try:
        pairs = list(_root(yaml.parse(head, Loader=_LOADER)))
    except yaml.YAMLError as error:
        mark, message = _complaint(error)
        _refuse((path, line + mark), message, _QUOTE_IT)
    return [Entry(key, value, line + mark) for key, value, mark in pairs]


def _complaint(error: yaml.YAMLError) -> tuple[int, str]:
    """Find the line, counted in the head from 1, and the parser's own words."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return 1, f"the front matter is not YAML: {str(error).partition(chr(10))[0]}"
    mark = error.problem_mark
    # What was begun and never ended is better looked for at its beginning.
    if str(error.context).startswith("while scanning"):
        mark = error.context_mark
    line = mark.line + 1 if mark else 1
    return line, f"the front matter is not YAML: {error.problem}"


def _root(events: Iterator[Any]) -> Iterator[tuple[str, object, int]]:
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            _refuse_signs(event)
            yield from _pairs(events, _DEPTH)
        elif isinstance(event, yaml.NodeEvent):
            raise _error(event, "there are no keys in it")


def _pairs(events: Iterator[Any], depth: int) -> Iterator[tuple[str, object, int]]:
    """Read the rest of a mapping; the lines count from 1."""
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        _refuse_signs(event)
        if not hasattr(event, "value"):
            raise _error(event, "a key is no plain text")
        yield event.value, _value(next(events), events, depth), event.start_mark.line + 1


def _items(events: Iterator[Any], depth: int) -> Iterator[object]:
    """Read the rest of a list."""
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        yield _value(event, events, depth)


def _value(event: Any, events: Iterator[Any], depth: int) -> object:  # noqa: ANN401 (PyYAML's events are untyped)
    _refuse_signs(event)
    if isinstance(event, yaml.ScalarEvent):
        is_plain = event.implicit[0]
        return None if is_plain and event.value in _NOTHING else event.value
    if depth == 0:
        raise _error(event, "lists and groups of keys are nested too deep")
    if isinstance(event, yaml.SequenceStartEvent):
        return list(_items(events, depth - 1))
    return tuple((key, value) for key, value, _ in _pairs(events, depth - 1))


def _refuse_signs(event: Any) -> None:  # noqa: ANN401 (as above)
    """Refuse ``*``, ``&`` and ``!`` at the head of a value: YAML would swallow the word."""
    sign = event.anchor or getattr(event, "tag", None)
    if sign:
        raise _error(event, f"*, & or ! before {quoted(sign)} means something else in YAML")


def _error(event: Any, message: str) -> yaml.MarkedYAMLError:  # noqa: ANN401 (as above)
    return yaml.MarkedYAMLError(problem=message, problem_mark=event.start_mark)
