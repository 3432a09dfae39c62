"""Files that lie beside records; only those that a published article shows."""

from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory

from feedservice.sources.tree import media_type
from feedservice.web.library import library

MAX_AGE_SECONDS = 3600
# An SVG is a document: opened by itself, it must not run what somebody put into it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

bp = Blueprint("media", __name__)


@bp.get("/medien/<path:path>")
def medium(path: str) -> Response:
    """Serve one media file."""
    kind = media_type(path)
    folder = library().settings.articles.resolve()
    # Articles may name what is not there, and a link out of the folder is as good as that.
    if kind is None or not library().shows(path) or not _is_within(folder, path):
        abort(404, "Diese Datei gehört zu keinem veröffentlichten Artikel.")
    response = send_from_directory(folder, path, mimetype=kind, max_age=MAX_AGE_SECONDS)
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _is_within(folder: Path, path: str) -> bool:
    """Whether the file at *path* really lies in *folder*."""
    return (folder / path).resolve().is_relative_to(folder)
