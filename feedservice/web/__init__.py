"""The Flask application: it hands out what is published.

All that it writes are pages of archives, when they are first asked for, and under a
foreign server the first publication into an empty store.
:mod:`feeds` serves editions, :mod:`pages` what people read, :mod:`media` the files that
lie beside records, :mod:`status` and :mod:`ops` what those who run the service look at.
"""

from feedservice.web.application import create_app, is_guarded, make_app
from feedservice.web.library import Library

__all__ = ["Library", "create_app", "is_guarded", "make_app"]
