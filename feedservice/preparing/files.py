"""From a file to all that can be made of it without knowing what was published before.

This is most of the work of a pass and needs no store, so :mod:`crew` gives part of it to
another process. What goes in and comes out are tuples: they are pickled twice as fast.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import NamedTuple

from feedservice import addresses, sources
from feedservice.config import Settings
from feedservice.errors import shortened
from feedservice.preparing.dating import Dates, UndatedError, read_dates
from feedservice.preparing.instants import Stated, stated
from feedservice.preparing.media import Addresses
from feedservice.preparing.reasons import Reason, problem
from feedservice.records import BodyFormat, Draft, Problem
from feedservice.rows import ArticleParts, FileRow
from feedservice.sources import Reading, Spelling, markup
from feedservice.sources.tree import FileState
from feedservice.telemetry import LOGGER


class Record(NamedTuple):
    """A record that can be published, as far as its file can tell.

    Attributes:
        categories: None of which differs from another in case alone; the first is the main one.
        line: Where it begins in its file, from 1.
        updated: When it says that it was last updated.
        unpublished: It says ``draft: true``.
        media: Media files in the folder that it shows, there or missing.
    """

    parts: ArticleParts
    categories: tuple[str, ...]
    line: int
    published: Stated
    updated: Stated | None
    unpublished: bool
    media: frozenset[str]


class PreparedFile(NamedTuple):
    """What one file holds.

    Attributes:
        row: How it is noted.
        is_known: Whether it was seen before.
        is_read: Whether it was read; not if its bytes are the same as last time.
        is_changed: Whether its bytes differ from last time.
        records: In the order of the file, without those that have an error.
        problems: Everything that a person should look at.
    """

    row: FileRow
    is_known: bool
    is_read: bool = True
    is_changed: bool = True
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()


class Task(NamedTuple):
    """One file to prepare.

    Attributes:
        known_digest: Of its bytes when it was last read; None if it was never seen, empty
            if it could not be read then.
        is_forced: Read it even if its bytes are the same.
    """

    state: FileState
    known_digest: str | None
    is_forced: bool


def prepare(tasks: list[Task], settings: Settings) -> list[PreparedFile]:
    """Prepare files, in their order."""
    folder = Spelling(settings.articles)
    return [_guarded(task, settings, folder) for task in tasks]


def seen_row(state: FileState, digest: str = "") -> FileRow:
    """Note a file as seen."""
    return FileRow(path=state.path, size=state.size, mtime_ns=state.mtime_ns, digest=digest)


def _guarded(task: Task, settings: Settings, folder: Spelling) -> PreparedFile:
    """Prepare one file; an error of ours in it must not keep the others back."""
    try:
        return _prepare_file(task, settings, folder)
    except Exception as error:  # noqa: BLE001 (whatever it is, it is reported)
        LOGGER.exception("Preparing %s failed", task.state.path)
        message = (
            f"feedservice failed on this file: {type(error).__name__}: {shortened(str(error))}"
        )
        hint = "That is an error of feedservice; please report it with the file."
        found = problem(Reason.INTERNAL_ERROR, (task.state.path, 0), message, hint)
        is_known = task.known_digest is not None
        # With a size that no file has, so that every pass tries again.
        row = FileRow(path=task.state.path, size=-1, mtime_ns=-1, digest="")
        return PreparedFile(row=row, is_known=is_known, problems=(found,))


def _prepare_file(task: Task, settings: Settings, folder: Spelling) -> PreparedFile:
    """Read one file, unless it turns out to be the same."""
    state = task.state
    is_known = task.known_digest is not None
    if state.size > sources.MAX_FILE_BYTES:
        found = sources.too_large(state.path, state.size)
        return PreparedFile(row=seen_row(state), is_known=is_known, problems=(found,))
    try:
        data = _bytes(state)
    except OSError as error:
        # Noted with a size that no file has, so that every pass tries again.
        row = FileRow(path=state.path, size=-1, mtime_ns=-1, digest="")
        found = sources.not_opened(state.path, error)
        return PreparedFile(row=row, is_known=is_known, problems=(found,))
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    row = seen_row(state, digest)
    is_changed = digest != task.known_digest
    if not (is_changed or task.is_forced):
        return PreparedFile(row=row, is_known=is_known, is_read=False, is_changed=False)
    reading = sources.read(state.path, data)
    problems = list(reading.problems)
    records = tuple(_records(reading, settings, folder, problems))
    return PreparedFile(
        row=row,
        is_known=is_known,
        is_changed=is_changed,
        records=records,
        problems=tuple(problems),
    )


def _bytes(state: FileState) -> bytes:
    """Read a file; without a file object, which takes as long as the reading."""
    file = os.open(state.location, os.O_RDONLY)
    try:
        data = os.read(file, state.size + 1)
        if len(data) > state.size:  # it has grown since, and nobody knows how far
            data += os.read(file, sources.MAX_FILE_BYTES)
        return data
    finally:
        os.close(file)


def _records(
    reading: Reading, settings: Settings, folder: Spelling, problems: list[Problem]
) -> Iterator[Record]:
    """Make records of drafts, and add to *problems* why some cannot be."""
    for draft in reading.drafts:
        try:
            dates = read_dates(draft, settings.timezone)
        except UndatedError as error:
            problems.append(error.problem)
            continue
        slug, short_key = addresses.article_slug(draft.title), addresses.short_key(draft.key)
        page = settings.base_url + addresses.article_path(slug, short_key)
        resolver = Addresses(folder, base_url=settings.base_url, page=page, draft=draft)
        parts = _parts(draft, dates, resolver, slug=slug, short_key=short_key)
        problems += resolver.problems
        if dates.warning:
            problems.append(dates.warning)
        yield Record(
            parts=parts,
            categories=_distinct(draft.categories),
            line=draft.line,
            published=stated(dates.published),
            updated=stated(dates.updated) if dates.updated else None,
            unpublished=draft.unpublished,
            media=frozenset(resolver.uses),
        )


def _parts(
    draft: Draft, dates: Dates, resolver: Addresses, *, slug: str, short_key: str
) -> ArticleParts:
    """Make what is stored of *draft*, whatever was known before."""
    date = dates.published
    html = markup.to_html(draft.body, draft.body_format, absolute=resolver.absolute)
    return ArticleParts(
        key=draft.key,
        short_key=short_key,
        path=draft.path,
        slug=slug,
        title=draft.title,
        html=html,
        summary=draft.summary or _summary(draft, html),
        author=draft.author,
        tags=_json(draft.tags),
        images=_json(asdict(image) for image in resolver.images(html)),
        date_text=draft.date,
        date_reading=date.value.isoformat(),
        date_precision=date.precision.value,
        date_notes=_json(date.notes),
        update_reading=dates.updated.value.isoformat() if dates.updated else None,
    )


def _json(values: Iterable[object]) -> str:
    """Write a list as the store keeps it; most are empty."""
    found = list(values)
    return json.dumps(found, ensure_ascii=False) if found else "[]"


def _distinct(categories: tuple[str, ...]) -> tuple[str, ...]:
    """Drop names that differ from an earlier one in case alone."""
    if len(categories) == 1:
        return categories
    return tuple({name.lower(): name for name in reversed(categories)}.values())[::-1]


def _summary(draft: Draft, html: str) -> str:
    """Take the beginning of the text for a summary; the headline where there is none."""
    text = draft.body if draft.body_format is BodyFormat.TEXT else markup.text_of(html)
    return markup.excerpt(text.partition("\n\n")[0]) or draft.title
