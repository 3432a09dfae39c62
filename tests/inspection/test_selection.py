from pathlib import Path

import pytest

from feedservice.inspection.selection import Selection, stranger
from feedservice.records import Severity

KNOWN = {"RSS001", "RSS012", "ATOM001", "HTTP001"}


@pytest.mark.parametrize(
    ("select", "ignore", "is_chosen"),
    [
        ((), (), True),
        (("RSS",), (), True),
        (("RSS012",), (), True),
        (("ATOM",), (), False),
        (("ALL",), (), True),
        ((), ("RSS",), False),
        ((), ("RSS012",), False),
        ((), ("RSS013",), True),
        ((), ("ALL",), False),
        (("RSS012",), ("RSS",), True),  # the longer name decides
        (("RSS",), ("RSS012",), False),
        (("RSS",), ("RSS",), False),
        (("ALL",), ("RSS",), False),
        (("RSS",), ("ALL",), True),
    ],
)
def test_the_longest_name_of_a_rule_decides(finding, select, ignore, is_chosen):
    kept, _ = Selection(select=select, ignore=ignore).divide("a.rss", [finding("RSS012")])
    assert bool(kept) is is_chosen


@pytest.mark.parametrize(
    ("severity", "kept", "below"),
    [
        (Severity.INFO, ["E", "W", "I"], 0),
        (Severity.WARNING, ["E", "W"], 1),
        (Severity.ERROR, ["E"], 2),
    ],
)
def test_the_threshold_keeps_what_reaches_it_and_counts_the_rest(finding, severity, kept, below):
    found = [
        finding("E", Severity.ERROR),
        finding("W", Severity.WARNING),
        finding("I", Severity.INFO),
    ]
    chosen, number = Selection(severity=severity).divide("a.rss", found)
    assert ([f.code for f in chosen], number) == (kept, below)


def test_what_is_not_selected_is_not_below_the_threshold(finding):
    selection = Selection(ignore=("I",), severity=Severity.ERROR)
    assert selection.divide("a.rss", [finding("I", Severity.INFO)]) == ((), 0)


@pytest.mark.parametrize(
    ("path", "is_ignored"),
    [
        ("archiv/alt.rss", True),
        ("./archiv/alt.rss", True),
        ("archiv/2019/alt.rss", True),
        ("neu.rss", False),
        ("{root}/archiv/alt.rss", True),
        ("/elsewhere/archiv/alt.rss", False),
    ],
)
def test_a_pattern_counts_from_the_folder_of_the_settings(here, finding, path, is_ignored):
    selection = Selection(per_file=(("archiv/*", ("RSS",)),), root=here)
    kept, _ = selection.divide(path.format(root=here), [finding("RSS012")])
    assert bool(kept) is not is_ignored


@pytest.mark.parametrize(
    ("pattern", "path"),
    [("alt.rss", "tief/unten/alt.rss"), ("https://bote.example/*", "https://bote.example/a.rss")],
)
def test_a_pattern_may_also_be_a_name_or_an_address(finding, pattern, path):
    selection = Selection(per_file=((pattern, ("RSS012",)),), root=Path("/nowhere"))
    kept, _ = selection.divide(path, [finding("RSS012"), finding("RSS001")])
    assert kept == (finding("RSS001"),)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("RSS", None),
        ("RSS0", None),
        ("RSS012", None),
        ("ALL", None),
        ("RSS013", "'RSS013' is no rule and no prefix of one; did you mean RSS012?"),
        ("rss012", "'rss012' is no rule and no prefix of one; did you mean RSS012?"),
        ("QSS", "'QSS' is no rule and no prefix of one; did you mean RSS?"),
        ("zzz", "'zzz' is no rule and no prefix of one"),
        ("", "'' is no rule and no prefix of one"),
    ],
)
def test_a_name_that_is_none_is_refused_with_a_suggestion(name, told):
    assert stranger(["ATOM", name], KNOWN) == told
