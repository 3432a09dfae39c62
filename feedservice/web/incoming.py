"""What is wrong with a request before any view looks at it: refused, or ignored as HTTP says."""

from email.utils import parsedate_to_datetime

from flask import Flask, abort, request

#: Conditions that hold a date. One that is none is to be ignored (RFC 9110 section 13.1).
DATES = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE")
HTTP_1_1 = "HTTP/1.1"


def guard(app: Flask) -> None:
    """Let *app* look at every request first."""
    app.before_request(_require_one_host)
    app.before_request(_ignore_dates_beyond_all_calendars)


def is_host_clear(host: str | None) -> bool:
    """Whether a request names one host: a server joins repeated headers with commas."""
    return host is not None and host != "" and "," not in host


def _require_one_host() -> None:
    """Refuse a request of HTTP/1.1 that names no host or several (RFC 9112 section 3.2)."""
    host = request.environ.get("HTTP_HOST")
    if request.environ.get("SERVER_PROTOCOL") == HTTP_1_1 and not is_host_clear(host):
        abort(400, "Eine Anfrage muss genau einen Host nennen.")


def _ignore_dates_beyond_all_calendars() -> None:
    """Drop dates at which Werkzeug would stumble: it expects any error but this one."""
    for name in DATES:
        try:
            parsedate_to_datetime(request.environ.get(name, ""))
        except OverflowError:
            del request.environ[name]
        except (TypeError, ValueError):
            continue  # Werkzeug ignores it
