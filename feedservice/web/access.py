"""Who may see the status page: whoever knows the token, or was let in before."""

import hashlib
import hmac
import time
from collections.abc import Callable

from itsdangerous import BadSignature, TimestampSigner

COOKIE = "feedservice-status"
LET_IN = b"redaktion"
MAX_AGE_SECONDS = 30 * 24 * 3600
MOST_FAILURES = 5  # from one address
PAUSE_SECONDS = 60
MOST_ADDRESSES = 1000


class Access:
    """The door of the status page, for as long as the token is the same.

    The cookie is signed with the token itself: a new token closes the door to everybody.
    """

    def __init__(self, token: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Open to those who know *token*; *clock* counts seconds."""
        self._token = token.encode()
        self._clock = clock
        self._signer = TimestampSigner(
            token, salt=COOKIE, key_derivation="hmac", digest_method=hashlib.sha256
        )
        self._failures: dict[str, list[float]] = {}

    def knows(self, token: str, address: str) -> bool:
        """Whether *token* is the right one; every wrong one counts against *address*."""
        if hmac.compare_digest(token.encode("utf-8", "replace"), self._token):
            return True
        if len(self._failures) >= MOST_ADDRESSES:
            self._failures.clear()
        self._failures.setdefault(address, []).append(self._clock())
        return False

    def pause(self, address: str) -> int:
        """How many seconds *address* must wait before its next try; 0 if it need not.

        Also with the right token: otherwise waiting would tell which one that is.
        """
        since = self._clock() - PAUSE_SECONDS
        recent = [failure for failure in self._failures.get(address, []) if failure > since]
        if recent:
            self._failures[address] = recent
        else:
            self._failures.pop(address, None)
        return round(recent[0] - since) + 1 if len(recent) >= MOST_FAILURES else 0

    def cookie(self) -> str:
        """Write what lets somebody in again."""
        return self._signer.sign(LET_IN).decode()

    def remembers(self, cookie: str) -> bool:
        """Whether *cookie* is one of ours, and not too old."""
        try:
            return self._signer.unsign(cookie, max_age=MAX_AGE_SECONDS) == LET_IN
        except BadSignature:
            return False
