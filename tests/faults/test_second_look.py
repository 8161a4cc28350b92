"""The acceptance gate's last condition: a text in doubt is only believed when a second look agrees, in the same run or in a later one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.change import Status
from domain.crawl import Outcome, PageKind
from domain.errors import CrawlError
from monitor.run import RunResult, run
from monitor.wiring import Rooms
from tests.faults.families import SHAPES
from tests.faults.life import Life, Lived, Look, Told, lived
from tests.faults.papers import ANNEX, Paper, notice, policy
from tests.faults.shapes import Place, Row, Show
from tests.faults.spoilt import SPOILS, Spoil, boxed
from tests.faults.wire import Reply

ELSE = "<p>本栏目内容正在整理，按照工作安排，新的栏目将于近期与公众见面，欢迎继续关注本网站其他栏目发布的各类信息。</p>"
DAYS = 5
LATER = {"visit": "{ second_look = 0 }"}
"""No second look within a run: the next run's is the second."""


def look(number: int, paper: Paper | None = None, spoil: Spoil | None = None) -> Look:
    show = shown(number, paper)
    if spoil is None:
        return Look(show)
    return Look(show, lambda place, reply: spoil(reply) if place in (Place.POLICY, Place.NOTICE) else reply)


def shown(number: int, paper: Paper | None = None) -> Show:
    rows = (
        Row(paper or policy(number), Place.POLICY, f"{number}0", "2025-11-03", ANNEX if paper is None else ()),
        Row(notice(number), Place.NOTICE, f"{number}1", "2025-10-20"),
    )
    return Show(rows, 11)


def shrunk(number: int, lines: int = 6) -> Paper:
    """The policy with its first two measures and nothing behind them, whole as HTML."""
    whole = policy(number)
    return replace(whole, lines=whole.lines[:lines])


def amended(number: int) -> Paper:
    return policy(number).edited(lambda line: line.replace("压缩至45个工作日", "压缩至40个工作日"))


def turns(shape: str, number: int, *answers: Paper | Spoil | None) -> Look:
    """A day on which the policy's page is another one at each request; the last one stays. None is the page as ever."""
    left = list(answers)

    def spoil(place: Place, reply: Reply) -> Reply:
        if place is not Place.POLICY:
            return reply
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, Paper):
            pages = SHAPES[shape].build(shown(number, answer)).values()
            return next(other for found, other in pages if found is Place.POLICY)
        return answer(reply) if answer else reply

    return Look(shown(number), spoil)


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    life = Life(tmp_path_factory.mktemp("second") / "watch")
    for number, shape in ((600, "trs"), (620, "jpaas")):
        whole, cut = look(number), look(number, shrunk(number))
        life.add(f"{shape}_stays", shape, whole, cut, cut, cut)
        cut = look(number + 1, shrunk(number + 1))
        life.add(f"{shape}_later", shape, look(number + 1), cut, cut, cut, **LATER)
        whole, cut = look(number + 2), look(number + 2, shrunk(number + 2))
        life.add(f"{shape}_passes_later", shape, whole, cut, whole, cut, whole, **LATER)
        other = look(number + 3, spoil=boxed(ELSE))
        life.add(f"{shape}_other", shape, look(number + 3), other, other, other, look(number + 3))
        number += 4
        for name, answers in moods(number).items():
            life.add(f"{shape}_{name}", shape, look(number), turns(shape, number, *answers), *after(name, number))
            number += 1
    with lived(life, DAYS) as lived_:
        yield lived_


def moods(number: int) -> dict[str, tuple[Paper | Spoil | None, ...]]:
    """What the page shows at the first and at the second request of day 1."""
    return {
        "passes": (shrunk(number), None),
        "worsens": (shrunk(number + 1), shrunk(number + 1, 5)),
        "amended": (shrunk(number + 2), amended(number + 2)),
        "fails": (shrunk(number + 3), SPOILS["500"]),
        "other_passes": (boxed(ELSE), None),
    }


def after(name: str, number: int) -> tuple[Look, ...]:
    """The days after that."""
    if name == "amended":
        return (look(number, replace(amended(number), lines=(*amended(number).lines, *ANNEX))),)
    return (look(number, shrunk(number)), look(number)) if name == "fails" else (look(number),)


SAME = pytest.mark.parametrize("shape", ["trs", "jpaas"])


def number_of(shape: str, name: str) -> int:
    return {"trs": 604, "jpaas": 624}[shape] + list(moods(0)).index(name)


def versions(life: Lived, shape: str, name: str) -> list[str]:
    return life.texts(f"{shape}_{name}")[policy(number_of(shape, name)).title]


def deleted(told: Told) -> None:
    """Hold a report to have told the six measures that are gone, and nothing in doubt."""
    assert {card.status for card in told.cards} == {Status.DELETED}
    assert (len(told.cards), told.suspects, told.row.suspect) == (6, (), 0)


@SAME
def test_a_text_that_stays_short_is_believed_on_the_second_look(life: Lived, shape: str) -> None:
    """Asked for again after the pause, whole and without validators, and found the same: the deletions, once; then silence."""
    source = f"{shape}_stays"
    told = life.told(1, source)
    deleted(told)
    assert told.row.good
    title = policy(600 if shape == "trs" else 620).title
    assert told.row.detail == f"内容存疑，复查所见相同，按新文本处理 1 处：{title}"
    first, second = (one for one in life.looks(1, source, PageKind.DOCUMENT) if one.page.title == title)
    assert (first.outcome, second.outcome, first.sha256) == (Outcome.OK, Outcome.OK, second.sha256)
    life.silent(source, (2, 3, 4))
    assert len(life.looks(1, source, PageKind.LISTING)) == len(life.looks(0, source, PageKind.LISTING)), (
        "the list is not asked for again"
    )


