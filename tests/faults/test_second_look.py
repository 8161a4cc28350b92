"""The acceptance gate's last condition: a text that shrank far is only believed when a second look, in a later run, agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.change import Status
from tests.faults.life import Life, Lived, Look, lived
from tests.faults.papers import ANNEX, Paper, notice, policy
from tests.faults.shapes import Place, Row, Show
from tests.faults.spoilt import Spoil, boxed

ELSE = "<p>本栏目内容正在整理，按照工作安排，新的栏目将于近期与公众见面，欢迎继续关注本网站其他栏目发布的各类信息。</p>"
DAYS = 5


def look(number: int, paper: Paper | None = None, spoil: Spoil | None = None) -> Look:
    rows = (
        Row(paper or policy(number), Place.POLICY, f"{number}0", "2025-11-03", ANNEX if paper is None else ()),
        Row(notice(number), Place.NOTICE, f"{number}1", "2025-10-20"),
    )
    if spoil is None:
        return Look(Show(rows, 11))
    return Look(Show(rows, 11), lambda place, reply: spoil(reply) if place in (Place.POLICY, Place.NOTICE) else reply)


def shrunk(number: int) -> Paper:
    """The policy with its first two measures and nothing behind them, whole as HTML."""
    whole = policy(number)
    return replace(whole, lines=whole.lines[:6])


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    life = Life(tmp_path_factory.mktemp("second") / "watch")
    for number, shape in ((600, "trs"), (610, "jpaas")):
        whole, cut = look(number), look(number, shrunk(number))
        life.add(f"{shape}_stays", shape, whole, cut, cut, cut)
        whole, cut = look(number + 1), look(number + 1, shrunk(number + 1))
        life.add(f"{shape}_passes", shape, whole, cut, whole, cut, whole)
        other = look(number + 2, spoil=boxed(ELSE))
        life.add(f"{shape}_other", shape, look(number + 2), other, other, other, look(number + 2))
    with lived(life, DAYS) as lived_:
        yield lived_


@pytest.mark.parametrize("shape", ["trs", "jpaas"])
def test_a_text_that_stays_short_is_believed_on_the_second_look(life: Lived, shape: str) -> None:
    """First a suspect notice and no deletion; the next morning the deletions, once; then silence. Validators do not hide the second look."""
    source = f"{shape}_stays"
    first, second = life.told(1, source), life.told(2, source)
    assert (first.cards, len(first.suspects), first.row.suspect) == ((), 1, 1)
    assert "疑似内容不全，旧版保持不变" in first.suspects[0]
    assert {card.status for card in second.cards} == {Status.DELETED}
    assert (len(second.cards), second.suspects, second.row.suspect) == (6, (), 0)
    life.silent(source, (3, 4))


@pytest.mark.parametrize("shape", ["trs", "jpaas"])
def test_a_text_that_comes_back_was_never_short(life: Lived, shape: str) -> None:
    """Whole, short, whole, short, whole: one version, no card; each of the two short mornings is told."""
    source = f"{shape}_passes"
    title = policy(601 if shape == "trs" else 611).title
    assert len(life.texts(source)[title]) == 1
    assert [len(life.told(day, source).suspects) for day in range(DAYS)] == [0, 1, 0, 1, 0]
    assert not any(life.told(day, source).cards for day in range(1, DAYS))


@pytest.mark.parametrize("shape", ["trs", "jpaas"])
def test_another_kind_of_page_is_never_believed_and_told_once(life: Lived, shape: str) -> None:
    """Other words in the place of both papers for three days: told on the first, counted in the health line on each, no version."""
    source = f"{shape}_other"
    assert {len(texts) for texts in life.texts(source).values()} == {1}
    told = [life.told(day, source) for day in range(DAYS)]
    assert [len(one.suspects) for one in told] == [0, 2, 0, 0, 0]
    assert [one.row.suspect for one in told] == [0, 2, 2, 2, 0]
    assert not any(one.cards or one.others for one in told[1:])
