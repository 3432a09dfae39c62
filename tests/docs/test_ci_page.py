"""What docs/ci.md shows can be used as it stands."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from feedservice.cli import main
from feedservice.cli.diff import command as diff
from feedservice.cli.validate import command as validate
from feedservice.validation.testing import assert_valid_feed

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
FEED = (ROOT / "docs" / "validate.md").read_text(encoding="utf-8").split("```xml\n")[1].split("```")[0]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
EXAMPLES = [
    yaml.safe_load(text)
    for text in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
]


def test_the_hook_is_the_one_that_there_is():
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert EXAMPLES[0]["repos"][0]["hooks"] == [{"id": hook["id"]}]


def test_workflows_give_the_action_inputs_that_it_has():
    used = [
        step["with"]
        for example in EXAMPLES
        for step in example.get("jobs", {}).get("feeds", {}).get("steps", ())
        if "feedservice@" in step.get("uses", "")
    ]
    assert len(used) == 2
    assert {name for inputs in used for name in inputs} <= set(ACTION["inputs"])


def test_every_input_has_its_row_with_its_default():
    table = PAGE.partition("| input |")[2].partition("\n\n")[0]
    told = {}
    for row in table.splitlines()[2:]:
        names, default, _ = row.strip("| ").split(" | ", 2)
        for name in re.findall(r"`([\w-]+)`", names):
            told[name] = default.strip("`").replace("none", "")
    assert told == {name: about["default"] for name, about in ACTION["inputs"].items()}


def lines():
    gitlab = [line for line in EXAMPLES[-1]["feeds"]["script"] if line.startswith("feedservice")]
    return gitlab + re.findall(r"^\$ (feedservice .*)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("line", lines())
def test_a_command_line_is_one(line):
    _, name, *arguments = shlex.split(line.partition(" > ")[0])
    command = {"validate": validate, "diff": diff}[name]
    # With the names that the group gives: click keeps the first that it meets.
    names = main.context_settings["help_option_names"]
    assert command.make_context(name, arguments, help_option_names=names).params


def test_a_feed_with_findings_fails_as_shown():
    with pytest.raises(AssertionError) as failed:
        assert_valid_feed(FEED.encode(), base_url="https://bote.example/alle.rss")
    assert f"```text\n{failed.value}\n```" in PAGE
