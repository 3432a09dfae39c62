"""What was seen in the articles folder: its files, the media they show, their problems."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    exists,
    false,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from feedservice.records import Problem
from feedservice.rows import FileRow
from feedservice.store.bulk import insert_all
from feedservice.store.parts import in_parts
from feedservice.store.schema import facts, files, media_uses, problems


def fact(view: Connection, name: str) -> str | None:
    """Read what was noted under *name*."""
    return view.scalar(select(facts.c.value).where(facts.c.name == name))


def note_fact(transaction: Connection, name: str, value: str) -> None:
    """Note *value* under *name*."""
    forget_fact(transaction, name)
    transaction.execute(insert(facts).values(name=name, value=value))


def forget_fact(transaction: Connection, name: str) -> None:
    """Forget what was noted under *name*."""
    transaction.execute(delete(facts).where(facts.c.name == name))


def known_files(view: Connection, under: Collection[str]) -> dict[str, tuple[int, int, str]]:
    """Size, mtime in nanoseconds and digest of every file at or below one of *under*."""
    rows = view.execute(select(files).where(_within(files.c.path, under)))
    return {path: (size, mtime_ns, digest) for path, size, mtime_ns, digest in rows}


def files_at(view: Connection, paths: Sequence[str]) -> dict[str, tuple[int, int, str]]:
    """Size, mtime in nanoseconds and digest of the files *paths*, if known."""
    found = {}
    for part in in_parts(paths):
        for path, size, mtime_ns, digest in view.execute(
            select(files).where(files.c.path.in_(part))
        ):
            found[path] = (size, mtime_ns, digest)
    return found


def count_records(view: Connection) -> int:
    """How many record files were read, in all of the folder."""
    return view.scalar(select(func.count()).where(files.c.digest != "")) or 0


def users_of(view: Connection, media: Sequence[str]) -> set[str]:
    """Paths of the records that show one of the files *media*."""
    found: set[str] = set()
    if view.scalar(select(media_uses.c.path).limit(1)) is None:
        return found  # a first pass would ask for every file of the folder
    for part in in_parts(media):
        found |= set(view.scalars(select(media_uses.c.path).where(media_uses.c.media.in_(part))))
    return found


def media_of(view: Connection, paths: Sequence[str]) -> dict[str, set[str]]:
    """The media files that each of the records *paths* shows."""
    found: dict[str, set[str]] = {}
    for part in in_parts(paths):
        for path, media in view.execute(select(media_uses).where(media_uses.c.path.in_(part))):
            found.setdefault(path, set()).add(media)
    return found


def paths_with_problem(view: Connection, code: str) -> set[str]:
    """Paths of the files about which *code* was reported."""
    return set(view.scalars(select(problems.c.path).where(problems.c.code == code)))


def save_files(
    transaction: Connection, rows: Sequence[FileRow], media: Mapping[str, Collection[str]]
) -> None:
    """Note files that are not known, or were forgotten, and which media each shows."""
    insert_all(transaction, files, FileRow._fields, rows)
    uses = [{"path": path, "media": use} for path, shown in media.items() for use in sorted(shown)]
    if uses:
        transaction.execute(insert(media_uses), uses)


def update_files(transaction: Connection, rows: Sequence[FileRow]) -> None:
    """Note the new size and mtime of files whose content is as it was."""
    if rows:
        one = update(files).where(files.c.path == bindparam("b_path"))
        transaction.execute(
            one.values(size=bindparam("size"), mtime_ns=bindparam("mtime_ns")),
            [{**row._asdict(), "b_path": row.path} for row in rows],
        )


def forget_files(transaction: Connection, paths: Sequence[str]) -> None:
    """Forget files and what was reported about them."""
    for part in in_parts(paths):
        for table in (files, media_uses, problems):
            transaction.execute(delete(table).where(table.c.path.in_(part)))


def has_scan_problems(view: Connection, under: Collection[str], codes: Collection[str]) -> bool:
    """Whether there is anything to forget; see :func:`forget_scan_problems`."""
    return view.scalar(select(exists().where(*_of_scan(under, codes)))) or False


def forget_scan_problems(
    transaction: Connection, under: Collection[str], codes: Collection[str]
) -> None:
    """Forget what a scan reported: *codes*, and all about paths that are no known files."""
    transaction.execute(delete(problems).where(*_of_scan(under, codes)))


def _of_scan(under: Collection[str], codes: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    """What a scan reported of what lies at or below one of *under*."""
    is_stray = problems.c.path.not_in(select(files.c.path))
    return _within(problems.c.path, under), or_(is_stray, problems.c.code.in_(codes))


def save_problems(transaction: Connection, found: Iterable[Problem]) -> None:
    """Add problems."""
    rows = [{name: getattr(problem, name) for name in Problem.__slots__} for problem in found]
    if rows:
        transaction.execute(insert(problems), rows)


def _within(column: ColumnElement[str], under: Collection[str]) -> ColumnElement[bool]:
    """Whether a path is one of *under* or lies below it; ``""`` is the whole folder."""
    if "" in under:
        return true()
    # Below a/b is what sorts from a/b/ to before a/b0: 0 is the sign after the slash.
    return or_(
        false(),
        *(or_(column == path, and_(column >= f"{path}/", column < f"{path}0")) for path in under),
    )
