"""One paper at two pages, through the whole road: which of them makes its versions, and when the other may take over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.change import EventKind, Status
from tests.faults.life import Life, Lived, Look, lived
from tests.faults.papers import Paper, policy
from tests.faults.shapes import Place, Row, Show
from tests.faults.spoilt import SPOILS

MEDIA = {"level": '"media"'}
NUMBERS = {name: 800 + 2 * place for place, name in enumerate(("differ", "ahead", "fails", "copy", "demoted"))}
DAYS = 4


def slower(number: int) -> Paper:
    return policy(number).edited(lambda line: line.replace("压缩至45个工作日", "压缩至40个工作日"))


def shows(name: str, paper: Paper | None = None, fault: str | None = None) -> Look:
    number = NUMBERS[name]
    show = Show((Row(paper or policy(number), Place.POLICY, f"{number}0", "2025-11-03"),), 11)
    return Look(show, lambda place, reply: SPOILS[fault](reply) if fault and place is Place.POLICY else reply)


def pair(life: Life, name: str, home: list[Look], other: list[Look], **keys: str) -> None:
    """Two sources with the same paper; the first one is met first and so is its home."""
    life.add(f"a_{name}", "trs", *home)
    life.add(f"b_{name}", "jpaas", *other, **keys)


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    life = Life(tmp_path_factory.mktemp("twins") / "watch")
    late = {name: slower(number) for name, number in NUMBERS.items()}
    pair(
        life,
        "differ",
        [shows("differ"), shows("differ"), shows("differ", fault="reset"), shows("differ")],
        [shows("differ", late["differ"])],
    )
    pair(life, "ahead", [shows("ahead")], [shows("ahead"), shows("ahead", late["ahead"])])
    pair(
        life,
        "fails",
        [shows("fails"), shows("fails"), shows("fails", fault="404")],
        [shows("fails"), shows("fails"), shows("fails", late["fails"])],
    )
    pair(
        life,
        "copy",
        [shows("copy"), shows("copy"), shows("copy", fault="404")],
        [shows("copy"), shows("copy"), shows("copy", late["copy"])],
        **MEDIA,
    )
    life.add("a_demoted", "trs", shows("demoted"), shows("demoted"), shows("demoted", late["demoted"]))
    life.edit(1, "a_demoted", "loopback = true", 'loopback = true\nlevel = "media"')
    with lived(life, DAYS) as lived_:
        yield lived_


def versions(life: Lived, name: str) -> list[str]:
    return life.texts(f"a_{name}")[policy(NUMBERS[name]).title]


def diverging(life: Lived, name: str) -> list[bool]:
    """On which days the two were told to differ."""
    (own,) = life.documents(f"a_{name}")
    return [
        any(one.paper.id == own.id and one.kind is EventKind.DIVERGES for one in report.notices) for report in life.life.reports
    ]


def cards(life: Lived, name: str) -> list[int]:
    return [len(life.told(day, f"a_{name}").cards) for day in range(DAYS)]


def test_two_official_pages_with_other_words_do_not_take_turns(life: Lived) -> None:
    """The home's words are the paper's, also on the day on which it could not be read; the difference is told once."""
    assert versions(life, "differ") == [policy(NUMBERS["differ"]).text]
    assert cards(life, "differ") == [0] * DAYS
    assert diverging(life, "differ").count(True) == 1


def test_a_page_that_runs_ahead_of_the_home_amends_nothing(life: Lived) -> None:
    """Alike at first, then amended at the other page alone while the home is there to be read: it diverges."""
    assert versions(life, "ahead") == [policy(NUMBERS["ahead"]).text]
    assert cards(life, "ahead") == [0] * DAYS
    assert diverging(life, "ahead") == [False, True, False, False]


def test_a_page_that_carried_the_paper_takes_over_when_the_home_is_gone(life: Lived) -> None:
    """Alike while both could be read; what it says after that is an amendment, told once, and it is the home."""
    number = NUMBERS["fails"]
    assert life.documents("a_fails") == []
    assert life.texts("b_fails")[policy(number).title] == [policy(number).text, slower(number).text]
    ((card,),) = [told.cards for day in range(DAYS) if (told := life.told(day, "b_fails")).cards]
    assert (card.status, card.value) == (Status.AMENDED, "45 → 40个工作日")


@pytest.mark.parametrize("name", ["copy", "demoted"])
def test_a_copy_never_takes_over(life: Lived, name: str) -> None:
    """Neither a newspaper that printed the same, nor a page whose source was found to be one."""
    assert versions(life, name) == [policy(NUMBERS[name]).text]
    assert cards(life, name) == [0] * DAYS
    assert diverging(life, name) == [False, False, True, False]
