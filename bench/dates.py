"""Time the normalizer beside dateparser on the shared cases, and its import beside dateutil's.

    python bench/dates.py

Both read the same texts in the same process, turn by turn, so that a busy machine slows
both; the best of several rounds counts. dateparser is given what it may know: the
language, the zone, the day-first order and the reference.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from feedservice.dates import DateError, normalize

SHARED = Path(__file__).resolve().parents[2] / "shared" / "dates"
OUR_ROUNDS, THEIR_ROUNDS = 21, 3
IMPORTS = 15
NEEDED = "import dateutil.tz, dateutil.relativedelta"
OURS = "import feedservice.dates"
NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"

Case = tuple[str, str, datetime | None]
Read = Callable[[Case], object]


def main() -> None:
    """Print what was measured."""
    cases = shared_cases()
    if not cases:
        print(f"skipped: no cases in {SHARED}")
    else:
        print_calls(cases)
    needed, ours = import_milliseconds(NEEDED, OURS)
    print(f"import dateutil's parts  {needed:8.1f} ms")
    print(f"import feedservice.dates {ours:8.1f} ms  ({ours - needed:+.1f} ms)")


def shared_cases() -> list[Case]:
    """The shared cases, without those that test how long an attack takes."""
    return [
        (row["text"], row["tz"], datetime.fromisoformat(row["ref"]) if row["ref"] else None)
        for path in sorted(SHARED.glob("*.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if "dos" not in row["tags"]
    ]


def print_calls(cases: list[Case]) -> None:
    """Print mean microseconds a call, and how many times as long dateparser takes."""
    ours = best_mean(read_ours, cases, OUR_ROUNDS)
    print(f"feedservice.dates        {ours:8.1f} us a call, mean of {len(cases)} cases")
    theirs = dateparser_reader()
    if theirs is None:
        print("skipped: dateparser is not installed")
        return
    mean = best_mean(theirs, cases, THEIR_ROUNDS)
    print(f"dateparser               {mean:8.1f} us a call, {mean / ours:.1f} times as long")


def best_mean(read: Read, cases: list[Case], rounds: int) -> float:
    """Mean microseconds a call in the best round, after one round to warm up."""
    means = []
    for _ in range(rounds + 1):
        start = perf_counter()
        for case in cases:
            read(case)
        means.append((perf_counter() - start) / len(cases) * 1e6)
    return min(means[1:])


def read_ours(case: Case) -> object:
    """Read one case with this package."""
    text, zone, reference = case
    try:
        return normalize(text, tz=zone, reference=reference)
    except DateError:
        return None


def dateparser_reader() -> Read | None:
    """Read one case with dateparser, if it is installed."""
    try:
        # The benchmark must also run without it, and its stubs are no dependency of ours.
        dateparser = import_module("dateparser")
    except ImportError:
        return None

    def read(case: Case) -> object:
        text, zone, reference = case
        settings: dict[str, Any] = {
            "TIMEZONE": zone,
            "RETURN_AS_TIMEZONE_AWARE": True,
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "past",
        }
        if reference is not None:
            settings["RELATIVE_BASE"] = reference.replace(tzinfo=None)
        found: object = dateparser.parse(text, languages=["de"], settings=settings)
        return found

    return read


def import_milliseconds(*statements: str) -> list[float]:
    """Milliseconds that a fresh interpreter takes for each import, its byte code there."""
    root = Path(__file__).resolve().parents[1]
    # With this set, every import compiles its modules anew, and that would be measured.
    settings = {name: value for name, value in os.environ.items() if name != NO_BYTECODE}
    runs: dict[str, list[float]] = {statement: [] for statement in statements}
    for _ in range(IMPORTS):
        for statement in statements:
            code = (
                f"from time import perf_counter as t; s = t(); {statement}; print((t() - s) * 1e3)"
            )
            command = [sys.executable, "-c", code]
            done = subprocess.run(command, cwd=root, env=settings, check=True, capture_output=True)
            runs[statement].append(float(done.stdout))
    return [min(runs[statement]) for statement in statements]


if __name__ == "__main__":
    main()
