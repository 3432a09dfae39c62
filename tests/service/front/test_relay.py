"""What the front does not answer itself goes to granian and back, byte for byte."""

import socket
from threading import Event

import pytest

from tests.service.front.conftest import DRAIN_SECONDS, PATIENCE_SECONDS, answer, head

HEALTH = head("/healthz")
OTHERS = {
    "another path": HEALTH,
    "another method": head(method="OPTIONS"),
    "a body": head(method="POST", Content_Length=3) + b"a=b",
    "a chunked body": head(method="POST", Transfer_Encoding="chunked") + b"1\r\na\r\n0\r\n\r\n",
    "two at once": head() + head(),
    "one and a half": head() + head()[:9],
    "half a head": head()[:-3],
    "another protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "nothing that anybody knows": b"\x16\x03\x01\0\xff",
    "a long head": head(X="x" * 20_000),
}


def tunnel(running):
    """A client whose connection belongs to granian, to its end."""
    client = running.connect()
    client.sendall(OTHERS["another method"])
    running.until(lambda: running.granian.said)
    return client


def all_of(said):
    return b"".join(said)


def held_back(granian):
    """Let granian answer a request once the event that is returned is set."""
    may_answer = Event()

    def wait(connection, _):
        assert may_answer.wait(PATIENCE_SECONDS)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    granian.answer = wait
    return may_answer


@pytest.mark.parametrize("data", OTHERS.values(), ids=OTHERS)
def test_everything_else_is_handed_on_as_it_came(running, data):
    with running.connect() as client:
        client.sendall(data)
        assert answer(client)[0] == 200
        running.until(lambda: all_of(running.granian.said[0]) == data)
    assert running.granian.clients == ["127.0.0.1"]


@pytest.mark.parametrize("size", [1, 7])
def test_a_head_in_pieces_is_put_together_by_granian(running, size):
    data = head(X="y")
    with running.connect() as client:
        client.sendall(data[:size])
        running.until(lambda: running.granian.said)  # else all may come in at once
        for start in range(size, len(data), size):
            client.sendall(data[start : start + size])
        running.until(lambda: running.granian.said and all_of(running.granian.said[0]) == data)


def test_after_a_plain_request_the_connection_is_the_fronts_again(running):
    with running.connect() as client:
        for number in range(3):
            client.sendall(HEALTH)
            assert answer(client)[2] == HEALTH
            client.sendall(head())
            assert answer(client)[2].startswith(b"<?xml")
            running.until(lambda most=number: len(running.granian.said) == most + 1)
            running.until(lambda: running.granian.said[-1] == [HEALTH, b""])


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
    ],
)
def test_a_connection_stays_with_granian_if_nobody_knows_where_the_answer_ends(running, said):
    running.granian.answer = lambda connection, _: connection.sendall(said)
    with running.connect() as client:
        for _ in range(2):
            client.sendall(HEALTH)
            assert answer(client)[2] == b"ok"
    running.until(lambda: running.granian.said == [[HEALTH, HEALTH, b""]])


def test_the_next_request_waits_until_a_plain_one_is_answered(running):
    may_answer = held_back(running.granian)
    with running.connect() as client:
        client.sendall(HEALTH)
        running.until(lambda: running.granian.said == [[HEALTH]])
        client.sendall(head())
        client.shutdown(socket.SHUT_WR)
        running.wait(1000)  # an application may take its time
        may_answer.set()
        assert answer(client)[2] == b"ok"
        assert answer(client)[2].startswith(b"<?xml")
        assert client.recv(1) == b""


def test_a_client_that_has_said_all_still_gets_its_answer(running):
    ended = Event()
    running.granian.answer = lambda *_: ended.wait(PATIENCE_SECONDS)
    with tunnel(running) as client:
        client.shutdown(socket.SHUT_WR)
        ended.set()
        assert client.recv(1) == b""  # granian ended, too
    running.until(lambda: running.connections() == 0)
    assert running.granian.said == [[OTHERS["another method"], b""]]


