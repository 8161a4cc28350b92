"""Laws that hold for every pair of documents."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from differ.compare import compare
from differ.fold import key
from domain.change import Change, Edit, Severity, Status
from domain.document import Document, Measure
from domain.text import IDENTITY, Span

unhurried = settings(deadline=None)  # the first call loads a dictionary and an optimizer
NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六"]
PLACES = [
    "码头",
    "仓库",
    "车站",
    "港区",
    "苗圃",
    "水厂",
    "矿井",
    "茶园",
    "渔场",
    "牧场",
    "机房",
    "温室",
    "船坞",
    "冷库",
    "粮站",
    "林场",
]
ACTS = ["登记备查", "每周巡检", "公开价格", "统一标识", "限期整修", "分级管理", "定点供水", "夜间值守", "错峰装卸", "联网监测"]
RULES = ["应当在{n}日内完成", "可以延长{n}日", "不得超过{n}吨", "收费{n}元", "由{n}名人员负责", "按第{n}类处理"]

sentence = st.builds(
    lambda place, act, rule, number: f"{place}{act}，{rule.format(n=number)}。",
    st.sampled_from(PLACES),
    st.sampled_from(ACTS),
    st.sampled_from(RULES),
    st.integers(1, 99),
)
body = st.lists(sentence, min_size=1, max_size=5).map("".join)
bodies = st.lists(body, min_size=1, max_size=9, unique=True)


def build(texts: Sequence[str], style: str = "（{}）", sections: int = 4) -> Document:
    """A document whose measures have these bodies, numbered in order, a heading every ``sections`` measures."""
    text, measures = "", []
    for position, words in enumerate(texts):
        start = len(text)
        number = style.format(NUMERALS[position])
        opening = start + len(number)
        text += f"{number}{words}\n"
        end = opening + len(words)
        measures.append(
            Measure(
                ordinal=position + 1,
                number=number,
                section=f"{NUMERALS[position // sections]}、{PLACES[position // sections]}",
                title="",
                body=words,
                text=number + words,
                span=Span(start, end),
                body_span=Span(opening, end),
            )
        )
    return Document(title="试验办法", text=text, published=text, spans=IDENTITY, normalizer="test", measures=tuple(measures))


def rebuilt(old: str, edits: Sequence[Edit]) -> str:
    """``old`` with the edits made, last first."""
    for edit in sorted(edits, key=lambda edit: (edit.old_span, edit.new_span), reverse=True):
        old = old[: edit.old_span.start] + edit.new + old[edit.old_span.end :]
    return old


@unhurried
@given(bodies)
def test_a_document_against_itself(texts: list[str]) -> None:
    """compare(d, d) is all unchanged, without events."""
    comparison = compare(build(texts), build(texts))
    assert {change.status for change in comparison.changes} == {Status.UNCHANGED}
    assert len(comparison.changes) == len(texts) and comparison.events == ()


@unhurried
@given(bodies, bodies)
def test_edits_rebuild_the_new_text(olds: list[str], news: list[str]) -> None:
    """Applying the edits of an amended measure to its old text gives its new text; spans say where the words stand."""
    old, new = build(olds), build(news)
    for change in compare(old, new).changes:
        for edit in change.edits:
            assert edit.old_span.of(old.text) == edit.old and edit.new_span.of(new.text) == edit.new
        if change.status is Status.AMENDED:
            before, after = old.measure(change.old[0].ordinal), new.measure(change.new[0].ordinal)
            made = rebuilt(old.text[: before.span.end], change.edits)
            assert key(made[before.body_span.start :]) == key(after.body)


@unhurried
@given(bodies, bodies)
def test_every_measure_is_told(olds: list[str], news: list[str]) -> None:
    """Every measure of either side stands in exactly one change, unless the new text is suspect."""
    comparison = compare(build(olds), build(news))
    told_old = sorted(ref.ordinal for change in comparison.changes for ref in change.old)
    assert told_old == list(range(1, len(olds) + 1))
    if not comparison.suspect:
        assert sorted(ref.ordinal for change in comparison.changes for ref in change.new) == list(range(1, len(news) + 1))


@unhurried
@given(bodies)
def test_other_numbers_are_only_renumbered(texts: list[str]) -> None:
    """Renaming all numbers gives only renumbered."""
    comparison = compare(build(texts), build(texts, "第{}条"))
    assert {(change.status, change.severity) for change in comparison.changes} == {(Status.RENUMBERED, Severity.NONE)}


@unhurried
@given(bodies, st.data())
def test_width_and_white_space_are_nothing(texts: list[str], data: st.DataObject) -> None:
    """Blanks, zero-width characters and other widths change nothing, wherever they stand."""
    wide = str.maketrans("0123456789，。", "０１２３４５６７８９,｡")
    noise = data.draw(st.lists(st.tuples(st.integers(0, 200), st.sampled_from(" \u3000\u200b\ufeff\n")), max_size=8))
    changed = []
    for words in texts:
        for place, mark in noise:
            words = words[: place % len(words)] + mark + words[place % len(words) :]
        changed.append(words.translate(wide))
    comparison = compare(build(texts), build(changed))
    assert {change.status for change in comparison.changes} == {Status.UNCHANGED}


@unhurried
@given(st.lists(body, min_size=6, max_size=10, unique=True), st.data())
def test_swap(texts: list[str], data: st.DataObject) -> None:
    """Held against each other the other way round, added and deleted change places and everything else stays."""
    news = list(texts)
    news.pop(data.draw(st.integers(0, len(news) - 1)))
    extra = "外籍游客持护照免费参观自然博物馆恐龙化石展厅。"
    news.insert(data.draw(st.integers(0, len(news))), extra)
    mirror = {
        Status.ADDED: Status.DELETED,
        Status.DELETED: Status.ADDED,
        Status.SPLIT: Status.MERGED,
        Status.MERGED: Status.SPLIT,
    }
    forth, back = compare(build(texts), build(news)), compare(build(news), build(texts))
    assert {(mirror.get(c.status, c.status), c.new, c.old) for c in back.changes} == {_told(c) for c in forth.changes}


def _told(change: Change) -> tuple[Status, object, object]:
    return change.status, change.old, change.new


@unhurried
@given(st.lists(st.text(max_size=60), max_size=6), st.lists(st.text(max_size=60), max_size=6))
def test_any_text_at_all(olds: list[str], news: list[str]) -> None:
    """No characters make it fail, and the same call gives the same answer."""
    old, new = build(olds), build(news)
    assert compare(old, new) == compare(old, new)
