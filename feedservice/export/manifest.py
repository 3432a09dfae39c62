"""The manifest: which files are ours, and of what they were made."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from feedservice.errors import ExportError
from feedservice.export.answers import Headers
from feedservice.replacing import replace

NAME = "feedservice-export.json"
VERSION = 1
_CURE = "remove the folder and export anew"


@dataclass(slots=True)
class Entry:
    """One document that was exported.

    Attributes:
        kind: Name of its kind.
        address: Path and query.
        stamp: Of what it was made; empty before it is.
        headers: Of its answer.
        files: Size in bytes and time of the last change in nanoseconds of each of its files,
            by what is appended to the name: nothing, or the suffix of a coding.
    """

    kind: str
    address: str
    stamp: str = ""
    headers: Headers = ()
    files: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class Manifest:
    """What an export has written.

    Attributes:
        fingerprint: Of settings, code and templates.
        entries: By the name of the file.
        moved: Addresses of articles that have another one now.
    """

    fingerprint: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)


def read(folder: Path) -> Manifest:
    """Read the manifest in *folder*; an empty one where there is none.

    Raises:
        ExportError: It cannot be understood.
    """
    try:
        told = json.loads((folder / NAME).read_bytes())
        if told["version"] != VERSION:
            raise ExportError(f"{NAME} was made by another release; {_CURE}", folder=str(folder))
        return _understood(told)
    except FileNotFoundError:
        return Manifest()
    except (ValueError, LookupError, TypeError, AttributeError):
        raise ExportError(f"{NAME} cannot be read; {_CURE}", folder=str(folder)) from None


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest at once, so that there is always a whole one."""
    distinct = list(dict.fromkeys(entry.headers for entry in manifest.entries.values()))
    number = {headers: place for place, headers in enumerate(distinct)}
    told = {
        "version": VERSION,
        "fingerprint": manifest.fingerprint,
        "moved": sorted(manifest.moved),
        "headers": distinct,
        "documents": {
            file: [entry.kind, entry.address, entry.stamp, number[entry.headers], entry.files]
            for file, entry in manifest.entries.items()
        },
    }
    replace(folder / NAME, json.dumps(told, ensure_ascii=False))


def _understood(told: dict[str, Any]) -> Manifest:
    """Make a manifest of what was written."""
    headers = [tuple((name, value) for name, value in pairs) for pairs in told["headers"]]
    entries = {
        file: Entry(
            kind,
            address,
            stamp,
            headers[number],
            {suffix: (size, changed) for suffix, (size, changed) in files.items()},
        )
        for file, (kind, address, stamp, number, files) in told["documents"].items()
    }
    return Manifest(told["fingerprint"], entries, set(told["moved"]))
