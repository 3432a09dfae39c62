import logging
import re

import pytest

from feedservice.telemetry import LOGGER, log_to_stderr


@pytest.fixture(autouse=True)
def _log_as_before():
    before = LOGGER.handlers, LOGGER.level, LOGGER.propagate
    yield
    LOGGER.handlers, LOGGER.propagate = before[0], before[2]
    LOGGER.setLevel(before[1])


def test_each_line_has_time_and_level_and_comes_once(capsys):
    log_to_stderr()
    log_to_stderr()  # a second command in the same process
    LOGGER.warning("Not published: %s", "disk full")
    LOGGER.debug("too much")
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"\d{4}-\d\d-\d\d [\d:,]{12} WARNING Not published: disk full\n", err)


def test_more_is_told_on_demand(capsys):
    log_to_stderr(logging.DEBUG)
    LOGGER.debug("a look at the folder")
    assert capsys.readouterr().err.endswith("DEBUG   a look at the folder\n")
