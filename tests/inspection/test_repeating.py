import pytest

from feedservice.inspection.fetching import Limits, request
from feedservice.inspection.repeating import faults
from feedservice.inspection.visiting import HEADERS

LIMITS = Limits(silence_seconds=0.3, total_seconds=1)


def told(server):
    answer = request(server.url, headers=HEADERS, limits=LIMITS)
    return [fault.message for fault in faults(answer, LIMITS)]


def test_a_server_that_honours_its_validators_is_good(server):
    assert told(server) == []
    conditions = [
        {name: value for name, value in headers.items() if name.startswith("If-")}
        for _, _, headers in server.asked
    ]
    assert conditions == [
        {},
        {"If-None-Match": '"1"'},
        {"If-Modified-Since": "Sun, 22 Nov 2026 17:05:00 GMT"},
        {},
    ]
    assert [method for method, *_ in server.asked] == ["GET", "GET", "GET", "HEAD"]


def test_a_validator_that_is_not_honoured_is_told(server):
    server.but(honours=False)
    assert told(server) == [
        (
            'A request with If-None-Match: "1" is answered with 200, not with 304; '
            "answer 304 while nothing has changed"
        ),
        (
            "A request with If-Modified-Since: Sun, 22 Nov 2026 17:05:00 GMT is answered with 200, "
            "not with 304; answer 304 while nothing has changed"
        ),
    ]


def test_only_a_validator_that_was_sent_is_tried(server):
    server.but(honours=False, ETag=None, Last_Modified=None)
    assert told(server) == []
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"status": 405}, "The status is 405 for HEAD and 200 for GET; send the same"),
        (
            {"Content_Type": "text/html"},
            (
                "Content-Type is text/html for HEAD and application/rss+xml; "
                "charset=utf-8 for GET; "
                "send the same"
            ),
        ),
        ({"ETag": None}, 'ETag is missing for HEAD and "1" for GET; send the same'),
    ],
)
def test_a_head_that_is_another_is_told(server, overrides, message):
    def answer(handler):
        server.well(handler, **(overrides if handler.command == "HEAD" else {}))

    server.answer = answer
    assert told(server) == [message]


def test_a_server_that_falls_silent_is_told(server):
    def answer(handler):
        if len(server.asked) > 1:
            handler.connection.close()
        else:
            server.well(handler, Last_Modified=None)

    server.answer = answer
    conditional, head = told(server)
    assert "is answered with nothing (" in conditional
    assert head.startswith("The status is 127.0.0.1")
