"""A client is known by what our own proxies say of it, and by nothing that it says itself."""

import pytest

from feedservice.web.clients import Clients

PEER = "192.0.2.1"


@pytest.mark.parametrize(
    ("told", "proxies", "address"),
    [
        ("203.0.113.7", 1, "203.0.113.7"),
        ("6.6.6.6, 203.0.113.7", 1, "203.0.113.7"),  # the first was written by the client
        ("6.6.6.6,203.0.113.7 , 10.0.0.1", 2, "203.0.113.7"),
        ("2001:db8::7", 1, "2001:db8::7"),
        ("[2001:db8::7]:443", 1, "2001:db8::7"),
        ("203.0.113.7:5123", 1, "203.0.113.7"),
        ("::ffff:203.0.113.7", 1, "203.0.113.7"),
        # Whoever comes past a proxy is known by where he comes from.
        ("10.0.0.1", 2, PEER),
        ("", 1, PEER),
        (None, 1, PEER),
        ("203.0.113.7, unknown", 1, PEER),
        ("203.0.113.7,", 1, PEER),
        ("999.1.1.1", 1, PEER),
        ("x" * 100_000, 1, PEER),
        ("[", 1, PEER),
    ],
)
def test_the_element_that_our_outermost_proxy_added_counts(told, proxies, address):
    environ = {"REMOTE_ADDR": PEER}
    if told is not None:
        environ["HTTP_X_FORWARDED_FOR"] = told
    assert Clients("X-Forwarded-For", proxies).address(environ) == address


def test_without_a_proxy_no_header_is_believed():
    environ = {"REMOTE_ADDR": PEER, "HTTP_X_FORWARDED_FOR": "203.0.113.7"}
    assert Clients().address(environ) == PEER


@pytest.mark.parametrize(
    ("address", "household"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::", "2001:db8:1:2::"),
        ("", ""),
    ],
)
def test_a_household_has_one_ipv4_address_or_a_network_of_ipv6(address, household):
    assert Clients().household({"REMOTE_ADDR": address}) == household
