"""Whose request it is: the address of a client, behind as many proxies as are ours."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from wsgiref.types import WSGIEnvironment

NETWORK_BITS = 64  # of an IPv6 address belong to one household, as a rule


@dataclass(frozen=True, slots=True)
class Clients:
    """Tells clients apart.

    Attributes:
        header: The field in which our proxies say who asks them, such as
            ``X-Forwarded-For``; None where clients reach us directly.
        proxies: How many of them there are, one behind the other, from 1. Each adds the
            address that it sees at the end, so what stands before the last *proxies*
            elements was written by the client, who may write anything.
    """

    header: str | None = None
    proxies: int = 1

    def address(self, environ: WSGIEnvironment) -> str:
        """The address of the client, as far as it can be trusted."""
        peer = str(environ.get("REMOTE_ADDR", ""))
        if self.header is None:
            return peer
        told = str(environ.get(f"HTTP_{self.header.upper().replace('-', '_')}", "")).split(",")
        found = _parsed(told[-self.proxies]) if len(told) >= self.proxies else None
        return str(found) if found else peer

    def household(self, environ: WSGIEnvironment) -> str:
        """The address, or for IPv6 the network, within which a client may change its address."""
        address = self.address(environ)
        found = _parsed(address)
        if isinstance(found, IPv6Address):
            return str(IPv6Address(int(found) >> NETWORK_BITS << NETWORK_BITS))
        return address


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    """Read an address, with or without brackets and port; None if it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
