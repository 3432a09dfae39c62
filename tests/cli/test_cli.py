import errno
import io
import signal
import subprocess
import sys
from importlib.metadata import version

import pytest

from feedservice.cli import main


class Broken(io.BytesIO):
    """A standard input at which something happens."""

    def __init__(self, event):
        super().__init__()
        self.event = event

    def readline(self, _size=-1):
        raise self.event


def test_the_help_lists_every_command_and_the_exit_status(run):
    told = run("--help")
    assert told.exit_code == 0
    for word in (
        "date",
        "diff",
        "rules",
        "serve",
        "status",
        "validate",
        "0 good, 1 looked and found something",
    ):
        assert word in told.stdout


@pytest.mark.parametrize(
    "command", ["date", "diff", "publish", "rules", "serve", "status", "validate"]
)
def test_every_command_has_help(run, command):
    told = run(command, "-h")
    assert told.exit_code == 0
    assert told.stdout.startswith(f"Usage: main {command}")


def test_the_version_is_that_of_the_package(run):
    assert run("--version").stdout == f"feedservice, version {version('feedservice')}\n"


def test_a_command_that_there_is_not_is_refused(run):
    told = run("publsh")
    assert told.exit_code == 2
    assert "No such command 'publsh'" in told.stderr


def test_what_cannot_be_read_ends_in_one_line(run):
    told = run("date", stdin=Broken(OSError(errno.EIO, "Input/output error", "/dev/sdz")))
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == "feedservice: Input/output error: /dev/sdz\n"


def test_an_error_of_the_system_without_a_name_is_told_too(run):
    told = run("date", stdin=Broken(OSError("quite broken")))
    assert (told.exit_code, told.stderr) == (2, "feedservice: quite broken\n")


def test_ctrl_c_aborts_with_the_status_that_shells_know(run):
    told = run("date", stdin=Broken(KeyboardInterrupt()))
    assert (told.exit_code, told.stderr) == (130, "feedservice: aborted\n")


def test_a_reader_that_has_seen_enough_is_no_error(run):
    told = run("date", stdin=Broken(BrokenPipeError(errno.EPIPE, "Broken pipe")))
    assert (told.exit_code, told.stderr) == (1, "")


def test_without_an_output_the_work_is_done_all_the_same(newsroom, monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as ended:
        main(["publish"])
    assert ended.value.code == 0
    assert (newsroom / "var" / "feedservice.sqlite").exists()


def test_ctrl_c_ends_the_real_program_in_one_line(start):
    program = start("date", stdin=subprocess.PIPE)
    program.stdin.write(b"22.11.2026, 18.05 Uhr\n")
    program.stdin.flush()
    assert program.stdout.readline().startswith(b"2026-11-22T18:05:00+01:00")  # now it waits
    program.send_signal(signal.SIGINT)
    _, stderr = program.communicate(timeout=30)
    assert (program.returncode, stderr) == (130, b"feedservice: aborted\n")


def test_a_full_disk_behind_the_output_is_one_line(start, newsroom):
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        program = start("status", stdout=full, cwd=newsroom)
        _, stderr = program.communicate(timeout=30)
    assert (program.returncode, stderr) == (2, b"feedservice: No space left on device\n")


def test_a_closed_pipe_ends_the_real_program_in_silence(start):
    program = start("date", stdin=subprocess.PIPE)
    program.stdout.close()
    _, stderr = program.communicate(b"22.11.2026\n", timeout=30)
    assert (program.returncode, stderr) == (1, b"")


def test_names_that_are_no_unicode_are_printed_escaped(start, newsroom):
    program = start("publish", "--articles", b"no\xffpe", cwd=newsroom, env={"PYTHONUTF8": "1"})
    _, stderr = program.communicate(timeout=30)
    assert program.returncode == 2
    assert stderr.decode("ascii") == (
        f"feedservice: articles (--articles): there is no folder {newsroom}/no\\udcffpe\n"
    )
