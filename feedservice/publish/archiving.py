"""Pages of archives: made when somebody asks for one, and kept.

They pass the same gate as every feed. Making one happens in a worker, outside of any
transaction; the page is kept only if by then it would be made the same again, so whoever
publishes meanwhile need not know of it. Once kept, it is an edition like others.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from threading import BoundedSemaphore
from typing import NamedTuple

from sqlalchemy import Connection

from feedservice import addresses
from feedservice.coding import encode, entity_tag
from feedservice.config import Settings
from feedservice.errors import RefusedError
from feedservice.feeds import Document, compose
from feedservice.press import judged, refusals
from feedservice.publish.describing import describe
from feedservice.publish.paging import Pages, linked, page_addresses
from feedservice.publish.publishing import Fingerprints
from feedservice.records import Edition, FeedFormat, Refusal
from feedservice.store import Store, archive, editions, intake, shelf
from feedservice.store.refusals import note_refusals
from feedservice.store.shelf import ChannelRow
from feedservice.telemetry import LOGGER

PATIENCE_SECONDS = 2.0  # for others who write, or make a page: a worker has few threads
ATTEMPTS = 3  # to make a page that nobody changes meanwhile


class _Page(NamedTuple):
    """A page of an archive that there is."""

    channel: ChannelRow
    pages: Pages
    number: int

    @property
    def slug(self) -> str:
        """What its edition is called."""
        return addresses.archive_slug(self.channel.slug, self.number)


class Archivist:
    """Makes the pages of archives for one worker."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Keep the pages in *store*."""
        self._store = store
        self._settings = settings
        self._turn = BoundedSemaphore()

    def page(self, slug: str, number: int, feed_format: FeedFormat) -> Edition | None:
        """Make and keep a page of a channel's archive; None if there is none of that number.

        Raises:
            RefusedError: It has errors, or was changed again and again while it was made.
            StoreError: The database refused, or others are writing for too long.
        """
        with self._store.reading() as view:
            if self._find(view, slug, number) is None:
                return None
        with self._one_at_a_time():
            for _ in range(ATTEMPTS):
                made = self._make(slug, number, feed_format)
                if made:
                    return made
        raise RefusedError(f"/feeds/{addresses.archive_slug(slug, number)} is being changed")

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """Leave the other threads of the worker to those who ask for what is there."""
        if not self._turn.acquire(timeout=PATIENCE_SECONDS):
            raise RefusedError("other pages of archives are being made")
        try:
            yield
        finally:
            self._turn.release()

    def _make(self, slug: str, number: int, feed_format: FeedFormat) -> Edition | None:
        """Make a page and keep it; None if it has become another one meanwhile."""
        with self._store.reading() as view:
            page = self._find(view, slug, number)
            found = page and editions.edition(view, page.slug, feed_format)
            if page is None or found:  # somebody was quicker
                return found
            is_numbered = archive.is_numbered(view, page.channel.number)
            document = self._document(view, page) if is_numbered else None
        if document is None:
            self._number(page)
            return None
        body, errors = judged(document, feed_format, datetime.now(UTC))
        wrong = refusals(page.slug, feed_format, errors)
        edition = None if wrong else _edition(page, document, feed_format, body)
        if not self._keep(page, document, edition, wrong):
            return None
        if edition is None:
            raise _refused(wrong)
        return edition

    def _keep(
        self, page: _Page, document: Document, edition: Edition | None, wrong: Sequence[Refusal]
    ) -> bool:
        """Keep a page, or note what is wrong with it; say if it is still what it was."""
        with self._store.writing(patience_seconds=PATIENCE_SECONDS) as transaction:
            archive.hold(transaction, page.channel.number)
            if not self._is_current(transaction, page, document):
                return False
            if edition:
                editions.keep(transaction, edition)
            else:
                note_refusals(transaction, [(page.slug, wrong[0].format)], wrong)
            return True

    def _number(self, page: _Page) -> None:
        """Give the articles of an archive their places; that happens once."""
        with self._store.writing(patience_seconds=PATIENCE_SECONDS) as transaction:
            archive.number_oldest(transaction, page.channel.number)

    def _find(self, view: Connection, slug: str, number: int) -> _Page | None:
        """Look up a page, whether or not it was ever made."""
        row, size = shelf.channel(view, slug), archive.page_size(view)
        if row is None or size is None:
            return None
        pages = Pages(archive.reach(view, row.number), size)
        return _Page(row, pages, number) if 1 <= number <= pages.count else None

    def _document(self, view: Connection, page: _Page) -> Document:
        """Put together what a page says."""
        row, pages, number = page
        base_url = self._settings.base_url
        site = intake.fact(view, "site-tag") or ""
        current = describe(row, self._settings, site)
        links = linked(pages.links_from(number), row.slug, base_url)
        return compose(
            replace(current, feeds=page_addresses(row.slug, number, base_url)),
            shelf.archived(view, row.number, pages.positions(number), base_url=base_url),
            changed=row.changed,
            links={"current": current.feeds, **links},
            is_archive=True,
        )

    def _is_current(self, transaction: Connection, page: _Page, document: Document) -> bool:
        """Whether the page would be made the same again, by us and by the publisher."""
        if intake.fact(transaction, "feeds") != self._fingerprint:
            raise RefusedError("the feeds were published by another release or other settings")
        now = self._find(transaction, page.channel.slug, page.number)
        return now is not None and self._document(transaction, now) == document

    @cached_property
    def _fingerprint(self) -> str:
        """What decides over feeds in this process."""
        return Fingerprints.of(self._settings).feeds


def _edition(page: _Page, document: Document, feed_format: FeedFormat, body: bytes) -> Edition:
    """Make an edition of a page, compressed."""
    return Edition(
        slug=page.slug,
        format=feed_format,
        body=body,
        etag=entity_tag(body),
        modified=datetime.now(UTC).replace(microsecond=0),
        items=len(document.articles),
        coded=encode(body),
        lasting=page.pages.is_full(page.number),
    )


def _refused(wrong: Sequence[Refusal]) -> RefusedError:
    """Log why a page cannot be handed out, and make the error that says so."""
    path = addresses.feed_path(wrong[0].slug, wrong[0].format)
    for one in wrong:
        LOGGER.error("%s:%d:%d: refused: %s [%s]", path, *one[3:5], one.message, one.code)
    return RefusedError(f"{path} has errors")
