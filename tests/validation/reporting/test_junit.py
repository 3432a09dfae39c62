from lxml import etree

from feedservice.validation.reporting import Run
from feedservice.validation.reporting.junit import render


def test_each_document_is_a_test_case_with_one_failure_for_all_its_findings(run):
    [suite] = etree.fromstring(render(run).encode())
    assert dict(suite.attrib) == {
        "name": "feedservice validate",
        "tests": "3",
        "failures": "1",
        "errors": "1",
        "skipped": "0",
        "time": "0",
    }
    bad, good, gone = suite
    assert [case.get("name") for case in suite] == [
        "feeds/alle.rss",
        "feeds/gut.atom",
        "feeds/weg.rss",
    ]
    [failure] = bad
    assert dict(failure.attrib) == {"message": "1 error, 1 warning", "type": "error"}
    assert failure.text.splitlines()[-1].startswith("feeds/alle.rss:4:11: RSS012 'gestern' is")
    assert len(good) == 0
    assert [(child.tag, child.get("message")) for child in gone] == [
        ("error", "No such file or directory")
    ]


def test_what_xml_forbids_is_replaced_and_what_it_reserves_is_escaped(judged, finding):
    hostile = finding(message='<b> & "x" \x00 \ud800 ]]>')
    document = render(Run(judgements=(judged(hostile, path='a\x01<&".rss'),)))
    [[case]] = etree.fromstring(document.encode())
    assert case.get("name") == 'a\ufffd<&".rss'
    assert case[0].text.endswith('RSS012 <b> & "x" \ufffd \ufffd ]]>')
