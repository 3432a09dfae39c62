"""The path of the base URL, below which the service answers too.

Some proxies take it off before they pass a request on, some do not, and whoever tries the
service without a proxy follows our own links.
"""

from collections.abc import Iterable
from urllib.parse import unquote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class Prefix:
    """What may stand in front of every path."""

    def __init__(self, base_path: str) -> None:
        """Write it as WSGI hands on a path."""
        self._prefix = unquote(base_path, "latin-1")

    def strip(self, environ: WSGIEnvironment) -> WSGIEnvironment:
        """The variables of a request whose path has no prefix, and begins with one slash."""
        path = environ.get("PATH_INFO", "")
        prefix = self._prefix
        if not path or (prefix and f"{path}/".startswith(f"{prefix}/")):
            path = path.removeprefix(prefix) or "/"
            script = environ.get("SCRIPT_NAME", "") + prefix
            environ = environ | {"PATH_INFO": path, "SCRIPT_NAME": script}
        if path.startswith("//"):
            # Flask does not mind more slashes; whoever counts by the path would.
            return environ | {"PATH_INFO": "/" + path.lstrip("/")}
        return environ

    def below(self, app: WSGIApplication) -> WSGIApplication:
        """Let *app* answer with and without it."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            return app(self.strip(environ), start_response)

        return answer
