"""Run the scorer of the shared cases on the normalizer, and fail below its floors.

    python bench/score.py

The scorer prints its tables; the floors are checked on the verdicts that it writes.
Debatable cases do not count. Exits 1 below a floor, and 2 when the scorer judged nothing;
where no cases lie beside the checkout, it says so and passes.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SCORER = ROOT.parent / "shared" / "dates" / "score.py"
IMPLEMENTATION = "feedservice.dates:normalize"
RIGHT_PERCENT, PRECISE_PERCENT = 98, 97
NEVER = ("wrong", "false", "crash", "timeout")


def main() -> None:
    """Score, and say what is below its floor."""
    if not SCORER.exists():
        print("dates: no shared cases here")
        return
    rows = [row for row in verdicts() if "debatable" not in row["tags"]]
    if not rows:
        print(f"{SCORER} judged no case", file=sys.stderr)
        sys.exit(2)
    complaints = list(below_floors(rows))
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if complaints:
        sys.exit(1)
    print(f"\nall floors are kept on {len(rows)} cases that are not debatable")


def verdicts() -> list[dict[str, Any]]:
    """Run the scorer, and read what it says of every case."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "verdicts.json"
        command = [sys.executable, str(SCORER), "--impl", IMPLEMENTATION, "--brief"]
        options = ["--failures", "20", "--json", str(found)]
        if subprocess.run([*command, *options], cwd=ROOT, check=False).returncode:
            print(f"{SCORER} did not run to its end", file=sys.stderr)
            sys.exit(2)
        rows: list[dict[str, Any]] = json.loads(found.read_text(encoding="utf-8"))
    return rows


def below_floors(rows: list[dict[str, Any]]) -> Iterable[str]:
    """One sentence for each floor that is not kept."""
    counts = Counter(row["verdict"] for row in rows)
    for verdict in NEVER:
        if counts[verdict]:
            yield f"{verdict}: {counts[verdict]}, where none is allowed"
    if 100 * counts["right"] < RIGHT_PERCENT * len(rows):
        yield f"right: {counts['right']} of {len(rows)}, less than {RIGHT_PERCENT} %"
    dated = [row for row in rows if row["verdict"] == "right" and row["expect"]]
    precise = sum(row["got_precision"] == row["precision"] for row in dated)
    if not dated or 100 * precise < PRECISE_PERCENT * len(dated):
        yield f"precision: {precise} of {len(dated)}, less than {PRECISE_PERCENT} %"


if __name__ == "__main__":
    main()
