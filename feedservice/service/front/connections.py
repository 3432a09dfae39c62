"""One connection of a client, and for how long it may keep us waiting."""

import socket
from collections.abc import Callable
from functools import partial
from typing import Self

#: In seconds; as nginx has them.
FIRST_REQUEST, NEXT_REQUEST, READING = 30.0, 75.0, 60.0
LINGERING = 2.0  # with a client that has got all, and still sends
FOREVER = float("inf")  # the application takes the time that it takes


class Connection:
    """A connection, wherever it is in its life.

    Attributes:
        address: Of the client, without the port.
        since: When anything moved last, by the clock of the reception.
        patience: For how many seconds nothing may move.
        partner: Where it is relayed to.
        hear: To be called when it waits for a request, and something has come in.
    """

    __slots__ = (
        "address", "hear", "is_gone", "partner", "patience", "place", "recv", "send", "sendmsg",
        "since",
    )  # fmt: skip

    def __init__(
        self, place: socket.socket, address: str, now: float, hear: Callable[[Self], None]
    ) -> None:
        """Begin with *place*, which was just accepted and does not block."""
        self.place = place
        self.address = address
        self.since = now
        self.patience = FIRST_REQUEST
        self.partner: socket.socket | None = None
        self.hear = partial(hear, self)
        self.is_gone = False
        self.recv, self.send, self.sendmsg = place.recv, place.send, place.sendmsg

    def is_late(self, now: float) -> bool:
        """Whether nothing has moved for too long."""
        return now - self.since > self.patience
