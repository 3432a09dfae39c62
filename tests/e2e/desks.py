"""A category of a site that one test has for itself."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.e2e.processes import Program, T, until
from tests.e2e.sites import Item, Site, txt


class Desk:
    """One category of the newsroom, in a folder of its own."""

    def __init__(self, site: Site, service: Program, name: str) -> None:
        self.site = site
        self.service = service
        self.name = name
        self.slug = name.lower().replace(" ", "-")
        self.folder = site.articles / self.slug

    def write(self, name: str, title: str, **facts: str) -> Path:
        """Put a text record into the folder."""
        return self.site.write(f"{self.slug}/{name}", txt(title, category=self.name, **facts))

    def items(self) -> dict[str, Item]:
        return self.site.items(self.slug)

    def shows(self, title: str) -> Item:
        """Wait until the feed shows an article."""
        return self.until(lambda: self.items().get(title), title)

    def until(self, happened: Callable[[], T], what: str) -> T:
        return until(happened, what, self.service.log)

    def statuses(self, path: str) -> list[str]:
        """With what the service has answered each request for *path* so far."""
        lines = [json.loads(line) for line in self.service.log().splitlines() if line[:1] == "{"]
        return [str(line["status"]) for line in lines if line["path"] == path]

    def logged(self, text: str) -> str:
        """Wait for a line of the log that holds *text*."""
        log = self.service.log
        return self.until(lambda: next((s for s in log().splitlines() if text in s), None), text)
