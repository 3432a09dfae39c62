"""Answers that clients may keep: coded as they like it best, 304 for those who have it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from flask import Response, abort, request
from werkzeug.datastructures import Accept
from werkzeug.exceptions import NotAcceptable

from feedservice.coding import CODINGS, IDENTITY, encode, entity_tag
from feedservice.web.memory import Coded

PRECONDITION_FAILED = 412
CHANGED = "Das hat sich inzwischen geändert."
#: Other names of codings (RFC 9110 section 8.4.1.3).
ALIASES = {"x-gzip": "gzip"}


class NoCodingError(NotAcceptable):
    """A client wants a body in no coding that there is."""

    def __init__(self) -> None:
        """Say which there are; nobody may take this answer for one to other headers."""
        super().__init__("Das gibt es unkomprimiert und als " + ", ".join(CODINGS) + ".")

    def get_headers(self, *asked: Any, **named: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - as Werkzeug has it
        """What the answer says of itself."""
        return [*super().get_headers(*asked, **named), ("Vary", "Accept-Encoding")]


class Representation(Coded, Protocol):
    """What can be answered again and again."""

    @property
    def etag(self) -> str:
        """Opaque part of a strong entity tag: without quotes."""

    @property
    def modified(self) -> datetime | None:
        """In UTC, to the second; may be a little in the future. None if no date tells."""


@dataclass(frozen=True, slots=True)
class Page:
    """A body that was made here; an edition is one that was published."""

    body: bytes
    etag: str
    modified: datetime | None
    coded: Mapping[str, bytes]

    @classmethod
    def of(cls, body: bytes, modified: datetime | None) -> "Page":
        """Compress *body* for all who will ask for it."""
        return cls(body, entity_tag(body), modified, encode(body))


def conditional(found: Representation, content_type: str, cache_control: str) -> Response:
    """Answer with *found*, or with 304 to a client that has it.

    Looks at no header but those in :data:`feedservice.web.delivery.DECIDING`.
    """
    coding = _coding(request.accept_encodings)
    if coding is None:
        raise NoCodingError
    if coding not in found.coded:
        coding = IDENTITY  # what does not compress goes as it is
    response = Response(found.coded.get(coding, found.body), content_type=content_type)
    if coding != IDENTITY:
        response.content_encoding = coding
    response.set_etag(_held_tag(found) or _tag(found, coding))
    if found.modified:
        response.last_modified = found.modified
    if found.coded:
        response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = cache_control
    # Decides by the entity tag first, and by the date only without one (RFC 9110 13.2.2).
    response.make_conditional(request)
    refuse_if_changed(response)
    # An edition of this very second may bear the next one's date to differ from the one
    # before it; nothing may say that it was changed later than now (RFC 9110 8.8.2.1).
    if found.modified:
        response.last_modified = min(found.modified, datetime.now(UTC))
    return response


def refuse_if_changed(response: Response) -> None:
    """Answer 412 in place of what is not what the client wants it to be.

    Werkzeug has looked at If-Match; If-Unmodified-Since, at which it does not look, counts
    only without that (RFC 9110 section 13.1.4). An answer of its own, for no cache may keep
    it as it may keep the document.
    """
    since, modified = request.if_unmodified_since, response.last_modified
    is_newer = since is not None and modified is not None and modified > since
    is_dated = is_newer and "If-Match" not in request.headers
    if is_dated or response.status_code == PRECONDITION_FAILED:
        response.close()
        abort(PRECONDITION_FAILED, CHANGED)


def _coding(accepted: Accept) -> str | None:
    """Choose a content coding (RFC 9110 section 12.5.3); None if the client wants none of ours.

    Whoever says nothing gets the plain body, and so does who only names codings that we do
    not have, unless he forbids it.
    """
    if not accepted:
        return IDENTITY
    accepted = Accept([(ALIASES.get(name.lower(), name), quality) for name, quality in accepted])
    qualities = {name: accepted.quality(name) for name in CODINGS}
    best = max(qualities, key=qualities.__getitem__)
    is_plain_better = (
        IDENTITY in (name for name, _ in accepted) and accepted.quality(IDENTITY) > qualities[best]
    )
    if qualities[best] > 0 and not is_plain_better:
        return best
    names = [name for name, _ in accepted]
    is_plain_named = IDENTITY in names or "*" in names
    is_plain_forbidden = is_plain_named and accepted.quality(IDENTITY) == 0
    return None if is_plain_forbidden else IDENTITY


def _tag(found: Representation, coding: str) -> str:
    """The entity tag in one coding: other bytes need another tag."""
    return found.etag if coding == IDENTITY else f"{found.etag}-{coding}"


def _held_tag(found: Representation) -> str | None:
    """The tag under which the client holds this already, in whatever coding it came.

    A client that fetched it in one coding and now accepts others still has what it needs.
    """
    held = request.if_none_match
    tags = (_tag(found, coding) for coding in (IDENTITY, *CODINGS))
    return (
        next((tag for tag in tags if held.contains_weak(tag)), None) if not held.star_tag else None
    )
