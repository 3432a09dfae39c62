"""Styles, scripts and icons, from memory."""

from flask import Blueprint, Response, abort, current_app, request

from feedservice.web.answers import conditional
from feedservice.web.theme import Theme

CACHE_CONTROL = "public, max-age=3600"
FOR_GOOD = "public, max-age=31536000, immutable"

bp = Blueprint("staticfiles", __name__)


@bp.get("/static/<path:name>")
def file(name: str) -> Response:
    """Serve one file; for good, if the address names the version that it has."""
    theme: Theme = current_app.extensions["theme"]
    found = theme.files.get(name)
    if found is None:
        abort(404)
    is_versioned = request.args.get("v") == found.version
    return conditional(found.page, found.media_type, FOR_GOOD if is_versioned else CACHE_CONTROL)


@bp.get("/favicon.ico")
def favicon() -> Response:
    """Serve the icon at the address where browsers look for it without being told."""
    return file("favicon.ico")
