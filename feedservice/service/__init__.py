"""``feedservice serve``: one publisher that watches the folder, beside granian's workers."""

from feedservice.service.server import serve

__all__ = ["serve"]
