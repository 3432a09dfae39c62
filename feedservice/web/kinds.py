"""What of an answer is counted: which kind of document, how long, in which coding."""

import re
from collections.abc import Iterable
from wsgiref.types import WSGIEnvironment

from feedservice.coding import CODINGS, IDENTITY
from feedservice.web.tally import Said

MEMORY = "memory"
APPLICATION = "application"

NO_CODING = ""  # where there is no body
OTHER = "other"
PAGE = "page"

#: Kinds of documents, by what their path looks like; the first that fits counts.
KINDS = (
    ("archive", re.compile(r"/feeds/[^/]+/archiv/")),
    ("rss", re.compile(r"/feeds/[^/]+\.rss\Z")),
    ("atom", re.compile(r"/feeds/[^/]+\.atom\Z")),
    ("json", re.compile(r"/feeds/[^/]+\.json\Z")),
    ("opml", re.compile(r"/[^/]+\.opml\Z")),
    ("sitemap", re.compile(r"/sitemap[/.]")),
    ("media", re.compile(r"/medien/")),
    ("static", re.compile(r"/static/")),
    ("operations", re.compile(r"/(?:healthz|readyz|metrics|status)\Z")),
    (PAGE, re.compile(r"")),
)
FEEDS = frozenset({"rss", "atom", "json"})
METHODS = frozenset(
    {"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"}
)
BODILESS = frozenset({204, 304})


def describe(
    layer: str, environ: WSGIEnvironment, status: str, headers: Iterable[tuple[str, str]]
) -> Said:
    """Sum up the answer to a request; of its size, the headers tell."""
    path = environ.get("PATH_INFO", "")
    method = environ["REQUEST_METHOD"]
    number = int(status[:3])
    told = {name.lower(): value for name, value in headers}
    has_body = method != "HEAD" and number not in BODILESS
    coding = told.get("content-encoding", IDENTITY) if has_body else NO_CODING
    kind = kind_of(path)
    if kind in FEEDS and told.get("content-type", "").startswith("text/html"):
        kind = PAGE  # a person has opened it, or it is not there
    return Said(
        layer=layer,
        kind=kind,
        method=method if method in METHODS else OTHER,
        status=number,
        coding=coding if coding in CODINGS else coding and IDENTITY,
        size=int(told.get("content-length", 0)) if has_body else 0,
        feed=path.rpartition("/")[2] if kind in FEEDS else "",
    )


def kind_of(path: str) -> str:
    """The kind of document that lies at *path*, or would."""
    return next(kind for kind, form in KINDS if form.match(path))
