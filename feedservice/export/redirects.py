"""Addresses that lead to others, with what the application says of them."""

import re
from collections.abc import Collection, Iterable, Iterator

from flask import Flask

from feedservice import addresses
from feedservice.export.answers import CONTENT_TYPE, Headers, asked
from feedservice.export.serving import Redirects
from feedservice.records import EditionFormat, FeedFormat
from feedservice.web import aliases

SAMPLE = "/feed"
MOVED_PERMANENTLY = 301


def habitual(app: Flask, base_url: str, slugs: Collection[str]) -> Redirects:
    """Where people and readers look for the feeds of the channels *slugs*."""
    leads = {paths: addresses.feed_path(*edition) for edition, paths in _habits(slugs)}
    with asked(app, SAMPLE, base_url) as answer:
        return Redirects(answer.status, leads, _told(answer.headers))


def moved(app: Flask, base_url: str, paths: Iterable[str]) -> Redirects | None:
    """Where articles are that once were at one of *paths*, as far as they are anywhere."""
    leads, headers = {}, {}
    for path in sorted(paths):
        with asked(app, path, base_url) as answer:
            if answer.status == MOVED_PERMANENTLY:
                leads[path] = answer.location.removeprefix(base_url)
                headers = _told(answer.headers)
    return Redirects(MOVED_PERMANENTLY, leads, headers) if leads else None


def _habits(slugs: Collection[str]) -> Iterator[tuple[tuple[str, EditionFormat], str]]:
    """Each edition that may be meant, with a regular expression for its habitual addresses."""
    by_edition: dict[tuple[str, EditionFormat], list[str]] = {}
    for path in aliases.SITE:
        if edition := aliases.meant(path):
            by_edition.setdefault(edition, []).append(path)
    for edition, paths in by_edition.items():
        yield edition, "|".join(map(re.escape, paths))
    for kind in FeedFormat:
        for slug in slugs:
            yield (slug, kind), aliases.category_pattern(kind, slug)


def _told(headers: Headers) -> dict[str, str]:
    """The headers of a redirect; its body is the web server's own."""
    return {name: value for name, value in headers if name != CONTENT_TYPE}
