"""Export: the whole site as files, for a web server that knows nothing of us.

:mod:`documents` says what there is, the application itself what each of it looks like,
:mod:`tree` puts it into files, and :mod:`nginx` and :mod:`caddy` tell a web server how to
hand them out as the application would.
"""

from feedservice.export.exporting import Export, Exported, export

__all__ = ["Export", "Exported", "export"]
