"""What the reader forwards: the paragraph for her boss and the citation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.card import Card, Passage, Piece, Spot
from domain.change import Status
from domain.report import Report
from reports import forward
from reports.renderers import render
from tests.unit.reports.test_renderers import read

ON = date(2026, 11, 23)


@pytest.fixture
def faster(monday: Report) -> Card:
    """The card of a time limit from 20 to 15 working days."""
    return next(card for card in monday.cards if card.value == "20 → 15个工作日")


def test_the_paragraph_says_what_changed_and_where(faster: Card) -> None:
    """Province, document, date, both values with their unit, an empty line for her, and the link with the number as printed."""
    assert forward.paragraph(faster, ON).splitlines() == [
        "【上海】促进生物医药监管服务提升若干措施（11月6日成文）：临床急需器械的检验时限由20个工作日改为15个工作日。",
        "我司影响：",
        "原文：https://sh.example/art/1.html 第（二）项。",
    ]


def test_no_paragraph_has_more_than_150_characters(monday: Report) -> None:
    """Also with a title, a subject and a value longer than that; the measure and the link are never cut."""
    long = "关于进一步深化审评审批制度改革推动高质量发展的" * 8
    for card in monday.cards:
        for one in (card, replace(card, paper=replace(card.paper, title=long), what=long, value=f"{long} → {long}")):
            said = forward.paragraph(one, ON)
            assert len(said) <= forward.LIMIT
            assert said.endswith("项。") and "\n我司影响：\n原文：https://sh.example/art/1.html 第（" in said


def test_a_long_address_leaves_room_for_words(faster: Card) -> None:
    """What is over 70 characters of an address does not push out the change."""
    url = "https://sh.example/" + "a" * 300
    said = forward.paragraph(replace(faster, paper=replace(faster.paper, url=url)), ON)
    assert url in said and "由20个工作日改为15个工作日" in said
    assert len(said) - len(url) + forward.ADDRESS <= forward.LIMIT


def test_with_an_address_of_ordinary_length_the_title_gives_way_first(faster: Card) -> None:
    """An address of 76 characters, as regulators' pages have: the title is cut, the change is not, and all of it fits."""
    paper = replace(
        faster.paper,
        url="https://sh.example/".ljust(76, "a"),
        title="关于推进药品医疗器械审评审批改革促进医药产业高质量发展的实施意见（试行）",
    )
    said = forward.paragraph(replace(faster, paper=paper), ON)
    assert len(said) <= forward.LIMIT and "…（11月6日成文）：临床急需器械的检验时限由20个工作日改为15个工作日。" in said


def test_a_cut_title_leaves_no_bracket_open(faster: Card) -> None:
    """What would be cut inside its brackets is cut before them."""
    paper = replace(faster.paper, url="https://sh.example/".ljust(70, "a"), title="甲" * 21 + "（试行）的若干意见")
    assert "（…" not in forward.paragraph(replace(faster, paper=paper), ON)


def test_a_merger_names_its_items(faster: Card) -> None:
    """Numbers as printed, each a 第…项."""
    merged = replace(faster, status=Status.MERGED, old=(Spot("10."), Spot("11.")), new=(Spot("10."),), pairs=(), units=None)
    assert "：第10项、第11项合并为第10项。" in forward.paragraph(merged, ON)


def test_the_paragraph_has_no_word_of_the_system(monday: Report) -> None:
    """No id, no fingerprint, no mark of ours."""
    for card in monday.cards:
        said = forward.paragraph(card, ON)
        assert card.id not in said and card.new_edition.fingerprint[:4] not in said
        assert "变动号" not in said and said.count("【") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("新增", "新增（五）开展政策评估，30日内。"),
        ("责任", "培育监管科学基地责任单位增加市财政局。"),
        ("情态", "规范委托配制由不包括标准复核改为包括标准复核。"),
        ("等2处", "第二类器械变更事项平均周期由四个月改为三个月等2处。"),
    ],
)
def test_kinds_of_change_in_the_paragraph(monday: Report, words: str, said: str) -> None:
    """Each kind in the words of its card; nothing is added to them."""
    assert any(said in forward.paragraph(card, ON) for card in monday.cards), words


def test_a_deleted_measure_is_said_and_cited_from_the_old_version(monday: Report, faster: Card) -> None:
    """Its words stand on no page any more, and the citation says so."""
    whole = Passage((Piece("（二）旧有事项。原有要求。"),), "（二）旧有事项。原有要求。")
    gone = replace(faster, status=Status.DELETED, new=(), whole=whole, pairs=(), units=None)
    assert "：删除（二）优化检验服务。" in forward.paragraph(gone, ON)
    head, quote, source = forward.citation(gone)
    assert "2025年10月23日成文" in head and quote == "原文  “（二）旧有事项。原有要求。”"
    assert "旧版页面（现已替换）" in source and gone.old_edition and gone.old_edition.fingerprint in source


def test_the_citation_is_three_lines(monday: Report) -> None:
    """引用, 原文 and 来源, with every field under its own name and what the page lacks named as lacking."""
    for card in monday.cards:
        lines = forward.citation(card)
        assert [line[:2] for line in lines] == ["引用", "原文", "来源"] and not any("\n" in line for line in lines)
        assert "沪府办规〔2025〕8号" in lines[0] and "2026年11月6日成文，施行日期〔页面未载〕" in lines[0]
        assert "官方原文；发布 〔页面未载〕；本系统抓取 2026-11-23 08:30:00 +08:00" in lines[2]
        assert card.new_edition.fingerprint in lines[2]


def test_only_words_of_the_page_stand_in_quotation_marks(faster: Card) -> None:
    """A quote over two lines becomes two quotes, each byte for byte; what cannot be quoted is not."""
    two = Passage((Piece("甲乙"),), "甲。\n乙。")
    none = Passage((Piece("甲乙"),), None)
    assert forward.citation(replace(faster, pairs=(replace(faster.pairs[0], new=two),)))[1] == "原文  “甲。”“乙。”"
    assert forward.citation(replace(faster, pairs=(replace(faster.pairs[0], new=none),)))[1] == f"原文  {forward.UNQUOTABLE}"


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_every_card_carries_both(monday: Report, format: str) -> None:
    """Unbroken by markup, so that what is copied is what is meant."""
    page = render(monday, format)
    said = read(page) if format == "html" else page.decode()
    for card in monday.cards:
        assert forward.paragraph(card, monday.on) in said
        assert "\n".join(forward.citation(card)) in said
