"""What stands in the cells of the 省际比较表, and when it changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from domain.change import Change, EditKind, Severity, Status
from domain.comparison_table import ComparisonTable, Turn, Turned
from domain.correction import Correction, Fix
from domain.document import Document
from domain.matrix import Mark
from reports.matrix import comparison_table, until
from reports.matrix_papers import columns
from reports.matrix_part import only_changed
from reports.matrix_turns import Turns
from reports.shelf import Shelf
from tests.unit.reports.desk import MONDAY, Desk, added, amended, deleted, edit, paper, ref, where
from tests.unit.reports.matrices import table
from tests.unit.reports.mornings import busy

NUMBERS = ("（一）", "（二）", "（三）")


@pytest.fixture(scope="module")
def made(monday_desk: Desk) -> ComparisonTable:
    return table(monday_desk)


def test_an_entry_shows_the_number_as_printed_and_the_words_of_the_measure(made: ComparisonTable) -> None:
    """（十二） of one paper and 14. of another: each keeps its own style."""
    first, *_others = made.rows[0].cells
    assert (first.entries[0].spot.number, first.entries[0].phrase) == ("（二）", "检验时限由25个工作日压缩为15个工作日")
    assert made.rows[0].cells[3].entries[0].spot.number == "1."


def test_a_quote_is_what_the_page_says(made: ComparisonTable, monday_desk: Desk) -> None:
    """Byte for byte in the published text of the version that is cited."""
    for row in made.rows:
        for entry in (one for cell in row.cells for one in cell.entries):
            cited = made.sources[entry.source]
            published = monday_desk.store.version(cited.paper.id, cited.edition.sequence)[1].published
            assert entry.quotes and all(one.quote and one.quote in published for one in entry.quotes)


def test_a_cell_keeps_every_measure_of_its_province(made: ComparisonTable) -> None:
    """Two measures in one cell, and one measure in two rows."""
    cell = made.rows[1].cells[0]
    assert [one.mark for one in cell.entries] == [Mark.HARD, Mark.SOFT]
    assert made.rows[0].cells[3].entries[0].spot == made.rows[1].cells[3].entries[0].spot


def test_a_changed_cell_names_day_and_change(made: ComparisonTable) -> None:
    """The amended measure by its change, the new paper by its event; what stood still has none."""
    faster, _missing, _absent, trials = made.rows[0].cells
    assert faster.turned is not None and (faster.turned.on, faster.turned.turn) == (date(2026, 11, 23), Turn.AMENDED)
    assert faster.turned.item.startswith("C")
    assert trials.turned is not None and trials.turned.turn is Turn.FIRST_SEEN and trials.turned.item.startswith("E")
    assert made.rows[3].cells[2].turned is None


def test_the_first_day_is_no_change(made: ComparisonTable) -> None:
    """What the baseline laid down three days ago was not news then, nor is it now."""
    assert made.rows[2].cells[0].turned is None
    assert made.sources[1].paper.province == "山西" and not made.rows[3].cells[2].turned


def test_only_the_changed_rows(made: ComparisonTable) -> None:
    """They keep their citations, and say how many rows the table has."""
    part = only_changed(made)
    assert [row.name for row in part.rows] == ["检验时限", "变更周期", "辅导窗口"] and part.whole == 4
    assert {one.paper.province for one in part.sources} == {"上海", "浙江"}
    for row in part.rows:
        for entry in (one for cell in row.cells for one in cell.entries):
            assert entry.quotes[0].text in paper_text(part.sources[entry.source].paper.id)


def paper_text(document: int) -> str:
    from tests.unit.reports.mornings import shanghai_new, zhejiang

    return {1: shanghai_new, 4: zhejiang}[document]().text


def test_the_window_is_the_day_and_thirty_before_it() -> None:
    """Days in Shanghai, whatever the hour."""
    window = until(date(2026, 11, 23))
    assert (window.start.isoformat(), window.end.isoformat()) == ("2026-10-24T00:00:00+08:00", "2026-11-24T00:00:00+08:00")


def test_what_a_correction_struck_does_not_count(tmp_path: Path) -> None:
    """Neither a change nor a new paper that was taken back shades a cell."""
    desk = busy(tmp_path)
    before = [row.cells[0].turned or row.cells[3].turned for row in table(desk).rows]
    items = {cell.turned.item for row in table(desk).rows for cell in row.cells if cell.turned}
    for item in items:
        desk.store.record_correction(Correction(desk.on, 1, Fix.STRUCK, 0, item, "", "有误", MONDAY))
    assert any(before) and not only_changed(table(desk)).rows


# -- over several versions ------------------------------------------------------------------------------------------


def text_of(*bodies: str) -> Document:
    items = [(number, f"事项{at}", body, ()) for at, (number, body) in enumerate(zip(NUMBERS, bodies, strict=False), 1)]
    return paper("甲省措施", "甲", items)


def told(folder: Path, steps: list[tuple[Document, tuple[Change, ...]]], ordinal: int, sentence: int = 0) -> Turned | None:
    """What is told of a sentence of the last of these versions, each a day after the one before."""
    desk = Desk(folder)
    desk.source("a", "甲省药监局", "甲")
    for number, (document, changes) in enumerate(steps):
        desk.begin()
        desk.publish("a", document, known=1 if number else None, changes=changes)
        desk.deliver()
    last = steps[-1][0]
    spans = (last.measure(ordinal).commitments[sentence],)
    return Turns(Shelf(desk.store), until(desk.on)).of(1, len(steps), ordinal, spans)


def amend(old: Document, new: Document, ordinal: int, before: str, after: str, **more: object) -> Change:
    sides = (old, ordinal), (new, ordinal)
    return amended(*sides, edit(*sides, before, after, **more))  # type: ignore[arg-type]


OLD = text_of("平均时限三十日。公开结果。", "设立服务站。")
NEW = text_of("平均时限二十日。公开结果。", "设立服务站。")


def test_a_sentence_beside_the_change_did_not_change(tmp_path: Path) -> None:
    """One measure stands in several rows: only the sentence that was edited shades its cell."""
    steps = [(OLD, ()), (NEW, (amend(OLD, NEW, 1, "三十日", "二十日"),))]
    assert told(tmp_path, steps, 1, 0) == Turned(date(2026, 11, 22), Turn.AMENDED, "C1")
    other = tmp_path / "other"
    other.mkdir()
    assert told(other, steps, 1, 1) is None


def test_an_earlier_change_is_found_behind_a_new_number(tmp_path: Path) -> None:
    """The measure that was amended as （一） is （二） today: the change still is its own."""
    last = paper(
        "甲省措施",
        "甲",
        [
            ("（一）", "新增事项", "每年评估一次。", ()),
            ("（二）", "事项1", "平均时限二十日。公开结果。", ()),
            ("（三）", "事项2", "设立服务站。", ()),
        ],
    )
    slid = tuple(Change(Status.RENUMBERED, Severity.NONE, (ref(NEW, at),), (ref(last, at + 1),), ("number",)) for at in (1, 2))
    steps = [(OLD, ()), (NEW, (amend(OLD, NEW, 1, "三十日", "二十日"),)), (last, (added(last, 1), *slid))]
    assert told(tmp_path, steps, 2) == Turned(date(2026, 11, 22), Turn.AMENDED, "C1")


def test_an_added_measure_is_new_as_a_whole(tmp_path: Path) -> None:
    """Every sentence of it."""
    last = text_of("平均时限三十日。公开结果。", "设立服务站。", "每年评估一次。结果公开。")
    assert told(tmp_path, [(OLD, ()), (last, (added(last, 3),))], 3, 1) == Turned(date(2026, 11, 22), Turn.ADDED, "C1")


def test_a_typo_is_no_change_of_the_table(tmp_path: Path) -> None:
    """The verdict does not count it, and neither does the table."""
    change = amend(OLD, NEW, 1, "三十日", "二十日", severity=Severity.EDITORIAL)
    change = replace(change, severity=Severity.EDITORIAL)
    assert told(tmp_path, [(OLD, ()), (NEW, (change,))], 1) is None


def test_words_taken_out_change_the_sentence_they_stood_in(tmp_path: Path) -> None:
    """不 gone from a sentence is a change of it; a whole sentence gone is none of its neighbour."""
    before = text_of("检验不包括复核。公开结果。逐年评估。")
    after = text_of("检验包括复核。公开结果。逐年评估。")
    cut = amend(before, after, 1, "不", "", kind=EditKind.MODAL, keep="检验")
    assert told(tmp_path, [(before, ()), (after, (cut,))], 1) == Turned(date(2026, 11, 22), Turn.AMENDED, "C1")
    shorter = text_of("检验不包括复核。逐年评估。")
    gone = amend(before, shorter, 1, "公开结果。", "", kind=EditKind.SENTENCE, keep="复核。")
    other = tmp_path / "sentence"
    other.mkdir()
    assert told(other, [(before, ()), (shorter, (gone,))], 1) is None


def test_a_change_before_the_window_is_none(tmp_path: Path) -> None:
    """Thirty-one days ago is past."""
    desk = Desk(tmp_path, at=datetime(2026, 9, 1, tzinfo=UTC))
    desk.source("a", "甲省药监局", "甲")
    desk.begin()
    desk.publish("a", OLD)
    desk.begin()
    desk.publish("a", NEW, known=1, changes=(amend(OLD, NEW, 1, "三十日", "二十日"),))
    spans = (where(NEW, 1, "平均时限二十日。"),)
    turns = [Turns(Shelf(desk.store), until(desk.on + timedelta(days=days))).of(1, 2, 1, spans) for days in (0, 30, 31)]
    assert [bool(one) for one in turns] == [True, True, False]


def test_deleted_measures_are_known_where_they_last_stood(tmp_path: Path) -> None:
    """By version and place, with the day."""
    desk = Desk(tmp_path)
    desk.source("a", "甲省药监局", "甲")
    desk.begin()
    desk.publish("a", OLD)
    desk.begin()
    desk.publish("a", text_of("平均时限三十日。公开结果。"), known=1, changes=(deleted(OLD, 2),))
    turns = Turns(Shelf(desk.store), until(desk.on))
    assert list(turns.deleted(1)) == [((1, 2), Turned(date(2026, 11, 22), Turn.DELETED, "C1"))]


def test_of_a_sentence_only_the_rows_whose_clauses_changed_are_dated(tmp_path: Path) -> None:
    """One sentence promises two things, and one of them changed: the cell of the other is what it was."""
    promise = "变更注册审评时限压缩至{days}个工作日，对临床急需产品实行即收即检。"
    was, now = (text_of(promise.format(days=days), "设立服务站。") for days in (45, 30))
    other = paper("乙省措施", "乙", [("1.", "事项", "变更注册与延续注册合并办理，对临床急需产品实行即收即检。", ())])
    desk = Desk(tmp_path)
    for key, province, document in (("a", "甲", was), ("b", "乙", other)):
        desk.source(key, f"{province}省药监局", province)
        desk.begin()
        desk.publish(key, document)
        desk.deliver()
    desk.begin()
    desk.publish("a", now, known=1, changes=(amend(was, now, 1, "45个工作日", "30个工作日"),))
    shelf = Shelf(desk.store)
    made = comparison_table(shelf, columns(shelf, desk.sources), until(desk.on))
    dated = {row.name: [cell.turned for cell in row.cells] for row in made.rows}
    changed = [name for name, cells in dated.items() if any(one and one.turn is Turn.AMENDED for one in cells)]
    assert len(dated) > 1 and changed == ["变更注册"]
