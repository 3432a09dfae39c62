"""Finding what lies beside a record, and making every address in it absolute."""

import os
import posixpath
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from feedservice import addresses
from feedservice.ingest.reasons import Reason, problem
from feedservice.records import Draft, Image, Problem
from feedservice.sources.tree import media_type

IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg")


class Folder:
    """The articles folder, as one pass sees it: every directory is listed once."""

    def __init__(self, root: Path) -> None:
        """Start with nothing listed."""
        self._root = root
        self._listed: dict[str, frozenset[str]] = {}

    def companion(self, path: str) -> str | None:
        """Find the image that bears the same name as the record *path*."""
        folder, name = posixpath.split(path)
        stem = posixpath.splitext(name)[0]
        names = self._names(folder)
        found = (stem + suffix for suffix in IMAGE_SUFFIXES if stem + suffix in names)
        return next((posixpath.join(folder, name) for name in found), None)

    def length(self, path: str) -> int | None:
        """Bytes of the file at *path*; None where there is none within the folder."""
        location = (self._root / path).resolve()
        if not location.is_relative_to(self._root.resolve()) or not location.is_file():
            return None
        return location.stat().st_size

    def _names(self, folder: str) -> frozenset[str]:
        """List *folder* once."""
        if folder not in self._listed:
            try:
                with os.scandir(self._root / folder) as entries:
                    self._listed[folder] = frozenset(entry.name for entry in entries)
            except OSError:
                self._listed[folder] = frozenset()
        return self._listed[folder]


class Addresses:
    """Makes the addresses in one record absolute, and keeps what it met on the way.

    Attributes:
        uses: Media files in the folder that the record shows, there or missing.
        images: The images among them that are there, by path, in the order of appearance.
        problems: What a person should look at.
    """

    def __init__(self, folder: Folder, *, base_url: str, page: str, draft: Draft) -> None:
        """Resolve for *draft*, whose own page is at the address *page*."""
        self._folder = folder
        self._base_url = base_url
        self._page = page
        self._draft = draft
        self.uses: set[str] = set()
        self.images: dict[str, Image] = {}
        self.problems: list[Problem] = []

    def absolute(self, tag: str, _attribute: str, address: str) -> str | None:
        """Make *address* absolute; None where it leads nowhere."""
        address = address.strip()
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme:
            return address
        if not (parts.netloc or parts.path):
            return f"{self._page}#{parts.fragment}" if parts.fragment else self._page
        beside = self._place(parts.path)
        if parts.netloc or parts.path.startswith("/") or media_type(beside) is None:
            return urljoin(f"{self._base_url}/", address)
        return self._served(beside, is_image=tag == "img")

    def lead(self) -> Image | None:
        """The draft's lead image: the one that it names, else the one beside it."""
        named = self._draft.image
        if named is None:
            beside = self._folder.companion(self._draft.path)
            named = beside and quote(posixpath.basename(beside))
        url = self.absolute("img", "src", named) if named else None
        if url is None:
            return None
        ours = next((image for image in self.images.values() if image.url == url), None)
        alt = self._draft.image_alt or ""
        return replace(ours, alt=alt) if ours else Image(url=url, alt=alt)

    def _place(self, address: str) -> str:
        """Say where in the folder a relative address leads."""
        folder = posixpath.dirname(self._draft.path)
        return posixpath.normpath(posixpath.join(folder, unquote(address)))

    def _served(self, path: str, *, is_image: bool) -> str | None:
        """The address at which the service hands out the file at *path*."""
        if path.startswith("../"):
            message = f"the media file {path!r} lies outside the articles folder"
            self._report(Reason.MEDIA_OUTSIDE, message, "Move the file into the articles folder.")
            return None
        self.uses.add(path)
        length = self._folder.length(path)
        if length is None:
            message = f"the media file {path!r} is not there"
            hint = "Put it beside the record, or correct its name."
            self._report(Reason.MEDIA_MISSING, message, hint)
            return None
        url = self._base_url + addresses.media_path(path)
        if is_image:
            image = Image(url=url, media_type=media_type(path), length=length)
            self.images.setdefault(path, image)
        return url

    def _report(self, reason: Reason, message: str, hint: str) -> None:
        """Note that a file cannot be shown; the article is published without it."""
        place = self._draft.path, self._draft.line
        self.problems.append(problem(reason, place, message, hint))
