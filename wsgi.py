"""The application for any WSGI server: ``gunicorn wsgi:app``, ``flask --app wsgi run``."""

import sys

from feedservice.errors import ConfigError
from feedservice.web import create_app

try:
    app = create_app()
except ConfigError as error:
    sys.stderr.write(f"feedservice: {error}\n")
    sys.exit(2)
