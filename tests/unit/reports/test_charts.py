"""Charts: what is drawn is what the figures say, and it can be read without seeing it."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from reports import charts
from reports.charts import Caption, Spell, State

CAPTION = Caption("k", "标题", "一句话。")


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own


def texts(root: ElementTree.Element) -> list[str]:
    return [node.text or "" for node in root.iter("text")]


def boxes(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [node for node in root.iter("rect") if kind in (node.get("class") or "").split()]


@pytest.mark.parametrize(
    "svg",
    [
        charts.columns(CAPTION, [("11-02", 3)]),
        charts.matrix(CAPTION, ["11-02"], [("甲", [1])]),
        charts.strip(CAPTION, [State.GOOD]),
        charts.timeline(CAPTION, [Spell("效力", date(2026, 1, 1))], []),
        charts.columns(CAPTION, []),
        charts.matrix(CAPTION, [], []),
        charts.strip(CAPTION, []),
        charts.timeline(CAPTION, [], []),
    ],
)
def test_every_chart_has_a_name_and_a_sentence(svg: str) -> None:
    """Also an empty one: role, title and description are tied together by ids."""
    root = tree(svg)
    assert root.get("role") == "img"
    title, words = root.find("title"), root.find("desc")
    assert title is not None and title.text == "标题" and title.get("id") == root.get("aria-labelledby")
    assert words is not None and words.text == "一句话。" and words.get("id") == root.get("aria-describedby")


def test_columns_are_as_high_as_their_numbers() -> None:
    """Twice the number is twice the height, and nothing is no bar's worth of height and has no number."""
    root = tree(charts.columns(CAPTION, [("a", 4), ("b", 2), ("c", 0)]))
    heights = [float(node.get("height") or 0) for node in boxes(root, "bar")]
    assert heights == [heights[0], heights[0] / 2, 0]
    assert [text for text in texts(root) if text.isdigit()] == ["4", "2"]


def test_labels_of_columns_never_touch() -> None:
    """Of many weeks only some are named, the newest always."""
    labels = texts(tree(charts.columns(CAPTION, [(f"w{n:02}", 0) for n in range(26)])))
    assert labels[-1] == "w25" and 2 <= len(labels) <= 10


def test_a_cell_prints_its_number() -> None:
    """The shade only repeats it; a nothing is an empty cell."""
    root = tree(charts.matrix(CAPTION, ["一", "二"], [("甲", [0, 8]), ("乙", [2, 0])]))
    assert [text for text in texts(root) if text.isdigit()] == ["8", "2"]
    assert [node.get("class") for node in boxes(root, "cell")] == ["cell s0", "cell s4", "cell s1", "cell s0"]


def test_a_strip_tells_failure_by_shape() -> None:
    """A good look is a full bar; a bad one is low and has a cross; an unplanned one is a line. The newest is on the right."""
    root = tree(charts.strip(CAPTION, [State.BAD, State.IDLE, State.GOOD]))
    (good,), (bad,) = boxes(root, "good"), boxes(root, "bad")
    assert float(good.get("height") or 0) > 2 * float(bad.get("height") or 0)
    assert float(bad.get("x") or 0) < float(good.get("x") or 0)
    kinds = [node.get("class") for node in root.iter("path")]
    assert kinds.count("cross") == 1 and kinds.count("idle") == 1


def test_an_open_spell_runs_to_the_edge_with_an_arrow() -> None:
    """A closed one ends at its day."""
    spells = [Spell("一", date(2026, 1, 1), date(2026, 6, 1)), Spell("二", date(2026, 6, 1))]
    root = tree(charts.timeline(CAPTION, spells, [(date(2026, 12, 31), "届满")]))
    ends = [float(node.get("x") or 0) + float(node.get("width") or 0) for node in boxes(root, "spell")]
    assert ends[0] < ends[1] < charts.WIDTH
    assert sum(node.get("class") == "open" for node in root.iter("path")) == 1


def test_words_from_outside_stay_words() -> None:
    """A source called like an element is text; an override is written out."""
    svg = charts.matrix(Caption("x", '<script>"', "a\u202eb"), ["</svg>"], [("<b onload=x>", [1])])
    root = tree(svg)
    assert root.find(".//script") is None
    assert "<b onload=x>" in texts(root) and "</svg>" in texts(root)
    assert "⟦U+202E⟧" in svg and "\u202e" not in svg
