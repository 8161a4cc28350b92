"""Texts: blocks in, printed numbers out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sample.text import FOLDER, Kind, chinese, load


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (24, "二十四"), (90, "九十"), (99, "九十九")]
)
def test_chinese_numerals_are_those_of_headings(number: int, words: str) -> None:
    """10 is 十, not 一十."""
    assert chinese(number) == words


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem != "notices"))
def test_every_text_file_loads(name: str) -> None:
    """Every file has a header that becomes a Text, and at least one block."""
    text = load(name)
    assert text.key == name
    assert text.blocks
    assert text.published.date() >= text.written


def test_numbers_run_on_through_the_sections() -> None:
    """（一） continues across 一、 and 二、 and names the section above it."""
    measures = load("yunling_main").measures()
    assert [measure.number for measure in measures] == [f"（{chinese(count)}）" for count in range(1, 25)]
    assert measures[4].section == "一、加强研发创新引导"
    assert measures[5].section == "二、提升审评审批效能"


def test_the_other_numbering_style_is_a_digit_and_a_dot() -> None:
    """Two of the papers print 1. 2. 3. instead of （一）."""
    assert [measure.number for measure in load("canghai_main").measures()] == [f"{count}." for count in range(1, 20)]


def test_a_bar_starts_a_paragraph_on_the_page_but_not_in_the_measure() -> None:
    """The responsible units of one measure stand in a paragraph of their own."""
    text = load("yunling_main")
    assert "|" not in "".join(measure.text for measure in text.measures())
    alone = [line.text for line in text.lines() if line.kind is Kind.MEASURE and line.text.startswith("（省中医药局")]
    assert alone == ["（省中医药局、省科技厅、省财政厅按职责分工负责）"]


def test_an_unknown_number_is_an_error() -> None:
    """Asking for a measure that is not there names text and number."""
    with pytest.raises(KeyError, match=r"nanyu_priority has no measure （七）"):
        load("nanyu_priority").position("（七）")


def test_numbers_are_worked_out_from_the_place() -> None:
    """Taking a block out renumbers what follows: no number is stored."""
    text = load("nanyu_priority")
    place = text.position("（一）")
    shorter = replace(text, blocks=text.blocks[:place] + text.blocks[place + 1 :])
    assert [measure.number for measure in shorter.measures()] == ["（一）", "（二）", "（三）", "（四）", "（五）"]
    assert shorter.measures()[0].text == text.measures()[1].text


def test_every_measure_has_a_title_a_body_and_units() -> None:
    """In all papers a measure is a title up to the first full stop, a body and a last bracket of responsible units."""
    for name in (
        "yunling_main",
        "yunling_retail",
        "canghai_main",
        "beiyuan_main",
        "beiyuan_devices",
        "nanyu_main",
        "nanyu_priority",
    ):
        for measure in load(name).measures():
            title, _, rest = measure.text.partition("。")
            assert 4 <= len(title) <= 24, measure
            assert rest.endswith("）")
            assert len(rest) > 30
