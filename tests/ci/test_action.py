"""The composite action's own script, run as a runner runs it; only the installing is left out."""

import json
import re
import shutil
import subprocess
import sys

import pytest
import yaml

BROKEN = "<rss version='2.0'><channel></rss>"
bash = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")


@pytest.fixture
def action(root):
    """What action.yml says."""
    return yaml.safe_load((root / "action.yml").read_text())


@pytest.fixture
def validate(action, tmp_path):
    """Run the step that validates, in a folder with one broken feed."""
    program = tmp_path / "runner" / "feedservice" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    program.chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    (work / "kaputt feed.rss").write_text(BROKEN)
    step = action["runs"]["steps"][-1]

    def validate(**given):
        inputs = {name: about["default"] for name, about in action["inputs"].items()} | {
            name.replace("_", "-"): value for name, value in given.items()
        }
        variables = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: inputs[m[1]], value)
            for name, value in step["env"].items()
        }
        return subprocess.run(
            # As GitHub starts `shell: bash`.
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=work,
            env={"PATH": "/usr/bin:/bin", "RUNNER_TEMP": str(tmp_path / "runner"), **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    return validate


@bash
def test_by_default_the_whole_repository_is_validated_and_annotated(validate):
    told = validate()
    assert told.returncode == 1
    assert told.stdout.startswith("::error file=kaputt feed.rss,line=1,")


@bash
@pytest.mark.parametrize(
    ("inputs", "status"),
    [
        ({"paths": "kaputt feed.rss\n"}, 1),
        ({"paths": "weg.rss\nkaputt feed.rss"}, 2),
        ({"exit_zero": "true"}, 0),
        ({"select": "RSS"}, 0),
        ({"ignore": "XML003"}, 0),
        ({"severity": "error", "base_url": "https://bote.example/"}, 1),
        ({"paths": "--help"}, 2),  # a file of this name, which there is not
    ],
)
def test_every_input_is_heard(validate, inputs, status):
    assert validate(**inputs).returncode == status


@bash
def test_the_report_is_written_to_a_file_as_well(validate, tmp_path):
    told = validate(output_format="sarif", output_file="feeds.sarif")
    assert told.returncode == 1
    report = (tmp_path / "work" / "feeds.sarif").read_text()
    assert json.loads(report)["version"] == "2.1.0"


@bash
def test_no_input_becomes_a_command(validate, tmp_path):
    hostile = '$(touch hacked) `touch hacked`; touch hacked "'
    validate(paths=hostile, select=hostile, base_url=hostile, output_file="")
    assert not (tmp_path / "work" / "hacked").exists()


def test_inputs_reach_scripts_as_variables_only(action):
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_every_input_reaches_a_step(action):
    steps = json.dumps(action["runs"]["steps"])
    assert [name for name in action["inputs"] if f"inputs.{name} " not in steps] == []
