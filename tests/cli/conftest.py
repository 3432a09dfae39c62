"""The command line, in a newsroom's folder."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from feedservice.cli import main


@pytest.fixture
def newsroom(tmp_path, monkeypatch):
    """The current folder, with an empty articles folder."""
    (tmp_path / "articles").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run():
    """Run a command in this process."""

    def run(*args, stdin=None):
        return CliRunner().invoke(main, args, input=stdin, catch_exceptions=False)

    return run


@pytest.fixture
def start():
    """Start a command as a shell does."""
    started = []

    def start(*args, **options):
        program = subprocess.Popen(
            [sys.executable, "-m", "feedservice", *args],
            stdout=options.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            env=os.environ | options.pop("env", {}),
            **options,
        )
        started.append(program)
        return program

    yield start
    for program in started:
        program.kill()
        program.communicate()
