"""What all documents depend on: settings, code, libraries, templates."""

from flask import Flask

from feedservice.config import Settings
from feedservice.fingerprint import fingerprint
from feedservice.publish import SERVED_ONLY

CODE = ("addresses", "coding", "records", "export", "feeds", "publish", "sources", "store", "web")
LIBRARIES = (
    *("brotli", "flask", "jinja2", "markupsafe", "tzdata", "werkzeug", "zlib-ng", "zstandard"),
)


def site_fingerprint(app: Flask, settings: Settings) -> str:
    """Sum up what would make other documents of the same store."""
    told = settings.told(but=SERVED_ONLY)
    return fingerprint((told, _templates(app)), code=CODE, libraries=LIBRARIES)


def _templates(app: Flask) -> list[tuple[str, str]]:
    """Every template with its source, whoever brings it."""
    environment = app.jinja_env
    loader = environment.loader
    names = sorted(environment.list_templates()) if loader else []  # Flask lists a set
    return [(name, loader.get_source(environment, name)[0]) for name in names] if loader else []