def test_when_granian_ends_the_client_gets_all_and_is_told(running):
    def refuse(connection, _):
        connection.sendall(b"HTTP/1.1 413 Content Too Large\r\n\r\n" + b"x" * 100_000)
        connection.close()

    running.granian.answer = refuse
    with running.connect() as client:
        client.sendall(head(method="POST", Content_Length=10_000_000))
        client.sendall(b"y" * 200_000)  # which nobody reads
        data = b""
        while piece := client.recv(65536):
            data += piece
        assert data.startswith(b"HTTP/1.1 413 ")
        assert data.endswith(b"\r\n\r\n" + b"x" * 100_000)
        running.wait(3)
        running.until(lambda: running.connections() == 0)


def test_large_bodies_pass_in_both_directions_in_bounded_pieces(running):
    size = 20_000_000

    def echo_size(connection, data):
        got = len(data) - data.find(b"\r\n\r\n") - 4 if b"\r\n\r\n" in data else 0
        while got < size:
            got += len(connection.recv(65536))
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size)
        connection.sendall(b"z" * size)

    running.granian.answer = echo_size
    with running.connect() as client:
        client.sendall(head(method="POST", Content_Length=size) + b"y" * size)
        assert answer(client)[2] == b"z" * size


def test_who_does_not_read_an_answer_of_granians_is_let_go(running):
    def flood(connection, _):
        connection.settimeout(None)
        while True:
            connection.sendall(b"x" * 65536)

    def stubborn(connection, data):
        try:
            flood(connection, data)
        except OSError:
            flooded.set()

    flooded = Event()
    running.granian.answer = stubborn
    with running.connect(room=4096) as client:
        client.sendall(HEALTH)
        client.recv(1)
        relayed = running.front.reception.connections
        running.until(lambda: [each.patience for each in relayed.values()] == [60])
        running.wait(61)
        assert flooded.wait(PATIENCE_SECONDS)
        assert running.connections() == 0


def test_a_client_that_goes_is_not_answered_any_more(running):
    with tunnel(running) as client:
        answer(client)
    running.until(lambda: running.granian.said[0][-1] == b"")


def test_without_granian_a_request_is_refused_for_now(running, caplog):
    running.granian.place.unlink()
    with running.connect() as client:
        client.sendall(HEALTH)
        status, headers, _ = answer(client)
        assert status == 503
        assert headers["retry-after"] == "5"
        assert client.recv(1) == b""
    assert "Cannot relay a request" in caplog.text


def test_a_relayed_answer_is_sent_whole_before_the_front_ends(running):
    may_answer = held_back(running.granian)
    with running.connect() as client:
        client.sendall(HEALTH)
        running.until(lambda: running.granian.said == [[HEALTH]])
        running.stop()
        may_answer.set()
        assert answer(client)[2] == b"ok"
        assert client.recv(1) == b""


def test_when_it_is_to_end_an_answer_that_never_comes_is_not_waited_for_for_ever(running):
    may_end = Event()
    running.granian.answer = lambda *_: may_end.wait(PATIENCE_SECONDS)
    with running.connect() as client:
        client.sendall(HEALTH)
        running.until(lambda: running.granian.said == [[HEALTH]])
        running.stop()
        running.wait(DRAIN_SECONDS - 1)
        running.wait(2)
        running.thread.join(PATIENCE_SECONDS)
        assert not running.thread.is_alive()
        assert client.recv(1) == b""
    may_end.set()


@pytest.mark.parametrize("data", [OTHERS["another method"], b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"])
def test_what_is_no_plain_request_may_not_stand_still_for_ever(running, data):
    running.granian.answer = lambda *_: None
    with running.connect() as client:
        client.sendall(data)
        running.until(lambda: running.granian.said == [[data]])
        running.wait(119)
        assert running.connections() == 1
        running.wait(2)
        running.until(lambda: running.connections() == 0)
