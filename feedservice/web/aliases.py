"""Addresses at which people and readers look for feeds by habit, and where they lead.

WordPress has ``/feed/``, ``/feed/atom/`` and ``/category/<slug>/feed/``; Hugo ``/index.xml``
and ``/<section>/index.xml``; Jekyll ``/feed.xml`` and ``/feed/<category>.xml``; Ghost
``/rss/`` and ``/tag/<slug>/rss/``; Django's manual ``/<slug>/rss/``; Drupal ``/rss.xml``.
All are lower case and without a slash at the end here; they count in any case, and with it.
"""

import re

from flask import redirect, request
from werkzeug.wrappers import Response

from feedservice import addresses
from feedservice.records import EditionFormat, FeedFormat, ListFormat
from feedservice.web.library import library

MAX_AGE_SECONDS = 86400  # a base URL may change

#: What stands for a feed at the end of an address.
_ENDINGS: dict[FeedFormat, str] = {
    FeedFormat.RSS: """
        feed feed.xml feed.rss feed/rss feed/rss2 feed/rdf index.xml index.rss index.rdf
        rss rss.xml rss2 rss2.xml rss/feed rss/index.xml
    """,
    FeedFormat.ATOM: "atom atom.xml feed.atom feed/atom index.atom",
    FeedFormat.JSON: "feed.json feed/json jsonfeed rss.json",
}
#: What stands for a feed behind the dot of a category's page.
_SUFFIXES: dict[FeedFormat, str] = {
    FeedFormat.RSS: "rss xml",
    FeedFormat.ATOM: "atom",
    FeedFormat.JSON: "json",
}
#: Where categories are.
_FOLDERS = "rubrik ressort kategorie category categories tag tags"
#: Where feeds of categories are.
_SHELVES: dict[FeedFormat, str] = {
    FeedFormat.RSS: "feed rss",
    FeedFormat.ATOM: "atom",
    FeedFormat.JSON: "jsonfeed",
}

#: Of the whole site.
SITE: dict[str, EditionFormat] = (
    {f"/{ending}": kind for kind, endings in _ENDINGS.items() for ending in endings.split()}
    | dict.fromkeys(("/feeds.xml", "/feeds.rss"), FeedFormat.RSS)
    | dict.fromkeys(("/wp-feed.php", "/wp-rss.php", "/wp-rss2.php", "/wp-rdf.php"), FeedFormat.RSS)
    | {"/feeds.atom": FeedFormat.ATOM, "/wp-atom.php": FeedFormat.ATOM}
    | {"/feeds.json": FeedFormat.JSON}
    | dict.fromkeys(("/opml", "/opml.xml", "/feed.opml", "/index.opml"), ListFormat.OPML)
)


def category_pattern(kind: FeedFormat, slug: str) -> str:
    """Every habitual address of a category's feed, as a regular expression.

    Args:
        kind: Of the feed.
        slug: Of the category, or a regular expression for it.
    """
    endings, suffixes = _one_of(_ENDINGS[kind]), _one_of(_SUFFIXES[kind])
    shelves = _one_of(" ".join(_SHELVES.values()))
    within = rf"/(?:{_one_of(_FOLDERS)}/)?{slug}(?:/{endings}|\.{suffixes})"
    return rf"{within}|/{_one_of(_SHELVES[kind])}/{slug}|/{shelves}/{slug}\.{suffixes}"


def _one_of(words: str) -> str:
    """Match one of *words*."""
    return f"(?:{'|'.join(map(re.escape, words.split()))})"


_PATTERNS = {kind: re.compile(category_pattern(kind, "([a-z0-9-]+)")) for kind in FeedFormat}


def meant(path: str) -> tuple[str, EditionFormat] | None:
    """Which edition is meant by *path*; whether there is such a category is not asked.

    Returns:
        Its slug and its format.
    """
    plain = path.lower().removesuffix("/")
    if site := SITE.get(plain):
        return (addresses.ALL_SLUG if isinstance(site, FeedFormat) else "", site)
    for kind, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(plain):
            return found[found.lastindex or 0], kind
    return None


def lead_on() -> Response | None:
    """Redirect a request for what is not there to the feed that is meant, if there is one."""
    edition = meant(request.path) if request.method in {"GET", "HEAD"} else None
    if edition is None or edition[0] not in {"", *(c.slug for c in library().channels())}:
        return None
    # Readers that know 308, which is younger, follow 301 too; the others do not.
    response = redirect(library().settings.base_url + addresses.feed_path(*edition), 301)
    response.cache_control.public = True
    response.cache_control.max_age = MAX_AGE_SECONDS
    return response
