"""The month of a report by the office's closing day."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.reports.periods import before, month_of, period


def test_from_the_16th_to_the_15th_is_titled_with_the_next_month():
    when = period("2017-07", 15)
    assert (when.first, when.last) == (dt.date(2017, 5, 16), dt.date(2017, 6, 15))
    assert month_of(dt.date(2017, 6, 15), 15) == "2017-07"
    assert month_of(dt.date(2017, 6, 16), 15) == "2017-08"
    assert when.words == "2017年7月（2017年5月16日至2017年6月15日）"


def test_the_calendar_month_without_a_closing_day():
    when = period("2017-02", 0)
    assert (when.first, when.last) == (dt.date(2017, 2, 1), dt.date(2017, 2, 28))
    assert month_of(dt.date(2017, 2, 28), 0) == "2017-02"
    assert when.words == "2017年2月"
    assert before("2017-01") == "2016-12"


@given(st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31)), st.integers(0, 31))
def test_every_day_falls_into_the_period_of_its_month_and_no_other(day, cycle):
    when = period(month_of(day, cycle), cycle)
    assert when.first <= day <= when.last
    former = period(before(when.month), cycle)
    assert former.last + dt.timedelta(days=1) == when.first
