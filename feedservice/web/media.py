"""Files that lie beside records; only those that a published article shows."""

from flask import Blueprint, Response, abort, send_file

from feedservice.sources import Spelling, media_type
from feedservice.web.answers import refuse_if_changed
from feedservice.web.library import library

MAX_AGE_SECONDS = 3600
# An SVG is a document: opened by itself, it must not run what somebody put into it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

bp = Blueprint("media", __name__)


@bp.get("/medien/<path:path>")
def medium(path: str) -> Response:
    """Serve one media file."""
    kind = media_type(path)
    location = None
    if kind and library().shows(path):
        # Articles may name what is not there, and a link out of the folder is as good as that.
        location = Spelling(library().settings.articles).file(path)
    if location is None:
        abort(404, "Diese Datei gehört zu keinem veröffentlichten Artikel.")
    response = send_file(location, mimetype=kind, max_age=MAX_AGE_SECONDS)
    refuse_if_changed(response)
    response.headers["Content-Security-Policy"] = POLICY
    return response
