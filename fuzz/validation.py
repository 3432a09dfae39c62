"""Feed the validator whatever atheris thinks of, until it raises or is stopped.

    make fuzz FUZZ_SECONDS=60

The samples of the tests are the seeds. An input that raises is written into this folder's
``found/``; add it to ``tests/validation/cases`` with what it should say.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["feedservice"]):
    from feedservice.validation import validate

HERE = Path(__file__).parent
SEEDS = HERE.parent / "tests" / "validation" / "cases"
FOUND = HERE / "found"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ADDRESS = "https://example.org/feed"


def check(data: bytes) -> None:
    """Judge *data*; an exception is a bug, and so is a finding without a place."""
    for finding in validate(data, base_url=ADDRESS, now=NOW):
        if finding.line < 1 or finding.column < 1 or "\n" in finding.message:
            raise AssertionError(f"a finding without a place or of several lines: {finding}")


def main() -> None:
    """Run until the arguments of libFuzzer say that it is enough."""
    FOUND.mkdir(exist_ok=True)
    corpus = HERE / "corpus"
    corpus.mkdir(exist_ok=True)
    folders = [str(corpus), str(SEEDS)]
    atheris.Setup([*sys.argv, f"-artifact_prefix={FOUND}/", *folders], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
