"""主题 and 产品 of what a report holds, and where they are shown."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest

from domain.report import Report
from reports import about
from reports.renderers import render
from tests.unit.reports.mornings import zhejiang


def test_cards_papers_and_items_carry_them(monday: Report) -> None:
    """The main topic first; a whole paper has those of its measures."""
    assert monday.cards[0].topics == ("注册检验与批签发",)
    (paper,) = monday.new_papers
    assert "临床试验与伦理" in paper.topics
    items = [one for group in (paper.whole, paper.numbers, paper.practice, paper.nothing) for one in group]
    assert {topic for item in items for topic in item.topics} == set(paper.topics)


def test_rows_have_both_columns(monday: Report) -> None:
    """Several are joined by 、."""
    rows = list(csv.DictReader(io.StringIO(render(monday, "csv").decode("utf-8-sig"), newline="")))
    assert [row["主题"] for row in rows] == ["、".join(card.topics) for card in monday.cards]
    assert [row["产品"] for row in rows] == ["、".join(card.products) for card in monday.cards]


@pytest.mark.parametrize("format", ["html", "markdown", "text"])
def test_the_head_of_a_card_names_the_main_topic(monday: Report, format: str) -> None:
    """Beside the province and the direction word."""
    assert "注册检验与批签发" in render(monday, format).decode()


def test_a_paper_has_the_topic_of_most_measures_first() -> None:
    """By how many measures are about it."""
    document = zhejiang()
    topics, _ = about.of_paper(document)
    counts = [sum(topic in about.topics([measure]) for measure in document.measures) for topic in topics]
    assert counts == sorted(counts, reverse=True) and counts


def test_a_report_kept_before_there_were_topics_can_be_read(monday: Report) -> None:
    """New fields have a value where an older report has none."""
    old = msgspec.to_builtins(monday)
    for card in old["cards"]:
        del card["topics"], card["products"]
    del old["recalled"]
    assert msgspec.convert(old, Report).cards[0].topics == ()
