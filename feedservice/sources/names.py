"""What can be wrong with a file before anybody looks into it."""

import os
import re
from pathlib import Path

from feedservice.records import Problem
from feedservice.sources.reports import Code, problem

#: Above this a file is no article; ingest reports it without reading it.
MAX_FILE_BYTES = 10_000_000

# Controls, bytes that are no UTF-8 (Python reads them as lone surrogates), noncharacters.
_BAD = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def has_bad_characters(name: str) -> bool:
    """Tell whether a name cannot be shown, stored or put into an address."""
    return _BAD.search(name) is not None


def bad_name(path: str) -> Problem:
    """Report a name that cannot be shown; the problem's path shows it escaped."""
    shown = os.fsencode(path).decode(errors="backslashreplace")
    shown = _BAD.sub(lambda match: f"\\x{ord(match[0]):02x}", shown)
    message = "the name is not UTF-8 or has control characters in it"
    return problem(Code.BAD_NAME, (shown, 0), message, "Give it a name of ordinary letters.")


def same_name(path: str, location: str) -> Problem:
    """Report the second of two names that only their Unicode form tells apart."""
    message = f"there are two files of this name; left out is {Path(location).name!a}"
    hint = "Rename or delete one; they differ only in how their umlauts are encoded."
    return problem(Code.SAME_NAME, (path, 0), message, hint)


def broken_link(path: str) -> Problem:
    """Report a symbolic link to nowhere."""
    hint = "Delete the link, or put the file that it points to back."
    return problem(Code.BROKEN_LINK, (path, 0), "the link points to nothing", hint)


def outside_folder(path: str, target: str) -> Problem:
    """Report a symbolic link that leads out of the articles folder."""
    message = f"the link leads out of the articles folder, to {target!r}"
    hint = "Copy what it points to into the articles folder and delete the link."
    return problem(Code.OUTSIDE_FOLDER, (path, 0), message, hint)


def not_opened(path: str, error: OSError) -> Problem:
    """Report a file or folder that the system does not let us read."""
    message = f"it cannot be opened: {error.strerror}"
    hint = "Let the account of the service read it; the message above is the system's."
    return problem(Code.NOT_OPENED, (path, 0), message, hint)


def too_large(path: str, size: int) -> Problem:
    """Report a file of more than :data:`MAX_FILE_BYTES`."""
    message = f"the file has {size / 1e6:.1f} MB; {MAX_FILE_BYTES / 1e6:.0f} MB is the limit"
    hint = "Split it, or move what is no article out of the articles folder."
    return problem(Code.TOO_LARGE, (path, 0), message, hint)
