"""Compressing editions beside the rendering of the next ones."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from feedservice.coding import encode
from feedservice.records import Edition

AHEAD = 8  # bodies in memory at a time, however many channels there are


def encoded(editions: Iterable[Edition]) -> Iterator[Edition]:
    """Add its codings to each edition that lacks them, in their order.

    Threads do it, because compressing leaves the interpreter to whoever renders more.
    """
    waiting: deque[tuple[Edition, Future[Mapping[str, bytes]]]] = deque()
    with ThreadPoolExecutor() as coders:
        for edition in editions:
            waiting.append((edition, coders.submit(_codings, edition)))
            if len(waiting) > AHEAD:
                yield _joined(*waiting.popleft())
        for pair in waiting:
            yield _joined(*pair)


def _codings(edition: Edition) -> Mapping[str, bytes]:
    """The codings of an edition; whoever made it in another process has made these too."""
    return edition.coded or encode(edition.body)


def _joined(edition: Edition, coded: Future[Mapping[str, bytes]]) -> Edition:
    """Put an edition and its codings together."""
    return replace(edition, coded=coded.result())
