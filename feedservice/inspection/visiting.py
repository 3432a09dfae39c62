"""An address as a feed reader visits it: redirects followed, compression undone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from feedservice.inspection.fetching import Answer, FetchError, Limits, inflated, request
from feedservice.inspection.httprules import (
    address_answers_itself,
    content_coding_can_be_undone,
    redirects_end,
    redirects_stay_secure,
    status_is_200,
)
from feedservice.validation.rulebook import Fault

MAX_REDIRECTS = 10
HEADERS: Mapping[str, str] = {
    "User-Agent": "feedservice-validate",
    "Accept": "application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5",
    "Accept-Encoding": "gzip",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200
_PLAIN = frozenset({"", "identity"})
_GZIP = frozenset({"gzip", "x-gzip"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Where an address led.

    Attributes:
        answer: The last one; None where redirects never ended.
        data: The document, uncompressed; None where there is none.
        faults: Of the way to it.
    """

    answer: Answer | None = None
    data: bytes | None = None
    faults: list[Fault] = field(default_factory=list)


def visit(url: str, limits: Limits) -> Visit:
    """Fetch the document behind an address.

    Raises:
        FetchError: There is no answer, or it passes the limits.
    """
    faults: list[Fault] = []
    seen: list[str] = []
    here = urldefrag(url).url
    while len(seen) <= MAX_REDIRECTS:
        answer = request(here, headers=HEADERS, limits=limits)
        if answer.status not in _REDIRECTS:
            return _arrived(answer, faults, limits)
        seen.append(here)
        there = urldefrag(urljoin(here, answer.header("location"))).url
        if reason := _dead_end(answer, there, seen):
            return Visit(faults=[*faults, redirects_end(reason=reason)])
        faults.append(address_answers_itself(status=str(answer.status), location=there))
        if here.startswith("https:") and not there.startswith("https:"):
            faults.append(redirects_stay_secure(location=there))
        here = there
    reason = f"after {MAX_REDIRECTS} of them there is still no document"
    return Visit(faults=[*faults, redirects_end(reason=reason)])


def _dead_end(answer: Answer, there: str, seen: list[str]) -> str | None:
    """Say why a redirect cannot be followed."""
    if not answer.header("location"):
        return f"status {answer.status} comes without a Location"
    if there in seen:
        return f"{there} redirects to itself in the end"
    if urlsplit(there).scheme not in {"http", "https"}:
        return f"{there} is no address on the web"
    return None


def _arrived(answer: Answer, faults: list[Fault], limits: Limits) -> Visit:
    """Take the document out of the last answer."""
    if answer.status != _OK:
        return Visit(answer=answer, faults=[*faults, status_is_200(status=str(answer.status))])
    coding = answer.header("content-encoding").lower()
    if coding in _PLAIN:
        return Visit(answer=answer, data=answer.body, faults=faults)
    reason = "only gzip was asked for"
    if coding in _GZIP:
        try:
            data = inflated(answer.body, limits.size_bytes)
        except ValueError as error:
            reason = str(error)
        else:
            return Visit(answer=answer, data=data, faults=faults)
    undone = content_coding_can_be_undone(coding=coding, reason=reason)
    return Visit(answer=answer, faults=[*faults, undone])


def fetch(url: str, limits: Limits | None = None) -> bytes:
    """Fetch a document, whatever is wrong with the way it is served.

    Raises:
        FetchError: There is none.
    """
    visited = visit(url, limits or Limits())
    if visited.data is None:
        raise FetchError(visited.faults[-1].message)
    return visited.data
