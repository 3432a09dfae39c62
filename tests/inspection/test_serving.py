from feedservice.inspection.fetching import Limits
from feedservice.inspection.judging import Order
from feedservice.inspection.selection import Selection
from feedservice.inspection.serving import judge_address, judge_addresses
from feedservice.inspection.targets import Target
from feedservice.records import Severity

ORDER = Order(selection=Selection(), with_source=True)
LIMITS = Limits(silence_seconds=0.3, total_seconds=1)


def test_a_feed_that_is_well_made_and_well_served_has_no_finding(server):
    judged = judge_address(f"{server.url}/feed", ORDER, LIMITS)
    assert (judged.findings, judged.failure) == ((), None)


def test_how_it_is_served_is_told_before_what_it_says_and_has_no_source(server):
    server.but(Content_Type="text/html", body=b"<rss version='2.0'>", Content_Encoding=None)
    judged = judge_address(server.url, ORDER, LIMITS)
    first, *others = judged.findings
    assert (first.code, first.severity, first.line, first.column) == (
        "HTTP002",
        Severity.ERROR,
        1,
        1,
    )
    assert others
    assert all(not finding.code.startswith("HTTP") for finding in others)
    assert judged.excerpts[0].text == ""
    assert judged.excerpts[-1].text.startswith("<rss")


def test_a_self_link_that_is_another_address_is_told(server, feed):
    server.but(body=feed("https://bote.example/"), Content_Encoding=None)
    judged = judge_address(f"{server.url}/feed", ORDER, LIMITS)
    assert [finding.w3c for finding in judged.findings] == ["SelfDoesntMatchLocation"]


def test_rules_of_http_are_selected_as_the_others_are(server):
    server.but(status=404)
    order = Order(selection=Selection(ignore=("HTTP001",)))
    assert judge_address(server.url, order, LIMITS).findings == ()
    order = Order(selection=Selection(severity=Severity.ERROR))
    server.but(Vary=None)
    judged = judge_address(f"{server.url}/feed", order, LIMITS)
    assert (judged.findings, judged.below) == ((), 1)


def test_an_address_without_an_answer_could_not_be_looked_at():
    judged = judge_address("http://127.0.0.1:1/", ORDER, LIMITS)
    assert judged.failure == "nobody listens at 127.0.0.1:1"


def test_several_addresses_are_judged_in_their_order(server):
    urls = [f"{server.url}/{name}" for name in "abcdef"]
    targets = [Target(path=url, is_address=True) for url in urls]
    assert [judged.path for judged in judge_addresses(targets, ORDER)] == urls
