"""Two versions as Word files: both tables by their form, and tracked changes by accepting and rejecting them in the XML."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from differ.compare import compare
from domain.errors import InputError
from reports.comparisons import FORMATS, write
from reports.facing import Facing
from reports.word.comparing import CLOSING
from tests.unit.reports.test_facing import NEW, OLD, facing, read
from tests.unit.reports.test_hostile import EVIL
from tests.unit.reports.test_word import W, runs, texts


def body(content: bytes) -> Element:
    with ZipFile(io.BytesIO(content)) as package:
        return fromstring(package.read("word/document.xml"))  # noqa: S314 - written by us a line ago


def table_rows(content: bytes) -> list[list[str]]:
    (table,) = docx.Document(io.BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def resolved(content: bytes, *gone: str) -> str:
    """The text of a document after all revisions were carried out, as Word does it: ``gone`` runs and paragraph marks disappear (a
    paragraph without its mark runs into the next one), the others become ordinary."""
    lines, running = [], ""
    for paragraph in body(content).findall(f"{W}body/{W}p"):
        whole = deepcopy(paragraph)
        for one in [one for name in gone for one in whole.findall(f"{W}{name}")]:
            whole.remove(one)
        running += "".join(part.text or "" for part in whole.iter() if part.tag in (f"{W}t", f"{W}delText"))
        if all(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is None for name in gone):
            lines.append(running)
            running = ""
    return "\n".join(lines)


def accepted(content: bytes) -> str:
    return resolved(content, "del", "moveFrom")


def rejected(content: bytes) -> str:
    return resolved(content, "ins", "moveTo")


@pytest.mark.parametrize(
    "pair", [(OLD, NEW), (NEW, OLD), (OLD, OLD), ("甲办法\n第一条　甲。\n", "甲办法\n第一条　甲。\n第二条　乙。\n第三条　丙。")]
)
def test_accepting_and_rejecting_all(pair: tuple[str, str]) -> None:
    """Accept all is the new text, reject all the old one, line breaks included."""
    held = facing(*pair)
    content = write(held, "docx-tracked")
    assert accepted(content) == held.new.text and rejected(content) == held.old.text


def test_accepting_and_rejecting_in_real_laws(shared: Path) -> None:
    """Ten amended laws, line by line."""
    for folder in sorted((shared / "gold" / "laws").iterdir()):
        old, new = (read((folder / name).read_text("utf-8")) for name in ("old.txt", "new.txt"))
        content = write(replace(facing(), old=old, new=new, comparison=compare(old, new)), "docx-tracked")
        assert accepted(content) == new.text and rejected(content) == old.text, folder.name


MOVED = (
    OLD.replace("（三）公开指南。编制并公开办事指南。（省药监局负责）\n", "")
    .replace("（一）优化受理", "（一）公开指南。编制并公开办事指南。（省药监局负责）\n（二）优化受理")
    .replace("（二）强化辅导", "（三）强化辅导")
)
"""公开指南 went from third to first place, with another number."""


def test_a_moved_measure_is_a_move_and_no_deletion() -> None:
    """Two ranges of one name around the same words; only the number, which is another, is taken out and put in within them."""
    held = facing(OLD, MOVED)
    content = write(held, "docx-tracked")
    assert accepted(content) == held.new.text and rejected(content) == held.old.text
    whole = body(content)
    words = {
        side: "".join(one.text or "" for part in whole.iter(f"{W}{side}") for one in part.iter(f"{W}t"))
        for side in ("moveFrom", "moveTo")
    }
    assert words["moveFrom"] == words["moveTo"] != ""
    assert "公开指南。编制并公开办事指南。" in words["moveTo"]
    deleted = ["".join(one.itertext()) for one in whole.iter(f"{W}del")]
    assert not any("指南" in one for one in deleted) and "三" in deleted


def test_ranges_of_a_move_are_paired_by_name_and_closed_by_id() -> None:
    """Every start has its end behind it, and the other side its start under the same name; every moved run and mark stands within one."""
    for pair in ((OLD, NEW), (NEW, OLD), (OLD, MOVED)):
        open_range: dict[str, str] = {}
        names: dict[str, list[str]] = {"moveFrom": [], "moveTo": []}
        for one in body(write(facing(*pair), "docx-tracked")).iter():
            tag = one.tag.removeprefix(W)
            if tag.endswith("RangeStart"):
                side = tag.removesuffix("RangeStart")
                assert side not in open_range
                open_range[side] = one.get(f"{W}id") or ""
                names[side].append(one.get(f"{W}name") or "")
            elif tag.endswith("RangeEnd"):
                assert open_range.pop(tag.removesuffix("RangeEnd")) == one.get(f"{W}id")
            elif tag in names and one.find(f"{W}r") is not None:
                assert tag in open_range
        assert not open_range
        assert sorted(names["moveFrom"]) == sorted(names["moveTo"]) == sorted(set(names["moveTo"]))
        assert names["moveTo"]


def test_revisions_are_signed_dated_and_numbered() -> None:
    """Author regdelta, the time of the comparison, an id of its own each; deleted words stand in delText."""
    revisions = [
        one for name in ("ins", "del", "moveFrom", "moveTo") for one in body(write(facing(), "docx-tracked")).iter(f"{W}{name}")
    ]
    assert {one.get(f"{W}author") for one in revisions} == {"regdelta"}
    assert {one.get(f"{W}date") for one in revisions} == {"2026-11-23T00:30:00Z"}
    assert len({one.get(f"{W}id") for one in revisions}) == len(revisions) > 6
    deleted = [one for one in revisions if one.tag == f"{W}del"]
    assert all(one.find(f".//{W}t") is None for one in deleted) and any(
        one.find(f".//{W}delText") is not None for one in deleted
    )


def test_the_tracked_text_stands_upright_and_its_footer_is_ours() -> None:
    """A4 portrait; source, both fingerprints, disclaimer and page x of y outside of the body."""
    (section,) = docx.Document(io.BytesIO(write(facing(), "docx-tracked"))).sections
    assert section.orientation is WD_ORIENT.PORTRAIT and abs(section.page_width - Mm(210)) < Mm(0.1)
    said = "\n".join(one.text for one in section.footer.paragraphs)
    for words in ("https://hl.example/art/1.html", "a" * 64, "b" * 64, "自动比对，以官方文本为准。"):
        assert words in said
    assert section.header.paragraphs[0].text == "海岭省药品监管若干措施"
    assert [one.get(f"{W}instr") for one in section.footer._element.iter(f"{W}fldSimple")] == [" PAGE ", " NUMPAGES "]


def test_the_table_of_changes_has_changed_articles_only() -> None:
    """序号, both sides whole, what it means; a moved measure by content; the closing line."""
    rows = table_rows(write(facing(), "docx"))
    assert rows[0][0] == "序号" and rows[0][1].startswith("修订前\n海岭省药品监管若干措施")
    said = ["|".join(row[1:3]) for row in rows[1:]]
    assert any("压缩为4个工作日" in one and "压缩为2个工作日" in one for one in said)
    assert any(one.startswith("（二）强化辅导。") and one.endswith("|（删除）") for one in said)
    assert any(one.startswith("（新增）|（三）设立窗口。") for one in said)
    assert not any("加强协同" in one for one in said) and rows[-1][0] == CLOSING
    speed = next(row for row in rows if "压缩为2个工作日" in row[2])
    assert "4 → 2个工作日" in speed[3] and "性质：时限" in speed[3] and "（一） → （二）" in speed[3]


def test_the_table_of_everything_has_every_line() -> None:
    """Measures, headings and closing lines, unchanged ones said to be 未修改, and no closing formula."""
    held = facing()
    rows = table_rows(write(held, "docx-full"))
    for side, document in ((1, held.old), (2, held.new)):
        told = "".join(row[side] for row in rows[1:]).replace("\n", "").replace("（新增）", "").replace("（删除）", "")
        assert sorted(told) == sorted(document.text.replace("\n", ""))
    assert any(row[1].startswith("（四）加强协同") and row[3] == "未修改" for row in rows)
    assert any((row[1], row[2], row[3]) == ("二、保障", "二、保障措施", "修改") for row in rows)
    assert rows[-1][0] != CLOSING


@pytest.mark.parametrize("kind", ["docx", "docx-full"])
def test_tables_lie_and_repeat_their_header(kind: str) -> None:
    """A4 landscape, tblHeader on the first row alone, marks by line and weight besides colour."""
    content = write(facing(), kind)
    (section,) = docx.Document(io.BytesIO(content)).sections
    assert section.orientation is WD_ORIENT.LANDSCAPE
    root = body(content)
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in root.iter(f"{W}tr")].count(True) == 1
    struck, inserted = ({texts(run) for run in runs(root, mark)} for mark in ("strike", "u"))
    assert "4个工作日" in struck and "2个工作日" in inserted
    assert "（三）设立窗口。设立综合窗口并在网上公布地址。（省药监局负责）" in inserted
    for run in runs(root, "color"):
        names = {one.tag.removeprefix(W) for one in run.find(f"{W}rPr") or ()}
        if run.find(f"{W}rPr/{W}color").get(f"{W}val") == "C00000":  # type: ignore[union-attr]
            assert {"b", "u"} <= names or "strike" in names


def test_article_numbers_of_a_law_stand_apart() -> None:
    """第一条 in bold with a space behind it, as laws are printed; renumbered articles are counted in one line."""
    kept = ("承办机构收到材料后在网上公示受理结果。", "办理费用由市级财政承担，不向企业收取。")
    old = f"海岭省泊位管理办法\n第一条　申请须在三十日内提出。\n第二条　{kept[0]}\n第三条　{kept[1]}\n"
    new = f"海岭省泊位管理办法\n第一条　申请须在二十日内提出。\n第二条　申请人应当核对名录。\n第三条　{kept[0]}\n第四条　{kept[1]}\n"
    rows = table_rows(write(facing(old, new), "docx"))
    assert rows[1][2].startswith("第一条　申请须在二十日内")
    assert rows[-2][0] == "条序调整：2 项顺延改号，内容未变。"


def test_equal_texts_say_so() -> None:
    """No closing formula where nothing was revised."""
    assert table_rows(write(facing(OLD, OLD), "docx"))[-1][0] == "两个版本的条文相同。"


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_versions_give_the_same_bytes(kind: str) -> None:
    """Whenever they are written."""
    assert write(facing(), kind) == write(facing(), kind)


def test_no_table_of_two_different_things() -> None:
    """Where the new page is no version of the old document nothing is written; nor in a format nobody knows."""
    held = facing(new="系统繁忙，请稍后再试。错误代码502。")
    assert held.comparison.suspect
    with pytest.raises(InputError, match="not two versions"):
        write(held, "docx")
    with pytest.raises(InputError, match="docx-tracked"):
        write(facing(), "odt")


def _hostile() -> Facing:
    """Titles, bodies, addresses and file names by an enemy."""
    old, new = (text.replace("专人辅导", f"辅导{EVIL}").replace("会商", "会\u202e商") for text in (OLD, NEW))
    held = facing(old, new, url="javascript:alert(4)", title=f"意见{EVIL}\u202e")
    return replace(held, new_edition=replace(held.new_edition, origin=f"{EVIL}\u202egpj.docx"))


@pytest.mark.parametrize("kind", FORMATS)
def test_hostile_text_is_only_text(kind: str) -> None:
    """No field codes, no relation to anything outside, overrides written out."""
    with ZipFile(io.BytesIO(write(_hostile(), kind))) as package:
        for name in package.namelist():
            content = package.read(name)
            assert b"<script" not in content and "\u202e".encode() not in content and b"instrText" not in content
            assert (
                b'TargetMode="External"' not in content and b"javascript:" not in content.split(b"</w:t>")[0]
            ) or name != "word/_rels/document.xml.rels"
            assert not name.endswith(".rels") or b"javascript" not in content


def _all(kinds: Iterable[str], check: Callable[[bytes], None]) -> None:
    for kind in kinds:
        check(write(facing(), kind))


def test_elements_stand_in_the_order_of_the_schema() -> None:
    """pStyle, ind, jc, rPr inside of a paragraph's properties: Word refuses a file with another order."""

    def check(content: bytes) -> None:
        order = ["pStyle", "ind", "jc", "rPr"]
        for properties in body(content).iter(f"{W}pPr"):
            names = [one.tag.removeprefix(W) for one in properties if one.tag.removeprefix(W) in order]
            assert names == sorted(names, key=order.index)

    _all(FORMATS, check)
