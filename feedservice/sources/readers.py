"""The way into this package: the bytes of any file become drafts and problems."""

from collections.abc import Callable
from functools import cache
from importlib import import_module

from feedservice.sources import plaintext
from feedservice.sources.lines import BLANK
from feedservice.sources.names import MAX_FILE_BYTES, too_large
from feedservice.sources.reports import Code, Reading, SourceError, problem
from feedservice.sources.text import decode

Reader = Callable[[str, str], Reading]

# Modules of this package. Each is loaded with the first file that it is for: the libraries
# behind some take as long to load as some hundred records to read.
_READERS = {
    ".txt": "plaintext",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "jsonfile",
    ".jsonl": "jsonfile",
}


def read(path: str, data: bytes) -> Reading:
    """Read the records of a file, whatever its bytes are.

    Args:
        path: Relative to the articles folder; its suffix chooses the reader.
        data: All of the file.
    """
    module = _READERS.get(path[path.rfind(".") :].lower())
    if module is None:
        hint = f"Give it one of the suffixes {', '.join(_READERS)}."
        flaw = problem(Code.BAD_NAME, (path, 0), "no reader takes files of this suffix", hint)
        return Reading(problems=(flaw,))
    if len(data) > MAX_FILE_BYTES:
        return Reading(problems=(too_large(path, len(data)),))
    try:
        text, warnings = decode(data, path)
    except SourceError as error:
        return Reading(problems=(error.problem,))
    if not text.strip(BLANK):
        return Reading(problems=(*warnings, plaintext.empty(path)))
    reading = _reader(module)(text, path)
    return Reading(drafts=reading.drafts, problems=(*warnings, *reading.problems))


@cache
def _reader(module: str) -> Reader:
    reader: Reader = import_module(f"{__package__}.{module}").read
    return reader
