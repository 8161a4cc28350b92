"""A document's page, and any two of its versions held together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from differ.compare import compare
from domain.change import Status
from domain.document import DocumentKind, PublicationLevel
from domain.record import DocumentRecord
from reports.shelf import Shelf
from reports.site import comparing
from reports.site.comparing import EVERY, Sheet, blocks, lay, wanted
from reports.site.papers import standing
from tests.unit.reports.desk import MONDAY, Desk, paper
from tests.unit.reports.mornings import busy, shanghai_new, shanghai_old
from tests.unit.reports.site.shelf import build, publish

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return busy(tmp_path_factory.mktemp("papers"))


@pytest.fixture(scope="module")
def sheet(desk: Desk) -> Sheet:
    shelf = Shelf(desk.store)
    return lay(shelf, 1, 1, 2, compare(shelf.text(1, 1), shelf.text(1, 2)))


@pytest.fixture(scope="module")
def site(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    publish(desk, folder)
    build(desk, folder)
    return folder / "site"


def test_every_measure_of_both_sides_stands_in_the_comparison(sheet: Sheet) -> None:
    """None is lost, none is there twice."""
    assert sorted(spot.number for row in sheet.rows for spot in row.old) == sorted(m.number for m in shanghai_old().measures)
    assert sorted(spot.number for row in sheet.rows for spot in row.new) == sorted(m.number for m in shanghai_new().measures)


def test_the_two_sides_are_the_two_texts(sheet: Sheet) -> None:
    """Side by side nothing is left out and nothing made up."""
    assert {one.text for row in sheet.rows for one in row.left} == {m.text for m in shanghai_old().measures}
    assert {one.text for row in sheet.rows for one in row.right} == {m.text for m in shanghai_new().measures}


def test_the_inline_view_reads_back_as_either_text(sheet: Sheet) -> None:
    """Without what went it is the new text; without what came it is the old one, but for
    the number and the 、 between units, which no edit marks."""
    for row in sheet.rows:
        if row.status is Status.AMENDED:
            assert "".join(one.text for one in row.inline if one.kind != "del") == row.right[0].text
            old = "".join(one.text for one in row.inline if one.kind != "ins")
            before = row.left[0].text.removeprefix(row.old[0].number)
            assert old.removeprefix(row.new[0].number).replace("、", "") == before.replace("、", "")


def test_unchanged_neighbours_are_folded_together(sheet: Sheet) -> None:
    """In their order, and never a changed measure among them."""
    folded = list(blocks(sheet.rows))
    assert [row for _still, rows in folded for row in rows] == list(sheet.rows)
    assert all(still == row.still for still, rows in folded for row in rows)
    assert any(still and len(rows) == 1 for still, rows in folded)


def test_paragraphs_outside_of_measures_are_held_together_too(tmp_path: Path) -> None:
    """A preamble that changed is shown; one that did not is not."""
    items = [("（一）", "甲", "办理时限为三十日。", ("甲局",))]
    desk = Desk(tmp_path)
    desk.source("a", "甲局", "甲")
    desk.begin()
    desk.publish("a", paper("办法", "甲", items, preamble="为了甲，制定本办法。"))
    desk.publish("a", paper("办法", "甲", items, preamble="为了乙，制定本办法。"), known=1)
    shelf = Shelf(desk.store)
    sheet = lay(shelf, 1, 1, 2, compare(shelf.text(1, 1), shelf.text(1, 2)))
    assert [(row.left[0].text, row.right[0].text) for row in sheet.outside] == [
        ("为了甲，制定本办法。", "为了乙，制定本办法。")
    ]


@given(st.integers(0, 60))
def test_which_pairs_get_a_page(versions: int) -> None:
    """Every pair up to the limit; beyond it neighbours, the first and the newest against each, and never more than three a version."""
    pairs = wanted(versions)
    assert len(set(pairs)) == len(pairs)
    assert all(1 <= old < new <= versions for old, new in pairs)
    if versions <= EVERY:
        assert len(pairs) == versions * (versions - 1) // 2
    else:
        assert len(pairs) <= 3 * versions
        assert {(n, n + 1) for n in range(1, versions)} | {(1, n) for n in range(2, versions + 1)} <= set(pairs)
        assert {(n, versions) for n in range(1, versions)} <= set(pairs)


def record(**fields: object) -> DocumentRecord:
    known = DocumentRecord(1, "办法", None, "甲", None, DocumentKind.POLICY, PublicationLevel.OFFICIAL, None, None, MONDAY, 1)
    return replace(known, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({}, ""),
        ({"repealed": True, "expires_on": date(2030, 1, 1)}, "已废止"),
        ({"expires_on": date(2026, 11, 22)}, "已届满"),
        ({"expires_on": TODAY}, "将届满"),
        ({"expires_on": date(2030, 1, 1)}, "有效期内"),
        ({"effective_on": date(2026, 11, 24)}, "尚未施行"),
        ({"effective_on": TODAY}, ""),
    ],
)
def test_the_effect_of_a_document(fields: dict[str, object], word: str) -> None:
    """Only what its own dates and a repeal tell: a paper without an end is not said to be in force."""
    assert standing(record(**fields), TODAY) == word


def test_the_page_keeps_the_dates_apart(site: Path) -> None:
    """成文, 发布, 施行, 届满 and 抓取 each under its own name; what the page does not carry says so."""
    page = (site / "documents/2.html").read_text("utf-8")
    for name, day in (("成文", "2025-05-20"), ("施行", "2025-05-24"), ("届满", "2027-05-22"), ("发布", "〔页面未载〕")):
        assert f"<dt>{name}</dt><dd>{day}</dd>" in page


def test_the_page_tells_versions_events_and_publications(site: Path) -> None:
    """With the change counts, the report that told, and how near each page is to the issuer."""
    page = (site / "documents/1.html").read_text("utf-8")
    assert "修改 4 · 新增 1 · 改号 1" in page
    assert 'href="../../2026-11-23.html#C1"' in page
    assert 'href="1/1-2.html"' in page
    assert "官方原文" in page and "https://sh.example/art/1.html" in page
    assert "公告载明该意见自2026年12月1日起废止。" in (site / "documents/3.html").read_text("utf-8")


def test_only_published_text_stands_between_quotation_marks(site: Path) -> None:
    """The comparison quotes nothing: its marks are 【】, and what is not byte for byte the page's is called 规范化文本."""
    page = (site / "documents/1/1-2.html").read_text("utf-8")
    assert "<q>" not in page and "【15个工作日】" in page
    assert page.count("“") == page.count("“规范化文本”")


