"""Who handles what: the log and what it comes to, and the words for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InputError
from domain.handling import Assignment, Doing, Handling, Matter, assignments
from domain.report import Report
from domain.run import Window
from reports.handling import due_words, matter, of_window, result, summed

START = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
ON = date(2026, 11, 27)
DUE = date(2026, 11, 30)


def about(item: str = "C1") -> Matter:
    return Matter(item, date(2026, 11, 16), 1, 2, "上海", "若干措施", "（二）优化检验服务", "检验时限", "25 → 20个工作日")


def noted(doing: Doing, day: int, item: str = "C1", **fields: object) -> Handling:
    return Handling(about(item), doing, START + timedelta(days=day), "李某", **fields)  # type: ignore[arg-type]


def state(*log: Handling) -> Assignment:
    (one,) = assignments(log)
    return one


def test_another_person_does_not_begin_anew() -> None:
    """It has been open since it was first assigned, and keeps its day unless a new one is given."""
    one = state(noted(Doing.ASSIGNED, 0, to="王某", due=DUE), noted(Doing.ASSIGNED, 3, to="赵某"))
    assert (one.to, one.since, one.due, one.open) == ("赵某", START, DUE, True)
    later = state(*one.log, noted(Doing.ASSIGNED, 4, to="赵某", due=ON))
    assert later.due == ON


def test_what_is_assigned_after_it_was_closed_begins_anew() -> None:
    """Open since then, without the day and the words of the first time; the log keeps both."""
    one = state(
        noted(Doing.ASSIGNED, 0, to="王某", due=DUE, words="核对"),
        noted(Doing.CLOSED, 1, words="已核对"),
        noted(Doing.ASSIGNED, 5, to="王某"),
    )
    assert (one.open, one.since, one.due, one.said, len(one.log)) == (True, START + timedelta(days=5), None, "", 3)


def test_a_comment_after_the_close_changes_nothing_else() -> None:
    """It stays closed when it was closed."""
    one = state(noted(Doing.ASSIGNED, 0, to="王某"), noted(Doing.CLOSED, 1), noted(Doing.COMMENTED, 2, words="归档"))
    assert (one.closed, one.said) == (START + timedelta(days=1), "归档")


def test_what_is_due_first_leads() -> None:
    """Then what has no day, the longest open first."""
    log = [
        noted(Doing.ASSIGNED, 1, "C3", to="王某"),
        noted(Doing.ASSIGNED, 2, "C2", to="王某", due=DUE),
        noted(Doing.ASSIGNED, 0, "C4", to="王某"),
    ]
    assert [one.matter.item for one in assignments(log)] == ["C2", "C4", "C3"]


@given(st.lists(st.tuples(st.sampled_from(["C1", "C2", "E1"]), st.sampled_from(Doing)), max_size=12))
def test_no_entry_is_lost_and_matters_do_not_mix(doings: list[tuple[str, Doing]]) -> None:
    """Whatever is noted in whatever order, each matter holds its own entries, all of them, in order."""
    day = count()
    first = [noted(Doing.ASSIGNED, next(day), item, to="王某") for item in ("C1", "C2", "E1")]
    log = [*first, *(noted(doing, next(day), item, to="赵某") for item, doing in doings)]
    found = {one.matter.item: one.log for one in assignments(log)}
    assert found == {item: tuple(one for one in log if one.matter.item == item) for item in ("C1", "C2", "E1")}


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, "未定"),
        (ON + timedelta(days=3), "2026-11-30（剩3天）"),
        (ON, "2026-11-27（今日到期）"),
        (ON - timedelta(days=3), "2026-11-24（▲逾期3天）"),
    ],
)
def test_a_day_that_is_past_says_so_without_a_colour(due: date | None, words: str) -> None:
    """By a mark and a word."""
    assert due_words(state(noted(Doing.ASSIGNED, 0, to="王某", due=due)), ON) == words


def test_what_is_closed_is_not_overdue() -> None:
    """Its day is printed and nothing else."""
    one = state(noted(Doing.ASSIGNED, 0, to="王某", due=date(2026, 11, 20)), noted(Doing.CLOSED, 9, words="已递交"))
    assert (due_words(one, ON), one.overdue(ON)) == ("2026-11-20", 0)
    assert result(one, ON) == "C1 王某 11-25 09:00 办结：已递交"


def test_the_sum_counts_people_and_delay() -> None:
    """Empty where nothing is open."""
    log = [
        noted(Doing.ASSIGNED, 0, f"C{n}", to=to, due=date(2026, 11, 20 + n)) for n, to in enumerate(["王某", "赵某", "王某"], 5)
    ]
    assert summed(assignments(log), ON) == "未处理 3 项，其中逾期 2 项（王某 2、赵某 1）。"
    assert summed((), ON) == ""


def test_a_digest_lists_what_stood_at_its_end() -> None:
    """Not what was noted after it; closed ones of its own time only; what was taken back is marked."""
    window = Window(START + timedelta(days=2), START + timedelta(days=9))
    log = [
        *(noted(Doing.ASSIGNED, 0, item, to="王某") for item in ("C1", "C2", "C3", "C4")),
        noted(Doing.CLOSED, 1, "C1"),
        noted(Doing.CLOSED, 3, "C2"),
        noted(Doing.CLOSED, 9, "C3"),
        noted(Doing.ASSIGNED, 10, "C5", to="王某"),
    ]
    found = {one.matter.item: one for one in of_window(log, window, {"C4"})}
    assert {item: (one.open, one.struck) for item, one in found.items()} == {
        "C2": (False, False),
        "C3": (True, False),
        "C4": (True, True),
    }


def test_the_matter_is_the_line_as_it_was_told(monday: Report) -> None:
    """By number or by id alike, with the title of its paper."""
    line = monday.lines[0]
    told = matter(monday, "1")
    assert told == matter(monday, line.target)
    assert (told.number, told.province, told.subject, told.value) == (1, line.province, line.subject, line.value)
    assert told.paper
    with pytest.raises(InputError, match="no line or change 99"):
        matter(monday, "99")


def test_what_was_folded_away_can_be_handled_too(monday: Report) -> None:
    """It has no line, and is known by its id alone."""
    folded = replace(monday.cards[0], id="C99")
    told = matter(replace(monday, editorial=(folded,)), "C99")
    assert (told.number, told.item, told.province, told.paper) == (0, folded.id, folded.paper.province, folded.paper.title)
