"""The hand-written DOCX."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from sample.calendar import text_on
from sample.docx import WORD, docx


def paragraphs(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        tree = ElementTree.fromstring(package.read("word/document.xml"))  # noqa: S314 - our own file
    return ["".join(run.text or "" for run in node.iter(f"{{{WORD}}}t")) for node in tree.iter(f"{{{WORD}}}p")]


def test_a_paragraph_for_each_line() -> None:
    """The words of the package are the lines of the text, numbers and all."""
    lines = text_on("beiyuan_main", 0).lines()
    assert paragraphs(docx(lines)) == [line.text for line in lines]


def test_equal_texts_give_equal_bytes() -> None:
    """No time of writing is kept: a file that did not change has the same hash every day."""
    assert docx(text_on("beiyuan_main", 5).lines()) == docx(text_on("beiyuan_main", 12).lines())
    assert docx(text_on("beiyuan_main", 4).lines()) != docx(text_on("beiyuan_main", 5).lines())


def test_the_parts_a_word_processor_asks_for() -> None:
    """Content types, relations and the document, all well-formed XML."""
    with zipfile.ZipFile(io.BytesIO(docx(text_on("beiyuan_main", 0).lines()))) as package:
        assert package.testzip() is None
        assert package.namelist() == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))  # noqa: S314
