"""Finding what lies beside a record, and making every address in it absolute."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from feedservice import addresses
from feedservice.errors import shortened
from feedservice.preparing.reasons import Reason, problem
from feedservice.records import Draft, Image, Problem
from feedservice.sources import RECORD_SUFFIXES, Spelling, images_in, media_type

#: Of images; in the order in which one of several beside a record is chosen.
IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg")


#: Attributes that show a file instead of leading to it.
SHOWN = frozenset({"src", "poster"})
_WEB = ("http://", "https://")


class Addresses:
    """Makes the addresses in one record absolute, and keeps what it met on the way.

    Attributes:
        uses: Files in the folder that the record shows or links, there or missing.
        problems: What a person should look at.
    """

    def __init__(self, folder: Spelling, *, base_url: str, page: str, draft: Draft) -> None:
        """Resolve for *draft*, whose own page is at the address *page*."""
        self._folder = folder
        self._base_url = base_url
        self._page = page
        self._draft = draft
        self._ours: dict[str, Image] = {}
        self.uses: set[str] = set()
        self.problems: list[Problem] = []

    def absolute(self, _tag: str, attribute: str, address: str) -> str | None:
        """Make *address* absolute; None where it leads nowhere."""
        address = address.strip()
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme:
            return address
        if parts.netloc or parts.path.startswith("/"):
            return urljoin(f"{self._base_url}/", address)
        if not parts.path:
            return urljoin(self._page, address)
        beside = self._place(parts.path)
        if media_type(beside) or attribute in SHOWN:
            return self._served(beside)
        return self._linked(beside, parts.fragment)

    def images(self, html: str) -> list[Image]:
        """The lead image, if there is one, and then those of the clean body *html*."""
        found = {image.url: image for image in self._shown(html)}
        lead = self._lead()
        if lead is None:
            return list(found.values())
        return [lead, *(image for url, image in found.items() if url != lead.url)]

    def _lead(self) -> Image | None:
        """The draft's lead image: the one that it names, else the one beside it."""
        draft = self._draft
        if draft.image is None:
            companion = self._folder.companion(draft.path, IMAGE_SUFFIXES)
            url = companion and self._served(companion)
        else:
            url = self.absolute("img", "src", draft.image)
            if url is not None and not url.lower().startswith(_WEB):
                message = f"the image {shortened(draft.image)!r} is at no address of the web"
                hint = "Give a file beside the record, or an address that begins with https://."
                self._report(Reason.MEDIA_OUTSIDE, message, hint)
                url = None
        if url is None:
            return None
        url = addresses.uri(url)
        ours = self._ours.get(url)
        return Image(
            url=url,
            alt=draft.image_alt or "",
            media_type=ours.media_type if ours else None,
            length=ours.length if ours else None,
        )

    def _shown(self, html: str) -> Iterator[Image]:
        """The images of the body that are ours, with what they show."""
        for url, alt in images_in(html) if self._ours else ():
            ours = self._ours.get(url)
            if ours:
                yield Image(url=url, alt=alt, media_type=ours.media_type, length=ours.length)

    def _place(self, address: str) -> str:
        """Say where in the folder a relative address leads."""
        folder = posixpath.dirname(self._draft.path)
        return posixpath.normpath(posixpath.join(folder, unquote(address)))

    def _served(self, path: str) -> str | None:
        """The address at which the service hands out the file at *path*."""
        if path.startswith("../"):
            message = f"the media file {shortened(path)!r} lies outside the articles folder"
            self._report(Reason.MEDIA_OUTSIDE, message, "Move the file into the articles folder.")
            return None
        self.uses.add(path)
        location = self._folder.file(path) if media_type(path) else None
        if location is None or not Path(location).stat().st_size:
            message = f"the media file {shortened(path)!r} is not there, or is empty"
            hint = "Put it beside the record, or correct its name."
            self._report(Reason.MEDIA_MISSING, message, hint)
            return None
        url = self._base_url + addresses.media_path(path)
        self._ours[url] = Image(
            url=url, media_type=media_type(path), length=Path(location).stat().st_size
        )
        return url

    def _linked(self, path: str, fragment: str) -> str | None:
        """The address of the article whose record is at *path*.

        Its key alone decides; its headline, which nobody knows here, only decorates.
        """
        self.uses.add(path)
        stem, dot, suffix = path.rpartition(".")
        if f"{dot}{suffix.lower()}" not in RECORD_SUFFIXES or not self._folder.file(path):
            message = f"the link to {shortened(path)!r} leads to no record in the folder"
            hint = "Link a record or a media file that is there, or write a whole address."
            self._report(Reason.LINK_DEAD, message, hint)
            return None
        name = addresses.article_slug(posixpath.basename(stem))
        page = self._base_url + addresses.article_path(name, addresses.short_key(stem))
        return f"{page}#{fragment}" if fragment else page

    def _report(self, reason: Reason, message: str, hint: str) -> None:
        """Note that a file cannot be shown; the article is published without it."""
        place = self._draft.path, self._draft.line
        self.problems.append(problem(reason, place, message, hint))
