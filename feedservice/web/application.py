"""Putting the application together, and turning errors into answers once for all."""

import time
from datetime import UTC, datetime
from wsgiref.types import WSGIApplication

from flask import Flask, Response, render_template
from jinja2 import TemplateError
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response as BaseResponse

from feedservice import config
from feedservice.config import Settings
from feedservice.errors import LockedError, RefusedError, StoreError
from feedservice.ingest import Order
from feedservice.publish import publish, was_published
from feedservice.store import Store, open_store
from feedservice.store.lock import publishing
from feedservice.telemetry import LOGGER
from feedservice.web import (
    aliases,
    complaints,
    crossorigin,
    feeds,
    incoming,
    media,
    ops,
    pages,
    sitemaps,
    staticfiles,
    status,
    wording,
)
from feedservice.web.access import Access
from feedservice.web.clients import Clients
from feedservice.web.counting import Counts
from feedservice.web.delivery import Delivery
from feedservice.web.library import Library
from feedservice.web.library import library as current_library
from feedservice.web.limiting import Limiter
from feedservice.web.prefix import Prefix
from feedservice.web.requestlog import RequestLog
from feedservice.web.theme import Theme

PATIENCE_SECONDS = 60  # for another process that publishes for the first time
RETRY_AFTER_SECONDS = 30
NOT_MODIFIED = 304
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src *; "
        "media-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
}


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application; any WSGI server can run it.

    Args:
        settings: Of the site; read from file and environment if not given.

    Raises:
        ConfigError: A setting is wrong.
    """
    settings = settings or config.load()
    try:
        store = open_store(settings.database_url)
        _publish_once(store, settings)
    except StoreError as error:
        raise settings.refuse_database(error) from None
    store.close()  # a server may fork now; no connection may be shared
    app = make_app(Library(store, settings), Counts(settings.counts_folder))
    _guard(app, settings)
    return app


def make_app(library: Library, counts: Counts | None = None) -> Flask:
    """Put the application together that answers from *library*.

    Args:
        library: What is published.
        counts: Where answers are counted; for this process alone if not given.
    """
    settings = library.settings
    theme = Theme(settings)
    app = Flask("feedservice.web", static_folder=None)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = theme.loader
    theme.check(app.jinja_env, settings)
    # Tidying "//" would redirect to wherever the Host header says.
    app.url_map.merge_slashes = False
    app.extensions["library"] = library
    app.extensions["theme"] = theme
    app.extensions["access"] = Access(settings.status_token) if settings.status_token else None
    for part in (complaints, feeds, media, ops, pages, sitemaps, staticfiles, status, wording):
        app.register_blueprint(part.bp)
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(NotFound, lambda error: aliases.lead_on() or _explain(error))
    app.register_error_handler(StoreError, _apologize)
    app.register_error_handler(RefusedError, _apologize)
    app.register_error_handler(OSError, _apologize)
    incoming.guard(app)
    crossorigin.guard(app)
    app.after_request(_protect)
    app.extensions["counts"] = counts or Counts(None)
    delivery = Delivery(app.wsgi_app, library, app.extensions["counts"])
    app.extensions["delivery"] = delivery
    app.extensions["prefix"] = Prefix(settings.base_path)
    app.wsgi_app = app.extensions["prefix"].below(delivery)  # type: ignore[method-assign]
    return app


def is_guarded(settings: Settings) -> bool:
    """Whether somebody looks at each request, and at whose it is, before it is answered."""
    return settings.access_log or bool(settings.limit_whole)


def _guard(app: Flask, settings: Settings) -> None:
    """Put in front of everything what the settings ask for; by default nothing."""
    clients = Clients(settings.client_header, settings.proxies)
    guarded: WSGIApplication = app.extensions["delivery"]
    if settings.limit_whole:
        counts = app.extensions["counts"]
        guarded = Limiter(guarded, settings.limit_whole, clients, counts)
    if settings.access_log:
        guarded = RequestLog(guarded, clients)
    app.wsgi_app = app.extensions["prefix"].below(guarded)  # type: ignore[method-assign]


def _publish_once(store: Store, settings: Settings) -> None:
    """Publish where nothing was ever published, so that a fresh clone shows something."""
    patience_ends = time.monotonic() + PATIENCE_SECONDS
    while not was_published(store) and time.monotonic() < patience_ends:
        try:
            with publishing(store, "a web worker at its first start") as lock:
                publish(store, lock, Order(settings=settings, now=datetime.now(UTC)))
        except LockedError:
            time.sleep(0.2)  # another worker is at it


def _explain(error: HTTPException) -> BaseResponse:
    """Answer an error with a page that says what is wrong and leads on."""
    answer = error.get_response()  # with the headers that belong to it, such as Allow
    answer.data = _explained(error)
    answer.content_type = "text/html; charset=utf-8"
    answer.cache_control.no_cache = True  # what is missing now may be there in a second
    return answer


def _explained(error: HTTPException) -> str:
    """Write the page of an error: with the categories, if the store tells them."""
    try:
        with current_library().catalogue() as catalogue:
            return pages.written("error.html", catalogue, error=error)
    except StoreError:
        return render_template("error.html", error=error)
    except TemplateError as broken:  # of a theme: the page that tells of it must not fail too
        LOGGER.error("Cannot write a page: %s", broken)
        return "<!doctype html><title>Fehler</title><p>Diese Seite ist gerade nicht zu haben."


def _apologize(error: StoreError | RefusedError | OSError) -> tuple[str, int, dict[str, str]]:
    """Answer that the database, or a file, cannot be reached for now."""
    LOGGER.error("Cannot answer: %s", error)
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS), "Content-Type": "text/plain; charset=utf-8"}
    return "Die Artikel sind gerade nicht erreichbar.\n", 503, headers


def _protect(response: Response) -> Response:
    """Tell browsers to take nothing for what it is not; with 304, they have been told."""
    if response.status_code == NOT_MODIFIED:
        return response
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
