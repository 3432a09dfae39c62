"""One file, or standard input, read within limits."""

import sys

from feedservice.errors import FeedServiceError
from feedservice.inspection.targets import STDIN

MAX_BYTES = 64 * 1024 * 1024
TOO_LARGE = f"larger than {MAX_BYTES // 1024 // 1024} MB, which no reader would fetch"


class UnreadableError(FeedServiceError):
    """A document cannot be looked at."""


def read(path: str) -> bytes:
    """Read a document.

    Raises:
        UnreadableError: It is not there, not to be read, or too large.
    """
    try:
        # One byte more than allowed: a device that never ends is cut off there, too.
        if path == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
        else:
            with open(path, "rb") as file:  # noqa: PTH123 - the path stays as it was given
                data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableError(error.strerror or str(error)) from None
    except ValueError as error:  # a NUL in the name
        raise UnreadableError(str(error)) from None
    if len(data) > MAX_BYTES:
        raise UnreadableError(TOO_LARGE)
    return data
