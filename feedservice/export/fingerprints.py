"""What all documents depend on: settings, code, libraries, templates."""

from flask import Flask

from feedservice.config import Settings
from feedservice.fingerprint import fingerprint

CODE = ("addresses", "coding", "records", "export", "feeds", "sources", "store", "web")
LIBRARIES = ("brotli", "flask", "jinja2", "markupsafe", "tzdata", "werkzeug", "zstandard")
#: Settings of which no document tells.
UNTOLD = {"articles", "database_url", "host", "port", "workers", "theme", "status_token"}


def site_fingerprint(app: Flask, settings: Settings) -> str:
    """Sum up what would make other documents of the same store."""
    told = settings.model_dump(exclude=UNTOLD)
    return fingerprint((told, _templates(app)), code=CODE, libraries=LIBRARIES)


def _templates(app: Flask) -> list[tuple[str, str]]:
    """Every template with its source, whoever brings it."""
    environment = app.jinja_env
    loader = environment.loader
    names = sorted(environment.list_templates()) if loader else []  # Flask lists a set
    return [(name, loader.get_source(environment, name)[0]) for name in names] if loader else []
