"""Paper, fonts and styles of a Word report, and the footer that says where a table's words come from."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt

from reports.language import _
from reports.packaging import settle
from reports.safety import visible
from reports.word.markup import Node, field, node, paragraph, run

BODY, HEAD, LATIN = "仿宋", "宋体", "Times New Roman"
"""Fonts of official print (GB/T 9704 sets bodies in 仿宋); headings of tables are set in 宋体."""

MARGIN, WIDTH, HEIGHT = Mm(20), Mm(297), Mm(210)
NARROW, WIDE = Mm(10), Mm(420)
"""The margin and the width of A3 landscape, which is as high as A4 is wide."""

_STYLES = {
    "Normal": (BODY, 10.5, False, 0, 2),
    "Title": (HEAD, 18, True, 0, 4),
    "Heading 1": (HEAD, 15, True, 10, 6),
    "Heading 2": (HEAD, 12, True, 8, 3),
}
"""Font, size in points, bold, and points of space before and after, by style."""

FONT_TABLE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:font w:name="仿宋"><w:altName w:val="FangSong;仿宋_GB2312;FangSong_GB2312;STFangsong;华文仿宋;Noto Serif CJK SC"/>\
<w:panose1 w:val="02010609060101010101"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>
<w:font w:name="宋体"><w:altName w:val="SimSun;STSong;华文宋体;Source Han Serif SC;Noto Serif CJK SC"/>\
<w:panose1 w:val="02010600030101010101"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/>\
<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>
</w:fonts>
""".encode()
"""What stands in for a font that is missing: the same face under its other names, then one of the same class."""

_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def blank(title: str, *, upright: bool = False, large: bool = False) -> Document:
    """An empty document called ``title`` on A4, landscape or ``upright``, or on A3 landscape (``large``), with the fonts of official print."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = visible(title)[:255], "regdelta"
    document.core_properties.comments, document.core_properties.language = "", "zh-CN"
    for name, (font, size, bold, *space) in _STYLES.items():
        style = document.styles[name]
        _look(style, font, size, bold)
        style.paragraph_format.space_before, style.paragraph_format.space_after = map(Pt, space)
        style.paragraph_format.line_spacing = 1.15
    _speak_chinese(document)
    links = document.part.package.rels if document.part.package else {}
    for key in [key for key, link in links.items() if link.reltype == _THUMBNAIL]:
        del links[key]  # a picture of the library's own sample
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (HEIGHT, WIDTH) if upright else (WIDE, WIDTH) if large else (WIDTH, HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = NARROW if large else MARGIN
    return document


def packed(document: Document, at: datetime) -> bytes:
    """The file; every time in it is ``at``."""
    out = io.BytesIO()
    document.save(out)
    return settle(out.getvalue(), at, {"word/fontTable.xml": FONT_TABLE})


def _look(style: Any, font: str, size: float, bold: bool) -> None:
    """Font, weight and size of a style in place of the template's, in black and without its rules."""
    properties = style.element.get_or_add_rPr()
    for old in list(properties):
        properties.remove(old)
    fonts = node("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=font, cs=LATIN)
    weight = [node("b")] if bold else []
    half = str(int(size * 2))
    properties.extend([fonts, *weight, node("color", val="000000"), node("sz", val=half), node("szCs", val=half)])
    for old in [*style.element.iter(qn("w:pBdr"), qn("w:link"))]:  # a rule below, and the twin for runs, which is blue
        old.getparent().remove(old)


def _speak_chinese(document: Document) -> None:
    """The language of the words, for line breaking, spelling and screen readers."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def put(document: Document, nodes: Iterable[Node]) -> None:
    """Append to the body, before the properties of its last section."""
    end = document.element.body[-1]
    for one in nodes:
        end.addprevious(one)


def turn(document: Document) -> Section:
    """A new page that may have a footer of its own."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    return section


def head(section: Section, lines: Iterable[str]) -> None:
    """Lines in bold at the top of every page."""
    header = section.header
    header.is_linked_to_previous = False
    element = header.paragraphs[0]._p
    for line in lines:
        element.addprevious(paragraph(run(line, "bold"), align="center"))
    element.getparent().remove(element)


def foot(section: Section, lines: Iterable[str]) -> None:
    """Lines in small print, then the disclaimer with page x of y."""
    footer = section.footer
    footer.is_linked_to_previous = False
    element = footer.paragraphs[0]._p
    for line in lines:
        element.addprevious(paragraph(run(line, "small")))
    page = [
        run(_("自动比对，以官方文本为准。　　第 "), "small"),
        field("PAGE"),
        run(_(" 页　共 "), "small"),
        field("NUMPAGES"),
    ]
    element.addprevious(paragraph(*page, run(_(" 页"), "small"), align="right"))
    element.getparent().remove(element)
