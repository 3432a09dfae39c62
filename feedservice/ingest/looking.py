"""A look at the folder, and what of it has to be read again.

A file is read when its size or time has changed, when a picture that it shows has, or when
everything is.
"""

import os
import posixpath
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedservice.config import Settings
from feedservice.helper import Helper
from feedservice.preparing import HeadStart, Reason
from feedservice.records import Problem
from feedservice.sources import RECORD_SUFFIXES, FileState, Spelling, media_type, scan
from feedservice.sources.text import nfc
from feedservice.store import Store, intake

WHOLE = frozenset({""})
MANY = 200  # places beyond which a look at the whole folder costs less


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a pass is to do.

    Attributes:
        now: The moment of this pass; in UTC.
        under: Paths relative to the articles folder at or below which to look.
        reread: Read every file, changed or not: a setting or a reader has changed.
        allow_removal: Believe that most records are gone, where they are.
        helper: Another process that reads and renders too; see :func:`feedservice.preparing.hired`.
        head_start: What the helper reads already.
        needed_next: A module that the helper loads once all is read; empty for none.
    """

    settings: Settings
    now: datetime
    under: Collection[str] = WHOLE
    reread: bool = False
    allow_removal: bool = False
    helper: Helper | None = None
    head_start: HeadStart | None = None
    needed_next: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a look at the folder showed.

    Attributes:
        under: The places at and below which it was looked.
        found: What is there, by path.
        known: Size, mtime and digest of what was there last time, by path.
        gone: Known paths that are there no more.
        media: New or changed media: noted, not read.
        to_read: Records that may have changed, in the order of their paths.
        forced: Those of them that are read even if their bytes are the same.
        problems: What cannot be looked at.
    """

    under: Collection[str]
    found: Mapping[str, FileState]
    known: Mapping[str, tuple[int, int, str]]
    to_read: Sequence[str]
    forced: Collection[str]
    gone: Sequence[str] = ()
    media: Sequence[str] = ()
    problems: Sequence[Problem] = ()


def look(store: Store, order: Order) -> Look:
    """Compare the folder with what is known of it."""
    root = order.settings.articles
    under = order.under if len(order.under) <= MANY else WHOLE
    found, problems = scan(root, under=under)
    under = {nfc(path) for path in under}  # what the disk spells otherwise is in NFC from here
    with store.reading() as view:
        known = intake.known_files(view, under)
        gone = _in_sight(known.keys() - found.keys(), problems)
        changed = {path for path, state in found.items() if _differs(state, known.get(path))}
        media = {path for path in {*changed, *gone} if media_type(path)}
        came_or_went = media | (found.keys() - known.keys()) | set(gone)
        showing = intake.users_of(view, sorted(came_or_went)) | _companions(media)
        elsewhere = showing - found.keys()
        known |= intake.files_at(view, sorted(elsewhere))
    found |= scan(root, under=_on_disk(root, elsewhere))[0]
    records = {path for path, state in found.items() if not state.is_media}
    forced = records if order.reread else showing & records
    return Look(
        under=under,
        found=found,
        known=known,
        to_read=sorted((changed & records) | forced),
        forced=forced,
        gone=gone,
        media=sorted(changed - records),
        problems=problems,
    )


def look_at_blocked(store: Store, order: Order) -> Look:
    """Look again at the records that were refused because another had their key."""
    with store.reading() as view:
        paths = intake.paths_with_problem(view, Reason.KEY_TAKEN)
        known = intake.files_at(view, sorted(paths))
    root = order.settings.articles
    found, _ = scan(root, under=_on_disk(root, paths))
    return Look(under=paths, found=found, known=known, to_read=sorted(found), forced=found.keys())


def _on_disk(root: Path, paths: Iterable[str]) -> list[str]:
    """Spell paths as the disk does; those that are not there are left out."""
    spelling = Spelling(root)
    located = (spelling.location(path) for path in paths)
    return [os.path.relpath(location, os.path.realpath(root)) for location in located if location]


def _differs(state: FileState, known: tuple[int, int, str] | None) -> bool:
    """Whether a file may have changed since it was seen."""
    return known is None or known[:2] != (state.size, state.mtime_ns)


def _companions(media: Iterable[str]) -> set[str]:
    """Where records would be that show one of the files *media* because of its name."""
    stems = {posixpath.splitext(path)[0] for path in media}
    suffixes = {spelled for suffix in RECORD_SUFFIXES for spelled in (suffix, suffix.upper())}
    return {stem + suffix for stem in stems for suffix in suffixes}


def _in_sight(missing: Collection[str], problems: Iterable[Problem]) -> list[str]:
    """Drop from *missing* what may only be hidden: below a folder that cannot be read."""
    hidden = [problem.path for problem in problems]
    if "." in hidden:  # the folder itself
        return []
    return sorted(
        path
        for path in missing
        if not any(path == top or path.startswith(f"{top}/") for top in hidden)
    )
