"""What becomes of a connection, whatever comes over it."""

import errno
import os
import signal
import socket
import struct
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

import pytest
from flask import request

from feedservice.service.front.connections import FOREVER
from feedservice.service.front.front import Front
from feedservice.web.delivery import Delivery
from tests.service.front.conftest import (
    FEED,
    LARGE,
    LARGE_BYTES,
    PATIENCE_SECONDS,
    answer,
    head,
)


def test_the_same_request_is_answered_from_memory_over_one_connection(running):
    with running.connect() as client:
        answers = []
        for _ in range(4):
            client.sendall(head())
            answers.append(answer(client))
    status, headers, body = answers[0]
    assert status == 200
    assert headers["content-length"] == str(len(body))
    assert {"date", "server", "etag"} <= headers.keys()
    assert all(each[0] == 200 and each[2] == body for each in answers)
    assert running.granian.said == []
    assert running.app.extensions["delivery"].remembered() == 1


@pytest.mark.parametrize("times", [1, 3])
def test_a_condition_is_answered_without_a_body(running, times):
    with running.connect() as client:
        client.sendall(head())
        tag = answer(client)[1]["etag"]
        for _ in range(times):
            client.sendall(head(If_None_Match=tag))
            status, headers, body = answer(client)
            assert (status, body) == (304, b"")
            assert "content-length" not in headers
        client.sendall(head(method="HEAD"))
        status, headers, body = answer(client, "HEAD")
        assert (status, body) == (200, b"")
        assert int(headers["content-length"]) > 0
        client.sendall(head())
        assert answer(client)[0] == 200  # nothing was left over


def test_what_is_not_there_is_not_remembered(running):
    with running.connect() as client:
        for _ in range(2):
            client.sendall(head("/feeds/nix.rss"))
            assert answer(client)[0] == 404
    assert running.app.extensions["delivery"].remembered() == 0


def test_every_answer_is_counted_once_with_its_reader(running):
    with running.connect() as client:
        for _ in range(5):
            client.sendall(head(User_Agent="NewsBlur Feed Fetcher - 7 subscribers"))
            answer(client)
    (found,) = running.app.extensions["counts"].readers()
    assert (found.polls, found.full, found.unchanged) == (5, 5, 0)


def test_those_who_ask_the_same_at_a_time_share_one_look(running):
    asked, told = [], Event()

    @running.app.before_request
    def dawdle():
        if request.path == FEED:
            asked.append(request.path)
            assert told.wait(PATIENCE_SECONDS)

    with running.connect() as client:  # who has noticed what is published does not ask again
        client.sendall(head(LARGE))
        answer(client)
    clients = [running.connect() for _ in range(5)]
    for client in clients:
        client.sendall(head())
    asking = running.front.reception.connections
    running.until(lambda: [each.patience for each in asking.values()] == [FOREVER] * 5)
    told.set()
    assert {answer(client)[0] for client in clients} == {200}
    assert asked == [FEED]
    for client in clients:
        client.close()
    assert running.app.extensions["counts"].readers()[0].polls == 6


@pytest.mark.parametrize("connection", ["close", "keep-alive"])
def test_a_connection_ends_if_the_client_says_so(running, connection):
    with running.connect() as client:
        for _ in range(1 if connection == "close" else 2):
            client.sendall(head(Connection=connection))
            status, headers, _ = answer(client)
            assert status == 200
            assert headers.get("connection") == ("close" if connection == "close" else None)
        client.shutdown(socket.SHUT_WR)
        assert client.recv(1) == b""


def test_a_client_of_http_1_0_is_answered_in_its_version(running):
    for _ in range(2):
        with running.connect() as client:
            client.sendall(head().replace(b"HTTP/1.1", b"HTTP/1.0"))
            data = b""
            while piece := client.recv(65536):
                data += piece
    assert data.startswith(b"HTTP/1.0 200 OK\r\n")
    assert data.endswith(b"</rss>\n")


@contextmanager
def beside(running):
    """Another front at the same door, as that of another worker."""
    other = Front(running.listener.dup(), running.site, 0)
    thread = Thread(target=other.run)
    thread.start()
    try:
        yield other
    finally:
        other.wake(signal.SIGTERM)
        thread.join(PATIENCE_SECONDS)


def half_read(running):
    """A client that has read but the beginning of a large answer, and its body."""
    with running.connect() as client:
        client.sendall(head(LARGE))
        body = answer(client)[2]
    assert len(body) > LARGE_BYTES
    client = running.connect(room=4096)
    client.sendall(head(LARGE))
    begun = client.recv(4)
    assert begun == b"HTTP"
    return client, body


