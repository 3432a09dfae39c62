"""What docs/validate.md shows is what the commands print, and what it lists is what there is."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedservice.cli import main
from feedservice.cli.validate import command
from feedservice.inspection.choosing import FORMATS, choose
from feedservice.inspection.reading import MAX_BYTES
from feedservice.inspection.settings import _KINDS, settle
from feedservice.validation.rulebook import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "validate.md").read_text(encoding="utf-8")
FEED = re.search(r"^```xml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[1]
EXAMPLES = re.findall(r"^```console\n\$ feedservice (.*?)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The folder of the examples."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "alle.rss").write_text(FEED, encoding="utf-8")
    mended = FEED.replace("2026-11-23T08:15:00+01:00", "Mon, 23 Nov 2026 08:15:00 +0100")
    mended = re.sub("<guid>.*</guid>", "<guid>https://bote.example/2026/pegel</guid>", mended)
    (tmp_path / "neu.rss").write_text(mended, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("line", "shown"), EXAMPLES)
def test_what_a_command_is_shown_to_print_is_what_it_prints(line, shown):
    told = CliRunner().invoke(main, shlex.split(line), catch_exceptions=False)
    assert told.output == shown


def test_the_mended_feed_is_good(here):
    told = CliRunner().invoke(main, ["validate", str(here / "neu.rss")])
    assert told.exit_code == 0


def rows(heading):
    table = PAGE.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return [[cell.strip(" `") for cell in row.split(" |")] for row in table.splitlines()[2:]]


def test_every_flag_and_every_setting_has_its_row():
    table = rows("flag | setting | what it does")
    flags = {option.opts[0] for option in command.params if option.opts[0].startswith("--")}
    assert {row[0].lstrip("| `") for row in table} - {""} == flags
    assert {row[1] for row in table} - {""} == set(_KINDS)


def test_every_format_has_its_row():
    assert tuple(row[0].lstrip("| `") for row in rows("format | for")) == FORMATS


def test_the_example_of_settings_is_good(here):
    [example] = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert tomllib.loads(example)
    (here / "pyproject.toml").write_text(example)
    assert choose({}, settle(here, {}), RULES).order.base_url == "https://bote.example/"


def test_the_limit_is_the_one_that_is_kept():
    assert f"up to {MAX_BYTES // 1024 // 1024} MB" in PAGE
