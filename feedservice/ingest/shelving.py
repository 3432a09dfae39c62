"""One batch of files: opened, their drafts judged, the outcome put into the store."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from feedservice import sources
from feedservice.ingest.judging import Desk, judge
from feedservice.records import Draft, Problem, Severity
from feedservice.sources import Reading
from feedservice.sources.tree import FileState
from feedservice.store import articles, intake
from feedservice.store.articles import ArticleRow, Prior, State
from feedservice.store.intake import FileRow

DUPLICATE_KEY = "duplicate-key"
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One file as it was read.

    Attributes:
        row: How it is noted; its digest is empty where the file could not be read.
        reading: What it holds; None where its bytes are the same as last time.
        changed: Whether its bytes differ from last time.
    """

    row: FileRow
    reading: Reading | None
    changed: bool


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


def seen_row(state: FileState, digest: str = "") -> FileRow:
    """Note a file as seen."""
    return FileRow(path=state.path, size=state.size, mtime_ns=state.mtime_ns, digest=digest)


def open_file(state: FileState, known_digest: str, *, forced: bool) -> Opened:
    """Read a file.

    Args:
        state: Where it is.
        known_digest: Its digest when it was last read; empty if never.
        forced: Read it even if it is still the same.
    """
    if state.size > sources.MAX_FILE_BYTES:
        problem = sources.too_large(state.path, state.size)
        return Opened(row=seen_row(state), reading=Reading(problems=(problem,)), changed=True)
    try:
        data = Path(state.location).read_bytes()
    except OSError as error:
        return _unreadable(state, error)
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    changed = digest != known_digest
    reading = sources.read(state.path, data) if changed or forced else None
    return Opened(row=seen_row(state, digest), reading=reading, changed=changed)


def shelve(transaction: Connection, files: Sequence[Opened], desk: Desk) -> Outcome:
    """Store what a batch of files holds.

    A record that cannot be published leaves what was published of it before. One that its
    file names no longer is removed.
    """
    readings = {file.row["path"]: file.reading for file in files if file.reading}
    keys = [draft.key for reading in readings.values() for draft in reading.drafts]
    known = articles.priors(transaction, list(readings), keys)
    changed = {file.row["path"] for file in files if file.changed}
    batch = _Batch(desk, readings, known, changed)
    intake.update_files(transaction, [file.row for file in files if not file.reading])
    intake.save_files(transaction, [file.row for file in files if file.reading], batch.media)
    intake.save_problems(transaction, batch.problems)
    articles.save_articles(transaction, list(batch.rows.values()), batch.known, desk.now)
    gone = batch.dropped()
    if gone:
        articles.remove_articles(transaction, gone, desk.now)
    return Outcome(removed=len(gone), problems=tuple(batch.problems))


class _Batch:
    """The drafts of one batch, judged.

    Attributes:
        rows: What is stored, by key.
        problems: Everything that was reported, in the order of the files.
        media: Which media each file shows.
    """

    def __init__(
        self,
        desk: Desk,
        readings: Mapping[str, Reading],
        known: Iterable[Prior],
        changed: Collection[str],
    ) -> None:
        """Judge every draft of *readings*, the content of files by path."""
        self.known = {prior.key: prior for prior in known}
        self.rows: dict[str, ArticleRow] = {}
        self.problems: list[Problem] = []
        self.media: dict[str, set[str]] = {}
        self._desk = desk
        self._readings = readings
        self._changed = changed
        self._spoken_for = {
            (path, draft.key) for path, reading in readings.items() for draft in reading.drafts
        }
        for reading in readings.values():
            self.problems += reading.problems
            for draft in reading.drafts:
                self._judge(draft)

    def dropped(self) -> list[Prior]:
        """What its file no longer names; a file with an error is not believed in this."""
        doubtful = {p.path for p in self.problems if p.severity is Severity.ERROR}
        return [
            prior
            for prior in self.known.values()
            if prior.path in self._readings
            and prior.path not in doubtful
            and prior.key not in self.rows
            and prior.state != State.REMOVED
        ]

    def _judge(self, draft: Draft) -> None:
        """Judge one draft, unless another record bears its key."""
        holder = self._holder(draft)
        if holder is not None:
            self.problems.append(_duplicate(draft, holder))
            return
        judgement = judge(
            draft,
            self.known.get(draft.key),
            self._desk,
            file_changed=draft.path in self._changed,
        )
        self.problems += judgement.problems
        self.media.setdefault(draft.path, set()).update(judgement.media)
        if judgement.row:
            self.rows[draft.key] = judgement.row

    def _holder(self, draft: Draft) -> str | None:
        """The other file whose record bears the draft's key; the first stands."""
        if draft.key in self.rows:
            return self.rows[draft.key]["path"]
        prior = self.known.get(draft.key)
        if prior is None or prior.path == draft.path or prior.state == State.REMOVED:
            return None
        gives_up = prior.path in self._readings and (prior.path, draft.key) not in self._spoken_for
        return None if gives_up else prior.path


def _unreadable(state: FileState, error: OSError) -> Opened:
    """Report a file that cannot be opened; it is tried again in every pass."""
    problem = Problem(
        path=state.path,
        line=0,
        severity=Severity.ERROR,
        code=UNREADABLE,
        message=f"the file cannot be opened: {error.strerror}",
        hint="Give the service the right to read it.",
    )
    row = FileRow(path=state.path, size=-1, mtime_ns=-1, digest="")
    return Opened(row=row, reading=Reading(problems=(problem,)), changed=True)


def _duplicate(draft: Draft, holder: str) -> Problem:
    """Report a record whose key another one bears."""
    return Problem(
        path=draft.path,
        line=draft.line,
        severity=Severity.ERROR,
        code=DUPLICATE_KEY,
        message=f"the key {draft.key!r} already belongs to {holder}",
        hint="Give one of the two another id, or another file name.",
    )
