"""Publishing: all records, none changed, one new; beside Hugo and a floor of plain Python.

The floor reads the same files and formats their text into strings; it knows no dates, no
escaping, no store and no feed. Hugo makes RSS and Atom of the same records. Each run of ours
has one of theirs beside it: ratios hold on a noisy machine, seconds do not.
"""

import contextlib
import html
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import NamedTuple

import corpus
import hugo

SIZES = {10_000: 5, 100_000: 2}  # records, and how often they are published
SERVED = (1_000, 100_000)
NEW_RECORDS = 9
PORT = 8765
PATIENCE_SECONDS = 120
PUBLISH = [sys.executable, "-m", "feedservice", "publish"]


class Run(NamedTuple):
    """What a process took; the memory is that of its largest process, in MB."""

    seconds: float
    memory: float


def floor(folder: Path) -> int:
    """Do the least that a publisher could do, and say how many characters came out."""
    written = 0
    for path in sorted(folder.rglob("*.txt")):
        date, category, title, _, *paragraphs = path.read_text("utf-8").split("\n\n")
        body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
        written += len(f"<item><title>{title}</title>{date}{category}{body}</item>")
    return written


def main() -> None:
    """Print the figures."""
    if hugo.HUGO is None:
        print("Hugo is not installed: its figures are missing")
    for records, runs in SIZES.items():
        with tempfile.TemporaryDirectory() as name:
            _cold(Path(name), records, runs)
    for records in SERVED:
        with tempfile.TemporaryDirectory() as name:
            _new_records(Path(name), records)


def _cold(folder: Path, records: int, runs: int) -> None:
    """Publish everything, beside Hugo and the floor; then once more, with nothing to do."""
    print(f"-- {records:,} records")
    articles, site = folder / "articles", folder / "hugo"
    corpus.write(articles, records)
    if hugo.HUGO:
        hugo.write(site, articles)
    environment = _environment(folder)
    floors, ours, theirs = [], [], []
    for _ in range(runs):
        began = time.perf_counter()
        floor(articles)
        floors.append(time.perf_counter() - began)
        for file in folder.glob("store.sqlite*"):
            file.unlink()
        ours.append(_run(PUBLISH, environment))
        if hugo.HUGO:
            theirs.append(_run(hugo.command(site), environment))
            hugo.check(site)
    base = min(floors)
    _line("floor: plain Python over the same files", base, None)
    best = min(ours)
    _line(f"cold publish, best of {runs}", best.seconds, base)
    print(f"{'  its memory':48} {best.memory:8.0f} MB")
    if theirs:
        other = min(theirs)
        _line(f"Hugo, best of {runs}", other.seconds, base)
        print(f"{'  its memory':48} {other.memory:8.0f} MB")
        print(f"{'cold publish to Hugo':48} {best.seconds / other.seconds:8.2f} x")
    _line("publish again, nothing changed", _run(PUBLISH, environment).seconds, base)
    status = _run([sys.executable, "-m", "feedservice", "status"], environment)
    _line("of which starting Python and opening the store", status.seconds, base)


def _environment(folder: Path) -> dict[str, str]:
    """Settings for the articles in *folder*, and nothing that keeps Python from its caches."""
    environment = os.environ | {
        "FEEDSERVICE_ARTICLES": str(folder / "articles"),
        "FEEDSERVICE_DATABASE_URL": f"sqlite:///{folder / 'store.sqlite'}",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # installed, it is compiled once
    return environment


def _run(command: list[str], environment: dict[str, str]) -> Run:
    """Run a command as a whole process."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with status {process.returncode}")
    return Run(seconds, usage.ru_maxrss / 1024)


def _new_records(folder: Path, records: int) -> None:
    """Add records while the service runs, and wait until a feed shows each."""
    print(f"-- one new record in an archive of {records:,}")
    corpus.write(folder / "articles", records)
    environment = _environment(folder)
    _run(PUBLISH, environment)
    with _server(environment) as published:
        waits = [_arrival(folder, number) for number in range(NEW_RECORDS)]
        time.sleep(1)
    work = published()[-NEW_RECORDS:]
    print(f"{'publishing work, median':48} {median(work):8.0f} ms")
    print(f"{'publishing work, best':48} {min(work):8.0f} ms")
    print(f"{'close to GET, median':48} {median(waits) * 1000:8.0f} ms")
    print(f"{'close to GET, slowest':48} {max(waits) * 1000:8.0f} ms")


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[Callable[[], list[float]]]:
    """Run the service; gives what tells the milliseconds of each act of publishing."""
    log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed with the process
    command = [sys.executable, "-m", "feedservice", "serve", "--port", str(PORT)]
    process = subprocess.Popen(command, env=environment, stderr=log)

    def published() -> list[float]:
        log.seek(0)
        lines = [line for line in log if "Published" in line]
        return [float(line.partition(" feeds in ")[2].split()[0]) for line in lines]

    try:
        _wait_for("", time.perf_counter())
        time.sleep(3)
        yield published
    finally:
        process.terminate()
        process.wait(30)


def _arrival(folder: Path, number: int) -> float:
    """Seconds from the close of a new record to the answer that shows it."""
    title = f"Eilmeldung {number}"
    text = f"20.11.2026, 9:{number:02} Uhr\n\nPolitik\n\n{title}\n\n{title}\n\nEin Absatz.\n"
    (folder / "articles" / f"eil-{number}.txt").write_text(text, "utf-8")
    return _wait_for(f"{title}<", time.perf_counter())


def _wait_for(text: str, began: float) -> float:
    """Ask for a feed, as readers do only for what is new, until it holds *text*.

    Over one connection, so that asking takes next to nothing of what is measured.
    """
    headers: dict[str, str] = {}
    while time.perf_counter() - began < PATIENCE_SECONDS:
        with contextlib.suppress(OSError), _connection() as server:  # it may not be there yet
            while time.perf_counter() - began < PATIENCE_SECONDS:
                server.request("GET", "/feeds/politik.rss", headers=headers)
                answer = server.getresponse()
                if text in answer.read().decode():
                    return time.perf_counter() - began
                if tag := answer.headers["ETag"]:
                    headers["If-None-Match"] = tag
                time.sleep(0.005)
        time.sleep(0.005)
    raise SystemExit(f"{text!r} did not arrive")


def _connection() -> contextlib.closing[HTTPConnection]:
    """Connect to the service."""
    return contextlib.closing(HTTPConnection("127.0.0.1", PORT))


def _line(what: str, seconds: float, floor_seconds: float | None) -> None:
    """Print one figure, and its ratio to the floor."""
    ratio = f"{seconds / floor_seconds:6.1f} x floor" if floor_seconds else ""
    print(f"{what:48} {seconds * 1000:8.0f} ms {ratio}")


if __name__ == "__main__":
    main()
