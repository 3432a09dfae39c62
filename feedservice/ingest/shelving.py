"""One batch of prepared files: judged against what is known, and put into the store."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from feedservice.config import Settings
from feedservice.ingest.judging import judge
from feedservice.preparing import PreparedFile, Reason, Record, problem
from feedservice.records import Problem, Severity
from feedservice.rows import Content
from feedservice.store import articles, intake
from feedservice.store.articles import ArticleRow
from feedservice.store.priors import Prior, contents, priors
from feedservice.store.schema import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of some files.

    Attributes:
        removed: Articles that are published no more.
        problems: What a person should look at.
    """

    removed: int = 0
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: "Outcome") -> "Outcome":
        """Join what became of these files with what became of others."""
        return Outcome(
            removed=self.removed + other.removed, problems=self.problems + other.problems
        )


def shelve(
    transaction: Connection,
    files: Sequence[PreparedFile],
    settings: Settings,
    *,
    now: datetime,
    gone: Collection[str],
) -> Outcome:
    """Store what a batch of files holds.

    A record that cannot be published leaves what was published of it before. One that its
    file names no longer is removed.

    Args:
        transaction: An open one.
        files: In the order of their paths.
        settings: Of the site.
        now: The moment of this pass; in UTC.
        gone: Paths at which there are no files any more: their keys are free.
    """
    fresh = [file for file in files if file.is_read]
    seen_before = [file.row.path for file in fresh if file.is_known]
    keys = [record.parts.key for file in fresh for record in file.records]
    known = priors(transaction, seen_before, keys)
    batch = _Batch(fresh, known, frozenset(gone))
    changed = {record.parts.key for file in fresh if file.is_changed for record in file.records}
    seen = [prior.number for prior in known if prior.key in changed]
    batch.judge(settings, now, contents(transaction, seen))
    # What was published of a file with an error stays, and so do the pictures that it shows.
    for path, shown in intake.media_of(transaction, sorted(batch.doubtful())).items():
        batch.media[path] |= shown
    intake.update_files(transaction, [file.row for file in files if not file.is_read])
    intake.forget_files(transaction, seen_before)
    intake.save_files(transaction, [file.row for file in fresh], batch.media)
    intake.save_problems(transaction, batch.problems)
    articles.save_articles(transaction, list(batch.rows.values()), batch.known, now)
    dropped = batch.dropped()
    if dropped:
        articles.remove_articles(transaction, dropped, now)
    return Outcome(removed=len(dropped), problems=tuple(batch.problems))


class _Batch:
    """The records of one batch, on their way into the store.

    Attributes:
        known: What the store knows of these records, by key.
        rows: What is stored, by key.
        problems: Everything that was reported.
        media: Which media each file shows.
    """

    def __init__(
        self, files: Sequence[PreparedFile], known: Iterable[Prior], gone: Collection[str]
    ) -> None:
        """Lay out what the files hold beside what is known of it."""
        self.known = {prior.key: prior for prior in known}
        self.rows: dict[str, ArticleRow] = {}
        self.problems = [found for file in files for found in file.problems]
        self.media: dict[str, set[str]] = {file.row.path: set() for file in files}
        self._files = files
        self._gone = gone
        self._named = {
            (file.row.path, record.parts.key) for file in files for record in file.records
        }

    def judge(self, settings: Settings, now: datetime, contents: Mapping[int, Content]) -> None:
        """Make a row of every record, unless another record bears its key.

        Args:
            settings: Of the site.
            now: The moment of this pass; in UTC.
            contents: What readers have seen of articles whose files were changed.
        """
        for file in self._files:
            path = file.row.path
            for record in file.records:
                self.media[path] |= record.media
                key = record.parts.key
                holder = self._holder(key, path)
                if holder is not None:
                    self.problems.append(_taken(record, holder))
                    continue
                prior = self.known.get(key)
                seen = contents.get(prior.number) if prior else None
                self.rows[key], ignored = judge(
                    record,
                    prior,
                    settings,
                    now=now,
                    is_moved=seen is not None and seen != record.parts.content,
                )
                if ignored:
                    self.problems.append(ignored)

    def dropped(self) -> list[Prior]:
        """What its file no longer names; a file with an error is not believed in this."""
        doubtful = self.doubtful()
        return [
            prior
            for prior in self.known.values()
            if prior.path in self.media
            and prior.path not in doubtful
            and prior.key not in self.rows
            and prior.state != State.REMOVED
        ]

    def doubtful(self) -> set[str]:
        """The files that have an error."""
        wrong = {p.path for p in self.problems if p.severity is Severity.ERROR}
        return wrong & self.media.keys()

    def _holder(self, key: str, path: str) -> str | None:
        """The other file whose record bears *key*; the first stands."""
        if key in self.rows:
            return self.rows[key].parts.path
        prior = self.known.get(key)
        if prior is None or prior.path == path or prior.state == State.REMOVED:
            return None
        is_left_out = prior.path in self.media and (prior.path, key) not in self._named
        gives_up = is_left_out or prior.path in self._gone
        return None if gives_up else prior.path


def _taken(record: Record, holder: str) -> Problem:
    """Report a record whose key another one bears."""
    path, key = record.parts.path, record.parts.key
    message = f"the key {key!r} already belongs to {holder}"
    hint = "Give one of the two another id, or another file name."
    return problem(Reason.KEY_TAKEN, (path, record.line), message, hint)
