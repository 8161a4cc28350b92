"""The comparison across provinces: rows are commitments, cells what a province says of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from differ.matrix import matrix
from differ.subjects import TOPICS
from domain.document import Document
from domain.matrix import Cell, Column, Mark, Matrix, Row

Read = Callable[[str], Document]

EAST = """东屿省支持医用敷料产业若干措施
一、支持
（一）优化变更注册。敷料变更注册审评时限压缩至45个工作日。探索敷料首发挂网，挂网资料减少一半。（省药监局负责）
（二）优先安排检验。对临床急需敷料实行即收即检，检验时限压缩至15个工作日。（省药监局负责）
（三）培育海藻原料。建设褐藻良种场，推广褐藻多糖提纯工艺。（省海洋局负责）
"""
WEST = """西麓省促进敷料产业发展若干措施
一、促进
1.方便变更。敷料变更注册与延续注册合并办理。（省药监局负责）
2.提高检验效率。临床急需敷料即收即检，检验费用减半收取。（省药监局负责）
3.打击假货。严厉打击无证生产敷料的行为。（省公安厅负责）
"""
NORTH = """北原省敷料产业行动方案
一、行动
（一）缩短变更周期。鼓励企业提高资料质量，敷料变更注册平均三个月内办结。（省药监局负责）
（二）扶持研发。对临床急需敷料的研发给予经费补助。（省科技厅负责）
（三）发展褐藻种业。建设褐藻良种场两处，保护褐藻种质资源。（省海洋局负责）
"""


@pytest.fixture(scope="module")
def three(read: Read) -> list[Document]:
    return [read(text) for text in (EAST, WEST, NORTH)]


@pytest.fixture(scope="module")
def table(three: list[Document]) -> Matrix:
    return _matrix(three)


def _matrix(documents: Sequence[Document], whole: bool = True) -> Matrix:
    return matrix([Column(f"省{number}", (number,), whole) for number in range(len(documents))], documents)


def _row(table: Matrix, name: str) -> Row:
    return next(row for row in table.rows if row.name == name)


def _says(cell: Cell, documents: Sequence[Document]) -> list[tuple[int, str]]:
    return [(one.place.ordinal, one.phrase.of(documents[one.place.document].text)) for one in cell.said]


def test_a_row_is_a_commitment_and_not_a_measure(table: Matrix, three: list[Document]) -> None:
    """The measure of the east on 变更注册 says something of 挂网 too; in the row of 变更注册 only the one sentence stands."""
    said = _row(table, "变更注册").cells[0].said[0]
    assert [span.of(three[0].text) for span in said.spans] == ["敷料变更注册审评时限压缩至45个工作日。"]


def test_marks_and_phrases(table: Matrix, three: list[Document]) -> None:
    """● where the commitment carries a number that binds, ○ where it is made without one; the number stands as printed."""
    cells = _row(table, "变更注册").cells
    assert [cell.mark for cell in cells] == [Mark.HARD, Mark.SOFT, Mark.HARD]
    assert [_says(cell, three) for cell in cells] == [
        [(1, "敷料变更注册审评时限压缩至45个工作日")],
        [(1, "敷料变更注册与延续注册合并办理")],
        [(1, "敷料变更注册平均三个月内办结")],
    ]


def test_only_beside_it(table: Matrix, three: list[Document]) -> None:
    """● as the time limit goes on about the same object; ◇ where the province speaks of the subject and does not commit itself to this."""
    hard, soft, cell = _row(table, "临床急需产品检验").cells
    assert _says(hard, three) == [(2, "检验时限压缩至15个工作日")] and soft.mark is Mark.SOFT
    assert cell.mark is Mark.ADJACENT
    assert _says(cell, three) == [(2, "对临床急需敷料的研发给予经费补助")]


def test_a_row_without_a_known_matter_is_named_by_what_its_provinces_share(table: Matrix) -> None:
    """No glossary knows 褐藻良种场; the words that both provinces write do."""
    assert "建设褐藻良种场" in {row.name for row in table.rows}


def test_absent_is_read_and_not_found(table: Matrix, three: list[Document]) -> None:
    """— only where the whole of a province's texts was read, else 未收录."""
    assert _row(table, "建设褐藻良种场").cells[1] == Cell(Mark.ABSENT)
    assert _row(_matrix(three, whole=False), "建设褐藻良种场").cells[1] == Cell(Mark.MISSING)


def test_a_province_without_documents_is_missing(three: list[Document]) -> None:
    """A column may have no document; its cells all say 未收录."""
    columns = [Column("东屿", (0,), True), Column("南岭", (), False), Column("西麓", (1,), True)]
    table = matrix(columns, three[:2])
    assert table.rows and {row.cells[1] for row in table.rows} == {Cell(Mark.MISSING)}


