"""A guard against HTML that is nested so deep that cleaning it would take minutes.

An HTML parser looks through all open elements at each new one, so that forty thousand
open ``div``, a file of 200 kB, keep it busy for seconds, and a file of 10 MB for hours.
"""

import re

#: No page that somebody wrote is nested this deep.
DEEPEST = 500

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")

# Void, or ended by the next of their kind: often written without an end.
_OPEN_ENDED = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link",
    "meta", "option", "p", "source", "td", "th", "tr", "track", "wbr",
})  # fmt: skip


def is_too_deep(html: str) -> bool:
    """Tell whether more than :data:`DEEPEST` elements are open at once, roughly counted."""
    if html.count("<") <= DEEPEST:
        return False
    depth = deepest = 0
    for slash, name in _TAG.findall(html):
        if name.lower() not in _OPEN_ENDED:
            depth = max(depth - 1, 0) if slash else depth + 1
            deepest = max(deepest, depth)
    return deepest > DEEPEST
