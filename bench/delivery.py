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
CONNECTIONS = 64  # readers come in crowds; with fewer, nginx gains on 304 and loses on 200
PATIENCE_SECONDS = 60
SERVER_CPU, CLIENT_CPU = "0", "1"
GOALS = {"200": 0.85, "304": 0.5}
NEEDED = {"nginx": "nginx-light", "wrk": "wrk", "taskset": "util-linux"}
#: Headers that nginx has by itself, or that belong to one answer.
OWN = frozenset(
    "content-type content-length content-encoding etag last-modified vary server date "
    "connection".split()
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
    """A server that is being measured.

    Attributes:
        pid: Of its first process.
    """

    name: str
    port: int
    pid: int = 0

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
    quoted = [
        (name, value.replace('"', '\\"')) for name, value in headers if name.lower() not in OWN
    ]
    told = [f'        add_header {name} "{value}";' for name, value in quoted]
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
        yield server._replace(pid=process.pid)
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


class Run(NamedTuple):
    """A short run.

    Attributes:
        rate: Answers a second.
        cost: Microseconds of the server's CPU for each.
    """

    rate: float
    cost: float


Runs = dict[tuple[str, str], list[Run]]  # by server and status


def _measure(servers: list[Server]) -> Runs:
    """Let the servers take turns."""
    tags = {server.name: dict(_get(server.url, "gzip")[1]) for server in servers}
    held = {name: headers.get("ETag") or headers["etag"] for name, headers in tags.items()}
    runs: Runs = {}
    for _ in range(ROUNDS):
        for status in GOALS:
            for server in servers:
                condition = [f"If-None-Match: {held[server.name]}"] if status == "304" else []
                runs.setdefault((server.name, status), []).append(_run(server, condition))
    return runs


def _run(server: Server, headers: list[str]) -> Run:
    """Put load on a server."""
    flags = [flag for header in ["Accept-Encoding: gzip", *headers] for flag in ("-H", header)]
    load = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *flags, server.url]
    before = _cpu_seconds(server.pid)
    done = subprocess.run(
        ["taskset", "-c", CLIENT_CPU, *load], capture_output=True, text=True, check=True
    )
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        raise SystemExit(f"{server.name} answers with errors:\n{done.stdout}")
    rate = re.search(r"Requests/sec: +([0-9.]+)", done.stdout)
    number = re.search(r"([0-9]+) requests in", done.stdout)
    if rate is None or number is None:
        raise SystemExit(f"wrk says no rate:\n{done.stdout}")
    cost = (_cpu_seconds(server.pid) - before) / int(number[1])
    return Run(float(rate[1]), cost * 1e6)


def _cpu_seconds(pid: int) -> float:
    """The time for which a process and its descendants have had a CPU so far."""
    stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    own = (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")  # proc(5): utime, stime
    return own + sum(_cpu_seconds(int(child)) for child in children)


def _report(runs: Runs) -> None:
    """Print rates and costs, and their ratios to nginx."""
    names = list(dict.fromkeys(name for name, _ in runs))
    for status, goal in GOALS.items():
        print(f"{'gzip 200' if status == '200' else '304'}, best of {ROUNDS} runs")
        for name in names:
            print(_line(name, runs[name, status], runs[names[-1], status]))
        print(
            f"    goal: feedservice serve at {goal} of nginx's rate, on an otherwise idle machine"
        )


def _line(name: str, mine: list[Run], nginx: list[Run]) -> str:
    """Describe the runs of one server beside nginx's."""
    rate, cost = max(run.rate for run in mine), min(run.cost for run in mine)
    told = f"    {name:36} {rate:8,.0f}/s {cost:6.1f} µs of CPU"
    if mine is nginx:
        return told
    best = rate / max(run.rate for run in nginx)
    middle = median(a.rate / b.rate for a, b in zip(mine, nginx, strict=True))
    spared = min(run.cost for run in nginx) / cost
    return f"{told}  of nginx: {best:.2f} (median {middle:.2f}); by CPU {spared:.2f}"


if __name__ == "__main__":
    main()
