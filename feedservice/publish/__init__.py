"""From articles to editions, in one act that a crash cannot tear.

:mod:`publishing` is the act; :mod:`compiling` renders what has changed, :mod:`describing`
says what a feed says of itself, and :mod:`feedservice.press` makes its editions.
:mod:`archiving` makes the pages of archives on demand, as :mod:`paging` cuts them.
"""

from feedservice.publish.archiving import Archivist
from feedservice.publish.publishing import (
    SERVED_ONLY,
    Published,
    is_current,
    publish,
    was_published,
)

__all__ = ["SERVED_ONLY", "Archivist", "Published", "is_current", "publish", "was_published"]
