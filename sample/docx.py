"""A DOCX written by hand: the three parts of an OOXML package that a word processor asks for."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from sample.text import Block, Kind

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
EPOCH = (2026, 1, 1, 0, 0, 0)  # one time for all parts, so that equal text gives equal bytes
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ALIGN = {Kind.TITLE: "center", Kind.RIGHT: "right"}


def docx(lines: list[Block]) -> bytes:
    """A document with one paragraph a line. Equal lines give equal bytes."""
    body = "".join(map(_paragraph, lines))
    document = f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", document)):
            package.writestr(zipfile.ZipInfo(name, EPOCH), content)
    return held.getvalue()


def _paragraph(line: Block) -> str:
    """One paragraph; word processors cut it into runs where the typing paused, here at the first full stop."""
    align = f'<w:pPr><w:jc w:val="{ALIGN[line.kind]}"/></w:pPr>' if line.kind in ALIGN else ""
    title, stop, rest = line.text.partition("。")
    runs = [title + stop, rest] if line.kind is Kind.MEASURE else [line.text]
    return f"<w:p>{align}{''.join(map(_run, filter(None, runs)))}</w:p>"


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
