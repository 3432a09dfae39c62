"""Who may send a form while others are sending theirs."""

from queue import Queue
from threading import Event, Thread

import pytest

from feedservice.service import forms

PATIENCE_SECONDS = 10


class Body:
    """A body that is on its way until it has arrived."""

    def __init__(self):
        self.asked, self.arrived = Event(), Event()

    def read(self, length):
        self.asked.set()
        self.arrived.wait()
        return b"token=x"[:length]


class Protocol:
    """What granian answers through."""

    def __init__(self):
        self.statuses = Queue()

    def response_bytes(self, status, headers, body):
        assert body
        assert dict(headers)["Retry-After"]
        self.statuses.put(status)


@pytest.fixture
def sent():
    """Bodies on their way; they arrive at the latest with the end of the test."""
    bodies = []
    yield bodies
    for body in bodies:
        body.arrived.set()


@pytest.fixture
def answered():
    return Queue()


@pytest.fixture
def reading(answered):
    return forms.Forms(lambda _, scope: answered.put(scope["wsgi.input"].read()))


def send(reading, sent):
    """Let a form come in, in a thread as granian's; returns when it is being read or refused."""
    body, protocol = Body(), Protocol()
    sent.append(body)
    Thread(target=_take, args=(reading, protocol, body)).start()
    body.asked.wait(PATIENCE_SECONDS)
    return protocol


def _take(reading, protocol, body):
    reading.take(protocol, {"wsgi.input": body})
    body.asked.set()


def test_forms_that_never_end_take_no_more_than_their_places(reading, sent, answered):
    for _ in range(forms.SENDERS):
        assert send(reading, sent).statuses.empty()
    assert send(reading, sent).statuses.get(timeout=PATIENCE_SECONDS) == forms.BUSY
    assert forms.SENDERS < forms.GRANIAN_THREADS
    sent[3].arrived.set()  # who takes long is served all the same, and leaves a place
    assert answered.get(timeout=PATIENCE_SECONDS) == b"token=x"
    assert send(reading, sent).statuses.empty()


def test_a_form_that_cannot_be_read_leaves_its_place(reading, sent, answered):
    class Gone:
        def read(self, _):
            raise OSError("the client is gone")

    for _ in range(forms.SENDERS + 1):
        protocol = Protocol()
        reading.take(protocol, {"wsgi.input": Gone()})
        assert protocol.statuses.get_nowait() == forms.BUSY
    assert send(reading, sent).statuses.empty()
    sent[0].arrived.set()
    assert answered.get(timeout=PATIENCE_SECONDS) == b"token=x"


def test_only_a_form_that_somebody_looks_at_is_read():
    asked = {"REQUEST_METHOD": "POST", "PATH_INFO": "/status"}
    assert forms.is_form(asked)
    assert not forms.is_form(asked | {"PATH_INFO": "/status/ende"})
    assert not forms.is_form(asked | {"REQUEST_METHOD": "GET"})
