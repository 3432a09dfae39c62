"""One draft in, one row out, or the reason why not."""

import hashlib
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from urllib.parse import quote

from feedservice import addresses
from feedservice.config import Settings
from feedservice.dates import DateError, PublicationDate, normalize
from feedservice.errors import shortened
from feedservice.ingest.instants import TOO_COARSE, Sight, instant
from feedservice.ingest.media import Addresses, Folder
from feedservice.records import BodyFormat, Draft, Problem, Severity
from feedservice.sources import markup
from feedservice.store.articles import ArticleRow, Looks, Prior, State

TAG_SAFE = "/?!$&'()*+,;=:@-._~"  # what RFC 4151 allows in the specific part


@dataclass(frozen=True, slots=True)
class Desk:
    """What every draft of one pass is judged with.

    Attributes:
        now: The moment of this pass; in UTC.
    """

    settings: Settings
    folder: Folder
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What became of a draft.

    Attributes:
        row: None where the record cannot be published; *problems* says why.
        media: Media files in the folder that the record shows, there or missing.
    """

    row: ArticleRow | None
    problems: tuple[Problem, ...] = ()
    media: frozenset[str] = frozenset()


class _Refusal(Exception):  # noqa: N818 - no error: the way out of a judgement
    """A draft cannot be published."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def judge(draft: Draft, prior: Prior | None, desk: Desk, *, file_changed: bool) -> Judgement:
    """Make the row that is stored for *draft*.

    Args:
        draft: What the file says.
        prior: What the store knows under the draft's key.
        desk: What it is judged with.
        file_changed: Whether the file's bytes differ from last time. If not, the record is
            read again for our own reasons, and its ``updated`` must not move.
    """
    try:
        date = _read(draft, draft.date, draft.date_line, desk)
        stated = _read(draft, draft.updated, draft.line, desk) if draft.updated else None
    except _Refusal as refusal:
        return Judgement(row=None, problems=(refusal.problem,))
    digest = _digest(draft)
    sight = Sight(prior.first_seen if prior else desk.now, desk.now, desk.settings.date_only)
    published = _published(date, prior, sight)
    moved = file_changed and prior is not None and prior.content_digest != digest
    updated = _updated(stated, published, prior, sight, moved=moved)
    looks, resolver = _looks(draft, desk)
    row = ArticleRow(
        key=draft.key,
        path=draft.path,
        state=_state(draft, published, desk.now),
        entry_id=prior.entry_id if prior else _entry_id(draft.key, desk.settings),
        title=draft.title,
        author=draft.author,
        tags=list(draft.tags),
        channels=_distinct(draft.categories),
        published=published,
        updated=updated,
        first_seen=sight.first,
        content_digest=digest,
        date_text=draft.date,
        date_reading=date.value.isoformat(),
        date_precision=date.precision.value,
        date_notes=[str(note) for note in date.notes],
        **looks,
    )
    return Judgement(row=row, problems=tuple(resolver.problems), media=frozenset(resolver.uses))


def _looks(draft: Draft, desk: Desk) -> tuple[Looks, Addresses]:
    """Make what readers see of *draft* besides its title."""
    slug, short = addresses.article_slug(draft.title), addresses.short_key(draft.key)
    page = desk.settings.base_url + addresses.article_path(slug, short)
    resolver = Addresses(desk.folder, base_url=desk.settings.base_url, page=page, draft=draft)
    lead = resolver.lead()
    html = markup.to_html(draft.body, draft.body_format, absolute=resolver.absolute)
    others = [image for image in resolver.images.values() if lead is None or image.url != lead.url]
    return Looks(
        slug=slug,
        short_key=short,
        html=html,
        summary=draft.summary or _summary(draft, html),
        images=[asdict(image) for image in ([lead] if lead else []) + others],
    ), resolver


def _read(draft: Draft, text: str, line: int, desk: Desk) -> PublicationDate:
    """Read a date of *draft*, without any reference: what is relative is refused.

    Raises:
        _Refusal: It names no day, or not surely.
    """
    try:
        date = normalize(text, tz=desk.settings.timezone)
    except DateError as error:
        raise _Refusal(
            _problem(draft, line, f"date-{error.reason}", str(error), error.hint)
        ) from None
    if date.precision in TOO_COARSE:
        message = f"the date names a {date.precision} and no day: {shortened(text)!r}"
        raise _Refusal(_problem(draft, line, "date-too-coarse", message, "Add the day."))
    return date


def _problem(draft: Draft, line: int, code: str, message: str, hint: str) -> Problem:
    """Make the problem that keeps *draft* out."""
    return Problem(
        path=draft.path,
        line=line,
        severity=Severity.ERROR,
        code=code,
        message=message,
        hint=hint,
    )


def _published(date: PublicationDate, prior: Prior | None, sight: Sight) -> datetime:
    """Say when the article is published; what was once written for a day stays."""
    if (
        prior
        and prior.date_precision == date.precision.value
        and prior.date_reading == date.value.isoformat()
    ):
        return prior.published
    return instant(date, sight)


def _updated(
    stated: PublicationDate | None,
    published: datetime,
    prior: Prior | None,
    sight: Sight,
    *,
    moved: bool,
) -> datetime:
    """Say when the article was last changed; never before it was published.

    Args:
        stated: What the record says; it counts unless it lies in the future.
        published: The instant of publication.
        prior: What the store knows of the record.
        sight: When it was seen.
        moved: Whether the content differs from what the store knows.
    """
    if prior and not moved and prior.updated > prior.published:
        return max(prior.updated, published)
    if stated:
        seen_now = replace(sight, first=sight.now)
        return max(min(instant(stated, seen_now), sight.now.replace(microsecond=0)), published)
    if moved and prior and prior.state == State.PUBLISHED:
        return max(sight.now.replace(microsecond=0), published)
    return published


def _state(draft: Draft, published: datetime, now: datetime) -> State:
    """Say where the record stands."""
    if draft.unpublished:
        return State.DRAFT
    return State.HELD if published > now else State.PUBLISHED


def _entry_id(key: str, settings: Settings) -> str:
    """Make the id that the article keeps for good (RFC 4151 section 2.1)."""
    return f"tag:{settings.authority},{settings.tag_date}:{quote(key, safe=TAG_SAFE)}"


def _digest(draft: Draft) -> str:
    """Sum up what makes an article another one for its readers."""
    parts = (
        draft.title,
        draft.body,
        draft.body_format,
        draft.summary or "",
        draft.author or "",
        draft.image or "",
        draft.image_alt or "",
        draft.updated or "",
    )
    # No text holds this sign: readers remove what XML forbids.
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()


def _distinct(categories: tuple[str, ...]) -> list[str]:
    """Drop names that differ from an earlier one in case alone."""
    return list({name.lower(): name for name in reversed(categories)}.values())[::-1]


def _summary(draft: Draft, html: str) -> str:
    """Take the beginning of the text for a summary; the headline where there is none."""
    if draft.body_format is BodyFormat.TEXT:
        text = markup.first_paragraph(draft.body)
    else:
        text = markup.text_of(html)
    return markup.excerpt(text) or draft.title
