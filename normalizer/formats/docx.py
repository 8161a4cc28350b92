"""DOCX: paragraphs and tables in order, numbers that Word generates, tracked changes taken as accepted, notes at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from domain.document import RawPart
from domain.errors import BrokenFile
from normalizer.formats import Extract, reads
from normalizer.formats.docx_notes import notes
from normalizer.formats.package import Package
from normalizer.formats.word_numbers import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset(("del", "moveFrom", "instrText", "delText", "delInstrText", "pPrChange", "rPrChange", "numberingChange"))


@reads("docx")
def read(part: RawPart) -> Extract:
    """The text of a Word document. Raises BrokenFile for a damaged, encrypted or oversized one."""
    package = Package(part.content, part.name or part.url or "the attachment")
    if "word/document.xml" not in package.names():
        raise BrokenFile(f"{package.name} has no word/document.xml: it is not a Word document, look what was uploaded")
    story = _Story(Numbering.of(package))
    for event, element in package.elements("word/document.xml"):
        story.take(event, element)
    return Extract("\n".join([*story.lines, *notes(package)]))


@dataclass(slots=True)
class _Story:
    """The state of one pass through the main story."""

    numbering: Numbering
    lines: list[str] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    gone: int = 0
    depth: int = 0  # of tables: only the outermost makes rows
    row: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    number: tuple[str | None, int] = (None, 0)
    style: str | None = None

    def take(self, event: str, element: Element) -> None:
        tag = _local(element.tag)
        if tag in _GONE or element.tag == _FALLBACK:
            self.gone += 1 if event == "start" else -1
        elif not self.gone:
            if event == "start":
                self._start(tag)
            else:
                self._end(tag, element)
        if event == "end":
            element.clear()

    def _start(self, tag: str) -> None:
        if tag == "tbl":
            self.depth += 1
        elif tag == "p" and self.paragraph:
            self._close_paragraph()  # a text box inside a paragraph

    def _end(self, tag: str, element: Element) -> None:
        if tag == "t":
            self.paragraph.append(element.text or "")
        elif tag in ("tab", "noBreakHyphen"):
            self.paragraph.append(" " if tag == "tab" else "-")
        elif tag in ("br", "cr"):
            self.paragraph.append("\n" if _value(element, "type") != "page" else "")
        elif tag == "pStyle":
            self.style = _value(element)
        elif tag == "ilvl":
            self.number = (self.number[0], int(_value(element) or 0))
        elif tag == "numId":
            self.number = (_value(element), self.number[1])
        elif tag == "p":
            self._close_paragraph()
        elif tag == "tc" and self.depth == 1:
            self.row.append(" ".join(self.cell))
            self.cell.clear()
        elif tag == "tr" and self.depth == 1:
            self.lines.append("\t".join(self.row).strip("\t"))
            self.row.clear()
        elif tag == "tbl":
            self.depth -= 1

    def _close_paragraph(self) -> None:
        text = "".join(self.paragraph).strip()
        if text:
            text = self.numbering.next(*self.number, self.style) + text
            (self.cell if self.depth else self.lines).append(text)
        self.paragraph.clear()
        self.number, self.style = (None, 0), None


def _local(tag: object) -> str:
    name = str(tag)
    return name.rpartition("}")[2] if name.startswith((_W, _STRICT)) else ""


def _value(element: Element, name: str = "val") -> str | None:
    return element.get(f"{_W}{name}") or element.get(f"{_STRICT}{name}")
