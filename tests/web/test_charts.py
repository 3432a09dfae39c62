from datetime import date

from feedservice.web.charts import Bar, chart, days_until


def test_days_end_with_the_last_one():
    assert days_until(date(2026, 3, 1), 3) == [
        date(2026, 2, 27),
        date(2026, 2, 28),
        date(2026, 3, 1),
    ]


def test_the_highest_bar_fills_the_chart_and_a_low_one_can_still_be_seen():
    days = days_until(date(2026, 3, 3), 3)
    drawn = chart(days, {days[0]: 200, days[2]: 1})
    assert drawn.bars == [
        Bar(days[0], 200, 3, 0, 100),
        Bar(days[1], 0, 23, 100, 0),
        Bar(days[2], 1, 43, 97, 3),
    ]
    assert (drawn.most, drawn.total, drawn.width) == (200, 201, 60)


def test_a_chart_of_nothing_is_empty():
    drawn = chart(days_until(date(2026, 3, 3), 2), {})
    assert [bar.height for bar in drawn.bars] == [0, 0]
    assert (drawn.most, drawn.total) == (0, 0)
