"""One export: ask for what may have changed, write what has, remove what is gone.

Pages are put into their places before the feeds, which turn together, and what is gone is
removed behind them, so that a feed never names a page that there is not. Whenever an export
is broken off, each file is whole, and the next one does the rest.
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from flask import Flask

from feedservice.config import Settings
from feedservice.errors import ExportError
from feedservice.export import archives, caddy, kinds, manifest, nginx, redirects, serving
from feedservice.export.answers import asked, is_coded, told_first
from feedservice.export.documents import Document, documents
from feedservice.export.fingerprints import site_fingerprint
from feedservice.export.manifest import Entry, Manifest
from feedservice.export.place import claimed
from feedservice.export.serving import Serving
from feedservice.export.tree import SUFFIXES, Tree
from feedservice.replacing import replace
from feedservice.store import Store, shelf
from feedservice.web import Library, make_app

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What is to be exported, and where to.

    Attributes:
        folder: Of the export.
        root: Where a web server finds the documents, if not in *folder*.
    """

    settings: Settings
    folder: Path
    root: Path | None = None


@dataclass(slots=True)
class Exported:
    """What an export did.

    Attributes:
        documents: How many there are.
        written: Names of the files that are new or other than before, compressed ones apart.
        removed: Names of those that are gone.
        configuration: Names of the files of configuration that are other than before.
        failed: Addresses for which the application had no right answer, with its status;
            what was exported of them before stays.
    """

    documents: int = 0
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    configuration: list[str] = field(default_factory=list)
    failed: list[tuple[str, int]] = field(default_factory=list)


def export(store: Store, order: Export, *, progress: Progress | None = None) -> Exported:
    """Bring the files of an export up to date with the store.

    Args:
        store: In which something was published.
        order: What, and where to.
        progress: Told how many documents of how many are looked at.

    Raises:
        ExportError: The folder cannot be the one of an export.
        StoreError: The database refused.
        OSError: A file cannot be written.
    """
    folder = order.folder.resolve()
    with ExitStack() as stack:
        before = stack.enter_context(claimed(folder, order.settings.articles))
        archives.make_all(store, order.settings)
        still = stack.enter_context(store.snapshot())
        app = make_app(Library(still, order.settings))
        with still.reading() as view:
            found = list(documents(app, view, order.settings))
            slugs = [channel.slug for channel in shelf.all_channels(view)]
        with closing(Tree(folder)) as tree:
            act = _Act(order, folder, app, tree, before)
            act.claim(found)
            act.write(found, progress)
            act.clear(found)
            act.configure(slugs)
            act.note()
    return act.done


class _Act:
    """One export on its way."""

    def __init__(
        self, order: Export, folder: Path, app: Flask, tree: Tree, before: Manifest
    ) -> None:
        """Begin with what was exported before."""
        self.done = Exported()
        self._base_url = order.settings.base_url
        self._prefix = unquote(order.settings.base_path)
        self._root = order.root or tree.root
        self._folder = folder
        self._app = app
        self._tree = tree
        self._manifest = before
        fingerprint = site_fingerprint(app, order.settings)
        if fingerprint != before.fingerprint:
            for entry in before.entries.values():
                entry.stamp = ""
        before.fingerprint = fingerprint

    def claim(self, found: Iterable[Document]) -> None:
        """Note which files will be ours before the first of them is there."""
        new = [document for document in found if document.file not in self._manifest.entries]
        names = [f"{document.file}{end}" for document in new for end in ("", *SUFFIXES.values())]
        if foreign := self._tree.foreign(names):
            reason = "is not ours and lies where the export has to write; move it away"
            raise ExportError(reason, folder=str(self._tree.root / foreign))
        for document in new:
            entry = Entry(document.kind.name, document.address)
            self._manifest.entries[document.file] = entry
        if new:
            manifest.write(self._folder, self._manifest)

    def write(self, found: list[Document], progress: Progress | None) -> None:
        """Write every document that is not as it was."""
        self.done.documents = len(found)
        for number, document in enumerate(found):
            entry = self._manifest.entries[document.file]
            is_known = document.stamp and entry.stamp == document.stamp
            if not is_known or not self._tree.has(document.file, entry.files):
                self._renew(document, entry)
            if not document.kind.is_last:
                self._tree.turn()
            if progress:
                progress(number + 1, len(found))
        self._tree.turn()
        self.done.written = self._tree.written

    def clear(self, found: Iterable[Document]) -> None:
        """Remove what is gone; an article that has moved is remembered where it was."""
        named = {document.file for document in found}
        for file, entry in list(self._manifest.entries.items()):
            if file not in named or not entry.files:
                self._tree.remove(file, ["", *SUFFIXES.values()])
                del self._manifest.entries[file]
                self.done.removed += [file] if entry.files else []
                if kinds.KINDS[entry.kind].is_moving:
                    self._manifest.moved.add(entry.address)
        self._manifest.moved -= {entry.address for entry in self._manifest.entries.values()}

    def configure(self, slugs: list[str]) -> None:
        """Write what web servers have to know."""
        moved = redirects.moved(self._app, self._base_url, self._manifest.moved)
        self._manifest.moved = set(moved.leads) if moved else set()
        told = Serving(
            root=self._root,
            base_url=self._base_url,
            prefix=self._prefix,
            groups=serving.groups(self._manifest.entries),
            moved=moved,
            habitual=redirects.habitual(self._app, self._base_url, slugs),
            withdrawn=self._withdrawn(),
            preflight=told_first(self._app, self._base_url),
        )
        for name, text in (nginx.configuration(told) | caddy.configuration(told)).items():
            if _replace(self._folder / name, text):
                self.done.configuration.append(name)

    def _withdrawn(self) -> tuple[str, ...]:
        """The keys of the articles of whose end there is a page."""
        files = [file for file, entry in self._manifest.entries.items() if _is_gone(entry)]
        return tuple(sorted(Path(file).stem for file in files))

    def note(self) -> None:
        """Note what was done."""
        manifest.write(self._folder, self._manifest)

    def _renew(self, document: Document, entry: Entry) -> None:
        """Ask for one document, and write it if it is another than before."""
        with asked(self._app, document.address, self._base_url) as answer:
            if answer.status != document.status:
                self.done.failed.append((document.address, answer.status))
                return
            entry.headers, entry.address = answer.headers, document.address
            entry.files = self._tree.put(
                document.file, answer.chunks, entry.files, coded=is_coded(answer.headers)
            )
            entry.stamp = document.stamp


def _is_gone(entry: Entry) -> bool:
    """Whether it is the page of an article that was withdrawn."""
    return entry.kind == kinds.GONE.name


def _replace(file: Path, text: str) -> bool:
    """Write a file at once, if it is another than before, and say whether it is."""
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return False
    replace(file, text)
    return True
