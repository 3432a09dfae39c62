"""The codes that ingest reports, and their page."""

import re
from pathlib import Path

from feedservice.preparing.reasons import WARNINGS, Reason
from feedservice.sources import Code

PAGE = (Path(__file__).parents[2] / "docs" / "records.md").read_text(encoding="utf-8")


def test_the_page_lists_exactly_the_reasons_that_exist():
    table = PAGE.partition("| reason |")[2]
    listed = dict(re.findall(r"^\| `([\w…-]+)` \| (\w+) \|", table, re.MULTILINE))
    expected = {reason: "warning" if reason in WARNINGS else "error" for reason in Reason}
    assert listed == {"date-…": "error"} | expected


def test_no_reason_is_also_a_code_of_the_readers():
    assert {str(reason) for reason in Reason}.isdisjoint({str(code) for code in Code})
