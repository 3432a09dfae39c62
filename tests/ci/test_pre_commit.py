import re
import shlex

import pytest
import yaml

from feedservice.cli import COMMANDS


@pytest.fixture
def hook(root):
    """The only hook."""
    [hook] = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text())
    return hook


def test_the_hook_starts_a_command_that_there_is(hook):
    program, command = shlex.split(hook["entry"])
    assert (program, hook["language"]) == ("feedservice", "python")
    assert command in COMMANDS


@pytest.mark.parametrize(
    ("path", "is_meant"),
    [
        ("feeds/alle.rss", True),
        ("alle.atom", True),
        ("sitemap.xml", False),
        ("alle.rss.txt", False),
    ],
)
def test_the_hook_is_for_feeds(hook, path, is_meant):
    assert bool(re.search(hook["files"], path)) is is_meant
