"""Who may send a form while others are sending theirs."""

from contextlib import suppress
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
    """Let a form come in, as granian's thread does."""
    body = Body()
    sent.append(body)
    protocol = Protocol()
    reading.take(protocol, {"wsgi.input": body})
    return protocol


def test_one_form_waits_and_the_next_is_told_to_come_again(reading, sent, answered, monkeypatch):
    monkeypatch.setattr(forms, "WAITING_SECONDS", PATIENCE_SECONDS)
    waiting = Thread(target=send, args=(reading, sent))
    waiting.start()
    while not sent or not sent[0].asked.is_set():
        with suppress(IndexError):
            sent[0].asked.wait()
    assert send(reading, sent).statuses.get_nowait() == forms.BUSY
    sent[0].arrived.set()
    waiting.join()
    assert answered.get() == b"token=x"


def test_forms_that_never_end_leave_the_rest_alone(reading, sent, answered, monkeypatch):
    monkeypatch.setattr(forms, "WAITING_SECONDS", 0)
    for _ in range(forms.SENDERS):
        assert send(reading, sent).statuses.empty()
    assert send(reading, sent).statuses.get_nowait() == forms.BUSY
    sent[3].arrived.set()  # who takes long is served all the same, and leaves a place
    assert answered.get() == b"token=x"
    assert send(reading, sent).statuses.empty()


def test_only_a_form_that_somebody_looks_at_is_read():
    asked = {"REQUEST_METHOD": "POST", "PATH_INFO": "/status"}
    assert forms.is_form(asked)
    assert not forms.is_form(asked | {"PATH_INFO": "/status/ende"})
    assert not forms.is_form(asked | {"REQUEST_METHOD": "GET"})
