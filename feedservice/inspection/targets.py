"""From arguments to documents: files as they are, the feeds in folders, addresses, input."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urljoin

STDIN = "-"
_SURE = (".rss", ".atom")
_LIKELY = (".xml", ".json", ".feed", ".rdf")
_SNIFFED_BYTES = 4096
_SIGNS = (b"<rss", b"<feed", b":feed", b"<rdf:rdf", b"jsonfeed.org/version")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A document to look at.

    Attributes:
        path: As given; below a folder, the folder as given and the path in it.
        below: The path that counts for the base URL: in a folder, from that folder.
        failure: Why there is nothing to look at.
        is_address: It is fetched.
    """

    path: str
    below: str = ""
    failure: str | None = None
    is_address: bool = False


def targets(arguments: Iterable[str]) -> Iterator[Target]:
    """Find the documents that are meant."""
    for argument in arguments:
        if argument.lower().startswith(("http://", "https://")):
            yield Target(path=argument, is_address=True)
        elif argument != STDIN and os.path.isdir(argument):  # noqa: PTH112 - Path drops a ./
            yield from _in_folder(argument)
        else:
            yield Target(path=argument, below=argument)


def served_from(target: Target, base_url: str | None) -> str | None:
    """Say from which address a document counts as served.

    A base URL that ends in ``/`` is a place; any other is the document's own address.
    """
    if base_url is None or not base_url.endswith("/") or target.path == STDIN:
        return base_url
    path = quote(os.fsencode(target.below.replace(os.sep, "/").lstrip("/")), safe="/~!$&'()*+,;=:@")
    return urljoin(base_url, f"./{path}")


def _in_folder(folder: str) -> Iterator[Target]:
    """Find the feeds in a folder and below, in the order of their paths."""
    unreadable: list[OSError] = []
    found = False
    for place, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(place, name)  # noqa: PTH118 - Path drops a ./
            if not name.startswith(".") and _is_feed(path):
                found = True
                yield Target(path=path, below=os.path.relpath(path, folder))
    for error in unreadable:
        yield Target(path=str(error.filename), failure=error.strerror or str(error))
    if not found and not unreadable:
        yield Target(path=folder, failure="no feed in this folder")


def _is_feed(path: str) -> bool:
    """Whether a file in a folder is meant to be a feed, by its name or its first bytes."""
    name = path.lower()
    if name.endswith(_SURE):
        return True
    if not name.endswith(_LIKELY):
        return False
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - the path stays as it was given
            # Without the NULs, UTF-16 and UTF-32 look like the rest.
            start = file.read(_SNIFFED_BYTES).replace(b"\0", b"").lower()
    except OSError:
        return True  # so that it is named as what cannot be looked at
    return any(sign in start for sign in _SIGNS)
