"""Paragraphs, runs and cells as WordprocessingML (ECMA-376, part 1, chapter 17).

Elements are made directly: the object model of python-docx takes half a minute for a thousand changes. Every text goes through
:func:`run`, which writes out what acts unseen; children stand in the order the schema asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from functools import cache

from docx.oxml.ns import nsmap as known_namespaces
from docx.oxml.ns import qn
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement

from domain.card import Passage
from reports.safety import visible

Node = BaseOxmlElement

TEXT = qn("w:t")
_SPACES = {prefix: known_namespaces[prefix] for prefix in ("w", "r")}

INSERTED, DELETED = "inserted", "deleted"
_RED = "C00000"
_LOOKS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "bold": (("b", None),),
    "soft": (("color", "595959"), ("sz", "18")),
    "small": (("sz", "16"),),
    "jump": (("b", None), ("u", "single")),
    INSERTED: (("b", None), ("color", _RED), ("u", "single")),
    DELETED: (("strike", None), ("color", _RED)),
}
"""Run properties by name. An insertion is bold and underlined, a deletion struck; red comes on top and carries nothing alone."""


def node(tag: str, *children: Node, **attributes: str) -> Node:
    """An element ``w:tag`` with attributes of the same namespace."""
    made: Node = oxml_parser.makeelement(_name(tag), {_name(name): value for name, value in attributes.items()}, _SPACES)
    made.extend(children)
    return made


@cache
def _name(local: str) -> str:
    return qn(f"w:{local}")


def run(words: str, look: str = "", *, deleted: bool = False) -> Node:
    """Text in one look. A line feed is a line break; ``deleted`` text stands inside of a ``w:del``."""
    made = node("r")
    if look:
        made.append(deepcopy(_properties(look)))
    for at, line in enumerate(visible(words).split("\n")):
        if at:
            made.append(node("br"))
        text = node("delText" if deleted else "t")
        text.text = line
        text.set(qn("xml:space"), "preserve")
        made.append(text)
    return made


@cache
def _properties(look: str) -> Node:
    """Made once and copied: a thousand changes have forty thousand runs."""
    return node("rPr", *(node(name, val=value) if value else node(name) for name, value in _LOOKS[look]))


def paragraph(*runs: Node | str, style: str = "", align: str = "", keep: bool = False) -> Node:
    """Runs, or plain words, as a paragraph; with ``keep`` it stays on the page of what follows."""
    properties = [node("pStyle", val=style)] if style else []
    properties += [node("keepNext")] if keep else []
    properties += [node("jc", val=align)] if align else []
    head = [node("pPr", *properties)] if properties else []
    return node("p", *head, *(run(one) if isinstance(one, str) else one for one in runs))


def body_paragraph(runs: Iterable[Node], *, style: str = "", align: str = "", ending: Sequence[Node] = ()) -> Node:
    """A paragraph of a policy text: its first line two characters in unless it has a style; ``ending`` says what became of its mark."""
    properties = [node("pStyle", val=style)] if style else [node("ind", firstLineChars="200", firstLine="420")]
    properties += [node("jc", val=align)] if align else []
    properties += [node("rPr", *ending)] if ending else []
    head = [node("pPr", *properties)] if properties else []
    return node("p", *head, *runs)


def words(passage: Passage, look: str, *, whole: bool = False, base: str = "") -> Iterator[Node]:
    """The runs of a passage; changed pieces, or with ``whole`` all of it, in ``look``, the others in ``base``."""
    for piece in passage.pieces:
        yield run(piece.text, look if whole or piece.changed else base)


def field(instruction: str) -> Node:
    """A field that the program fills in: PAGE, NUMPAGES."""
    return node("fldSimple", run("1", "small"), instr=f" {instruction} ")


def hyperlink(relation: str, text: str) -> Node:
    """A live link over a relationship of the part it stands in."""
    made = node("hyperlink")
    made.set(qn("r:id"), relation)
    properties = node("rPr", node("color", val="0563C1"), node("u", val="single"))
    shown = run(text)
    shown.insert(0, properties)
    made.append(shown)
    return made


def marked(number: int, made: Node) -> Node:
    """The paragraph as a place that :func:`jump` leads to."""
    start, end = node("bookmarkStart", id=str(number), name=f"q{number}"), node("bookmarkEnd", id=str(number))
    made.insert(1 if made[0].tag == _name("pPr") else 0, start)
    made.append(end)
    return made


def jump(number: int, text: str, look: str = "") -> Node:
    """Words that lead to a place of the same document."""
    return node("hyperlink", run(text, look), anchor=f"q{number}")


def cell(width: int, content: Iterable[Node], *, span: int = 1, shade: str = "") -> Node:
    """A table cell of ``width`` twentieths of a point; it always holds a paragraph."""
    properties = [node("tcW", w=str(width), type="dxa")]
    properties += [node("gridSpan", val=str(span))] if span > 1 else []
    properties += [node("shd", val="clear", color="auto", fill=shade)] if shade else []
    return node("tc", node("tcPr", *properties), *(list(content) or [paragraph()]))


def row(cells: Sequence[Node], *, header: bool = False, whole: bool = False) -> Node:
    """A table row, with ``whole`` never torn apart; so is a header, which stands again at the top of every page."""
    properties = [node("cantSplit")] if header or whole else []
    properties += [node("tblHeader")] if header else []
    return node("tr", *([node("trPr", *properties)] if properties else []), *cells)


def table(widths: Sequence[int], rows: Iterable[Node], caption: str) -> Node:
    """A table with all borders drawn and fixed columns; ``caption`` is what a screen reader says of it."""
    borders = (
        node(side, val="single", sz="4", space="0", color="000000")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    properties = node(
        "tblPr",
        node("tblW", w=str(sum(widths)), type="dxa"),
        node("tblBorders", *borders),
        node("tblLayout", type="fixed"),
        node("tblCellMar", *(node(side, w="85", type="dxa") for side in ("left", "right"))),
        node("tblLook", val="0020", firstRow="1"),
        node("tblCaption", val=visible(caption)),
    )
    grid = node("tblGrid", *(node("gridCol", w=str(width)) for width in widths))
    return node("tbl", properties, grid, *rows)
