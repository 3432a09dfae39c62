"""Publish the sample articles, and validate every feed as its readers fetch it."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / ".venv" / "bin" / "feedservice"
FORMATS = ("rss", "atom", "json")
PATIENCE_SECONDS = 60


def main() -> int:
    """Serve the samples from an empty store, and validate every address."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"http://127.0.0.1:{_free_port()}"
        environment = os.environ | {
            "FEEDSERVICE_ARTICLES": str(ROOT / "articles"),
            "FEEDSERVICE_BASE_URL": address,
            "FEEDSERVICE_DATABASE_URL": f"sqlite:///{folder}/samples.sqlite",
            "FEEDSERVICE_PORT": address.rpartition(":")[2],
        }
        server = subprocess.Popen([PROGRAM, "serve"], env=environment, cwd=folder)
        try:
            _wait_for(address)
            status = subprocess.run(
                [PROGRAM, "status"], env=environment, stdout=subprocess.PIPE, text=True, check=False
            )
            feeds = feeds_in(status.stdout)
            urls = [f"{address}{path}.{form}" for path in feeds for form in FORMATS]
            print(f"samples: {len(urls)} feeds")
            return subprocess.run([PROGRAM, "validate", *urls], check=False).returncode
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    """Find a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def _wait_for(address: str) -> None:
    """Wait until somebody answers.

    Raises:
        TimeoutError: Nobody does.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.1)
    raise TimeoutError(f"nobody answers at {address}")


def feeds_in(status: str) -> list[str]:
    """Read the channels out of what ``feedservice status`` prints.

    Raises:
        ValueError: There is none, so nothing would be validated.
    """
    feeds = re.findall(r"^(/feeds/\S+)", status, re.MULTILINE)
    if not feeds:
        raise ValueError(f"no feeds were published: {status}")
    return feeds


if __name__ == "__main__":
    sys.exit(main())
