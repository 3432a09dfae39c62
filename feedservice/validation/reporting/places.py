"""Where a document is, as the CI systems want it: relative to the repository's root."""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from feedservice.validation.findings import Finding
from feedservice.validation.reporting.judgement import Judgement, Run

_POSITION = re.compile(r"\[\d+\]")


def is_address(path: str) -> bool:
    """Whether *path* was given as an address on the web."""
    return path.lower().startswith(("http://", "https://"))


def in_repository(path: str) -> str:
    """Write a path with ``/``, from the current folder where it is below it."""
    if is_address(path):
        return path
    place = Path(os.path.normpath(path))
    here = Path.cwd()
    return (place.relative_to(here) if place.is_relative_to(here) else place).as_posix()


def uri(path: str) -> str:
    """Write a path as a URI or a relative reference (RFC 3986)."""
    if is_address(path):
        return quote(path, safe="%/:=&?~#+!$,;'@()*[]")
    place = in_repository(path)
    quoted = quote(os.fsencode(place), safe="/~")
    return f"file://{quoted}" if place.startswith("/") else quoted


def fingerprinted(run: Run) -> Iterator[tuple[Judgement, Finding, str]]:
    """Give each finding a name that stays when lines above it come and go.

    A feed grows at its top with every story, so neither lines nor positions of items go
    into the name; equal findings are counted.
    """
    seen: Counter[str] = Counter()
    for judged, finding in run.found:
        element = _POSITION.sub("", finding.path)
        facts = (in_repository(judged.path), finding.code, element, finding.message)
        base = "\0".join(facts)
        seen[base] += 1
        text = f"{base}\0{seen[base]}"
        yield judged, finding, hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
