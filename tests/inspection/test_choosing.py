from datetime import UTC, datetime

import pytest

from feedservice.errors import ConfigError
from feedservice.inspection.choosing import FlagError, choose
from feedservice.inspection.settings import Settled
from feedservice.records import Severity

KNOWN = {"RSS001", "RSS012", "HOUSE003"}


@pytest.fixture
def choice(tmp_path):
    """Choose from flags and settings."""

    def choice(flags=None, **settled):
        values = {name.replace("_", "-"): value for name, value in settled.items()}
        return choose(flags or {}, Settled(values=values, file=tmp_path / "site.toml"), KNOWN)

    return choice


def test_without_flags_and_settings_everything_is_reported_as_text(choice):
    chosen = choice()
    selection = chosen.order.selection
    assert (chosen.output_format, chosen.exit_zero) == ("text", False)
    assert (selection.select, selection.ignore, selection.severity) == ((), (), Severity.INFO)
    assert (chosen.order.base_url, chosen.order.now) == (None, None)


def test_a_flag_overrides_the_setting_of_its_name(choice):
    settled = {"select": ["RSS"], "ignore": ["HOUSE"], "severity": "error"}
    flags = {"select": ["RSS012"], "ignore": [], "severity": None}
    selection = choice(flags, **settled).order.selection
    assert selection.select == ("RSS012",)
    assert selection.ignore == ("HOUSE",)
    assert selection.severity is Severity.ERROR


def test_all_settings_are_heard(choice, tmp_path):
    chosen = choice(
        output_format="sarif",
        base_url="https://bote.example/",
        exit_zero=True,
        per_file_ignores={"archiv/*": ["HOUSE003"]},
    )
    assert (chosen.output_format, chosen.exit_zero) == ("sarif", True)
    assert chosen.order.base_url == "https://bote.example/"
    assert chosen.order.selection.per_file == (("archiv/*", ("HOUSE003",)),)
    assert chosen.order.selection.root == tmp_path


def test_only_the_text_report_needs_the_source(choice):
    assert choice().order.with_source
    assert not choice(output_format="json").order.with_source


def test_the_present_may_be_given(choice):
    now = choice({"now": "2026-11-23T15:00Z"}).order.now
    assert now == datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        (
            "output-format",
            "xml",
            "'xml' must be one of text, json, sarif, junit, github, gitlab",
        ),
        ("severity", "eror", "'eror' must be one of error, warning, info; did you mean error?"),
        (
            "select",
            ["RSS", "RRS012"],
            "'RRS012' is no rule and no prefix of one; did you mean RSS012?",
        ),
        ("ignore", ["X"], "'X' is no rule and no prefix of one"),
        (
            "base-url",
            "bote.example",
            "'bote.example' must begin with http:// or https:// and a host",
        ),
        ("base-url", "http://[", "'http://[' must begin with http:// or https:// and a host"),
    ],
)
def test_a_wrong_value_is_refused_with_the_place_where_it_stands(
    choice, tmp_path, name, value, complaint
):
    with pytest.raises(FlagError) as refused:
        choice({name: value})
    assert str(refused.value) == f"--{name}: {complaint}"
    with pytest.raises(ConfigError) as refused:
        choice(**{name: value})
    assert str(refused.value) == f"validate.{name} ({tmp_path / 'site.toml'}): {complaint}"


@pytest.mark.parametrize("now", ["gestern", "2026-11-23T15:00", "2026-11-23"])
def test_a_present_without_an_offset_is_none(choice, now):
    with pytest.raises(FlagError, match="is no moment; write it as 2026-11-23T15:00"):
        choice({"now": now})


def test_codes_of_single_files_are_checked_too(choice, tmp_path):
    with pytest.raises(ConfigError) as refused:
        choice(per_file_ignores={"archiv/*": ["RSS912"]})
    assert str(refused.value) == (
        f"validate.per-file-ignores.'archiv/*' ({tmp_path / 'site.toml'}): "
        "'RSS912' is no rule and no prefix of one; did you mean RSS012?"
    )
