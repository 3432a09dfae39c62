"""The only SQL: what was loaded, what is published, and the editions of every feed.

:mod:`database` opens it and :mod:`lock` admits one publisher. ``ingest`` writes through
:mod:`intake`, :mod:`articles` and :mod:`channels`; everybody reads from :mod:`shelf`;
:mod:`editions` are the rendered feeds.
"""

from feedservice.store.database import Store, open_store

__all__ = ["Store", "open_store"]
