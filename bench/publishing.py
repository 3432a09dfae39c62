"""Publishing: all records, none changed, one new; beside a floor of plain Python.

The floor reads the same files and formats their text into strings; it knows no dates, no
escaping, no store and no feed. Ratios to it hold on a noisy machine, seconds do not.
"""

import html
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import corpus

RECORDS = 10_000
COLD_RUNS = 4
PORT = 8765
PATIENCE_SECONDS = 60


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
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.write(folder / "articles", RECORDS)
        environment = os.environ | {
            "FEEDSERVICE_ARTICLES": str(folder / "articles"),
            "FEEDSERVICE_DATABASE_URL": f"sqlite:///{folder / 'store.sqlite'}",
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # installed, it is compiled once
        floor_seconds = _best(lambda: floor(folder / "articles"))
        cold, memory = min(_publish_cold(folder, environment) for _ in range(COLD_RUNS))
        _line("floor: plain Python over the same files", floor_seconds, None)
        _line(f"cold publish of {RECORDS:,} records, best of {COLD_RUNS}", cold, floor_seconds)
        print(f"{'peak memory of it':48} {memory:8.0f} MB")
        _line("publish again, nothing changed", _publish(environment)[0], floor_seconds)
        start, _ = _run([sys.executable, "-m", "feedservice", "status"], environment)
        _line("of which starting Python and opening the store", start, floor_seconds)
        _serve(folder, environment)


def _publish_cold(folder: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Time ``feedservice publish`` into a store that is not there yet."""
    for file in folder.glob("store.sqlite*"):
        file.unlink()
    return _publish(environment)


def _publish(environment: dict[str, str]) -> tuple[float, float]:
    """Time ``feedservice publish`` as a whole process."""
    return _run([sys.executable, "-m", "feedservice", "publish"], environment)


def _run(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Run a command; its seconds and its peak memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with status {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def _best(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of a few runs."""
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def _serve(folder: Path, environment: dict[str, str]) -> None:
    """Add records while the service runs, and wait until a feed shows each."""
    with _server(environment):
        waits = sorted(_arrival(folder, number) for number in range(7))
    print(f"{'new record: close to GET, median':48} {waits[3] * 1000:8.0f} ms")
    print(f"{'new record: close to GET, slowest of 7':48} {waits[-1] * 1000:8.0f} ms")


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[None]:
    """Run the service, and print what it says of its work."""
    log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed with the process
    command = [sys.executable, "-m", "feedservice", "serve", "--port", str(PORT)]
    process = subprocess.Popen(command, env=environment, stderr=log)
    try:
        _wait_for("", time.perf_counter())
        time.sleep(2)
        yield
    finally:
        process.terminate()
        process.wait(30)
        log.seek(0)
        for line in log:
            if "Published" in line:
                print("   " + line.partition("INFO")[2].strip())


def _arrival(folder: Path, number: int) -> float:
    """Seconds from the close of a new record to the answer that shows it."""
    title = f"Eilmeldung {number}"
    text = f"20.11.2026, 9:{number:02} Uhr\n\nPolitik\n\n{title}\n\n{title}\n\nEin Absatz.\n"
    (folder / "articles" / f"eil-{number}.txt").write_text(text, "utf-8")
    return _wait_for(f"{title}<", time.perf_counter())


def _wait_for(text: str, began: float) -> float:
    """Poll a feed until it holds *text*."""
    while time.perf_counter() - began < PATIENCE_SECONDS:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/feeds/politik.rss") as answer:
                if text in answer.read().decode():
                    return time.perf_counter() - began
        except OSError:
            pass
        time.sleep(0.005)
    raise SystemExit(f"{text!r} did not arrive")


def _line(what: str, seconds: float, floor_seconds: float | None) -> None:
    """Print one figure, and its ratio to the floor."""
    ratio = f"{seconds / floor_seconds:6.1f} x floor" if floor_seconds else ""
    print(f"{what:48} {seconds * 1000:8.0f} ms {ratio}")


if __name__ == "__main__":
    main()
