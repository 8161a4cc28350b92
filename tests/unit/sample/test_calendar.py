"""The calendar: what it declares by hand must follow from its texts and edits."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import pairwise

import pytest

from domain.change import EventKind, Severity, Status
from domain.crawl import Outcome
from sample.calendar import DAYS, Day, measures_on, text_on
from sample.edits import Insert, Merge, Repeal, Split
from sample.expected import ExpectedChange
from sample.faults import Fault
from sample.posts import PAPERS, READINGS, posts_on
from sample.regulators import REGULATORS
from sample.text import Measure

DOCUMENTS = [key for keys in PAPERS.values() for key in keys]
CARRIERS = {text_on(key, 0).attachment or key: key for key in DOCUMENTS}  # text -> document that shows it
LATER = [pytest.param(day, id=f"day{day.number}") for day in DAYS[1:]]


def moved(old: list[Measure], new: list[Measure]) -> set[int]:
    """Measures that kept their words but not their place among those that stayed."""
    before, after = [measure.id for measure in old], [measure.id for measure in new]
    kept = [key for key in before if key in after]
    matcher = SequenceMatcher(None, kept, [key for key in after if key in before], autojunk=False)
    return set(kept) - {key for block in matcher.get_matching_blocks() for key in kept[block.a : block.a + block.size]}


def test_days_are_weekdays_in_order() -> None:
    """Fourteen days from Monday 2 November 2026 on, no week-end among them."""
    assert [day.number for day in DAYS] == list(range(14))
    assert str(DAYS[0].on) == "2026-11-02"
    for before, after in pairwise(DAYS):
        assert after.on - before.on == timedelta(days=3 if before.on.weekday() == 4 else 1)


@pytest.mark.parametrize("day", LATER)
def test_every_edit_changes_its_text(day: Day) -> None:
    """No edit of the calendar is without effect."""
    for edit in day.edits:
        assert text_on(edit.document, day.number) != text_on(edit.document, day.number - 1)


@pytest.mark.parametrize("day", LATER)
def test_expected_numbers_exist(day: Day) -> None:
    """Old numbers stand in the text of the day before, new ones in that of the day."""
    for change in day.expected.changes:
        old = {measure.number for measure in measures_on(change.document, day.number - 1)}
        new = {measure.number for measure in measures_on(change.document, day.number)}
        assert set(change.old) <= old
        assert set(change.new) <= new


@pytest.mark.parametrize("day", LATER)
def test_expected_words_stand_in_the_texts(day: Day) -> None:
    """What the reader must see was there before and is there now, and differs."""
    for change in day.expected.changes:
        old = {measure.number: measure.text for measure in measures_on(change.document, day.number - 1)}
        new = {measure.number: measure.text for measure in measures_on(change.document, day.number)}
        for was, now in change.shows:
            assert was in old[change.old[0]]
            assert now in new[change.new[0]]
            assert was != now


@pytest.mark.parametrize("day", LATER)
def test_expected_changes_are_all_there_are(day: Day) -> None:
    """Held against each other by identity, the texts of two days differ exactly as declared."""
    seen: Counter[tuple[str, Status]] = Counter()
    renumbered = 0
    for document in DOCUMENTS:
        if document in day.published:
            continue
        old, new = list(measures_on(document, day.number - 1)), list(measures_on(document, day.number))
        edits = [edit for edit in day.edits if CARRIERS.get(edit.document) == document]
        joined = [edit for edit in edits if isinstance(edit, Split | Merge)]
        before, after = {measure.id: measure for measure in old}, {measure.id: measure for measure in new}
        away = moved(old, new)
        for key in before.keys() & after.keys():
            if before[key].text != after[key].text and not joined:
                seen[document, Status.AMENDED] += 1
            elif key in away:
                seen[document, Status.MOVED] += 1
            elif before[key].number != after[key].number:
                renumbered += 1
        for edit in joined:
            seen[document, Status.SPLIT if isinstance(edit, Split) else Status.MERGED] += 1
        if not joined:
            seen[document, Status.ADDED] += len(after.keys() - before.keys())
            seen[document, Status.DELETED] += len(before.keys() - after.keys())
    assert +seen == Counter((change.document, change.status) for change in day.expected.changes)
    assert renumbered == day.expected.renumbered


@pytest.mark.parametrize("day", LATER)
def test_totals_agree_with_the_changes(day: Day) -> None:
    """Substantive, editorial, moved and documents changed are counts of the changes listed."""
    expected = day.expected
    rest = [change for change in expected.changes if change.status is not Status.MOVED]
    substantive: list[ExpectedChange] = [change for change in rest if change.severity is Severity.SUBSTANTIVE]
    assert expected.substantive == len(substantive)
    assert expected.editorial == len(rest) - len(substantive)
    assert expected.moved == len(expected.changes) - len(rest)
    assert expected.documents_changed == len({change.document for change in substantive})


@pytest.mark.parametrize("day", DAYS, ids=lambda day: f"day{day.number}")
def test_new_documents_have_the_measures_declared(day: Day) -> None:
    """The number of measures of a new document is that of its text."""
    for document in day.expected.new_documents:
        assert len(measures_on(document.document, day.number)) == document.measures


def test_all_posts_of_day_0_are_accounted_for() -> None:
    """Papers, notices and interpretations of the baseline are what the four sites show, but for external and barred rows."""
    keys = {post.key for regulator in REGULATORS for post in posts_on(regulator, 0)}
    readings = {key for keys in READINGS.values() for key in keys}
    expected = DAYS[0].expected
    assert {document.document for document in expected.new_documents} == keys & set(DOCUMENTS)
    assert expected.interpretations == len(keys & readings)
    assert expected.notices == sum("_notice_" in key for key in keys)


@pytest.mark.parametrize("day", LATER)
def test_published_documents_appear_on_their_day(day: Day) -> None:
    """A new document is not on its site the day before, is there on its day, and is expected."""
    for document in day.published:
        regulator = next(regulator for regulator, keys in PAPERS.items() if document in keys)
        assert document not in {post.key for post in posts_on(regulator, day.number - 1)}
        assert document in {post.key for post in posts_on(regulator, day.number)}
    assert {document.document for document in day.expected.new_documents} == set(day.published)


@pytest.mark.parametrize("day", DAYS, ids=lambda day: f"day{day.number}")
def test_events_stand_on_the_page(day: Day) -> None:
    """The words that prove an event are in the text of the day and were not before; a repeal flips the validity."""
    for event in day.expected.events:
        text, before = text_on(event.document, day.number), text_on(event.document, day.number - 1)
        assert any(event.words in block.text for block in text.blocks)
        assert not any(event.words in block.text for block in before.blocks)
        if event.kind is EventKind.REPEALED:
            assert (before.validity, text.validity) == ("有效", "废止")
    assert sum(isinstance(edit, Repeal) for edit in day.edits) == sum(
        event.kind is EventKind.REPEALED for event in day.expected.events
    )


@pytest.mark.parametrize("day", DAYS, ids=lambda day: f"day{day.number}")
def test_failures_follow_from_the_faults(day: Day) -> None:
    """A site that fails is expected to fail, with the outcome its fault proves, and has no edits that day."""
    outcomes = {Fault.ERROR_PAGE: Outcome.SOFT_404, Fault.CHALLENGE: Outcome.CHALLENGE}
    assert day.expected.failed == {source: outcomes[fault] for source, fault in day.faults.items()}
    assert not {f"{edit.document.split('_')[0]}_mpa" for edit in day.edits} & set(day.faults)


def test_the_calendar_covers_every_kind_of_change() -> None:
    """Each status, both events, both failures, a restyled site, a new document and quiet days occur."""
    statuses = {change.status for day in DAYS for change in day.expected.changes}
    assert statuses == set(Status) - {Status.UNCHANGED, Status.RENUMBERED}
    assert {event.kind for day in DAYS for event in day.expected.events} == {EventKind.REPEALED, EventKind.VALIDITY_CHANGED}
    assert [day.number for day in DAYS if day.expected.quiet and not day.expected.failed] == [2, 10]
    assert [day.number for day in DAYS if day.restyled] == [10]


def test_an_inserted_measure_has_not_stood_there_before() -> None:
    """The measure added in the middle is new to its text."""
    inserts = [(day, edit) for day in DAYS for edit in day.edits if isinstance(edit, Insert)]
    assert len(inserts) == 1
    day, edit = inserts[0]
    assert edit.text not in [measure.text for measure in text_on(edit.document, day.number - 1).measures()]
