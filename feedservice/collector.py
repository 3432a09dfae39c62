"""Python's garbage collector, which must not collect too often."""

import gc

THRESHOLD = 50_000  # new objects


def settle() -> None:
    """Keep what is in memory now out of the garbage collector's way, and let it look seldom.

    What is imported stays, and what is made mostly stays until it is done with: a collector
    that walks through all of it again and again takes as long as half of the work.
    """
    gc.freeze()
    gc.set_threshold(THRESHOLD)
