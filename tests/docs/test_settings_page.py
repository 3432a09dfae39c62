"""What docs/settings.md promises is what the settings are."""

import re
import tomllib
from pathlib import Path

import pytest

from feedservice import config
from feedservice.cli.serve import command
from feedservice.config import ChannelSettings, Settings
from feedservice.config.reading import names
from feedservice.errors import ConfigError

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| `(\w+)` \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)


def test_every_setting_has_its_row_and_every_row_its_setting():
    assert [name for name, *_ in ROWS] == names(Settings)


@pytest.mark.parametrize(("name", "variable", "default", "_told"), ROWS)
def test_a_row_names_the_variable_and_the_default(name, variable, default, _told):
    assert variable == f"FEEDSERVICE_{name.upper()}"
    value = getattr(Settings(), name)
    written = str(value).lower() if isinstance(value, bool) else value
    assert default == (f"`{written}`" if value not in (None, {}, ()) else "none")


@pytest.mark.parametrize(
    ("name", "flag"), re.findall(r"^\| `(\w+)` .*Flag: `(--\w+)`", PAGE, re.MULTILINE)
)
def test_a_flag_is_one_of_serve(name, flag):
    assert flag == f"--{name}"
    assert flag in [option for parameter in command.params for option in parameter.opts]


def test_the_example_is_good():
    [example] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    settings = Settings.of(tomllib.loads(example))
    assert settings.categories["Österreich"] == ChannelSettings(language="de-AT")


def test_the_variable_in_the_text_is_good(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    [(variable, value)] = re.findall(r"`(FEEDSERVICE_\w+)='(.*)'`", PAGE)
    monkeypatch.setenv(variable, value)
    assert config.load().categories == {"Sport": ChannelSettings(author="Sportredaktion")}


def test_the_settings_of_a_category_are_all_named():
    section = PAGE.partition("## One category")[2].partition("\n\n")[2].partition(";")[0]
    assert re.findall(r"`(\w+)`", section) == names(ChannelSettings)


def test_the_complaint_is_the_one_that_is_shown(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FEEDSERVICE_TIMEZONE", "Mars")
    with pytest.raises(ConfigError) as refused:
        config.load()
    assert f"feedservice: {refused.value}\n" in PAGE
