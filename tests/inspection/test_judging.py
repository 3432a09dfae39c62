from feedservice.inspection.judging import Order, judge
from feedservice.inspection.selection import Selection
from feedservice.inspection.targets import Target
from feedservice.validation.reporting import Judgement

ORDER = Order(selection=Selection(select=("XML003",)))


def test_a_document_is_judged(write):
    judged = judge(Target(path=write("kaputt.rss", b"<rss>")), ORDER)
    assert [finding.code for finding in judged.findings] == ["XML003"]
    assert judged.excerpts == ()


def test_the_source_is_cut_out_where_a_report_shows_it(write):
    order = Order(selection=ORDER.selection, with_source=True)
    [excerpt] = judge(Target(path=write("kaputt.rss", b"<rss>")), order).excerpts
    assert excerpt.text == "<rss>"


def test_what_there_is_not_could_not_be_looked_at(here):
    gone = judge(Target(path="weg.rss"), ORDER)
    assert gone == Judgement(path="weg.rss", failure="No such file or directory")
    empty = Target(path=str(here), failure="no feed in this folder")
    assert judge(empty, ORDER) == Judgement(path=str(here), failure="no feed in this folder")
