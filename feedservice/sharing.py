"""Work that two processes share: each does what is next, and the order stays."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from feedservice.helper import Errand, Helper, LostError

Job = TypeVar("Job")
Result = TypeVar("Result")


class Limits(NamedTuple):
    """How much may be under way.

    Attributes:
        queued: Jobs that the helper has and has not done: it must not run out of them while
            its master is busy with something else.
        ahead: Jobs that are begun and not yet taken; their results lie in memory.
    """

    queued: int
    ahead: int


class Guesses(NamedTuple, Generic[Job, Result]):
    """What the helper has begun before anybody knew the jobs.

    Attributes:
        begun: The results of what the first jobs were taken for, in their order. Whoever uses
            them takes them out, so that nothing keeps the results in memory.
        fits: Whether a result is that of a job.
    """

    begun: deque[Errand[Result]]
    fits: Callable[[Job, Result], bool]


def shared(
    work: Callable[[Job], Result],
    jobs: Iterable[Job],
    helper: Helper | None,
    limits: Limits,
    guesses: Guesses[Job, Result] | None = None,
) -> Iterator[Result]:
    """Do *work* for each of *jobs*, some here and some in *helper*; yield the results in order.

    Nobody waits as long as there is something to do. What a helper had at hand when it was
    killed, for want of memory say, is done here.

    Args:
        work: What to do; it, the jobs and the results are pickled.
        jobs: They are asked for one by one, as there is room for them.
        helper: None to do everything here.
        limits: How much may be under way.
        guesses: What the helper has begun already.
    """
    if helper is None:
        return map(work, jobs)
    return _Sharing(work, jobs, helper, limits, guesses).results()


class _Piece(NamedTuple, Generic[Job, Result]):
    """A job that is under way.

    Attributes:
        errand: The helper's; None if it is done.
        done: What came of it here.
        fits: Whether a result is that of the job, where it was only guessed.
    """

    job: Job
    errand: Errand[Result] | None
    done: Result | None = None
    fits: Callable[[Job, Result], bool] | None = None

    def is_done(self) -> bool:
        """Whether nobody need wait for it."""
        return self.errand is None or self.errand.is_done()


class _Sharing(Generic[Job, Result]):
    """Jobs that are under way, the oldest first."""

    def __init__(
        self,
        work: Callable[[Job], Result],
        jobs: Iterable[Job],
        helper: Helper,
        limits: Limits,
        guesses: Guesses[Job, Result] | None,
    ) -> None:
        """Begin with what was guessed."""
        self._work = work
        self._jobs = iter(jobs)
        self._helper = helper
        self._limits = limits
        self._waiting: deque[_Piece[Job, Result]] = deque()
        if guesses:
            self._take_over(guesses)

    def results(self) -> Iterator[Result]:
        """Yield each result once it is there, and do another job instead of waiting."""
        try:
            self._give()
            while self._waiting or self._do():
                if not self._waiting[0].is_done() and (self._do() or self._do_instead()):
                    self._give()
                    continue
                piece = self._waiting.popleft()
                self._give()
                yield self._result(piece)
        finally:  # whoever gives up leaves the helper to others
            for piece in self._waiting:
                if piece.errand:
                    piece.errand.take_back()

    def _take_over(self, guesses: Guesses[Job, Result]) -> None:
        """Put what the helper has begun first."""
        while guesses.begun:
            guess = guesses.begun.popleft()
            job = next(self._jobs, None)
            if job is None:
                guess.take_back()
            else:
                self._waiting.append(_Piece(job, guess, fits=guesses.fits))

    def _has_room(self) -> bool:
        """Whether another job may be begun."""
        return len(self._waiting) < self._limits.ahead

    def _give(self) -> None:
        """Keep the helper busy."""
        queued = self._helper.waiting()
        while queued < self._limits.queued and self._has_room():
            job = next(self._jobs, None)
            if job is None:
                return
            self._waiting.append(_Piece(job, self._helper.give(self._work, job)))
            queued += 1

    def _do(self) -> bool:
        """Do the next job here; whether there is one, and room for it."""
        job = next(self._jobs, None) if self._has_room() else None
        if job is None:
            return False
        self._waiting.append(_Piece(job, None, self._work(job)))
        return True

    def _do_instead(self) -> bool:
        """Do here what the helper would come to last; whether there is what it has not begun."""
        for at, piece in reversed(list(enumerate(self._waiting))):
            if piece.errand and not piece.is_done() and not self._helper.is_at(piece.errand):
                piece.errand.take_back()
                self._waiting[at] = _Piece(piece.job, None, self._work(piece.job))
                return True
        return False

    def _result(self, piece: _Piece[Job, Result]) -> Result:
        """What came of a job; it is done here if the helper lost it, or took it for another."""
        if piece.errand is None:
            return piece.done  # type: ignore[return-value] # it is done
        try:
            result = piece.errand.result()
        except LostError:
            return self._work(piece.job)
        is_it = piece.fits is None or piece.fits(piece.job, result)
        return result if is_it else self._work(piece.job)
