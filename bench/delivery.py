"""Delivery: a feed of 200 KB, with gzip and as 304, beside nginx that hands out a file.

Each server has CPU 0 and one worker, wrk has CPU 1, and they take turns in short runs: on a
noisy machine only ratios of neighbouring runs mean something. The second yardstick is the
same Flask application on granian without the layer in front of it.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

import corpus

PORT = 8395
RECORDS = 200  # fifty of them make a feed of 200 KB
PATH = "/feeds/alle.rss"
ROUNDS = 8
SECONDS = 1
CONNECTIONS = 32
PATIENCE_SECONDS = 60
SERVER_CPU, CLIENT_CPU = "0", "1"
GOALS = {"200": 0.85, "304": 0.5}
NEEDED = {"nginx": "nginx-light", "wrk": "wrk", "taskset": "util-linux"}
#: Headers that nginx has by itself, or that belong to one coding.
OWN = frozenset(
    "content-type content-length content-encoding etag last-modified vary server date".split()
)

NGINX = """
daemon off;
master_process off;
pid {home}/pid;
error_log {home}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    gzip_static on;
    gzip_vary on;
    keepalive_requests 1000000000;
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi;
    scgi_temp_path {home}/scgi;
    uwsgi_temp_path {home}/uwsgi;
    types {{ "application/rss+xml; charset=utf-8" rss; }}
    server {{
        listen 127.0.0.1:{port};
        root {home}/www;
{headers}
    }}
}}
"""

#: The application without the layer that answers from memory, as ``serve`` would run it.
FLASK = """
import sys
from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from feedservice.web import create_app

def load():
    app = create_app()
    del app.wsgi_app
    return app

if __name__ == "__main__":
    Granian(
        "app", port=int(sys.argv[1]), interface=Interfaces.WSGI, blocking_threads=3,
        log_level=LogLevels.warning,
    ).serve(target_loader=load, wrap_loader=False)
"""


class Server(NamedTuple):
    """A server that is being measured."""

    name: str
    port: int

    @property
    def url(self) -> str:
        """The feed."""
        return f"http://127.0.0.1:{self.port}{PATH}"


def main() -> None:
    """Print the figures."""
    missing = [f"{name} (Debian: {package})" for name, package in NEEDED.items() if not _has(name)]
    if missing:
        print(f"delivery is not measured: there is no {', no '.join(missing)}")
        return
    if not {int(SERVER_CPU), int(CLIENT_CPU)} <= os.sched_getaffinity(0):
        print("delivery is not measured: it takes two CPUs, one for the server, one for wrk")
        return
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        servers = [stack.enter_context(start) for start in _starts(Path(name))]
        _report(_measure(servers))


def _has(program: str) -> bool:
    """Whether a program is installed; Debian keeps nginx where not everybody looks."""
    return _find(program) is not None


def _find(program: str) -> str | None:
    """Where a program is."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def _starts(home: Path) -> Iterator[contextlib.AbstractContextManager[Server]]:
    """The servers, each to be entered before the next one is made: nginx copies the feed."""
    corpus.write(home / "articles", RECORDS)
    environment = {
        # Little more than a service manager sets: granian hands it on with each request.
        "PATH": os.environ.get("PATH", ""),
        "LANG": "C.UTF-8",
        "FEEDSERVICE_ARTICLES": str(home / "articles"),
        "FEEDSERVICE_BASE_URL": f"http://127.0.0.1:{PORT}",
        "FEEDSERVICE_DATABASE_URL": f"sqlite:///{home / 'store.sqlite'}",
    }
    ours = [sys.executable, "-m", "feedservice", "serve", "--port", str(PORT)]
    yield _running(Server("feedservice serve", PORT), ours, environment)
    (home / "flask_alone.py").write_text(FLASK, "utf-8")
    alone = [sys.executable, str(home / "flask_alone.py"), str(PORT + 1)]
    yield _running(Server("Flask without the layer, on granian", PORT + 1), alone, environment)
    _lay_out(home, Server("", PORT), PORT + 2)
    nginx = [str(_find("nginx")), "-p", str(home), "-c", str(home / "nginx.conf")]
    yield _running(Server("nginx, gzip_static", PORT + 2), nginx, environment)


def _lay_out(home: Path, ours: Server, port: int) -> None:
    """Give nginx the same bytes and the same headers."""
    place = home / "www" / PATH.removeprefix("/")
    place.parent.mkdir(parents=True)
    place.write_bytes(_get(ours.url)[0])
    body, headers = _get(ours.url, "gzip")
    place.with_name(place.name + ".gz").write_bytes(body)
    told = [
        f'        add_header {name} "{value}";'
        for name, value in headers
        if name.lower() not in OWN
    ]
    config = NGINX.format(home=home, port=port, headers="\n".join(told))
    (home / "nginx.conf").write_text(config, "utf-8")


def _get(url: str, coding: str = "identity") -> tuple[bytes, list[tuple[str, str]]]:
    """Fetch a feed; its body and headers."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": coding})
    with urllib.request.urlopen(request) as answer:
        return answer.read(), answer.headers.items()


@contextlib.contextmanager
def _running(server: Server, command: list[str], environment: dict[str, str]) -> Iterator[Server]:
    """Run a server on its CPU until the end."""
    process = subprocess.Popen(
        ["taskset", "-c", SERVER_CPU, *command], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(server: Server) -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            _get(server.url)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{server.name} does not answer")


Rates = dict[tuple[str, str], list[float]]  # by server and status


def _measure(servers: list[Server]) -> Rates:
    """Let the servers take turns."""
    tags = {server.name: dict(_get(server.url, "gzip")[1]) for server in servers}
    held = {name: headers.get("ETag") or headers["etag"] for name, headers in tags.items()}
    rates: Rates = {}
    for _ in range(ROUNDS):
        for status in GOALS:
            for server in servers:
                condition = [f"If-None-Match: {held[server.name]}"] if status == "304" else []
                rates.setdefault((server.name, status), []).append(_rate(server, condition))
    return rates


def _rate(server: Server, headers: list[str]) -> float:
    """Answers a second."""
    flags = [flag for header in ["Accept-Encoding: gzip", *headers] for flag in ("-H", header)]
    load = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *flags, server.url]
    done = subprocess.run(
        ["taskset", "-c", CLIENT_CPU, *load], capture_output=True, text=True, check=True
    )
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        raise SystemExit(f"{server.name} answers with errors:\n{done.stdout}")
    found = re.search(r"Requests/sec: +([0-9.]+)", done.stdout)
    if found is None:
        raise SystemExit(f"wrk says no rate:\n{done.stdout}")
    return float(found[1])


def _report(rates: Rates) -> None:
    """Print rates, and ratios to nginx of neighbouring runs."""
    names = list(dict.fromkeys(name for name, _ in rates))
    yardstick = names[-1]
    for status, goal in GOALS.items():
        print(f"{'gzip 200' if status == '200' else '304'}, answers a second, best of {ROUNDS}:")
        for name in names:
            mine, nginx = rates[name, status], rates[yardstick, status]
            ratios = [ours / theirs for ours, theirs in zip(mine, nginx, strict=True)]
            best, middle = max(mine) / max(nginx), median(ratios)
            told = f"  of nginx: {best:.2f} best to best, {middle:.2f} median"
            print(f"    {name:38} {max(mine):10,.0f}{told if name != yardstick else ''}")
        print(f"    goal for feedservice: {goal} of nginx")


if __name__ == "__main__":
    main()
