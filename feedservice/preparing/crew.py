"""Preparing many files at once: a second process helps, and the order stays.

The first of two records with one key stands, so batches come out in the order of their
paths, whoever prepared them.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from importlib import import_module
from pathlib import Path

from feedservice.config import Settings
from feedservice.helper import Errand, Helper
from feedservice.preparing.files import PreparedFile, Task, prepare
from feedservice.processors import processors
from feedservice.sharing import Guesses, Limits, shared
from feedservice.sources import scan

BATCH = 200  # files
WORTH_HELP = 3000  # files
# Enough for the helper to do while its master stores some batches.
LIMITS = Limits(queued=6, ahead=24)
GUESSED = 24  # batches, at most, before anybody knows which files are new

Prepared = list[PreparedFile]


@contextmanager
def hired() -> Iterator[Helper | None]:
    """Have a second process stand by; None where it could not help.

    To be called before this process has any thread: the other one is forked, which is
    ready at once, but would copy locks that a thread holds. A spawned one imports for as
    long as a thousand records take.
    """
    if processors() == 1:
        yield None
        return
    with ExitStack() as held:
        helper = None
        with suppress(OSError):  # no more processes, or files, for us
            helper = held.enter_context(Helper())
        yield helper


class HeadStart:
    """What a helper prepares before anybody has asked the store what is new: everything."""

    def __init__(self, helper: Helper, settings: Settings) -> None:
        """Let *helper* begin with the first batches of the folder."""
        work = partial(_first, settings)
        self._begun = deque(helper.give(work, number) for number in range(GUESSED))
        helper.give(_forget, None)

    def taken(self) -> deque[Errand[Prepared]]:
        """What it has begun, for whoever asks first."""
        begun, self._begun = self._begun, deque()
        return begun


def prepared(
    tasks: list[Task],
    settings: Settings,
    helper: Helper | None,
    head_start: HeadStart | None = None,
    *,
    needed_next: str = "",
) -> Iterator[Prepared]:
    """Prepare files, a batch at a time and in their order.

    Args:
        tasks: The files.
        settings: Of the site.
        helper: Another process, or None.
        head_start: What *helper* has begun; it counts as far as *tasks* ask for it.
        needed_next: A module that *helper* loads when there is nothing left to prepare;
            empty for none.
    """
    begun = head_start.taken() if head_start else deque()
    is_worth_help = begun or len(tasks) >= WORTH_HELP
    return shared(
        partial(prepare, settings=settings),
        _then_load(needed_next, helper, _batches(tasks)),
        helper if is_worth_help else None,
        LIMITS,
        Guesses(begun, _are_of),
    )


def _then_load(
    module: str, helper: Helper | None, batches: list[list[Task]]
) -> Iterator[list[Task]]:
    """Hand out batches, and let *helper* load a module once all are given away."""
    yield from batches
    if module and batches and helper:
        helper.give(_load, module)


def _load(module: str) -> None:
    """Load a module."""
    import_module(module)


def _batches(tasks: list[Task]) -> list[list[Task]]:
    """Cut a list into what is prepared at once."""
    return [tasks[start : start + BATCH] for start in range(0, len(tasks), BATCH)]


def _first(settings: Settings, number: int) -> Prepared:
    """Prepare one of the first batches of the folder, as if no file of it was known."""
    batches = _all(settings.articles)
    return prepare(batches[number], settings) if number < len(batches) else []


@cache
def _all(articles: Path) -> list[list[Task]]:
    """The records of the folder, in the order in which a pass prepares them."""
    found, _ = scan(articles)
    records = [state for state in found.values() if not state.is_media]
    return _batches([Task(state, known_digest=None, is_forced=False) for state in records])


def _forget(_: object) -> None:
    """Let go of the folder: nobody asks for more of it."""
    _all.cache_clear()


def _are_of(tasks: list[Task], files: Prepared) -> bool:
    """Whether *files* were prepared as *tasks* ask: unknown before, and unchanged since."""
    wanted = [(task.state.path, task.state.size, task.state.mtime_ns) for task in tasks]
    is_new = all(task.known_digest is None for task in tasks)
    return is_new and wanted == [(f.row.path, f.row.size, f.row.mtime_ns) for f in files]
