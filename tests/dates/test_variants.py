"""Hundreds of variants of the forms, and of what must be rejected: the table beside this file."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from feedservice.dates import DateError, normalize

TABLE = Path(__file__).with_name("variants.txt")
CUT = {"year": 4, "month": 7, "day": 10, "hour": 13, "minute": 16, "second": 19}


def variants():
    """Give what is wanted, the text, the moment seen and the zone of every line."""
    seen, zone = None, "Europe/Berlin"
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        first, _, rest = line.partition(" ")
        if first == "%ref":
            seen = None if rest == "none" else datetime.fromisoformat(rest)
        elif first == "%tz":
            zone = rest
        elif line and not line.startswith("#"):
            text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), rest)
            yield first, text, seen, zone


def read(text, seen, zone):
    """Write the answer as the table does."""
    try:
        found = normalize(text, reference=seen, tz=zone)
    except DateError:
        return "X", ""
    return found.value.isoformat()[: CUT[found.precision]], f"{found.value:%z}"


CASES = list(variants())


@pytest.mark.parametrize(("wanted", "text", "seen", "zone"), CASES)
def test_a_variant_is_read_as_a_person_reads_it(wanted, text, seen, zone):
    value, _, offset = wanted.partition("+")
    answer = read(text, seen, zone)
    assert answer == (value, f"+{offset}" if offset else answer[1])


def test_the_table_has_many_of_both_kinds():
    rejected = sum(case[0] == "X" for case in CASES)
    assert rejected > 400
    assert len(CASES) - rejected > 800
