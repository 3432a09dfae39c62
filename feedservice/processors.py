"""How many processors there are for us."""

import os
import sys


def processors() -> int:
    """How many forked processes may work at once; 1 where forking is not known to go well."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
