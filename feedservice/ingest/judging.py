"""What becomes of a record, given what was published of it before."""

import re
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from feedservice.config import Settings
from feedservice.preparing import Reason, Record, Sight, Stated, instant, problem
from feedservice.records import Problem
from feedservice.store.articles import ArticleRow
from feedservice.store.priors import Prior
from feedservice.store.schema import State

TAG_SAFE = "/?!$&'()*+,;=:@-._~"  # what RFC 4151 allows in the specific part
_SAFE_KEY = re.compile(r"[\w/.-]*", re.ASCII)  # most keys; quoting them takes ten times as long


def judge(
    record: Record, prior: Prior | None, settings: Settings, *, now: datetime, is_moved: bool
) -> tuple[ArticleRow, Problem | None]:
    """Make the row that is stored for *record*, and say if its update does not count.

    Args:
        record: What the file says.
        prior: What the store knows under the record's key.
        settings: Of the site.
        now: The moment of this pass; in UTC.
        is_moved: Whether readers would see something else than last time because its file
            was changed. If not, the record is read again for our own reasons, and its
            ``updated`` must not move.
    """
    is_seen = prior is not None and prior.state != State.DRAFT  # a draft was seen by nobody
    zone = ZoneInfo(settings.timezone)
    sight = Sight(prior.first_seen if prior and is_seen else now, now, settings.date_only, zone)
    published = _published(record, prior, sight)
    stated = record.updated
    doubt = _doubt(stated, published, sight) if stated else None
    counts = None if doubt else stated
    row = ArticleRow(
        parts=record.parts,
        channels=record.categories,
        state=_state(record, published, now),
        entry_id=prior.entry_id if prior else _entry_id(record.parts.key, settings),
        published=published,
        updated=_updated(counts, published, prior, sight, is_moved=is_moved),
        first_seen=sight.first,
    )
    return row, _ignored(record, stated, doubt, sight) if stated and doubt else None


def _published(record: Record, prior: Prior | None, sight: Sight) -> datetime:
    """Say when the article is published; what was once written for a day stays."""
    if (
        prior
        and prior.state != State.DRAFT
        and prior.date_precision == record.parts.date_precision
        and prior.date_reading == record.parts.date_reading
    ):
        return prior.published
    return instant(record.published, sight)


def _updated(
    stated: Stated | None,
    published: datetime,
    prior: Prior | None,
    sight: Sight,
    *,
    is_moved: bool,
) -> datetime:
    """Say when the article was last changed; never before it was published.

    Args:
        stated: What the record says, if there is no doubt about it.
        published: The instant of publication.
        prior: What the store knows of the record.
        sight: When it was seen.
        is_moved: Whether the content differs from what the store knows.
    """
    now = sight.now.replace(microsecond=0)
    if prior and not is_moved and prior.updated > prior.published:
        return max(prior.updated, published)
    if stated:
        return max(instant(stated, sight._replace(first=sight.now)), published)
    if prior is None:
        return published
    if is_moved and prior.state in {State.PUBLISHED, State.REMOVED}:
        return max(now, published)
    # What readers have once seen as changed then does not become older.
    return max(prior.updated, published) if prior.updated > prior.published else published


def _doubt(stated: Stated, published: datetime, sight: Sight) -> str | None:
    """Say why an update cannot be: it lies before the publication, or is still to come."""
    moment = instant(stated, sight._replace(first=sight.now))
    if moment > max(sight.now, published):
        return "lies in the future"
    days = {moment.astimezone(sight.zone).date() for moment in (published, stated.value)}
    is_same_day = stated.is_day and len(days) == 1
    return "lies before the publication" if moment < published and not is_same_day else None


def _ignored(record: Record, stated: Stated, reason: str, sight: Sight) -> Problem:
    """Report an update that does not count."""
    moment = stated.value.astimezone(sight.zone)
    message = f"the update of {moment:%d.%m.%Y %H:%M} {reason}; it does not count"
    hint = "Correct the date of the update, or that of the publication."
    return problem(Reason.UPDATE_IGNORED, (record.parts.path, record.line), message, hint)


def _state(record: Record, published: datetime, now: datetime) -> State:
    """Say where the record stands."""
    if record.unpublished:
        return State.DRAFT
    return State.HELD if published > now else State.PUBLISHED


def _entry_id(key: str, settings: Settings) -> str:
    """Make the id that the article keeps for good (RFC 4151 section 2.1)."""
    specific = key if _SAFE_KEY.fullmatch(key) else quote(key, safe=TAG_SAFE)
    return f"tag:{settings.authority},{settings.tag_date}:{specific}"
