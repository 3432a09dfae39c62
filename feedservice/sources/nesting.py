"""A guard against HTML that is nested so deep that cleaning it would take minutes.

An HTML parser looks through all open elements at each new one, so that forty thousand
open ``div``, a file of 200 kB, keep it busy for seconds, and a file of 10 MB for hours.
"""

import re
from collections import Counter

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
    opened: Counter[str] = Counter()
    for slash, written in _TAG.findall(html):
        name = written.lower()
        if name in _OPEN_ENDED or (slash and not opened[name]):
            continue  # an end of what is not open ends nothing
        step = -1 if slash else 1
        opened[name] += step
        depth += step
        deepest = max(deepest, depth)
    return deepest > DEEPEST
