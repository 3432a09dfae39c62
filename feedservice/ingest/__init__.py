"""Article files in, clean articles out: what changed is read, judged and stored.

:mod:`judging` turns one draft into one row, :mod:`instants` its dates into instants,
:mod:`media` finds the pictures that lie beside it, :mod:`loading` joins them all.
"""

from feedservice.ingest.loading import Loaded, Order, Progress, load

__all__ = ["Loaded", "Order", "Progress", "load"]
