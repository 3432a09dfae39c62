"""Paths of elements, such as ``/rss/channel/item[2]/pubDate``."""

from collections import Counter

from lxml.etree import _Element

from feedservice.validation.names import customary


class Paths:
    """Writes the paths of a document's elements; each parent counts its children once."""

    def __init__(self, home: str) -> None:
        """Write the names of the *home* namespace without a prefix."""
        self.home = home
        self._steps: dict[_Element, dict[_Element, str]] = {}

    def of(self, element: _Element) -> str:
        """Write the path of an element, with a number where it has namesakes."""
        steps = []
        at: _Element | None = element
        while at is not None:
            parent = at.getparent()
            steps.append(customary(at.tag, self.home) if parent is None else self._step(at, parent))
            at = parent
        return "/" + "/".join(reversed(steps))

    def _step(self, element: _Element, parent: _Element) -> str:
        steps = self._steps.get(parent)
        if steps is None:
            steps = self._steps[parent] = self._number(parent)
        return steps[element]

    def _number(self, parent: _Element) -> dict[_Element, str]:
        children = list(parent.iterchildren("*"))
        total = Counter(child.tag for child in children)
        seen = Counter[str]()
        steps = {}
        for child in children:
            seen[child.tag] += 1
            number = f"[{seen[child.tag]}]" if total[child.tag] > 1 else ""
            steps[child] = customary(child.tag, self.home) + number
        return steps
