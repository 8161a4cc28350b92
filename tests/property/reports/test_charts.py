"""Laws of the charts: whatever the figures and names, well-formed, inside the frame, nothing lost."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from reports import charts
from reports.charts import Caption, Spell, State
from reports.safety import visible

names = st.text(max_size=12)
numbers = st.integers(0, 10_000)
days = st.dates(date(1990, 1, 1), date(2060, 1, 1))
captions = st.builds(Caption, key=st.text("abc-12", min_size=1, max_size=8), title=names, words=names)


def parsed(svg: str) -> ElementTree.Element:
    """The chart as an XML reader finds it, with every rectangle inside the view box."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own
    _, _, width, height = (float(part) for part in root.get("viewBox", "").split())
    for box in root.iter("rect"):
        x, y, across, down = (float(box.get(name, "nan")) for name in ("x", "y", "width", "height"))
        assert x >= -0.01 and x + across <= width + 0.02
        assert y >= -0.01 and y + down <= height + 0.02
        assert across >= 0 and down >= 0
    return root


@given(captions, st.lists(st.tuples(names, numbers), max_size=60))
def test_columns(caption: Caption, bars: list[tuple[str, int]]) -> None:
    """A bar each, in proportion, with its number where it is not nothing."""
    root = parsed(charts.columns(caption, bars))
    heights = [float(box.get("height", 0)) for box in root.iter("rect")]
    assert len(heights) == len(bars)
    top = max((number for _, number in bars), default=0) or 1
    assert all(abs(tall - 150 * number / top) < 0.01 for tall, (_, number) in zip(heights, bars, strict=True))
    assert [node.text for node in root.iter("text") if node.get("class") == "num"] == [str(n) for _, n in bars if n]


@given(captions, st.integers(0, 9).flatmap(lambda across: st.tuples(
    st.lists(names, min_size=across, max_size=across),
    st.lists(st.tuples(names, st.lists(numbers, min_size=across, max_size=across)), max_size=8),
)))  # fmt: skip
def test_matrix(caption: Caption, figures: tuple[list[str], list[tuple[str, list[int]]]]) -> None:
    """A cell each; every name and every number stands there as text."""
    across, rows = figures
    root = parsed(charts.matrix(caption, across, rows))
    assert len(list(root.iter("rect"))) == sum(len(row) for _, row in rows)
    told = [node.text or "" for node in root.iter("text")]
    wanted = [*map(visible, across), *(visible(name) for name, _ in rows), *(str(n) for _, row in rows for n in row if n)]
    assert sorted(told) == sorted(wanted)


@given(captions, st.lists(st.sampled_from(State), max_size=90))
def test_strip(caption: Caption, states: list[State]) -> None:
    """A mark each, from left to right as given."""
    root = parsed(charts.strip(caption, states))
    kinds = [box.get("class") for box in root.iter("rect")]
    assert kinds == [state.value for state in states if state is not State.IDLE]
    assert sum(node.get("class") == "idle" for node in root.iter("path")) == states.count(State.IDLE)


@given(
    captions,
    st.lists(st.builds(Spell, names, days, st.none() | days), max_size=6),
    st.lists(st.tuples(days, names), max_size=5),
)
def test_timeline(caption: Caption, spells: list[Spell], marks: list[tuple[date, str]]) -> None:
    """A row each, also for a spell that ends before it begins; every mark has its words."""
    root = parsed(charts.timeline(caption, spells, marks))
    assert len(list(root.iter("rect"))) == len(spells)
    told = [node.text or "" for node in root.iter("text")]
    assert all(visible(words) in told for _, words in marks if words)


@given(captions, st.lists(st.tuples(names, numbers), max_size=8))
def test_the_same_figures_are_the_same_characters(caption: Caption, bars: list[tuple[str, int]]) -> None:
    """And no number is printed with an exponent or a long tail."""
    svg = charts.columns(caption, bars)
    assert svg == charts.columns(caption, bars)
    assert not re.search(r'[xydh]="[^"]*(e-|\.\d{3})', re.sub(r"<(title|desc|text).*?</\1>", "", svg, flags=re.DOTALL))
