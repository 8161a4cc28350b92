"""The novelty report of a new document."""

from __future__ import annotations

from pathlib import Path

from domain.report import Report
from reports.lines import novelty_words
from tests.unit.reports.desk import Desk
from tests.unit.reports.mornings import report_of, zhejiang


def test_each_measure_stands_in_one_group(monday: Report) -> None:
    """整项新 with hard numbers first and declarations last, 硬指标新 with its number, 无新内容 folded."""
    (paper,) = monday.new_papers
    assert [item.number for item in paper.whole] == ["2.", "3."]
    assert [(item.number, item.facts) for item in paper.numbers] == [("1.", ("20周以内",))]
    assert [item.number for item in paper.nothing] == ["4."] and not paper.practice
    assert novelty_words(paper) == "4 项，其中 2 项各省均无、1 项含新内容、1 项均有同类"


def test_new_sentences_are_shown_as_published(monday: Report) -> None:
    """The passage of a partly new measure is its new sentence and no more."""
    item = monday.new_papers[0].numbers[0]
    assert [one.quote for one in item.passages] == ["临床试验启动前的整体用时压缩至20周以内。"]


def test_without_a_baseline_only_the_count_is_told(tmp_path: Path) -> None:
    """Nothing is called new when there was nothing to hold it against."""
    desk = Desk(tmp_path)
    desk.source("zj", "浙江省药监局", "浙江")
    desk.begin()
    desk.deliver()
    desk.begin()
    desk.publish("zj", zhejiang())
    (paper,) = report_of(desk).new_papers
    assert paper.baseline is None and not paper.whole
    assert novelty_words(paper) == "4 项"
