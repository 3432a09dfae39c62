"""The way into this package: the bytes of any file become drafts and problems."""

from collections.abc import Callable

from feedservice.sources import jsonfile, markdown, plaintext
from feedservice.sources.lines import BLANK
from feedservice.sources.names import MAX_FILE_BYTES, too_large
from feedservice.sources.reports import Code, Reading, SourceError, problem
from feedservice.sources.text import decode

_READERS: dict[str, Callable[[str, str], Reading]] = {
    ".txt": plaintext.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".json": jsonfile.read,
    ".jsonl": jsonfile.read,
}


def read(path: str, data: bytes) -> Reading:
    """Read the records of a file, whatever its bytes are.

    Args:
        path: Relative to the articles folder; its suffix chooses the reader.
        data: All of the file.
    """
    reader = _READERS.get(path[path.rfind(".") :].lower())
    if reader is None:
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
    reading = reader(text, path)
    return Reading(drafts=reading.drafts, problems=(*warnings, *reading.problems))
