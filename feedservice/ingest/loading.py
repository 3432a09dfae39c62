"""The pass over the articles folder: look, read what changed, judge it, store it.

A pass may be cut off anywhere: each batch is one transaction that holds the articles
together with the note that their files were seen, so the next pass does the rest.
"""

import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedservice.config import Settings
from feedservice.ingest.crew import prepared
from feedservice.ingest.preparing import Task, seen_row
from feedservice.ingest.shelving import DUPLICATE_KEY, Outcome, shelve
from feedservice.records import Problem, Severity
from feedservice.sources import tree
from feedservice.sources.tree import FileState
from feedservice.store import Store, articles, intake
from feedservice.store.articles import State
from feedservice.store.lock import Lock

WHOLE = frozenset({""})
MASS_REMOVAL = "mass-removal"
MIN_ACCIDENT = 10  # up to so many records may vanish at once without a question
RECORD_SUFFIXES = (".txt", ".md", ".markdown", ".json", ".jsonl")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a pass is to do.

    Attributes:
        now: The moment of this pass; in UTC.
        under: Paths relative to the articles folder at or below which to look.
        reread: Read every file, changed or not: a setting or a reader has changed.
        allow_removal: Believe that most records are gone, where they are.
    """

    settings: Settings
    now: datetime
    under: Collection[str] = WHOLE
    reread: bool = False
    allow_removal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a pass did.

    Attributes:
        seen: Files that are there, media too.
        read: Record files that were read.
        removed: Articles whose records are gone.
        problems: What was reported about the files that were read, and about the folder.
    """

    seen: int
    read: int
    removed: int
    problems: tuple[Problem, ...]


def load(store: Store, lock: Lock, order: Order, *, progress: Progress | None = None) -> Loaded:
    """Bring the store up to date with the articles folder.

    Args:
        store: Where to.
        lock: The right to write there.
        order: What to do.
        progress: Told after each batch how many files of how many are done.

    Raises:
        ConfigError: The articles folder is not there; nothing is taken for removed.
    """
    root = order.settings.articles
    if not root.is_dir():
        raise order.settings.refuse("articles", f"there is no folder {root}")
    look = _look(store, order)
    settled = _settle_removals(store, lock, order, look)
    read = _read_all(store, lock, order, look, progress)
    outcome = settled + read
    if outcome.removed:  # what is gone may have stood in the way of another record's key
        outcome += _read_all(store, lock, order, _look_at_blocked(store, order), None)
    return Loaded(
        seen=len(look.found),
        read=len(look.to_read),
        removed=outcome.removed,
        problems=outcome.problems,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What a look at the folder showed.

    Attributes:
        found: What is there, by path.
        known: Size, mtime and digest of what was there last time, by path.
        gone: Known paths that are there no more.
        seen: Media that are new or changed: noted, not read.
        to_read: Records that may have changed, in the order of their paths.
        forced: Those of them that are read even if their bytes are the same.
    """

    found: Mapping[str, FileState]
    known: Mapping[str, tuple[int, int, str]]
    gone: Sequence[str]
    seen: Sequence[str]
    to_read: Sequence[str]
    forced: Collection[str]
    problems: Sequence[Problem] = ()


def _look(store: Store, order: Order) -> _Look:
    """Compare the folder with what is known of it."""
    found, problems = tree.scan(order.settings.articles, under=order.under)
    with store.reading() as view:
        known = intake.known_files(view, order.under)
        gone = _unprotected(known.keys() - found.keys(), problems)
        changed = {path for path, state in found.items() if _differs(state, known.get(path))}
        media = {path for path in changed | set(gone) if tree.media_type(path)}
        showing = intake.users_of(view, media) | {
            stem + suffix
            for stem in {posixpath.splitext(path)[0] for path in media}
            for suffix in RECORD_SUFFIXES
        }
        known |= intake.known_files(view, showing) if showing else {}
    if not showing <= found.keys():
        found |= tree.scan(order.settings.articles, under=showing - found.keys())[0]
    records = {path for path, state in found.items() if not state.is_media}
    forced = records if order.reread else showing & records
    return _Look(
        found=found,
        known=known,
        gone=gone,
        seen=sorted(changed - records),
        to_read=sorted((changed & records) | forced),
        forced=forced,
        problems=problems,
    )


def _look_at_blocked(store: Store, order: Order) -> _Look:
    """Look again at the records that were refused because another had their key."""
    with store.reading() as view:
        paths = intake.paths_with_problem(view, DUPLICATE_KEY)
        known = intake.known_files(view, paths)
    found, _ = tree.scan(order.settings.articles, under=paths)
    return _Look(
        found=found, known=known, gone=(), seen=(), to_read=sorted(found), forced=found.keys()
    )


def _differs(state: FileState, known: tuple[int, int, str] | None) -> bool:
    """Whether a file may have changed since it was seen."""
    return known is None or known[:2] != (state.size, state.mtime_ns)


def _unprotected(missing: Collection[str], problems: Iterable[Problem]) -> list[str]:
    """Drop from *missing* what is only out of sight: below a folder that cannot be read."""
    hidden = [problem.path for problem in problems]
    return sorted(
        path
        for path in missing
        if not any(path == top or path.startswith(f"{top}/") for top in hidden)
    )


def _settle_removals(store: Store, lock: Lock, order: Order, look: _Look) -> Outcome:
    """Take what is gone out of the store, unless that looks like an accident."""
    with store.writing() as transaction:
        lock.verify(transaction)
        intake.forget_stray_problems(transaction, order.under)
        accident = _accident(look.gone, intake.count_records(transaction), order)
        problems = (*look.problems, *accident)
        intake.save_problems(transaction, problems)
        if accident or not look.gone:
            return Outcome(problems=problems)
        gone = [
            prior
            for prior in articles.priors(transaction, look.gone, [])
            if prior.state != State.REMOVED
        ]
        articles.remove_articles(transaction, gone, order.now)
        intake.forget_files(transaction, look.gone)
    return Outcome(removed=len(gone), problems=problems)


def _accident(gone: Sequence[str], known: int, order: Order) -> list[Problem]:
    """Report the disappearance of most records at once, which nobody does on purpose."""
    lost = sum(1 for path in gone if tree.media_type(path) is None)
    if order.allow_removal or lost <= MIN_ACCIDENT or lost * 2 <= known:
        return []
    return [
        Problem(
            path=".",
            line=0,
            severity=Severity.ERROR,
            code=MASS_REMOVAL,
            message=f"{lost} of {known} records are gone at once; they stay published",
            hint="Put them back, or confirm with: feedservice publish --allow-removal",
        )
    ]


def _read_all(
    store: Store, lock: Lock, order: Order, look: _Look, progress: Progress | None
) -> Outcome:
    """Read and store what changed, a batch at a time."""
    outcome = Outcome()
    if look.seen:
        with store.writing() as transaction:
            lock.verify(transaction)
            intake.forget_files(transaction, look.seen)
            intake.save_files(transaction, [seen_row(look.found[path]) for path in look.seen], {})
    done = 0
    tasks = [_task(path, look) for path in look.to_read]
    for files in prepared(tasks, order.settings):
        with store.writing() as transaction:
            lock.verify(transaction)
            outcome += shelve(transaction, files, order.settings, order.now)
        done += len(files)
        if progress:
            progress(done, len(tasks))
    return outcome


def _task(path: str, look: _Look) -> Task:
    """Say how one file is to be read."""
    known = look.known.get(path)
    return Task(look.found[path], known[2] if known else None, path in look.forced)
