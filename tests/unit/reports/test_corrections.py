"""Taking back a date, a folded item, an event: what stands behind a line, and what is left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from domain.correction import Correction, Fix
from domain.errors import InputError
from domain.report import DateKind, Report
from reports.corrections import corrected, date_id, find, items, spoken
from reports.renderers import render
from tests.unit.reports.desk import Desk
from tests.unit.reports.mornings import busy, report_of


def take_back(report: Report, asked: str) -> Correction:
    number, item, words = find(report, asked)
    return Correction(report.on, 1, Fix.STRUCK, number, item, words, "看错", report.generated)


def without(report: Report, *asked: str) -> Report:
    fixes = [take_back(report, one) for one in asked]
    return corrected(report, fixes, 4, at=report.generated, revision=2, corrects=1)


def test_every_line_has_an_id_behind_it(monday: Report) -> None:
    """Also a reminder, whose line leads to the table of dates."""
    (reminder,) = (one for one in monday.upcoming if one.reminder)
    behind = items(monday)
    assert "" not in behind
    assert len(set(behind)) == len(behind)
    assert date_id(reminder) in behind


def test_a_line_is_found_by_number_and_by_id(monday: Report) -> None:
    """Both give the number, the id and the words as they were read."""
    line = monday.lines[2]
    assert find(monday, "3") == find(monday, line.target) == (3, line.target, spoken(line))


@pytest.mark.parametrize("asked", ["0", "99", "C99", "", "-1"])
def test_what_is_not_told_is_not_found(monday: Report, asked: str) -> None:
    """The sentence says how many lines there are."""
    with pytest.raises(InputError, match="8 lines"):
        find(monday, asked)


def test_a_repeal_a_reminder_and_a_new_paper_are_counted_out(monday: Report) -> None:
    """Each leaves its list and the verdict; lines and their numbers stay."""
    number = next(at for at, line in enumerate(monday.lines, 1) if line.target == monday.new_papers[0].id)
    left = without(monday, "1", "2", str(number))
    assert (left.notices, left.new_papers, left.verdict.effects, left.verdict.new_documents) == ((), (), 0, 0)
    assert [one.kind for one in left.upcoming] == [one.kind for one in monday.upcoming if not one.reminder]
    assert (left.lines, left.struck) == (monday.lines, {1, 2, number})


def test_a_folded_item_is_taken_back_by_its_id(monday: Report) -> None:
    """It has no line and no number; the report says 变动号 instead."""
    folded = replace(monday, cards=monday.cards[1:], editorial=monday.cards[:1], lines=())
    left = without(folded, monday.cards[0].id)
    assert (left.editorial, left.verdict.corrections, left.struck) == ((), 0, frozenset())
    assert f"变动号 {monday.cards[0].id}" in render(left, "text").decode()


def test_a_second_correction_keeps_the_first(monday: Report) -> None:
    """A reminder that is gone from the dates is still known by its line."""
    first = without(monday, "2")
    second = corrected(first, [*first.corrections, take_back(first, "3")], 4, at=first.generated, revision=3, corrects=2)
    assert second.struck == {2, 3}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return busy(tmp_path)


def test_a_date_that_was_taken_back_is_not_listed_again(desk: Desk) -> None:
    """Neither on the first screen nor in the table; calendars that hold it hear that it is cancelled."""
    report = report_of(desk)
    wrong = next(one for one in report.upcoming if one.kind is DateKind.EXPIRY)
    desk.store.record_correction(take_back(report, date_id(wrong)))
    desk.deliver()
    desk.begin()
    after = report_of(desk)
    assert date_id(wrong) not in {date_id(one) for one in after.upcoming}
    assert [one.fix for one in after.corrections] == [Fix.STRUCK]


def test_the_same_date_on_another_day_is_told(monday: Report) -> None:
    """A later version may bring the right day: that is another thing to be told."""
    wrong = monday.upcoming[0]
    assert date_id(wrong) != date_id(replace(wrong, on=wrong.on.replace(year=wrong.on.year + 1)))
