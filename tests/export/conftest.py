"""A site that is exported again and again, and the files that come of it."""

from dataclasses import replace

import pytest

from feedservice.export import Export, export

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)


class Exporter:
    """Publishes a site and exports it into a folder, unless told another."""

    def __init__(self, site, folder):
        self.site = site
        self.folder = folder
        self.public = folder / "public"

    def __call__(self, folder=None, **settings):
        told = replace(self.site.settings, **settings)
        self.site.publish(settings=told)
        return self.run(folder, told)

    def run(self, folder=None, settings=None):
        """Export what is published."""
        order = Export(settings=settings or self.site.settings, folder=folder or self.folder)
        return export(self.site.store, order)

    def files(self, folder=None):
        """What is in the files, by name."""
        root = (folder or self.folder) / "public"
        found = sorted(path for path in root.rglob("*") if path.is_file())
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}

    def states(self):
        """Which file each is, and when it was changed."""
        found = {name: (self.public / name).stat() for name in self.files()}
        return {name: (status.st_ino, status.st_mtime_ns) for name, status in found.items()}


@pytest.fixture
def newspaper(site, record):
    """Thirty-two articles in one category, two in another, and a picture."""
    for number in range(32):
        site.write(f"sport/{number:02}.txt", record(f"Spiel {number}", category="Sport"))
    site.write("wissen/a.txt", record("Sterne", category="Wissen"))
    site.write("wissen/b.txt", record("Monde", category="Wissen", date="21.11.2026, 8 Uhr"))
    site.write("wissen/b.png", PICTURE)
    return site


@pytest.fixture
def exporter(newspaper, tmp_path):
    """Export the one site of a test."""
    return Exporter(newspaper, tmp_path / "out")
