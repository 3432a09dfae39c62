"""How the pages look: our templates and files, and those that a newsroom puts over them."""

from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
)

from feedservice.config import Settings
from feedservice.web.answers import Page

OURS = "ours"  # "ours/base.html" is our own template, whatever stands over it
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/vnd.microsoft.icon",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
COMPRESSIBLE = frozenset({".css", ".js", ".svg", ".txt"})
VERSION_LENGTH = 10  # signs of the entity tag


class File(NamedTuple):
    """A static file in memory."""

    page: Page
    media_type: str

    @property
    def version(self) -> str:
        """Other bytes, another version."""
        return self.page.etag[:VERSION_LENGTH]


class Theme:
    """Templates and static files; those of the theme's folder come first.

    Attributes:
        files: By their paths below ``static``.
    """

    def __init__(self, settings: Settings) -> None:
        """Read every file once.

        Raises:
            ConfigError: The theme is no folder, or cannot be read.
        """
        self.files: dict[str, File] = {}
        self.loader = _loader(settings.theme)
        with as_file(files("feedservice.web") / "static") as ours:
            self._read(ours)
        if settings.theme is None:
            return
        if not settings.theme.is_dir():
            raise settings.refuse("theme", f"there is no folder {settings.theme}")
        try:
            self._read(settings.theme / "static")
        except OSError as error:
            raise settings.refuse("theme", f"{error.filename}: {error.strerror}") from None

    def check(self, environment: Environment, settings: Settings) -> None:
        """Compile every template of the theme, and find those that it names.

        Raises:
            ConfigError: One is no template, or not there.
        """
        if settings.theme is None:
            return
        folder = settings.theme / "templates"
        for path in sorted(folder.rglob("*.html")):
            name = path.relative_to(folder).as_posix()
            try:
                environment.get_template(name)
                named = meta.find_referenced_templates(environment.parse(path.read_text("utf-8")))
                for wanted in named:
                    environment.get_template(wanted or name)
            except TemplateNotFound as error:
                reason = f"{path}: there is no template {error.name!r}"
                raise settings.refuse("theme", reason) from None
            except TemplateSyntaxError as error:
                reason = f"{error.filename or path}:{error.lineno}: {error.message}"
                raise settings.refuse("theme", reason) from None
            except (OSError, UnicodeDecodeError) as error:
                raise settings.refuse("theme", f"{path}: {error}") from None

    def address(self, name: str) -> str:
        """The path of a static file, with its version, so that browsers may keep it for good."""
        found = self.files.get(name)
        return f"/static/{name}" + (f"?v={found.version}" if found else "")

    def _read(self, folder: Path) -> None:
        """Read what lies in *folder*; kinds of files that the web does not need stay there."""
        now = datetime.now(UTC).replace(microsecond=0)
        for path in sorted(folder.rglob("*")):
            media_type = MEDIA_TYPES.get(path.suffix.lower())
            if media_type and path.is_file():
                page = Page.of(path.read_bytes(), now)
                if path.suffix.lower() not in COMPRESSIBLE:
                    page = Page(page.body, page.etag, page.modified, {})
                self.files[path.relative_to(folder).as_posix()] = File(page, media_type)


def _loader(folder: Path | None) -> BaseLoader:
    """Look for a template in the theme first."""
    ours = PackageLoader("feedservice.web")
    theirs: list[BaseLoader] = [FileSystemLoader(folder / "templates")] if folder else []
    return ChoiceLoader([*theirs, ours, PrefixLoader({OURS: ours})])