def test_two_documents_of_one_province_share_a_cell(read: Read, three: list[Document]) -> None:
    """Both measures are cited side by side; without another province they make no row."""
    again = read(EAST.replace("若干措施", "实施细则"))
    alone = matrix([Column("东屿", (0, 1), True), Column("南岭", (), False)], [three[0], again])
    assert alone.rows == ()
    both = matrix([Column("东屿", (0, 2), True), Column("西麓", (1,), True)], [*three[:2], again])
    cell = _row(both, "变更注册").cells[0]
    assert [(one.place.document, one.place.ordinal) for one in cell.said] == [(0, 1), (2, 1)]


def test_a_document_in_no_column_is_left_out(three: list[Document]) -> None:
    """The caller says which documents stand in the table."""
    table = matrix([Column("东屿", (0,), True), Column("西麓", (1,), True)], three)
    assert {one.place.document for row in table.rows for cell in row.cells for one in cell.said} <= {0, 1}


def test_nothing_to_compare(read: Read, three: list[Document]) -> None:
    """No column, one column and a text without measures all make a table without rows."""
    bare = read("关于办公地点变更的公告\n办公地点迁至滨海路。\n")
    assert matrix([], []) == Matrix((), ())
    assert _matrix(three[:1]).rows == () == _matrix([three[0], bare]).rows


def test_a_measure_that_is_all_title(read: Read) -> None:
    """What stands before the first 。 is the whole of it: the commitment is there all the same."""
    texts = (
        "东屿省敷料若干措施\n一、支持\n（一）壮大褐藻良种场。（省海洋局负责）\n",
        "西麓省敷料若干措施\n一、支持\n1.壮大褐藻良种场。（省海洋局负责）\n",
    )
    documents = [read(text) for text in texts]
    (row,) = _matrix(documents).rows
    assert [_says(cell, documents) for cell in row.cells] == [[(1, "壮大褐藻良种场")]] * 2


def test_an_article_has_no_title(read: Read) -> None:
    """Rules in articles stand in the table like measures; the row is named by their shared words."""
    law = "{name}省敷料管理规定\n第一条 敷料出厂前应当由质量负责人签字放行。\n第二条 {other}\n第三条 本规定自2026年1月1日起施行。\n"
    texts = (law.format(name="东屿", other="仓库应当通风。"), law.format(name="西麓", other="工人应当体检。"))
    table = _matrix([read(text) for text in texts])
    assert "质量负责人签字放行" in {row.name for row in table.rows}


def test_topics_stand_in_order_and_wide_rows_first(table: Matrix) -> None:
    """By topic as the reader's list has them; within a topic what most provinces say."""
    order = [TOPICS.index(row.topic) for row in table.rows]
    assert order == sorted(order)
    for topic in TOPICS:
        widths = [sum(cell.mark in (Mark.HARD, Mark.SOFT) for cell in row.cells) for row in table.rows if row.topic == topic]
        assert widths == sorted(widths, reverse=True)


WISHES = """{name}省敷料若干措施
一、支持
（一）{title}。{sentence}（省药监局负责）
"""


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("积极向国家药监局争取敷料分段生产试点。", "积极向国家药监局争取敷料分段生产试点"),
        (
            "取消敷料分段生产的场地、人员、设备、验证、保险、备案、公示等七项前置条件和全部附加审查。",
            "取消敷料分段生产的场地、人员、设备、验证、保险、备案、公示等七项前置条件和全部附加审查",
        ),
        ("鼓励有条件的敷料企业、科研院所、医疗机构和行业协会共同开展敷料分段生产。", "敷料分段生产"),
        ("在《敷料分段生产试点办法》印发后，办理时限由30个工作日缩短至10个工作日。", "办理时限由30个工作日缩短至10个工作日"),
    ],
)
def test_a_phrase_never_says_more_than_its_sentence(read: Read, sentence: str, phrase: str) -> None:
    """A wish keeps its word or loses its verb, what is abolished keeps 取消, and a number keeps its unit and where it came from."""
    texts = [
        WISHES.format(name="东屿", title="推进分段生产", sentence=sentence),
        WISHES.format(name="西麓", title="试行分段生产", sentence="开展敷料分段生产。"),
    ]
    documents = [read(text) for text in texts]
    row = _row(_matrix(documents), "药品分段生产")
    assert [said for _, said in _says(row.cells[0], documents)] == [phrase]


def test_an_act_is_the_clauses_of_a_sentence_that_are_about_the_row(read: Read) -> None:
    """One sentence promises three things: what is said of 挂网 is no part of the row of 变更注册."""
    east = read(
        """东屿省支持医用敷料产业若干措施
（一）优化服务。敷料变更注册审评时限压缩至45个工作日，对临床急需敷料实行即收即检，探索敷料首发挂网。（省药监局负责）
"""
    )
    documents = [east, read(WEST), read(NORTH)]
    (said,) = _row(_matrix(documents), "变更注册").cells[0].said
    assert [span.of(east.text) for span in said.acts] == ["敷料变更注册审评时限压缩至45个工作日，"]
    assert len(said.spans) == 1 and said.spans[0].contains(said.acts[0]) and len(said.spans[0]) > len(said.acts[0])
