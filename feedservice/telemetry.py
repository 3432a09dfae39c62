"""What the service tells the people who run it: log lines on standard error."""

import logging
import sys

LOGGER = logging.getLogger("feedservice")


def log_to_stderr(level: int = logging.INFO) -> None:
    """Send the package's log lines to standard error, each with time and level."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("{asctime} {levelname:7} {message}", style="{"))
    LOGGER.handlers = [handler]
    LOGGER.setLevel(level)
    LOGGER.propagate = False
