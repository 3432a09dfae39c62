import logging
import socket

import pytest

from feedservice.telemetry import LOGGER


@pytest.fixture(autouse=True)
def _log_as_before():
    handlers, level, propagate = LOGGER.handlers, LOGGER.level, LOGGER.propagate
    yield
    LOGGER.handlers, LOGGER.propagate = handlers, propagate
    LOGGER.setLevel(level)
    assert logging.getLogger("feedservice") is LOGGER


def test_a_port_in_use_is_refused(run, newsroom):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = run("serve", "--port", str(port))
    assert told.exit_code == 2
    assert (
        told.stderr
        == f"feedservice: port (--port): {port} cannot be used: Address already in use\n"
    )
    assert (newsroom / "articles").is_dir()


@pytest.mark.parametrize(
    ("flags", "complaint"),
    [
        (("--articles", "nope"), "articles (--articles): there is no folder {here}/nope"),
        (("--articles", ""), "articles (--articles): '' must be the path of a folder"),
        (("--port", "abc"), "port (--port): 'abc' must be a whole number from 1 to 65535"),
        (("--port", "0"), "port (--port): '0' must be a whole number from 1 to 65535"),
        (("--workers", "-1"), "workers (--workers): '-1' must be a whole number from 1 to 64"),
        (
            ("--host", "a b"),
            "host (--host): 'a b' is no host; write it as 127.0.0.1, 0.0.0.0, ::1 or a name",
        ),
        (("--host", "192.0.2.1"), "host (--host): 192.0.2.1 is no address of this machine"),
    ],
)
def test_a_wrong_flag_is_one_line_and_nothing_is_begun(run, newsroom, flags, complaint):
    told = run("serve", *flags)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == f"feedservice: {complaint.format(here=newsroom)}\n"
