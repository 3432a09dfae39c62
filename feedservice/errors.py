"""Every error that this package raises on purpose: one root, narrow kinds, facts as attributes.

A bare ``ValueError`` from this package is a broken contract of our own, a bug. Errors of
the packages that people use alone are also the builtin that they would expect.
"""


class FeedServiceError(Exception):
    """Root of every error that this package raises on purpose."""


class ConfigError(FeedServiceError):
    """A setting cannot be used.

    Attributes:
        setting: The setting's name as in ``feedservice.toml``.
        source: Where the value came from, as a person would look for it.
    """

    def __init__(self, reason: str, *, setting: str, source: str) -> None:
        """Say which setting is wrong, where it was set, and what would be right."""
        super().__init__(f"{setting} ({source}): {reason}")
        self.setting = setting
        self.source = source


class StoreError(FeedServiceError):
    """The store cannot be opened, read or written."""


class RefusedError(FeedServiceError):
    """A document has errors, or cannot be made just now, and there is no other to hand out."""


class LockedError(StoreError):
    """Somebody else is publishing into this store.

    Attributes:
        holder: Who, since when, as one phrase.
    """

    def __init__(self, holder: str) -> None:
        """Name the holder, so that a person can go and look."""
        super().__init__(f"already being published by {holder}")
        self.holder = holder


class ExportError(FeedServiceError):
    """The folder that was named cannot be the one of an export.

    Attributes:
        folder: Its path.
    """

    def __init__(self, reason: str, *, folder: str) -> None:
        """Say which folder, why not, and what to do."""
        super().__init__(f"{folder}: {reason}")
        self.folder = folder


class DateError(FeedServiceError, ValueError):
    """A date text names no single instant.

    Attributes:
        text: The date text exactly as the author wrote it.
        reason: Stable code of the reason, such as ``impossible-date``.
        span: Start and end of the offending part in *text*, in characters.
        hint: What to write instead, one sentence.
    """

    def __init__(
        self, message: str, *, text: str, reason: str, span: tuple[int, int], hint: str
    ) -> None:
        """Say which reading failed, of which text, and what to write instead."""
        super().__init__(f"{message}: {shortened(text)!r}")
        self.text = text
        self.reason = reason
        self.span = span
        self.hint = hint


def shortened(text: str, limit: int = 80) -> str:
    """Cut *text* to what fits into one line of a message."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
