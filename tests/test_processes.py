"""The processes of a pool leave to their parent what is said to all, and end when it does."""

import os
import signal
import subprocess
import sys

import pytest

from feedservice.processes import forked
from feedservice.processors import processors

pytestmark = pytest.mark.skipif(
    processors() == 1, reason="this machine has one processor, or does not fork well"
)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_it_leaves_the_answer_to_ctrl_c_to_its_parent(number):
    with forked(1) as pool:
        pid = pool.submit(os.getpid).result()
        os.kill(pid, number)
        assert pool.submit(os.getpid).result() == pid


def test_it_ends_with_its_parent():
    fork = (
        "import os, signal; from feedservice.processes import forked\n"
        "with forked(1) as pool:\n"
        "    print(pool.submit(os.getpid).result(), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # It inherits the pipe, so that there is an end to read only when it has ended.
    done = subprocess.run(
        [sys.executable, "-c", fork], stdout=subprocess.PIPE, timeout=60, check=False
    )
    assert (done.returncode, int(done.stdout) > 0) == (-signal.SIGKILL, True)
