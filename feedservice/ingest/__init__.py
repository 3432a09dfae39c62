"""Article files in, clean articles out: what changed is read, judged and stored.

:mod:`loading` is the pass: :mod:`looking` finds what has changed, :mod:`feedservice.preparing`
makes of each file what can be made without knowing what was there before, :mod:`judging`
decides what becomes of each record, and :mod:`shelving` stores it.
"""

from feedservice.ingest.loading import MIN_ACCIDENT, Loaded, Progress, load
from feedservice.ingest.looking import Order

__all__ = ["MIN_ACCIDENT", "Loaded", "Order", "Progress", "load"]
