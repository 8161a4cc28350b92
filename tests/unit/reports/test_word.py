"""The Word file: its XML by the form of a 修订对照表, and its text read back with python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from domain.card import Card, MapRow, Move, Paper, Passage, Piece, Renumbering, Spot
from domain.change import Severity, Status
from domain.correction import Correction, Fix
from domain.report import Report
from reports.renderers import render
from tests.unit.reports.test_hostile import EVIL, hostile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(report: Report) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(render(report, "docx"))) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(report: Report) -> Element:
    return fromstring(parts(report)["word/document.xml"])  # noqa: S314 - written by us a line ago


def opened(report: Report) -> Document:
    return docx.Document(io.BytesIO(render(report, "docx")))


def table_rows(report: Report, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in opened(report).tables[table].rows]


def texts(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def runs(element: Element, mark: str) -> Iterator[Element]:
    return (run for run in element.iter(f"{W}r") if run.find(f"{W}rPr/{W}{mark}") is not None)


@pytest.fixture(scope="module")
def card(monday: Report) -> Card:
    return monday.cards[0]


def test_every_page_is_a4_landscape(monday: Report) -> None:
    """All sections: first screen, one for each changed document, and the rest."""
    sections = opened(monday).sections
    assert len(sections) == 3
    for section in sections:
        assert section.orientation is WD_ORIENT.LANDSCAPE
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
        assert section.left_margin is not None and abs(section.left_margin - Mm(20)) < Mm(0.1)


def test_the_header_row_stands_on_every_page(monday: Report) -> None:
    """tblHeader on the first row, which is not torn apart; both sides under full title and history line."""
    table = body(monday).find(f".//{W}tbl")
    assert table is not None
    first, *others = table.findall(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None and first.find(f"{W}trPr/{W}cantSplit") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
    _, old, new, _ = (texts(cell) for cell in first.findall(f"{W}tc"))
    assert old.startswith("修订前上海市促进生物医药监管服务提升若干措施（沪府办规〔2025〕8号，2025年10月23日成文")
    assert new.startswith("修订后上海市促进生物医药监管服务提升若干措施（沪府办规〔2025〕8号，2026年11月6日成文")


def test_each_side_has_its_own_title(monday: Report, card: Card) -> None:
    """A revision that brings a new name stands under it, the old version under the old one."""
    assert card.base is not None
    one = replace(
        card, base=replace(card.base, title="旧名若干措施"), new_edition=replace(card.new_edition, title="新名若干措施")
    )
    header = table_rows(replace(monday, cards=(one,)))[0]
    assert header[1].splitlines()[1] == "旧名若干措施" and header[2].splitlines()[1] == "新名若干措施"


def test_all_borders_are_drawn_and_columns_fill_the_page(monday: Report) -> None:
    """Six single borders; the grid is as wide as the page without its margins."""
    table = body(monday).find(f".//{W}tbl")
    assert table is not None
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    assert borders is not None and [one.get(f"{W}val") for one in borders] == ["single"] * 6
    width = sum(int(one.get(f"{W}w") or 0) for one in table.findall(f"{W}tblGrid/{W}gridCol"))
    assert width == round((297 - 40) / 25.4 * 1440)


def test_marks_are_never_by_colour_alone(monday: Report) -> None:
    """Red stands only beside bold with underline (right column) or strike (left column)."""
    for row in list(body(monday).iter(f"{W}tr"))[1:]:
        cells = row.findall(f"{W}tc")
        if len(cells) < 4:
            continue
        assert not list(runs(cells[1], "u")) and not list(runs(cells[2], "strike"))
        for run in runs(row, "color"):
            if run.find(f"{W}rPr/{W}color").get(f"{W}val") == "C00000":  # type: ignore[union-attr]
                names = {one.tag.removeprefix(W) for one in run.find(f"{W}rPr")}  # type: ignore[union-attr]
                assert {"b", "u"} <= names or "strike" in names


def test_what_is_marked_is_what_changed(monday: Report) -> None:
    """The old value is struck, the new one bold and underlined; the note under the title explains both."""
    root = body(monday)
    assert "20个工作日" in {texts(run) for run in runs(root, "strike")}
    inserted = {texts(run) for run in runs(root, "u")}
    assert {"15个工作日", "应当"} <= inserted
    assert "新增的文字加粗并加下划线（红色），删除的文字在左栏加删除线" in texts(root)


def test_one_row_a_measure(monday: Report) -> None:
    """Old left, new right, what it means beside them; added, renumbered and the closing line."""
    rows = table_rows(monday)
    assert [row[0] for row in rows[1:6]] == ["1", "2", "3", "4", "5"]
    assert rows[1][1].splitlines()[0] == "一、重点任务 › （二）优化检验服务"
    assert rows[1][2].splitlines()[1] == "临床急需器械的检验时限由25个工作日压缩为15个工作日。"
    assert "【提速】" in rows[1][3] and "本项其余 1 句、责任单位均未变。" in rows[1][3]
    assert rows[3][3].splitlines()[1] == "条序调整：（五） → （六）"
    assert rows[4][1] == "（新增）" and rows[4][2].startswith("（五）开展政策评估。")
    assert rows[6][0] == "条序调整：1 项顺延改号，内容未变。" and rows[7][0] == "除上述修订外，其他条款不变。"


def test_a_deleted_measure_is_struck_whole(monday: Report, card: Card) -> None:
    """（删除） on the right, every word struck on the left."""
    whole = Passage((Piece("（二）旧有事项。原有要求。"),), "（二）旧有事项。原有要求。")
    gone = replace(card, status=Status.DELETED, new=(), whole=whole, pairs=())
    report = replace(monday, cards=(gone,))
    assert table_rows(report)[1][1:3] == ["（二）旧有事项。原有要求。", "（删除）"]
    assert "（二）旧有事项。原有要求。" in {texts(run) for run in runs(body(report), "strike")}


def test_a_split_has_a_row_for_each_sentence(monday: Report, card: Card) -> None:
    """Sentences stand side by side; one that disappeared is struck beside （删除）."""
    one, two = (Passage((Piece(words),), words) for words in ("甲句。", "乙句。"))
    rows = (MapRow("（二）", one, "（三）", one), MapRow("（二）", two, "", None))
    split = replace(card, status=Status.SPLIT, pairs=(), rows=rows)
    found = table_rows(replace(monday, cards=(split,)))
    assert [row[:3] for row in found[1:3]] == [["1.1", "（二）甲句。", "（三）甲句。"], ["1.2", "（二）乙句。", "（删除）"]]


def test_a_mere_move_has_a_row_of_its_own(monday: Report, card: Card) -> None:
    """Also of a document that has no other change; a move to another section is said to be one."""
    other = Paper(99, "丙省若干措施")
    moves = (
        Move("C8", other, Spot("（一）", "甲", "一、章"), Spot("（二）", "甲", "一、章")),
        Move("C9", other, Spot("（三）", "乙", "一、章"), Spot("（三）", "乙", "二、章")),
    )
    rows = table_rows(replace(monday, moves=moves, renumbered=(Renumbering(other, 4),)), 1)
    assert [row[3] for row in rows[1:3]] == ["条序调整，内容未变", "移动，内容未变"]
    assert rows[3][0] == "条序调整：4 项顺延改号，内容未变。"


def test_words_that_cannot_be_quoted_say_so(monday: Report, card: Card) -> None:
    """规范化文本 stands behind a sentence that is not byte for byte what the page says."""
    pair = replace(card.pairs[0], new=Passage((Piece("甲"),), "曱"))
    assert table_rows(replace(monday, cards=(replace(card, pairs=(pair,)),)))[1][2].splitlines()[1] == "甲〔规范化文本〕"


def test_the_footer_names_source_times_and_both_fingerprints(monday: Report) -> None:
    """With the disclaimer and the two page fields; the fields are live in every section."""
    report = opened(monday)
    card = monday.cards[0]
    assert card.base is not None
    said = "\n".join(paragraph.text for paragraph in report.sections[1].footer.paragraphs)
    for words in (
        "来源：https://sh.example/art/1.html",
        "修订前：抓取 2026-11-20 08:30:00 +08:00，SHA-256 " + card.base.fingerprint,
        "修订后：抓取 2026-11-23 08:30:00 +08:00，SHA-256 " + card.new_edition.fingerprint,
        "自动比对，以官方文本为准。",
    ):
        assert words in said
    for section in report.sections:
        fields = [one.get(f"{W}instr") for one in section.footer._element.iter(f"{W}fldSimple")]
        assert fields == [" PAGE ", " NUMPAGES "]


def test_an_inserted_measure_alone_still_names_both_versions(monday: Report) -> None:
    """An added measure has no old side, but its document has an old version."""
    added = next(card for card in monday.cards if card.status is Status.ADDED)
    said = "\n".join(one.text for one in opened(replace(monday, cards=(added,))).sections[1].footer.paragraphs)
    assert added.base is not None and added.base.fingerprint in said


def test_fonts_of_official_print_with_substitutes(monday: Report) -> None:
    """仿宋 for the body, 宋体 for headings, each with its other names in the font table; the language is Chinese."""
    made = parts(monday)
    styles = fromstring(made["word/styles.xml"])  # noqa: S314
    fonts = {
        style.get(f"{W}styleId"): font.get(f"{W}eastAsia")
        for style in styles.findall(f"{W}style")
        if (font := style.find(f"{W}rPr/{W}rFonts")) is not None
    }
    assert (fonts["Normal"], fonts["Title"], fonts["Heading1"]) == ("仿宋", "宋体", "宋体")
    assert "FangSong" in made["word/fontTable.xml"].decode() and "SimSun" in made["word/fontTable.xml"].decode()
    assert styles.find(f".//{W}lang").get(f"{W}eastAsia") == "zh-CN"  # type: ignore[union-attr]


def test_the_link_is_live_and_the_citation_below_the_table(monday: Report) -> None:
    """原文 leads to the page; 引用, 原文 and 来源 are lines of text that can be selected."""
    made = parts(monday)
    assert 'Target="https://sh.example/art/1.html" TargetMode="External"' in made["word/_rels/document.xml.rels"].decode()
    said = [paragraph.text for paragraph in opened(monday).paragraphs]
    assert "原文  “临床急需器械的检验时限由25个工作日压缩为15个工作日。”" in said


def test_first_screen_and_rest(monday: Report) -> None:
    """Verdict and health before all tables; new documents, events and the failed source after them."""
    said = "\n".join(paragraph.text for paragraph in opened(monday).paragraphs)
    for words in (
        "实质变动 5 项（1 份文件）",
        "应查 4，成功 3，异常 1",
        "须处理",
        "整项新（2）",
        "〔废止〕",
        "山西省药监局：返回错误页",
    ):
        assert words in said


def test_a_quiet_day_is_a_page(monday: Report) -> None:
    """No table, one section; the frame is the same."""
    quiet = replace(monday, cards=(), editorial=(), moves=(), renumbered=(), new_papers=(), notices=(), upcoming=(), lines=())
    quiet = replace(quiet, sources=type(quiet.sources)())
    assert not opened(quiet).tables and "结论" in opened(quiet).paragraphs[2].text


def test_editorial_changes_stand_behind_the_substantive_ones(monday: Report, card: Card) -> None:
    """In the table of the same document, and said to be 文字."""
    typo = replace(card, id="C77", severity=Severity.EDITORIAL)
    rows = table_rows(replace(monday, editorial=(typo,)))
    assert rows[6][3].splitlines()[-1] == "变动号 C77 · 文字"


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    """Markup arrives as characters, overrides are written out, and a ``javascript:`` address is no relationship and no field."""
    report = hostile(tmp_path)
    made = parts(report)
    assert EVIL in texts(fromstring(made["word/document.xml"]))  # noqa: S314
    for name, content in made.items():
        assert "\u202e".encode() not in content and b"<script" not in content
        assert not name.endswith(".rels") or b"javascript" not in content
    assert all(b"instrText" not in content for content in made.values())


def test_the_same_report_gives_the_same_bytes(monday: Report) -> None:
    """Whenever it is written; every time in the package is that of the report."""
    assert render(monday, "docx") == render(monday, "docx") and render(monday, "xlsx") == render(monday, "xlsx")
    with ZipFile(io.BytesIO(render(monday, "docx"))) as package:
        assert {info.date_time for info in package.infolist()} == {(2026, 11, 23, 8, 30, 0)}
        assert package.read("docProps/core.xml").count(b"2026-11-23T00:30:00Z") == 2
    assert opened(monday).core_properties.created.date() == date(2026, 11, 23)  # type: ignore[union-attr]


def test_corrections_are_struck(monday: Report) -> None:
    """The words that stood there carry a strike-through, and so does the line of a corrected revision."""
    wrong = Correction(date(2026, 11, 20), 1, Fix.STRUCK, 2, "C9", "甲 （一）受理 5 → 3日", "看错", monday.generated)
    own = replace(wrong, on=monday.on, item=monday.lines[2].target, number=3, words="乙")
    page = opened(replace(monday, corrections=(wrong, own), corrects=1, revision=2))
    struck = [one.text for paragraph in page.paragraphs for one in paragraph.runs if one.font.strike]
    assert struck[:2] == ["甲 （一）受理 5 → 3日", "乙"]
    assert monday.lines[2].value in struck[2]
