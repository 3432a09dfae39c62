"""From articles to editions, in one act that a crash cannot tear.

:mod:`publishing` is the act; :mod:`compiling` renders what has changed, :mod:`describing`
says what a feed says of itself, and :mod:`gate` lets only valid documents through.
"""

from feedservice.publish.publishing import Published, publish, was_published

__all__ = ["Published", "publish", "was_published"]
