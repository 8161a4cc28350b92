"""Counterparts and novelty."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from differ.relate import counterparts, novelty, relate
from domain.document import Document
from domain.relation import New, Place

Read = Callable[[str], Document]

EAST = """东屿省支持医用敷料产业若干措施
一、支持
（一）加快产品出海。对取得境外注册证书的敷料给予展会补贴，简化出口销售证明办理。（省商务厅负责）
（二）优先安排检验。对临床急需的敷料开辟检验绿色通道，收样当日启动检验。（省药监局负责）
（三）培育海藻原料。建设褐藻良种场，推广褐藻多糖提纯工艺。（省海洋局负责）
"""
WEST = """西麓省促进敷料产业发展若干措施
一、促进
1.提高检验效率。临床急需敷料走检验绿色通道，收样当日启动检验，检验费减半。（省药监局负责）
2.助力企业走出国门。为出口企业当日开具出口销售证明，补贴境外注册费用。（省商务厅负责）
3.打击假货。严厉打击无证生产敷料的行为。（省公安厅负责）
"""


@pytest.fixture(scope="module")
def pair(read: Read) -> list[Document]:
    return [read(EAST), read(WEST)]


def test_links_join_commitments_not_positions(pair: list[Document]) -> None:
    """The same commitment is found under another title and number."""
    strong = {(link.a, link.b) for link in relate(pair).links if link.strength >= 2}
    assert strong == {(Place(0, 1), Place(1, 2)), (Place(0, 2), Place(1, 1))}


def test_links_come_best_first_and_scores_are_shares(pair: list[Document]) -> None:
    """Scores lie in 0..1 and order the links."""
    scores = [link.score for link in relate(pair).links]
    assert scores == sorted(scores, reverse=True) and all(0 < score <= 1 for score in scores)


def test_what_nobody_else_says_is_wholly_new(pair: list[Document]) -> None:
    """A measure without a counterpart is new as a whole, with all its commitments."""
    found = {item.place: item for item in relate(pair).novelty}
    assert [place for place, item in found.items() if item.new is New.WHOLE] == [Place(0, 3), Place(1, 3)]
    assert "".join(span.of(pair[0].text) for span in found[Place(0, 3)].spans).startswith("建设褐藻良种场")


def test_new_commitments_of_a_known_measure(read: Read, pair: list[Document]) -> None:
    """A measure with a counterpart may still promise something nobody else does; its words are given."""
    more = read(EAST.replace("（省商务厅负责）", "设立敷料船运保险池，承保海损。（省商务厅负责）"))
    item = next(item for item in novelty(more, pair[1:]) if item.place.ordinal == 1)
    assert item.new is New.PARTLY
    assert [span.of(more.text) for span in item.spans] == ["设立敷料船运保险池，承保海损。"]


def test_one_against_many_is_the_same_computation(pair: list[Document]) -> None:
    """counterparts() and novelty() say of one document what relate() says of it."""
    whole = relate(pair)
    assert counterparts(pair[0], pair[1:]) == whole.links
    assert novelty(pair[0], pair[1:]) == tuple(item for item in whole.novelty if item.place.document == 0)


def test_a_copy_is_nothing_new(pair: list[Document]) -> None:
    """Held against itself a document has only links of strength 3 to its own places, and no novelty."""
    relation = relate([pair[0], pair[0]])
    best = {link.a.ordinal: link for link in reversed(relation.links)}
    assert {(link.b.ordinal, link.strength) for link in best.values()} == {(1, 3), (2, 3), (3, 3)}
    assert {item.new for item in relation.novelty} == {New.NONE}


def test_no_baseline_and_no_measures(read: Read, pair: list[Document]) -> None:
    """Without a baseline everything is new; a text without measures relates to nothing."""
    assert {item.new for item in novelty(pair[0], [])} == {New.WHOLE}
    assert relate([read("关于办公地点变更的公告\n办公地点迁至滨海路。\n"), pair[0]]).links == ()
