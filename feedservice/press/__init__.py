"""From documents to editions: rendered, judged and compressed.

:mod:`pressing` does it, :mod:`gate` lets only valid documents through, and :mod:`renewing`
makes an edition of what is new. Nothing here knows the store: any process can do it.
"""

from feedservice.press.gate import judged, refusals
from feedservice.press.pressing import Form, Pressed, press
from feedservice.press.renewing import Renewed, renewed

__all__ = ["Form", "Pressed", "Renewed", "judged", "press", "refusals", "renewed"]
