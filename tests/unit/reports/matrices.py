"""A matrix of the busy Monday, made by hand: Shanghai amended, Zhejiang new, Shanxi as it was, Shandong's only paper repealed."""

from __future__ import annotations

from domain.comparison_table import ComparisonTable
from domain.matrix import Cell, Column, Mark, Matrix, Row, Said
from domain.relation import Place
from domain.text import Span
from reports.matrix import tabled, until
from reports.matrix_papers import Member
from reports.matrix_turns import Turns
from reports.shelf import Shelf
from tests.unit.reports.desk import Desk

MEMBERS: tuple[Member, ...] = ((1, 2), (2, 1), (4, 1))
"""Document and sequence of 上海, 山西 and 浙江."""

ABSENT, MISSING = Cell(Mark.ABSENT), Cell(Mark.MISSING)


def said(desk: Desk, at: int, ordinal: int, phrase: str, mark: Mark = Mark.HARD, sentence: int = 0) -> Said:
    """What a measure says with ``phrase``, in one of its sentences."""
    text = desk.store.version(*MEMBERS[at])[1]
    span = text.measure(ordinal).commitments[sentence]
    start = text.text.index(phrase, span.start, span.end)
    return Said(Place(at, ordinal), mark, (span,), Span(start, start + len(phrase)))


def matrix(desk: Desk) -> Matrix:
    columns = (
        Column("上海", (0,), True),
        Column("山东", (), False),
        Column("山西", (1,), True),
        Column("浙江", (2,), False),
    )
    faster = said(desk, 0, 2, "检验时限由25个工作日压缩为15个工作日")
    cycle = said(desk, 0, 3, "变更事项平均周期压缩至三个月内")
    joined = said(desk, 0, 3, "多项变更应当一并申请", Mark.SOFT, 1)
    windows = said(desk, 0, 1, "设立辅导窗口", Mark.SOFT)
    stations = said(desk, 2, 4, "设立服务站", Mark.SOFT)
    trials = said(desk, 2, 1, "临床试验启动前的整体用时压缩至20周以内")
    rewards = said(desk, 1, 2, "给予最高80万元奖励")
    rows = (
        Row("检验时限", "检验检测", (Cell(Mark.HARD, (faster,)), MISSING, ABSENT, Cell(Mark.HARD, (trials,)))),
        Row("变更周期", "审评审批与前置服务", (Cell(Mark.HARD, (cycle, joined)), MISSING, ABSENT, Cell(Mark.HARD, (trials,)))),
        Row("辅导窗口", "审评审批与前置服务", (Cell(Mark.SOFT, (windows,)), MISSING, ABSENT, Cell(Mark.SOFT, (stations,)))),
        Row("首仿奖励", "", (Cell(Mark.SOFT, (windows,)), MISSING, Cell(Mark.HARD, (rewards,)), MISSING)),
    )
    return Matrix(columns, rows)


def table(desk: Desk) -> ComparisonTable:
    shelf, window = Shelf(desk.store), until(desk.on)
    return tabled(shelf, matrix(desk), MEMBERS, Turns(shelf, window), window)
