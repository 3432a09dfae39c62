"""The status page: closed, unless there is a token, and whoever asks knows it."""

from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, current_app, make_response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from feedservice.web.access import COOKIE, MAX_AGE_SECONDS, Access
from feedservice.web.clients import Clients
from feedservice.web.counting import counts
from feedservice.web.library import library
from feedservice.web.pages import written
from feedservice.web.report import report

SEE_OTHER, UNAUTHORIZED, TOO_MANY = 303, 401, 429
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
}

bp = Blueprint("status", __name__)


@bp.get("/status")
def page() -> BaseResponse:
    """Show how publishing goes, or ask for the token."""
    access = _access()
    offered = request.authorization
    if offered and offered.type == "bearer":
        return _judged(access, offered.token or "") or _report()
    if access.remembers(request.cookies.get(COOKIE, "")):
        return _report()
    return _form(UNAUTHORIZED)


@bp.post("/status")
def enter() -> BaseResponse:
    """Take the token from the form, and let its sender in for some weeks."""
    access = _access()
    _refuse_strangers()
    refused = _judged(access, request.form.get("token", ""))
    if refused:
        return refused
    return _back(access.cookie(), MAX_AGE_SECONDS)


@bp.post("/status/ende")
def leave() -> BaseResponse:
    """Forget who was let in."""
    _access()
    _refuse_strangers()
    return _back("", 0)


@bp.after_request
def _keep_private(response: Response) -> Response:
    """Let no cache keep it, and its own forms be sent."""
    response.headers.update(HEADERS)
    response.vary.update(("Cookie", "Authorization"))
    return response


def _access() -> Access:
    """The door; without a token there is none, and nobody shall learn that there could be."""
    found: Access | None = current_app.extensions["access"]
    return found or abort(404)


def _judged(access: Access, token: str) -> BaseResponse | None:
    """Refuse a wrong token, and whoever has tried too many; None for the right one."""
    settings = library().settings
    address = Clients(settings.client_header, settings.proxies).household(request.environ)
    pause = access.pause(address)
    if pause:
        response = _form(TOO_MANY, "Zu viele falsche Versuche. Bitte warten Sie eine Minute.")
        response.headers["Retry-After"] = str(pause)
        return response
    if access.knows(token.strip(), address):
        return None
    return _form(UNAUTHORIZED, "Dieses Kennwort ist falsch.")


def _form(status: int, complaint: str = "") -> BaseResponse:
    """Ask for the token."""
    with library().catalogue() as catalogue:
        response = make_response(written("door.html", catalogue, complaint=complaint), status)
    if status == UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="status"'
    return response


def _report() -> BaseResponse:
    """Show how publishing goes."""
    now = datetime.now(UTC)
    zone = ZoneInfo(library().settings.timezone)
    with library().catalogue() as catalogue:
        found = report(catalogue.view, zone, now)
        text = written(
            "status.html",
            catalogue,
            report=found,
            now=now,
            readers=counts().readers(),
            subscribers=counts().subscribers(),
        )
    return make_response(text)


def _refuse_strangers() -> None:
    """Take forms from our own pages alone: nobody shall log others in or out."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", "")
    known = {urlsplit(library().settings.base_url).netloc, request.host}
    if site not in {"same-origin", "none"} or (origin and urlsplit(origin).netloc not in known):
        abort(403, "Dieses Formular kommt von einer fremden Seite.")


def _back(cookie: str, max_age_seconds: int) -> BaseResponse:
    """Lead to the page, with a cookie that is bound to it, and to HTTPS where there is HTTPS."""
    settings = library().settings
    path = f"{settings.base_path}/status"
    response = redirect(path, SEE_OTHER)  # a path: no Host header decides where that is
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=max_age_seconds,
        path=path,
        secure=settings.base_url.startswith("https:"),
        httponly=True,
        samesite="Strict",
    )
    return response
