"""Laws of the comparison across provinces, whatever the provinces write."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from differ.matrix import matrix
from differ.relate import relate
from differ.subjects import TOPICS
from domain.document import Document, RawDocument, RawPart
from domain.matrix import Column, Mark, Matrix
from domain.text import Span
from normalizer.normalize import normalize

thorough = settings(deadline=None, max_examples=60)  # the first call loads a dictionary and scipy
NUMERALS = ["一", "二", "三", "四", "五", "六"]
OBJECTS = ["敷料", "创新药", "缝合线", "临床急需器械", "配方颗粒", "疫苗", "褐藻原料"]
ACTS = [
    "{o}变更注册时限压缩至{n}个工作日",
    "鼓励{o}企业开展国际注册",
    "对{o}实行即收即检",
    "建设{o}中试基地{n}处",
    "争取{o}分段生产试点",
    "为{o}出具出口销售证明",
    "将{o}注册检验时限由{n}天缩短至3天",
    "优化{o}挂网流程",
    "不得要求{o}企业重复提交材料（不包括“承诺书”）",
    "依照《{o}管理办法》开展合并检查",
]
clause = st.builds(
    lambda act, thing, number: act.format(o=thing, n=number),
    st.sampled_from(ACTS),
    st.sampled_from(OBJECTS),
    st.integers(2, 60),
)
sentence = st.builds(
    lambda clauses, mark: mark.join(clauses) + "。", st.lists(clause, min_size=1, max_size=3), st.sampled_from("，；")
)
measure = st.tuples(clause, st.lists(sentence, max_size=3).map("".join))
province = st.lists(measure, min_size=1, max_size=4)
provinces = st.lists(province, min_size=2, max_size=4)


def document(number: int, measures: Sequence[tuple[str, str]]) -> Document:
    lines = [f"{'东西南北'[number]}岛省促进敷料产业若干措施", "一、总则"]
    lines += [f"（{NUMERALS[at]}）{title}。{body}（省药监局负责）" for at, (title, body) in enumerate(measures)]
    return normalize(RawDocument((RawPart("\n".join(lines).encode(), name="text.txt"),)))


def columns(count: int, whole: Sequence[bool]) -> list[Column]:
    return [Column(f"{number}", (number,), whole[number % len(whole)]) for number in range(count)]


def laid(texts: Sequence[Sequence[tuple[str, str]]], whole: Sequence[bool] = (True,)) -> tuple[list[Document], Matrix]:
    documents = [document(number, text) for number, text in enumerate(texts)]
    return documents, matrix(columns(len(documents), whole), documents)


@thorough
@given(provinces)
def test_every_strong_link_stands_in_a_row(texts: list[list[tuple[str, str]]]) -> None:
    """Whatever two measures of different provinces share a commitment, a row cites both."""
    documents, table = laid(texts)
    rows = [{one.place for cell in row.cells for one in cell.said} for row in table.rows]
    for link in relate(documents).links:
        assert link.strength < 2 or any({link.a, link.b} <= row for row in rows)


@thorough
@given(provinces, st.lists(st.booleans(), min_size=1, max_size=4))
def test_rows_and_marks(texts: list[list[tuple[str, str]]], whole: list[bool]) -> None:
    """A row has a cell a column and is said by two at least; — stands only in columns read whole, 未收录 only in others."""
    _, table = laid(texts, whole)
    for row in table.rows:
        assert len(row.cells) == len(table.columns) and row.topic in TOPICS
        assert sum(cell.mark in (Mark.HARD, Mark.SOFT) for cell in row.cells) >= 2
        for column, cell in zip(table.columns, row.cells, strict=True):
            if cell.said:
                assert cell.mark is cell.said[0].mark
            else:
                assert cell.mark is (Mark.ABSENT if column.whole else Mark.MISSING)
    assert len({row.name for row in table.rows}) == len(table.rows) and all(row.name for row in table.rows)


@thorough
@given(provinces)
def test_phrases_stand_in_their_sentences(texts: list[list[tuple[str, str]]]) -> None:
    """A phrase lies in a quoted sentence, that in its measure; no number, bracket or quotation is cut."""
    documents, table = laid(texts)
    for row in table.rows:
        for one in (one for cell in row.cells for one in cell.said):
            text = documents[one.place.document].text
            measured = documents[one.place.document].measure(one.place.ordinal)
            assert any(span.contains(one.phrase) for span in one.spans)
            assert all(measured.span.contains(span) for span in one.spans)
            assert one.acts and all(any(span.contains(act) for span in one.spans) for act in one.acts)
            _whole(text, one.phrase)


def _whole(text: str, phrase: Span) -> None:
    said = phrase.of(text)
    assert said and all(said.count(left) == said.count(right) for left, right in ("（）", "“”", "《》"))
    assert not (said[0].isdigit() and text[phrase.start - 1].isdigit())
    assert not (said[-1].isdigit() and text[phrase.end].isdigit())


@thorough
@given(provinces, st.randoms(use_true_random=False))
def test_the_order_of_columns_changes_nothing_else(texts: list[list[tuple[str, str]]], chance: object) -> None:
    """Columns in another order are the same table with its cells in that order."""
    documents, table = laid(texts)
    order = list(range(len(documents)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    turned = matrix([table.columns[number] for number in order], documents)
    assert [(row.name, row.topic) for row in turned.rows] == [(row.name, row.topic) for row in table.rows]
    assert [row.cells for row in turned.rows] == [tuple(row.cells[number] for number in order) for row in table.rows]


@thorough
@given(provinces)
def test_a_province_without_documents_only_adds_a_column(texts: list[list[tuple[str, str]]]) -> None:
    """An empty column leaves every other cell as it was."""
    documents, table = laid(texts)
    wider = matrix([*table.columns, Column("空", (), False)], documents)
    assert [row.cells[:-1] for row in wider.rows] == [row.cells for row in table.rows]
    assert {row.cells[-1].mark for row in wider.rows} <= {Mark.MISSING}
