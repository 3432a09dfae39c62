"""What a web server has to know of the exported documents, whichever server it is."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from feedservice.export.answers import CONTENT_TYPE, Headers, is_coded
from feedservice.export.kinds import GONE, KINDS, MISSING, Kind
from feedservice.export.manifest import Entry


class Group(NamedTuple):
    """Documents of one kind and one media type.

    Attributes:
        suffix: Of their paths, with the dot; empty for pages.
        headers: Of most of them, the media type apart.
        others: The headers of the rest, by path.
    """

    kind: Kind
    suffix: str
    content_type: str
    headers: dict[str, str]
    others: dict[str, dict[str, str]]
    is_coded: bool

    @property
    def pattern(self) -> str:
        """All their paths, as a regular expression; suffixes count in any case."""
        return (
            f"{self.kind.pattern}(?i:{re.escape(self.suffix)})"
            if self.suffix
            else (self.kind.pattern)
        )

    @property
    def is_open(self) -> bool:
        """Whether scripts of other sites may ask for them."""
        return "Access-Control-Allow-Origin" in self.headers

    @property
    def name(self) -> str:
        """A name made of letters, for variables of a configuration."""
        return self.kind.name + self.suffix.replace(".", "_")


class Redirects(NamedTuple):
    """Addresses that lead to others.

    Attributes:
        leads: Path to path; or, for habitual addresses, regular expressions for whole paths
            that count in any case.
        headers: Of such an answer.
    """

    status: int
    leads: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """All that a configuration is made of.

    Attributes:
        root: The folder of the files, where the web server finds it.
        prefix: The path of the base URL as a web server sees it, without percent signs.
        moved: Old addresses of articles.
        habitual: Where people and readers look for feeds.
        withdrawn: Keys of articles that are gone.
        preflight: The headers of the answer to a browser that asks before a script may.
    """

    root: Path
    base_url: str
    prefix: str
    groups: tuple[Group, ...]
    moved: Redirects | None
    habitual: Redirects | None
    withdrawn: tuple[str, ...]
    preflight: Mapping[str, str]

    @property
    def gone(self) -> Group | None:
        """The pages of withdrawn articles."""
        return next((g for g in self.groups if g.kind is GONE), None)

    @property
    def missing(self) -> dict[str, Group]:
        """The pages for what there is not, by name."""
        return {g.suffix: g for g in self.groups if g.kind is MISSING}


def groups(entries: Mapping[str, Entry]) -> tuple[Group, ...]:
    """Put documents that are served alike together, in the order of their kinds."""
    found: dict[tuple[str, str], dict[str, Headers]] = defaultdict(dict)
    for file, entry in entries.items():
        path = entry.address.partition("?")[0]
        found[entry.kind, _suffix(file, KINDS[entry.kind])][path] = entry.headers
    order = list(KINDS)
    names = sorted(found, key=lambda name: (order.index(name[0]), name[1]))
    return tuple(_group(KINDS[kind], suffix, found[kind, suffix]) for kind, suffix in names)


def _group(kind: Kind, suffix: str, told: Mapping[str, Headers]) -> Group:
    """Make a group: what most of its documents say is what it says."""
    common = Counter(told.values()).most_common(1)[0][0]
    headers = dict(common)
    others = {unquote(path): dict(one) for path, one in told.items() if one != common}
    return Group(
        kind=kind,
        suffix=suffix,
        content_type=headers.pop(CONTENT_TYPE),
        headers=headers,
        others=others,
        is_coded=is_coded(common),
    )


def _suffix(file: str, kind: Kind) -> str:
    """What tells the media type: the suffix of a file, or which page for what is missing."""
    if kind is MISSING:
        return file.rpartition("/")[2].removesuffix(kind.ending)
    return "" if kind.ending else Path(file).suffix.lower()
