"""What a new edition of a feed would do to the subscribers of the old one."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from feedservice.inspection.entries import Entry


class Kind(StrEnum):
    """What became of an item."""

    ID_CHANGED = "id-changed"  # every reader shows it again as unread
    LOST = "lost"  # gone from between items that are still there
    PUBLISHED_MOVED = "published-moved"
    UPDATED_MOVED = "updated-moved"
    AGED = "aged"  # older than everything that is left, as happens in every feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change that subscribers notice.

    Attributes:
        title: Of the item, as the old edition has it; its id if it has none.
        old: The id or date that it had.
        new: The one that it has; None where the item is gone.
    """

    kind: Kind
    title: str
    old: str
    new: str | None = None


def changes(old: list[Entry], new: list[Entry]) -> list[Change]:
    """Compare two editions, in the order of the old one."""
    successors = _successors(old, new)
    oldest = min((entry.moment for entry in new if entry.moment), default=None)
    found: list[Change] = []
    for entry in old:
        title = entry.title or entry.id
        heir = successors.get(entry.id)
        if heir is not None:
            found += _moved(entry, heir, title)
            continue
        is_aged = oldest is not None and entry.moment is not None and entry.moment < oldest
        found.append(Change(kind=Kind.AGED if is_aged else Kind.LOST, title=title, old=entry.id))
    return found


def _moved(old: Entry, new: Entry, title: str) -> Iterator[Change]:
    """Compare an item with what became of it."""
    if new.id != old.id:
        yield Change(kind=Kind.ID_CHANGED, title=title, old=old.id, new=new.id)
    if old.instant("published") != new.instant("published"):
        yield Change(kind=Kind.PUBLISHED_MOVED, title=title, old=old.published, new=new.published)
    if old.instant("updated") != new.instant("updated"):
        yield Change(kind=Kind.UPDATED_MOVED, title=title, old=old.updated, new=new.updated)


def _successors(old: list[Entry], new: list[Entry]) -> dict[str, Entry]:
    """Find by old id what became of each item: the same id, link, or title and date."""
    known = {entry.id for entry in old}
    by_id = {entry.id: entry for entry in new}
    found = {entry.id: by_id[entry.id] for entry in old if entry.id in by_id}
    left_new = [entry for entry in new if entry.id not in known]
    for likeness in (_link, _title_and_date):
        left_old = [entry for entry in old if entry.id not in found]
        taken = {entry.id for entry in found.values()}
        match = _unique((entry for entry in left_new if entry.id not in taken), likeness)
        for mark, entry in _unique(left_old, likeness).items():
            if mark in match:
                found[entry.id] = match[mark]
    return found


def _link(entry: Entry) -> Hashable:
    """Know an item by its link."""
    return entry.link or None


def _title_and_date(entry: Entry) -> Hashable:
    """Know an item by its title and its date: a column has the same title every week."""
    return (entry.title, entry.instant("published")) if entry.title else None


def _unique(
    entries: Iterable[Entry], likeness: Callable[[Entry], Hashable]
) -> dict[Hashable, Entry]:
    """Find entries by a likeness that no other one has."""
    marked = [(likeness(entry), entry) for entry in entries]
    counted = Counter(mark for mark, _ in marked)
    return {mark: entry for mark, entry in marked if mark is not None and counted[mark] == 1}
