"""Hold the validator against the shared cases, and fail below the figures that we promise.

Without ``../shared``, as in a clone elsewhere, there is nothing to hold it against.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCORE = ROOT.parent / "shared" / "conformance" / "score.py"
WANTED = {"verdict": 99, "event": 98, "place": 95}  # percent
WITHOUT_FALSE_ALARM = ("no-error", "no-warning")
_LINE = re.compile(r"(\w+): (\d+)/(\d+) [\d.]+ %  \((.+)\)")
_GROUP = re.compile(r"([\w-]+) (\d+)/(\d+)")


def shortfalls(output: str) -> list[str]:
    """Say what falls short in the output of ``score.py``.

    Raises:
        ValueError: It is not what ``score.py`` prints, so nothing can be said.
    """
    lines = [_LINE.fullmatch(line) for line in output.splitlines()]
    figures = {line[1]: line for line in lines if line}
    if None in lines or list(figures) != list(WANTED) or len(lines) != len(WANTED):
        raise ValueError(f"this is no score: {output!r}")
    found = []
    for name, percent in WANTED.items():
        passed, scored = int(figures[name][2]), int(figures[name][3])
        if not scored or 100 * passed < percent * scored:
            found.append(f"{name}: {passed} of {scored} is less than {percent} %")
    return found + _false_alarms(figures["verdict"][4])


def _false_alarms(groups: str) -> list[str]:
    """Say which documents without a fault were said to have one."""
    counts = {name: (int(passed), int(scored)) for name, passed, scored in _GROUP.findall(groups)}
    if missing := [name for name in WITHOUT_FALSE_ALARM if name not in counts]:
        raise ValueError(f"there is no score for {', '.join(missing)}: {groups!r}")
    return [
        f"{name}: {counts[name][1] - counts[name][0]} false alarms"
        for name in WITHOUT_FALSE_ALARM
        if counts[name][0] != counts[name][1]
    ]


def main() -> int:
    """Score, and print the figures and what falls short."""
    if not SCORE.exists():
        print("conformance: no shared cases here")
        return 0
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, SCORE],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PATH": path},
    )
    print(done.stdout, end="")
    found = shortfalls(done.stdout)
    for shortfall in found:
        print(f"conformance: {shortfall}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