@SAME
def test_a_text_that_comes_back_within_the_run_was_never_short(life: Lived, shape: str) -> None:
    """Short at first, as ever a moment later: one version, no card and no suspect; the line of the source names it."""
    for name in ("passes", "other_passes"):
        assert len(versions(life, shape, name)) == 1
        life.silent(f"{shape}_{name}", range(1, DAYS))
        row = life.told(1, f"{shape}_{name}").row
        assert row.good
        assert row.detail == f"内容一度有异，复查时已恢复原样 1 处：{policy(number_of(shape, name)).title}"
        assert life.told(2, f"{shape}_{name}").row.detail == ""


@SAME
def test_two_looks_that_differ_prove_nothing(life: Lived, shape: str) -> None:
    """Short, then shorter: told as suspect, and the kept text stays."""
    told = life.told(1, f"{shape}_worsens")
    assert (told.cards, len(told.suspects), told.row.suspect) == ((), 1, 1)
    assert "疑似内容不全，旧版保持不变" in told.suspects[0]
    assert told.row.detail == ""
    assert len(versions(life, shape, "worsens")) == 1
    life.silent(f"{shape}_worsens", (2, 3, 4))


@SAME
def test_an_amendment_behind_a_short_text_waits_for_the_next_run(life: Lived, shape: str) -> None:
    """Short, then amended: neither is believed that morning; the next one tells the amendment, once."""
    source = f"{shape}_amended"
    told = life.told(1, source)
    assert (told.cards, told.suspects, told.row.suspect) == ((), ("两次查看所见不同，旧版保持不变，待下一轮确认。",), 1)
    assert "内容存疑，复查所见又不同 1 处" in told.row.detail
    (card,) = life.told(2, source).cards
    assert (card.status, card.value) == (Status.AMENDED, "45 → 40个工作日")
    life.silent(source, (3, 4))


@SAME
def test_a_second_look_that_fails_leaves_it_to_the_next_run(life: Lived, shape: str) -> None:
    """Told as suspect, with the reason in the line; the short text of the next morning is the second look, and the whole one is a change again."""
    source = f"{shape}_fails"
    told = life.told(1, source)
    assert (told.cards, len(told.suspects), told.row.suspect) == ((), 1, 1)
    assert "内容存疑，复查未成 1 处" in told.row.detail and "状态码 500" in told.row.detail
    deleted(life.told(2, source))
    assert {card.status for card in life.told(3, source).cards} == {Status.ADDED}
    assert len(versions(life, shape, "fails")) == 3


@SAME
def test_without_it_the_next_run_is_the_second_look(life: Lived, shape: str) -> None:
    """``second_look = 0``: first a suspect notice and no deletion; the next morning the deletions, once; then silence. Validators do not hide it."""
    source = f"{shape}_later"
    first = life.told(1, source)
    assert (first.cards, len(first.suspects), first.row.suspect) == ((), 1, 1)
    assert "疑似内容不全，旧版保持不变" in first.suspects[0]
    deleted(life.told(2, source))
    life.silent(source, (3, 4))


@SAME
def test_a_text_that_comes_back_in_the_next_run_was_never_short(life: Lived, shape: str) -> None:
    """Whole, short, whole, short, whole, a look a day: one version, no card; each of the two short mornings is told."""
    source = f"{shape}_passes_later"
    title = policy(602 if shape == "trs" else 622).title
    assert len(life.texts(source)[title]) == 1
    assert [len(life.told(day, source).suspects) for day in range(DAYS)] == [0, 1, 0, 1, 0]
    assert not any(life.told(day, source).cards for day in range(1, DAYS))


@SAME
def test_another_kind_of_page_is_never_believed_and_told_once(life: Lived, shape: str) -> None:
    """Other words in the place of both papers for three days: told on the first, counted in the health line on each, no version."""
    source = f"{shape}_other"
    assert {len(texts) for texts in life.texts(source).values()} == {1}
    told = [life.told(day, source) for day in range(DAYS)]
    assert [len(one.suspects) for one in told] == [0, 2, 0, 0, 0]
    assert [one.row.suspect for one in told] == [0, 2, 2, 2, 0]
    assert not any(one.row.detail for one in told)
    assert not any(one.cards or one.others for one in told[1:])
    title = notice(603 if shape == "trs" else 623).title
    looks = [len([one for one in life.looks(day, source, PageKind.DOCUMENT) if one.page.title == title]) for day in range(4)]
    assert looks == [1, 2, 1, 1], "told once, looked at twice once"


def broken_off(before: bool) -> Callable[[Rooms], RunResult]:
    """A run that stops right before or right after its second looks, and is gone on with."""

    def start(rooms: Rooms) -> RunResult:
        def stop(*arguments: object) -> None:
            if not before:
                rooms.crawl_again(*arguments)  # type: ignore[arg-type] # passed on as they came
            raise CrawlError("stopped")

        try:
            return run(replace(rooms, crawl_again=stop))
        except CrawlError:
            return run(rooms)

    return start


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_run_that_stops_at_its_second_looks_is_gone_on_with(tmp_path: Path, before: bool) -> None:
    """The pages in doubt are looked at twice in all, and what comes of it is told once."""
    life = Life(tmp_path / "watch", run=broken_off(before))
    life.add("trs_stays", "trs", look(690), look(690, shrunk(690)))
    with lived(life, 3) as found:
        deleted(found.told(1, "trs_stays"))
        assert [len(found.looks(day, "trs_stays", PageKind.DOCUMENT)) for day in range(3)] == [2, 3, 2]
        found.silent("trs_stays", (2,))
