"""For those who run the service, and for their machines: is it well, what does it do?"""

from datetime import UTC, datetime

from flask import Blueprint, Response, jsonify, request
from prometheus_client.exposition import choose_encoder

from feedservice.web.counting import counts
from feedservice.web.library import library
from feedservice.web.metrics import registry
from feedservice.web.readiness import Readiness, examine, written

READY, DEGRADED, UNAVAILABLE = "ready", "degraded", "unavailable"

bp = Blueprint("ops", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Tell that this worker answers; nothing else is looked at."""
    return _fresh(Response("ok\n", content_type="text/plain; charset=utf-8"))


@bp.get("/readyz")
def readyz() -> Response:
    """Tell whether this worker has something to answer with, and whether that is current.

    With ``?strict``, feeds that may be out of date are as bad as none.
    """
    found = examine(library().store, datetime.now(UTC))
    is_refused = bool(found.obstacle) or (bool(found.worry) and "strict" in request.args)
    response = jsonify(_told(found))
    response.status_code = 503 if is_refused else 200
    return _fresh(response)


@bp.get("/metrics")
def metrics() -> Response:
    """Tell all figures, of all workers, as Prometheus and OpenMetrics write them."""
    encode, content_type = choose_encoder(request.headers.get("Accept", ""))
    now = datetime.now(UTC)
    most = library().settings.metrics_channels
    found = registry(counts().total(), library().store, now, most)
    return _fresh(Response(encode(found), content_type=content_type))


def _told(found: Readiness) -> dict[str, object]:
    """Say what was found."""
    status = UNAVAILABLE if found.obstacle else DEGRADED if found.worry else READY
    so_far = found.passes
    return {
        "status": status,
        "reasons": [reason for reason in (found.obstacle, found.worry) if reason],
        "publisher": {
            "state": found.publisher,
            "last_pass": written(so_far.last_pass),
            "error": so_far.error or None,
            "next_try": written(so_far.next_try) if so_far.error else None,
        },
    }


def _fresh(response: Response) -> Response:
    """Let nobody keep what is true for a moment."""
    response.headers["Cache-Control"] = "no-store"
    return response
