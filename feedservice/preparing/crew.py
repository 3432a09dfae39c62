"""Preparing many files at once: a second process helps, and the order stays.

The first of two records with one key stands, so batches come out in the order of their
paths, whoever prepared them.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from feedservice.config import Settings
from feedservice.preparing.files import PreparedFile, Task, prepare
from feedservice.processes import forked, processors
from feedservice.sharing import Guesses, Limits, shared
from feedservice.sources import scan

BATCH = 200  # files
WORTH_HELP = 3000  # files
# Enough for the helper to do while its master stores some batches.
LIMITS = Limits(queued=6, ahead=24)
GUESSED = 24  # batches, at most, before anybody knows which files are new

Prepared = list[PreparedFile]


@contextmanager
def hired() -> Iterator[Executor | None]:
    """Have a second process stand by; None where it could not help.

    To be called before this process has any thread: the other one is forked, which is
    ready at once, but would copy locks that a thread holds. A spawned one imports for as
    long as a thousand records take.
    """
    if processors() == 1:
        yield None
        return
    helper = forked(1)
    try:
        helper.submit(int)  # the first work is what makes it fork
        yield helper
    finally:
        helper.shutdown(cancel_futures=True)  # whoever gives up does not wait for what it began


class HeadStart:
    """What a helper prepares before anybody has asked the store what is new: everything."""

    def __init__(self, helper: Executor, settings: Settings) -> None:
        """Let *helper* begin with the first batches of the folder."""
        self._begun = deque(helper.submit(_first, settings, number) for number in range(GUESSED))

    def taken(self) -> deque[Future[Prepared]]:
        """What it has begun, for whoever asks first."""
        begun, self._begun = self._begun, deque()
        return begun


def prepared(
    tasks: list[Task],
    settings: Settings,
    helper: Executor | None,
    head_start: HeadStart | None = None,
) -> Iterator[Prepared]:
    """Prepare files, a batch at a time and in their order.

    Args:
        tasks: The files.
        settings: Of the site.
        helper: Another process, or None.
        head_start: What *helper* has begun; it counts as far as *tasks* ask for it.
    """
    begun = head_start.taken() if head_start else deque()
    if len(tasks) < WORTH_HELP and not begun:
        helper = None
    work = partial(prepare, settings=settings)
    return shared(work, _batches(tasks), helper, LIMITS, Guesses(begun, _are_of))


def _batches(tasks: list[Task]) -> list[list[Task]]:
    """Cut a list into what is prepared at once."""
    return [tasks[start : start + BATCH] for start in range(0, len(tasks), BATCH)]


def _first(settings: Settings, number: int) -> Prepared:
    """Prepare one of the first batches of the folder, as if no file of it was known."""
    batches = _all(settings.articles)
    if number == GUESSED - 1:
        _all.cache_clear()  # nobody asks for more
    return prepare(batches[number], settings) if number < len(batches) else []


@cache
def _all(articles: Path) -> list[list[Task]]:
    """The records of the folder, in the order in which a pass prepares them."""
    found, _ = scan(articles)
    records = [state for state in found.values() if not state.is_media]
    return _batches([Task(state, known_digest=None, is_forced=False) for state in records])


def _are_of(tasks: list[Task], files: Prepared) -> bool:
    """Whether *files* were prepared as *tasks* ask: unknown before, and unchanged since."""
    wanted = [(task.state.path, task.state.size, task.state.mtime_ns) for task in tasks]
    is_new = all(task.known_digest is None for task in tasks)
    return is_new and wanted == [(f.row.path, f.row.size, f.row.mtime_ns) for f in files]
