"""How the 省际比较表 stood at an earlier moment, and what it said that is said no longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from domain.comparison_table import Lapse, Turn
from domain.correction import Correction, Fix
from domain.document import Document
from domain.matrix import Cell, Column, Mark, Matrix, Row, Said
from domain.relation import Place
from reports.matrix import comparison_table, until
from reports.matrix_past import Standing, before, lapses
from reports.matrix_turns import Turns
from reports.shelf import Shelf
from tests.unit.reports.desk import MONDAY, Desk, deleted, paper
from tests.unit.reports.mornings import busy, shanghai_new

NOW: Standing = (
    (Column("上海", (0,), True), Column("山东", (), False), Column("山西", (1,), True), Column("浙江", (2,), True)),
    ((1, 2), (2, 1), (4, 1)),
)
"""The busy Monday: Shandong's only paper is repealed."""


def whole(columns: Sequence[Column], documents: Sequence[Document]) -> Matrix:
    """Every measure as a row of its own, in the column of its document."""
    column_of = {document: at for at, column in enumerate(columns) for document in column.documents}
    rows = []
    for at, document in enumerate(documents):
        for measure in document.measures:
            said = Said(Place(at, measure.ordinal), Mark.SOFT, (measure.body_span,), measure.title_span or measure.body_span)
            cells = [Cell(Mark.SOFT, (said,)) if column_of[at] == place else Cell(Mark.ABSENT) for place in range(len(columns))]
            rows.append(Row(measure.title, "检验检测", tuple(cells)))
    return Matrix(tuple(columns), tuple(rows))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return busy(tmp_path)


def test_texts_stand_as_they_stood_then(desk: Desk) -> None:
    """The first version of what was amended since, without what came since, with what was repealed since."""
    columns, members = before(Shelf(desk.store), NOW, MONDAY - timedelta(days=1))
    assert members == ((1, 1), (3, 1), (2, 1))
    assert [(one.province, one.documents) for one in columns] == [("上海", (0,)), ("山东", (1,)), ("山西", (2,)), ("浙江", ())]
    assert not columns[-1].whole


def test_after_all_of_it_nothing_is_another(desk: Desk) -> None:
    """The moment itself included: it is the table of now."""
    columns, members = before(Shelf(desk.store), NOW, MONDAY + timedelta(seconds=1))
    assert sorted(members) == sorted(NOW[1]) and [one.province for one in columns] == ["上海", "山东", "山西", "浙江"]


def told(desk: Desk, now: Standing = NOW) -> tuple[Lapse, ...]:
    shelf, window = Shelf(desk.store), until(desk.on)
    started = MONDAY - timedelta(days=1)
    return lapses(shelf, now, Turns(shelf, window), started, whole)


def test_a_repealed_paper_says_nothing_any_more(desk: Desk) -> None:
    """Each of its commitments, with the event that ended it."""
    (one,) = told(desk)
    assert (one.province, one.number, one.name, one.phrase) == ("山东", "（一）", "提升检验能力", "提升检验能力")
    assert (one.turned.turn, one.turned.on, one.turned.item[0]) == (Turn.REPEALED, desk.on, "E")


def test_a_struck_repeal_took_nothing_away(desk: Desk) -> None:
    """The paper stands again."""
    desk.store.record_correction(Correction(desk.on, 1, Fix.STRUCK, 0, told(desk)[0].turned.item, "", "有误", MONDAY))
    assert told(desk) == ()


def test_a_deleted_measure_is_known_by_what_it_said(desk: Desk) -> None:
    """In a later version than the one the month began with, under another number by then."""
    desk.begin(MONDAY + timedelta(hours=1))
    shorter = paper("上海市促进生物医药监管服务提升若干措施", "上海", [])
    desk.publish("sh", shorter, known=1, changes=[deleted(shanghai_new(), 6)])
    found = [one for one in told(desk, (NOW[0], ((1, 3), *NOW[1][1:]))) if one.turned.turn is Turn.DELETED]
    assert [(one.number, one.name) for one in found] == [("（五）", "规范委托配制")]


def test_without_an_end_nothing_is_compared(desk: Desk) -> None:
    """The matrix of the past costs as much as that of today, and is only made where something ended."""

    def never(_columns: Sequence[Column], _documents: Sequence[Document]) -> Matrix:
        raise AssertionError("compared")

    shelf = Shelf(desk.store)
    later = until(desk.on + timedelta(days=60))
    assert lapses(shelf, NOW, Turns(shelf, later), later.start, never) == ()


def test_the_table_of_an_earlier_day_knows_nothing_of_later(desk: Desk) -> None:
    """Asked for the Sunday before, it quotes the first version and dates nothing."""
    made = comparison_table(Shelf(desk.store), NOW, until(desk.on - timedelta(days=1)))
    assert [(one.paper.province, one.edition.sequence) for one in made.sources] == [("上海", 1), ("山东", 1), ("山西", 1)]
    assert not made.changed and made.lapses == ()
