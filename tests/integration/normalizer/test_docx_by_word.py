"""DOCX as python-docx and Word write it: generated numbers, tracked changes, tables, footnotes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from domain.document import Document

Load = Callable[..., Document]


def saved(word: Any) -> bytes:
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


def chinese_list(word: Any) -> int:
    """A list that Word numbers （一）（二）, under it 1. 2.; gives its id."""
    numbering = word.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
        ),
    )
    return int(numbering.add_num(90).numId)


def number(paragraph: Any, list_id: int, level: int = 0) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = list_id


def test_measures_that_word_numbers_are_numbered(paper: list[str], loaded: Load) -> None:
    """The numbers stand in no text of the file, and the measures are those of the plain text all the same."""
    word = Word()
    list_id = chinese_list(word)
    for line in paper:
        own = line.startswith("（")
        paragraph = word.add_paragraph(line.partition("）")[2] if own else line)
        if own:
            number(paragraph, list_id)
    read, plain = loaded(saved(word), "a.docx"), loaded("\n".join(paper).encode())
    assert [(m.number, m.title, m.body, m.responsible_units) for m in read.measures] == [
        (m.number, m.title, m.body, m.responsible_units) for m in plain.measures
    ]


def test_tracked_changes_read_as_accepted(paper: list[str], loaded: Load) -> None:
    """The limit that was changed under revision is the new one."""
    word = Word()
    for line in paper:
        head, found, tail = line.partition("40个工作日")
        paragraph = word.add_paragraph(head)
        if found:
            revision = 'w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"'
            for tag, text, words in (("del", "delText", "40"), ("ins", "t", "35")):
                run = f"<w:{tag} {nsdecls('w')} {revision}><w:r><w:{text}>{words}</w:{text}></w:r></w:{tag}>"
                paragraph._p.append(parse_xml(run))
            paragraph.add_run(f"个工作日{tail}")
    document = loaded(saved(word), "a.docx")
    assert "由60个工作日压缩至35个工作日以内" in document.measure(5).body
    assert "40" not in document.text.replace("1200", "")


def test_a_table_keeps_its_rows(paper: list[str], loaded: Load) -> None:
    """A table after the text is lines of cells."""
    word = Word()
    for line in paper:
        word.add_paragraph(line)
    word.add_paragraph("附件")
    table = word.add_table(rows=2, cols=3)
    for row, words in zip(table.rows, (("序号", "任务", "时限"), ("1", "建设资源库", "2027年底")), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    document = loaded(saved(word), "a.docx")
    assert document.published.endswith("附件\n序号\t任务\t时限\n1\t建设资源库\t2027年底")
    assert len(document.measures) == 12


def with_footnote(paper: list[str]) -> bytes:
    """The paper with a footnote at the first measure."""
    word = Word()
    for line in paper:
        paragraph = word.add_paragraph(line)
        if line.startswith("（一）"):
            mark = f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
            paragraph._p.append(parse_xml(mark))
    body = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>本措施所称海藻指可供食用的大型藻类。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, body.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return saved(word)


def test_footnotes_go_to_the_end(paper: list[str], loaded: Load) -> None:
    """The note is kept, after the text, and is no part of a measure."""
    read, plain = loaded(with_footnote(paper), "a.docx"), loaded("\n".join(paper).encode())
    assert [m.text for m in read.measures] == [m.text for m in plain.measures]
    assert "本措施所称海藻指可供食用的大型藻类。" in read.published.splitlines()[-1]


@pytest.mark.parametrize("cut", [200, 2000])
def test_a_cut_file_is_an_error_with_its_name(cut: int, paper: list[str], loaded: Load) -> None:
    """A download that broke off is told as such."""
    word = Word()
    for line in paper:
        word.add_paragraph(line)
    with pytest.raises(Exception, match=r"a\.docx is a damaged package"):
        loaded(saved(word)[:-cut], "a.docx")
