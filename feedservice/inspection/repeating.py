"""What only a second request shows: that validators are honoured, and HEAD equals GET."""

from collections.abc import Iterator

from feedservice.inspection.fetching import Answer, FetchError, Limits, request
from feedservice.inspection.httprules import conditional_request_gets_304, head_equals_get
from feedservice.inspection.visiting import HEADERS
from feedservice.validation.rulebook import Fault

_CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
_COMPARED = ("Content-Type", "ETag", "Last-Modified", "Content-Encoding")
_NOT_MODIFIED = 304


def faults(answer: Answer, limits: Limits) -> Iterator[Fault]:
    """Ask again, as readers do that have the document already."""
    yield from _conditional(answer, limits)
    yield from _head(answer, limits)


def _conditional(answer: Answer, limits: Limits) -> Iterator[Fault]:
    """Ask for what is newer than each validator: nothing should be."""
    for name, header in _CONDITIONS.items():
        if validator := answer.header(name):
            try:
                asked = {**HEADERS, header: validator}
                again = request(answer.url, headers=asked, limits=limits)
                status = str(again.status)
            except FetchError as error:
                status = f"nothing ({error})"
            if status != str(_NOT_MODIFIED):
                yield conditional_request_gets_304(
                    header=header, validator=validator, status=status
                )


def _head(answer: Answer, limits: Limits) -> Iterator[Fault]:
    """Ask with HEAD."""
    try:
        head = request(answer.url, method="HEAD", headers=HEADERS, limits=limits)
    except FetchError as error:
        yield head_equals_get(what="The status", head=str(error), get=str(answer.status))
        return
    if head.status != answer.status:
        yield head_equals_get(what="The status", head=str(head.status), get=str(answer.status))
        return
    for name in _COMPARED:
        if head.header(name) != answer.header(name):
            yield head_equals_get(what=name, head=head.header(name), get=answer.header(name))
