"""An interpretation held against its document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from differ.interpretation import hold
from domain.document import Document
from domain.witness import Holding, Restatement

Read = Callable[[str], Document]

PRESS = """昨日，省药监局就《若干措施》答记者问。
《若干措施》提出了建设敷料中试平台、组织联合攻关等举措。
敷料类产品首次审查时限由60个工作日压缩至40个工作日，补正时间不计入时限。
围绕止血、抗菌、缓释等方向公开招标，单个课题资助80万元。
去年全省敷料产值增长12%，今年还将拿出3000万元奖励先进县区。
"""


@pytest.fixture
def held(read: Read, policy: str) -> tuple[Holding, Document, Document]:
    page, document = read(PRESS), read(policy)
    return hold(page, document), page, document


def passages(holding: Holding, page: Document) -> list[tuple[str, str]]:
    return [(row.number, row.passage.of(page.text)) for row in holding.restatements if not row.by_title]


def test_passages_are_led_to_their_measures(held: tuple[Holding, Document, Document]) -> None:
    """Each passage stands with the measure whose words it repeats."""
    holding, page, _ = held
    assert [number for number, _ in passages(holding, page)] == ["（四）", "（二）"]


def test_titles_only(held: tuple[Holding, Document, Document]) -> None:
    """A list of titles restates measures by their titles alone."""
    holding, page, _ = held
    titles = [row.passage.of(page.text) for row in holding.restatements if row.by_title]
    assert titles == ["建设敷料中试平台", "组织联合攻关"]


def test_other_number_and_other_words(held: tuple[Holding, Document, Document]) -> None:
    """Where the passage has another number or other words, both are shown with their places."""
    holding, page, document = held
    found = {(item.said, item.stands) for row in holding.restatements for item in row.differences}
    assert ("40个工作日", "45个工作日") in found
    assert any("公开招标" in said and "张榜求贤" in stands for said, stands in found)
    for item in (item for row in holding.restatements for item in row.differences):
        assert item.said_span.of(page.text) == item.said and item.stands_span.of(document.text) == item.stands


def test_money_of_no_measure(held: tuple[Holding, Document, Document]) -> None:
    """Amounts and shares that no measure gives stand alone."""
    holding, page, _ = held
    words = [span.of(page.text) for span in holding.alone]
    assert any("12%" in word for word in words) and any("3000万元" in word for word in words)
    assert not any("80万元" in word for word in words)


def test_press_report_of_the_corpus(read: Read, shared: Path) -> None:
    """协同挂网 where the measure has 快速同等支持; 追溯机制 for 追溯体系; 优先注册检验 left out; 100万元 is in no measure (text_traps §9)."""
    texts = {path.stem[:3]: read(path.read_text("utf-8")) for path in (shared / "corpus").glob("00[01]*.txt")}
    holding = hold(texts["001"], texts["000"])
    fifteenth = next(row for row in holding.restatements if row.ordinal == 15 and row.differences)
    assert any("协同挂网" in item.said and "快速同等支持" in item.stands for item in fifteenth.differences)
    assert _differs(holding.restatements, 28, "机制", "体系") and _differs(holding.restatements, 11, "", "优先注册检验")
    assert any("100万元" in span.of(texts["001"].text) for span in holding.alone)
    assert {row.ordinal for row in holding.restatements} >= {4, 7, 8, 10, 11, 12, 15, 22}


def _differs(rows: tuple[Restatement, ...], ordinal: int, said: str, stands: str) -> bool:
    return any(
        said in item.said and stands in item.stands for row in rows if row.ordinal == ordinal for item in row.differences
    )
