"""Many documents at once: both processors judge, and the order stays."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from contextlib import suppress

from feedservice.inspection.judging import Order, judge
from feedservice.inspection.targets import STDIN, Target
from feedservice.processes import forked
from feedservice.processors import processors
from feedservice.validation.reporting.judgement import Judgement

WORTH_HELP_BYTES = 2_000_000  # what one processor judges while a second one is being hired
BATCH_BYTES = 1_000_000
BATCH_FILES = 64


def judge_all(targets: Sequence[Target], order: Order) -> Iterator[Judgement]:
    """Judge documents, each as soon as those before it are judged.

    To be called before this process has any thread: the helpers are forked, which makes
    them ready at once, but would copy locks that a thread holds.
    """
    sizes = [_size(target) for target in targets]
    helpers = _helpers(targets)
    if helpers == 1 or sum(sizes) < WORTH_HELP_BYTES:
        return (judge(target, order) for target in targets)
    return _shared(_batches(targets, sizes), order, helpers)


def _shared(batches: list[list[Target]], order: Order, helpers: int) -> Iterator[Judgement]:
    """Let helpers judge; what one leaves undone, killed for want of memory say, is done here."""
    with forked(helpers) as pool:
        given = [pool.submit(_judge_batch, batch, order) for batch in batches]
        try:
            for batch, work in zip(batches, given, strict=True):
                yield from _result(batch, order, work)
        finally:
            for work in given:
                work.cancel()


def _result(batch: list[Target], order: Order, work: Future[list[Judgement]]) -> list[Judgement]:
    """Take what a helper made of a batch."""
    with suppress(BrokenExecutor):
        return work.result()
    return _judge_batch(batch, order)


def _judge_batch(batch: list[Target], order: Order) -> list[Judgement]:
    """Judge some documents."""
    return [judge(target, order) for target in batch]


def _batches(targets: Sequence[Target], sizes: Sequence[int]) -> list[list[Target]]:
    """Divide the work into parts of about equal size."""
    batches: list[list[Target]] = [[]]
    filled = 0
    for target, size in zip(targets, sizes, strict=True):
        if batches[-1] and (filled + size > BATCH_BYTES or len(batches[-1]) == BATCH_FILES):
            batches.append([])
            filled = 0
        batches[-1].append(target)
        filled += size
    return batches


def _helpers(targets: Sequence[Target]) -> int:
    """How many processes may judge at once.

    Standard input stays with this process; where it is asked for, so does all the rest.
    """
    if any(target.path == STDIN for target in targets):
        return 1
    return min(max(1, len(targets)), processors())


def _size(target: Target) -> int:
    """How much there is to judge, as far as that can be seen without reading it."""
    try:
        return os.stat(target.path).st_size  # noqa: PTH116 - the path stays as it was given
    except (OSError, ValueError):
        return 0
