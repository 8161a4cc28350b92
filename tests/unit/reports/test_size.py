"""A day with a thousand changes is still a report."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pytest

from domain.change import Direction, EditKind
from domain.report import FIRST_SCREEN, Report
from reports.renderers import formats, render
from reports.word.document import SECTIONS
from tests.unit.reports.desk import Item, amended, edit, paper
from tests.unit.reports.mornings import based, report_of

COUNT = 1000


def _items(days: int) -> list[Item]:
    body = "申请人提交的资料齐全且符合形式要求的，承办部门应当自受理之日起{}个工作日内完成第{}类事项的技术复核并书面告知结果。对确需补正的，一次性列明理由。"
    return [(f"{n}.", f"办理第{n}类事项", body.format(days, n), ("甲局", "乙委")) for n in range(1, COUNT + 1)]


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A thousand changes of one document."""
    old, new = (paper("甲省事项清单", "甲", _items(days), issued_on=date(2026, 11, 2)) for days in (40, 30))
    desk = based(tmp_path_factory.mktemp("thousand"))
    desk.begin()
    desk.publish("zj", old)
    desk.deliver()
    desk.begin()
    changes = [
        amended((old, n), (new, n), edit((old, n), (new, n), "40个工作日", "30个工作日", EditKind.TIME_LIMIT, Direction.FASTER))
        for n in range(1, COUNT + 1)
    ]
    desk.publish("zj", new, known=desk.store.documents()[-1].id, changes=changes)
    return report_of(desk)


def test_a_thousand_changes(thousand: Report) -> None:
    """HTML under 2 MB, and the first screen as short as ever; how long it takes is in bench/report.py."""
    report = thousand
    page = render(report, "html")
    assert report.verdict.substantive == COUNT and len(report.cards) == COUNT
    assert len(report.first_screen) == FIRST_SCREEN and f"其余 {COUNT - FIRST_SCREEN} 项见下" in page.decode()
    assert len(page) < 2_000_000, len(page)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("format", [name for name in formats() if name not in ("ics", "pdf")])
def test_every_format_draws_a_thousand_changes(thousand: Report, format: str) -> None:
    """No format gives up on a day like that."""
    assert len(render(thousand, format)) > 10_000


def test_a_thousand_documents_in_word(thousand: Report) -> None:
    """A table for each document; after the first of them, source and fingerprints stand under it."""
    cards = tuple(replace(card, paper=replace(card.paper, id=1000 + at)) for at, card in enumerate(thousand.cards))
    page = render(replace(thousand, cards=cards), "docx")
    document = docx.Document(io.BytesIO(page))
    assert len(document.tables) == COUNT and len(document.sections) == 1 + SECTIONS + 1 + 1
    said = [paragraph.text for paragraph in document.paragraphs]
    assert sum(line.startswith("修订后：抓取") for line in said) == COUNT - SECTIONS