def rest_of(client, body):
    """The body of an answer whose head has begun already."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += client.recv(1)
    data = b""
    while len(data) < len(body) and (piece := client.recv(len(body) - len(data))):
        data += piece
    return data


def test_a_slow_reader_gets_all_and_its_connection_goes_on(running):
    client, body = half_read(running)
    with client:
        client.sendall(head())  # the next one waits
        running.wait(59)
        assert rest_of(client, body) == body
        assert client.recv(4) == b"HTTP"


def test_a_reader_that_does_not_read_is_let_go(running):
    client, _ = half_read(running)
    with client:
        running.wait(30)
        assert running.connections() == 1
        running.wait(31)
        running.until(lambda: running.connections() == 0)


@pytest.mark.parametrize(("is_new", "seconds"), [(True, 30), (False, 75)])
def test_who_says_nothing_is_let_go_in_time(running, is_new, seconds):
    with running.connect() as other:
        for _ in range(3):  # from now on it is known
            other.sendall(head())
            answer(other)
    running.until(lambda: running.connections() == 0)  # or it is taken for the next one
    with running.connect() as client:
        running.until(lambda: running.connections() == 1)
        if not is_new:
            client.sendall(head())
            answer(client)
        running.wait(seconds - 5)
        with running.connect() as other:  # served after the round in which time had passed
            other.sendall(head())
            answer(other)
        client.settimeout(0)
        with pytest.raises(BlockingIOError):
            client.recv(1)
        client.settimeout(PATIENCE_SECONDS)
        running.wait(6)
        assert client.recv(1) == b""


def test_a_connection_that_is_reset_harms_nobody(running, caplog):
    client, _ = half_read(running)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()
    running.until(lambda: running.connections() == 0)
    with running.connect() as other:
        other.sendall(head(Accept_Encoding="gzip"))
        assert answer(other)[0] == 200
    assert caplog.records == []


def test_a_fault_of_ours_ends_one_connection_and_is_told_once(running, monkeypatch, caplog):
    with running.connect() as bystander, running.connect() as client:
        running.until(lambda: running.connections() == 2)
        monkeypatch.setattr(running.app.extensions["delivery"], "key", lambda _: 1 / 0)
        client.sendall(head())
        assert client.recv(1) == b""
        monkeypatch.undo()
        bystander.sendall(head())
        assert answer(bystander)[0] == 200
    assert [record.getMessage() for record in caplog.records] == ["Cannot answer a connection"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_application_that_fails_is_a_500(running, monkeypatch, caplog, method):
    with running.connect() as client:
        monkeypatch.setattr(Delivery, "__call__", lambda *_: 1 / 0)
        client.sendall(head(method=method))
        assert answer(client, method)[0] == 500
        monkeypatch.undo()
        client.sendall(head())
        assert answer(client)[0] == 200
    assert [record.getMessage() for record in caplog.records] == ["Cannot answer a request"]


def test_workers_accept_in_turn(running):
    with beside(running) as other, ExitStack() as clients:
        for number in range(1, 41):
            client = clients.enter_context(running.connect())
            client.sendall(head())
            assert answer(client)[0] == 200
            running.until(
                lambda number=number: (
                    running.connections() + len(other.reception.connections) == number
                )
            )
        # One that is not yet waiting again is passed over; without turns, it is 40 or none.
        assert 4 < running.connections() < 36


def test_who_knocks_at_a_worker_without_room_is_let_in_by_another(running):
    class Full:
        """A listener of a process that may have no more descriptors."""

        def __init__(self, real):
            self.close, self.fileno = real.close, real.fileno

        def accept(self):
            raise OSError(errno.EMFILE, "Too many open files")

    running.front._listener = Full(running.front._listener)  # noqa: SLF001 - the kernel's errors
    running.front._has_room = lambda: False  # noqa: SLF001 - as it would find out
    with beside(running) as other, ExitStack() as clients:
        for number in range(1, 5):
            client = clients.enter_context(running.connect())
            client.sendall(head())
            assert answer(client)[0] == 200
            assert len(other.reception.connections) == number
            running.wait(1)  # it looks again whether there is room


def test_a_connection_that_was_gone_before_it_was_accepted_harms_nobody(running):
    class Gone:
        """A listener that has one such connection; what it holds after that is real."""

        def __init__(self, real):
            self.accept, self.close, self.fileno = self._fail, real.close, real.fileno
            self.real = real

        def _fail(self):
            self.accept = self.real.accept
            raise OSError(errno.EPROTO, "protocol error")

    running.front._listener = Gone(running.front._listener)  # noqa: SLF001 - the kernel's errors
    with running.connect() as client:
        client.sendall(head())
        assert answer(client)[0] == 200


def test_heads_are_forgotten_when_there_are_too_many(running, monkeypatch):
    monkeypatch.setattr("feedservice.service.front.reception.REMEMBERED", 3)
    with running.connect() as client:
        for number in range(9):
            for _ in range(3):
                client.sendall(head(X=number))
                assert answer(client)[0] == 200
        client.sendall(head(X="x" * 3000))
        assert answer(client)[0] == 200
    known = running.front.reception.known
    assert len(known) == 3
    assert max(map(len, known)) < 2048


def test_when_it_is_to_end_what_is_under_way_is_sent_and_nobody_else_waited_for(running):
    client, body = half_read(running)
    with client, running.connect() as idle:
        running.until(lambda: running.connections() == 2)
        running.stop()
        assert idle.recv(1) == b""
        with pytest.raises(ConnectionError), running.connect() as late:
            late.recv(1)
        assert running.thread.is_alive()
        assert rest_of(client, body) == body
        assert client.recv(1) == b""
    running.thread.join(PATIENCE_SECONDS)
    assert not running.thread.is_alive()


def test_a_signal_may_come_after_the_end(running):
    descriptor = running.front.new_wakeup_fd()
    running.stop()
    running.thread.join(PATIENCE_SECONDS)
    assert os.write(descriptor, bytes([signal.SIGTERM])) == 1
    os.close(descriptor)
