"""The Flask application: it hands out what is published, and changes nothing.

:mod:`feeds` serves editions, :mod:`pages` what people read, :mod:`media` the files that
lie beside records. Caching is HTTP's work, so Werkzeug does it.
"""

from feedservice.web.application import create_app, make_app
from feedservice.web.library import Library

__all__ = ["Library", "create_app", "make_app"]
