"""Putting the application together, and turning errors into answers once for all."""

import time
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Flask, Response, render_template
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from feedservice import config
from feedservice.config import Settings
from feedservice.errors import LockedError, StoreError
from feedservice.ingest import Order
from feedservice.publish import publish, was_published
from feedservice.store import Store, open_store
from feedservice.store.lock import publishing
from feedservice.telemetry import LOGGER
from feedservice.web import feeds, media, pages
from feedservice.web.library import Library

PATIENCE_SECONDS = 60  # for another process that publishes for the first time
RETRY_AFTER_SECONDS = 30
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src * data:; media-src *; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
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
        raise settings.refuse("database_url", str(error)) from None
    store.close()  # a server may fork now; no connection may be shared
    app = Flask("feedservice.web")
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions["library"] = Library(store, settings)
    for part in (feeds, media, pages):
        app.register_blueprint(part.bp)
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(StoreError, _apologize)
    app.after_request(_protect)
    return app


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
    if error.code and error.code >= HTTPStatus.BAD_REQUEST:
        answer.data = render_template("error.html", error=error)
        answer.content_type = "text/html; charset=utf-8"
    return answer


def _apologize(error: StoreError) -> tuple[str, int, dict[str, str]]:
    """Answer that the database cannot be reached, for now."""
    LOGGER.error("The store does not answer: %s", error)
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS), "Content-Type": "text/plain; charset=utf-8"}
    return "Die Artikel sind gerade nicht erreichbar.\n", 503, headers


def _protect(response: Response) -> Response:
    """Tell browsers to take nothing for what it is not."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
