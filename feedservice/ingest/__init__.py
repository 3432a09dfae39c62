"""Article files in, clean articles out: what changed is read, judged and stored.

:mod:`loading` is the pass: :mod:`looking` finds what has changed, :mod:`preparing` makes of
each file what can be made without knowing what was there before (:mod:`dating` its dates,
:mod:`media` its addresses and pictures), alone or by a :mod:`crew`; :mod:`judging` decides
what becomes of each record (:mod:`instants` when), and :mod:`shelving` stores it.
:mod:`reasons` are the codes of what it reports.
"""

from feedservice.ingest.crew import hired
from feedservice.ingest.loading import MIN_ACCIDENT, Loaded, Progress, load
from feedservice.ingest.looking import Order
from feedservice.ingest.reasons import Reason

__all__ = ["MIN_ACCIDENT", "Loaded", "Order", "Progress", "Reason", "hired", "load"]
