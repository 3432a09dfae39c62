"""The pass over the articles folder: look, read what changed, judge it, store it.

A pass may be cut off anywhere: some batches are one transaction that holds the articles
together with the note that their files were seen, so the next pass does the rest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from sqlalchemy import Connection

from feedservice.ingest.looking import Look, Order, look, look_at_blocked
from feedservice.ingest.shelving import Outcome, shelve
from feedservice.preparing import BATCH, Reason, Task, prepared, problem, seen_row
from feedservice.records import Problem
from feedservice.sources import SCAN_CODES
from feedservice.store import Store, articles, intake
from feedservice.store.lock import Lock
from feedservice.store.priors import Prior, priors
from feedservice.store.schema import State

ACCIDENT = "records-before-accident"
# The short keys of any few hundred records lie all over their index, so that each
# transaction writes most of it anew.
BATCHES_AT_ONCE = 8
MIN_ACCIDENT = 10  # up to so many records may vanish at once without a question

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a pass did.

    Attributes:
        read: Record files that were read.
        removed: Articles whose records are gone.
        problems: What was reported about the files that were read, and about the folder.
    """

    read: int
    removed: int
    problems: tuple[Problem, ...]


def load(store: Store, lock: Lock, order: Order, *, progress: Progress | None = None) -> Loaded:
    """Bring the store up to date with the articles folder.

    Args:
        store: Where to.
        lock: The right to write there.
        order: What to do.
        progress: Told after each transaction how many files of how many are done.

    Raises:
        ConfigError: The articles folder is not there; nothing is taken for removed.
    """
    root = order.settings.articles
    if not root.is_dir():
        raise order.settings.refuse("articles", f"there is no folder {root}")
    seen = look(store, order)
    known, is_doubtful = _doubts(store, order, seen)
    settled = Outcome() if is_doubtful else _settle_removals(store, lock, order, seen, known)
    outcome = settled + _read_all(store, lock, order, seen, progress)
    if is_doubtful:  # what has only moved is found by now, and is not gone
        outcome = _settle_removals(store, lock, order, seen, known) + outcome
    if outcome.removed:  # what is gone may have stood in the way of another record's key
        outcome += _read_all(store, lock, order, look_at_blocked(store, order), None)
    return Loaded(
        read=len(seen.to_read),
        removed=outcome.removed,
        problems=outcome.problems,
    )


def _doubts(store: Store, order: Order, seen: Look) -> tuple[int, bool]:
    """How many records there were, where that matters, and whether too many of them are gone."""
    if len(seen.gone) <= MIN_ACCIDENT:
        return 0, False
    with store.reading() as view:
        known = _records_before(view)
        return known, bool(_accident(_lost(view, seen), known, order))


def _lost(view: Connection, seen: Look) -> list[Prior]:
    """The articles whose files are gone, and that were not found in others."""
    return [prior for prior in priors(view, seen.gone, []) if prior.state != State.REMOVED]


def _settle_removals(store: Store, lock: Lock, order: Order, seen: Look, known: int) -> Outcome:
    """Take what is gone out of the store, unless that looks like an accident."""
    if _is_settled(store, seen):
        return Outcome()
    with store.writing() as transaction:
        lock.verify(transaction)
        intake.forget_scan_problems(transaction, seen.under, SCAN_CODES)
        gone = _lost(transaction, seen)
        accident = _accident(gone, known, order)
        if accident or "" in seen.under:  # a look at a part cannot tell that it is over
            _remember(transaction, known if accident else None)
        problems = (*seen.problems, *accident)
        intake.save_problems(transaction, problems)
        if accident or not seen.gone:
            return Outcome(problems=problems)
        articles.remove_articles(transaction, gone, order.now)
        intake.forget_files(transaction, seen.gone)
    return Outcome(removed=len(gone), problems=problems)


def _is_settled(store: Store, seen: Look) -> bool:
    """Whether a look at a part of the folder has shown nothing that is gone, or was wrong there."""
    if "" in seen.under or seen.gone or seen.problems:
        return False
    with store.reading() as view:
        return not intake.has_scan_problems(view, seen.under, SCAN_CODES)


def _records_before(view: Connection) -> int:
    """How many records there were; what is added during an accident does not end it."""
    now = intake.count_records(view)
    before = intake.fact(view, ACCIDENT)
    return min(now, int(before)) if before else now


def _remember(transaction: Connection, known: int | None) -> None:
    """Note how many records there were when an accident was first seen, until it is over."""
    if known is None:
        intake.forget_fact(transaction, ACCIDENT)
    elif intake.fact(transaction, ACCIDENT) is None:
        intake.note_fact(transaction, ACCIDENT, str(known))


def _accident(gone: Sequence[Prior], known: int, order: Order) -> list[Problem]:
    """Report the disappearance of most records at once, which nobody does on purpose."""
    lost = len({prior.path for prior in gone})
    if order.allow_removal or lost <= MIN_ACCIDENT or lost * 2 <= known:
        return []
    message = f"{lost} of {known} records are gone at once; they stay published"
    hint = (
        "Put them back; or, if it is meant, stop the service and run: "
        "feedservice publish --allow-removal"
    )
    return [problem(Reason.MASS_REMOVAL, (".", 0), message, hint)]


def _read_all(
    store: Store, lock: Lock, order: Order, seen: Look, progress: Progress | None
) -> Outcome:
    """Read and store what changed, a batch at a time."""
    outcome = Outcome()
    if seen.media:
        with store.writing() as transaction:
            lock.verify(transaction)
            intake.forget_files(transaction, seen.media)
            intake.save_files(transaction, [seen_row(seen.found[path]) for path in seen.media], {})
    done = 0
    tasks = [_task(path, seen) for path in seen.to_read]
    batches = prepared(
        tasks,
        order.settings,
        order.helper,
        order.head_start,
        needed_next=order.needed_next,
    )
    # Prepared before the transaction begins: nobody else can write as long as it lasts.
    while some := list(islice(batches, _at_once(len(tasks) - done))):
        with store.writing() as transaction:
            lock.verify(transaction)
            files = list(chain.from_iterable(some))
            outcome += shelve(transaction, files, order.settings, now=order.now, gone=seen.gone)
        done += len(files)
        if progress:
            progress(done, len(tasks))
    return outcome


def _at_once(left: int) -> int:
    """How many batches make a transaction, with so many files left.

    Fewer towards the end: by then the helper has nothing to do but wait.
    """
    return min(BATCHES_AT_ONCE, max(1, left // (3 * BATCH)))


def _task(path: str, seen: Look) -> Task:
    """Say how one file is to be read."""
    known = seen.known.get(path)
    return Task(seen.found[path], known[2] if known else None, path in seen.forced)
