"""Where what is in a JSON text: offsets of members, found only for documents with findings."""

import json
import re

from feedservice.validation.places import Place, Places

_TOKENS = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]++')

Path = tuple[str | int, ...]


def locate(text: str, wanted: set[Path]) -> dict[Path, Place]:
    """Find the places of the *wanted* values in a well-formed JSON text."""
    places = Places(text)
    found: dict[Path, Place] = {}
    path: list[str | int] = []
    key_next: list[bool] = []
    for match in _TOKENS.finditer(text):
        token = match[0]
        if token == ":":
            continue
        if token == ",":
            _advance(path, key_next)
        elif token in "}]":
            key_next.pop()
            path.pop()
        elif key_next and key_next[-1]:
            path[-1] = json.loads(token, strict=False)
            key_next[-1] = False
            _note(found, wanted, path, places.at(match.start()))
        else:
            _note(found, wanted, path, places.at(match.start()))
            if token in "{[":
                path.append("" if token == "{" else 0)
                key_next.append(token == "{")
    return found


def _advance(path: list[str | int], key_next: list[bool]) -> None:
    at = path[-1]
    if isinstance(at, int):
        path[-1] = at + 1
    else:
        key_next[-1] = True


def _note(found: dict[Path, Place], wanted: set[Path], path: list[str | int], place: Place) -> None:
    key = tuple(path)
    if key in wanted:
        found.setdefault(key, place)
