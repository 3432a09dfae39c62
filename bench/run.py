"""Run every benchmark, one after the other: what ``make bench`` does."""

import runpy
from pathlib import Path

for name in ("publishing", "delivery", "dates", "validation"):
    print(f"== {name}")
    runpy.run_path(str(Path(__file__).with_name(f"{name}.py")), run_name="__main__")