def test_a_comparison_across_rules_says_so(tmp_path: Path) -> None:
    """Where two normalizers read the two versions, a difference may be theirs."""
    desk = Desk(tmp_path)
    desk.source("a", "甲局", "甲")
    desk.begin()
    old = paper("办法", "甲", [("（一）", "甲", "三十日。", ())])
    desk.publish("a", old)
    desk.publish("a", replace(paper("办法", "甲", [("（一）", "甲", "二十日。", ())]), normalizer="2.0"), known=1)
    build(desk, tmp_path / "reports")
    assert "由不同版本的规则读出（1.4、2.0）" in (tmp_path / "reports/site/documents/1/1-2.html").read_text("utf-8")


def test_more_versions_than_pages_name_the_command(tmp_path: Path) -> None:
    """With many versions the page says which pairs it has and how to get any other."""
    desk = Desk(tmp_path)
    desk.source("a", "甲局", "甲")
    desk.begin()
    for number in range(1, EVERY + 2):
        desk.publish("a", paper("办法", "甲", [("（一）", "甲", f"{number}日。", ())]), known=1 if number > 1 else None)
    build(desk, tmp_path / "reports")
    pages = {path.stem for path in (tmp_path / "reports/site/documents/1").iterdir()}
    assert pages == {f"{old}-{new}" for old, new in comparing.wanted(EVERY + 1)}
    assert "regdelta diff '#1'" in (tmp_path / "reports/site/documents/1.html").read_text("utf-8")
