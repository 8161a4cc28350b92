"""Which stored documents stand in the comparison across provinces."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from domain.change import Event, EventKind
from domain.document import Document, DocumentKind, PublicationLevel, Repair
from domain.matrix import Column
from domain.relation import New, Novelty, Place
from reports import matrix_papers
from reports.matrix_papers import columns
from reports.shelf import Shelf
from tests.unit.reports.desk import SHANGHAI, SHANXI, ZHEJIANG, Desk, Item, paper

PROVINCES = {"sh": "上海", "sx": "山西", "zj": "浙江", "gz": "贵州", "zy": "中央"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """上海 and 山西 are published and frozen as the baseline."""
    desk = Desk(tmp_path)
    for key, province in PROVINCES.items():
        desk.source(key, f"{province}药监局", province)
    desk.begin()
    desk.publish("sx", _text("山西", SHANXI))
    desk.publish("sh", _text("上海", SHANGHAI))
    desk.store.save_baseline("基线", desk.at, [(1, 1), (2, 1)])
    desk.begin()
    return desk


def _text(province: str, items: list[Item], title: str = "若干措施", **fields: object) -> Document:
    return paper(f"{province}市{title}" if province == "上海" else f"{province}省{title}", province, items, **fields)


def _laid(desk: Desk) -> dict[str, tuple[list[tuple[int, int]], bool]]:
    """Province -> its versions and whether it was read whole."""
    found, members = columns(Shelf(desk.store), desk.sources)
    return {column.province: ([members[position] for position in column.documents], column.whole) for column in found}


def _like(*new: New) -> tuple[Novelty, ...]:
    return tuple(Novelty(Place(0, ordinal), each) for ordinal, each in enumerate(new, 1))


def test_shanghai_first_and_provinces_without_a_text_are_columns(desk: Desk) -> None:
    """The order of the reports; a watched province of which nothing is stored stands there empty, the national level does not."""
    assert _laid(desk) == {"上海": ([(2, 1)], True), "山西": ([(1, 1)], True), "浙江": ([], False), "贵州": ([], False)}
    assert [column.province for column in columns(Shelf(desk.store), desk.sources)[0]] == ["上海", "山西", "浙江", "贵州"]


def test_a_source_that_is_not_enabled_makes_no_column(desk: Desk) -> None:
    """Who is not watched cannot be missing."""
    desk.sources = tuple(replace(one, enabled=one.id != "gz") for one in desk.sources)
    assert list(_laid(desk)) == ["上海", "山西", "浙江"]


def test_members_stand_at_their_newest_version(desk: Desk) -> None:
    """The baseline froze version 1; what is compared is what holds today."""
    newer = _text(
        "上海", [SHANGHAI[0], ("（二）", "优化检验服务", "检验时限压缩为10个工作日。", ("市药品监管局",)), *SHANGHAI[2:]]
    )
    desk.publish("sh", newer, known=2)
    assert _laid(desk)["上海"] == ([(2, 2)], True)


@pytest.mark.parametrize(
    ("fields", "novelty", "joins"),
    [
        ({}, _like(New.WHOLE, New.PARTLY), True),
        ({}, _like(New.WHOLE, New.WHOLE), False),
        ({"kind": DocumentKind.NOTICE}, _like(New.NONE), False),
        ({"kind": DocumentKind.DRAFT}, _like(New.NONE), False),
    ],
)
def test_what_joins_after_the_baseline(
    desk: Desk, fields: dict[str, object], novelty: tuple[Novelty, ...], joins: bool
) -> None:
    """A policy seen since of which at least one measure is not wholly new."""
    desk.publish("zj", replace(_text("浙江", ZHEJIANG), **fields), novelty=novelty, baseline="基线")  # type: ignore[arg-type]
    assert _laid(desk)["浙江"] == (([(3, 1)], True) if joins else ([], False))


def test_repealed_papers_leave(desk: Desk) -> None:
    """What no longer holds commits nobody."""
    desk.publish("sx", _text("山西", SHANXI), known=1, events=[Event(EventKind.REPEALED, "废止")])
    assert _laid(desk)["山西"] == ([], False)


def test_an_interpretation_stands_in_only_where_there_is_no_policy(desk: Desk) -> None:
    """Its column was not read whole; beside a policy of the province it does not stand at all."""
    speaks = {"kind": DocumentKind.INTERPRETATION}
    desk.publish("zj", replace(_text("浙江", ZHEJIANG, "政策解读"), **speaks))  # type: ignore[arg-type]
    desk.publish("sh", replace(_text("上海", ZHEJIANG, "政策解读"), **speaks))  # type: ignore[arg-type]
    desk.publish(
        "gz", _text("贵州", ZHEJIANG, "发布会"), level=PublicationLevel.INTERPRETATION, novelty=_like(New.NONE), baseline="基线"
    )
    laid = _laid(desk)
    assert (laid["浙江"], laid["贵州"], laid["上海"]) == (([(3, 1)], False), ([(5, 1)], False), ([(2, 1)], True))


def test_an_attachment_that_was_not_read_leaves_its_column_open(desk: Desk) -> None:
    """What is not found may stand in the part nobody read."""
    text = _text("浙江", ZHEJIANG)
    unread = replace(text, repairs=(Repair("unread", "附件1.pdf", "", None),))
    desk.publish("zj", unread, novelty=_like(New.NONE), baseline="基线")
    assert _laid(desk)["浙江"] == ([(3, 1)], False)


def test_without_a_baseline_every_policy_stands(tmp_path: Path) -> None:
    """There is nothing yet to be new against."""
    desk = Desk(tmp_path)
    desk.source("sx", "山西省药监局", "山西")
    desk.begin()
    assert columns(Shelf(desk.store), desk.sources) == ((), ())
    desk.publish("sx", _text("山西", SHANXI))
    assert columns(Shelf(desk.store), desk.sources) == ((Column("山西", (0,), True),), ((1, 1),))


def test_a_law_or_notice_of_the_baseline_is_no_commitment_of_a_policy(desk: Desk) -> None:
    """The first crawl freezes all that has measures; articles of laws would drown the table."""
    desk.publish("zj", replace(_text("浙江", ZHEJIANG, "管理条例"), kind=DocumentKind.LAW))
    desk.store.save_baseline("首次抓取", desk.at, [(1, 1), (2, 1), (3, 1)])
    assert _laid(desk)["浙江"] == ([], False)


def test_of_too_many_measures_the_longest_documents_of_each_province_in_turn_stand(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose documents were left out was not read whole, and what is not found of it is 未收录."""
    for count in (1, len(SHANGHAI), 2):
        desk.publish("sh", _text("上海", SHANGHAI[:count], f"第{count}号措施"), novelty=_like(New.NONE), baseline="基线")
    desk.publish("zj", _text("浙江", ZHEJIANG[:1]), novelty=_like(New.NONE), baseline="基线")
    everything = _laid(desk)
    assert [len(everything[name][0]) for name in ("上海", "山西", "浙江")] == [4, 1, 1]
    monkeypatch.setattr(matrix_papers, "MOST", len(SHANGHAI) + len(SHANXI) + 1 + 2)
    laid = _laid(desk)
    assert (laid["上海"], laid["山西"], laid["浙江"]) == (([(2, 1), (5, 1)], False), ([(1, 1)], True), ([(6, 1)], True))
