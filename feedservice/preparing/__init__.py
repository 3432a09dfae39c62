"""From a file to all that can be made of it without knowing what was published before.

:mod:`files` makes it (:mod:`dating` its dates, :mod:`media` its addresses and pictures),
:mod:`crew` lets a second process make some of it. :mod:`instants` turns dates into instants,
and :mod:`reasons` are the codes of what is reported. Nothing here loads the store: the second
process begins while the first one still does.
"""

from feedservice.preparing.crew import HeadStart, hired, prepared
from feedservice.preparing.files import PreparedFile, Record, Task, seen_row
from feedservice.preparing.instants import Sight, Stated, instant
from feedservice.preparing.reasons import Reason, problem

__all__ = [
    "HeadStart",
    "PreparedFile",
    "Reason",
    "Record",
    "Sight",
    "Stated",
    "Task",
    "hired",
    "instant",
    "prepared",
    "problem",
    "seen_row",
]
