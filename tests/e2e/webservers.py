"""nginx and Caddy, the programs, on an exported site."""

import os
import shutil
import socket
from pathlib import Path
from textwrap import dedent

import pytest

from tests.e2e.processes import until
from tests.e2e.sites import Answer, Site, fetch, free_port

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
CADDY = shutil.which("caddy")

SERVERS = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(
            program is None, reason=f"{name} is not installed; .ci/run installs it"
        ),
    )
    for name, program in (("nginx", NGINX), ("caddy", CADDY))
]


class WebServer:
    """One of them, as docs/export.md says that it is set up."""

    def __init__(self, name: str, site: Site, exported: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        home = site.home / f"{name}-{self.port}"
        home.mkdir()
        command = {"nginx": _nginx, "caddy": _caddy}[name](home, exported, self.port)
        self.program = site.start(command)
        until(self._listens, f"{name} listens", self.program.log)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        return fetch(self.url + path, method, **headers)

    def _listens(self) -> bool:
        assert self.program.status() is None, self.program.log()
        try:
            with socket.create_connection(("127.0.0.1", self.port)):
                return True
        except OSError:
            return False


def _nginx(home: Path, exported: Path, port: int) -> list[str]:
    """Write its configuration, and say how to start it."""
    user = "user root;" if os.geteuid() == 0 else ""  # nobody else may read our files
    places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    config = home / "nginx.conf"
    config.write_text(
        dedent(f"""
            {user}
            daemon off;
            worker_processes 1;
            pid {home}/nginx.pid;
            error_log stderr;
            events {{ }}
            http {{
                access_log off;
                gzip on;
                gzip_types application/rss+xml text/css;
                {" ".join(f"{place}_temp_path {home}/{place};" for place in places)}
                include {exported}/nginx-http.conf;
                server {{
                    listen 127.0.0.1:{port};
                    include {exported}/nginx-server.conf;
                }}
            }}
        """)
    )
    return [str(NGINX), "-e", "stderr", "-p", str(home), "-c", str(config)]


def _caddy(home: Path, exported: Path, port: int) -> list[str]:
    """Write its configuration, and say how to start it."""
    config = home / "Caddyfile"
    config.write_text(
        dedent(f"""
            {{
                admin off
                auto_https off
                storage file_system {home}
            }}
            :{port} {{
                bind 127.0.0.1
                import {exported}/Caddyfile
            }}
        """)
    )
    return [str(CADDY), "run", "--adapter", "caddyfile", "--config", str(config)]
