"""Real programs: each in a process group of its own, watched with deadlines, always ended."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

PATIENCE_SECONDS = 60  # for what takes a second on a quiet machine
POLL_SECONDS = 0.02
TOLD_LINES = 40  # of a log, when something does not happen

FEEDSERVICE = (sys.executable, "-m", "feedservice")

T = TypeVar("T")


def until(happened: Callable[[], T], what: str, log: Callable[[], str] = str) -> T:
    """Poll until *happened* says something true, and return what it says."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := happened()):
        if time.monotonic() > deadline:
            end = "\n".join(log().splitlines()[-TOLD_LINES:])
            pytest.fail(f"not within {PATIENCE_SECONDS} s: {what}\n{end}")
        time.sleep(POLL_SECONDS)
    return found


def group_members(group: int) -> dict[int, str]:
    """The running processes of a group, by number, with their command lines.

    Empty where the system has no ``/proc``. A zombie has ended; who was its parent last may
    never say so.
    """
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, _parent, its_group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue  # it has just ended
        if int(its_group) == group and state not in "ZX":
            found[int(entry.name)] = command.replace(b"\0", b" ").decode().strip()
    return found


class Program:
    """A program that runs until it is told to stop."""

    def __init__(
        self, command: Sequence[str], *, environment: Mapping[str, str], cwd: Path, log: Path
    ) -> None:
        self._log = log
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command,
                env=environment,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def log(self) -> str:
        return self._log.read_text("utf-8", "replace")

    def status(self) -> int | None:
        """Its exit status, None as long as it runs."""
        return self._process.poll()

    def others(self) -> dict[int, str]:
        """The processes that it started and that still run."""
        return {pid: line for pid, line in group_members(self.pid).items() if pid != self.pid}

    def stop(self, number: int = signal.SIGTERM, *, group: bool = False) -> None:
        """Tell it to stop; it must do so well, and leave nothing behind.

        ``group`` tells everything that it started, too, as Ctrl+C in a terminal does.
        """
        (os.killpg if group else os.kill)(self.pid, number)
        try:
            status = self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            pytest.fail(f"did not stop within {PATIENCE_SECONDS} s\n{self.log()}")
        assert status == 0, self.log()
        until(lambda: not self.others(), "the end of all that it started", self.log)

    def kill(self) -> None:
        """End it and all that it started, at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait(PATIENCE_SECONDS)

    def __enter__(self):
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Stop it if it runs; after a failure of the test without asking how."""
        try:
            if kind is None and self.status() is None:
                self.stop()
        finally:
            self.kill()
