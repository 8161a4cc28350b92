"""Which reader reads what, DOCX as word processors write it, and packages that are none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from domain.document import RawDocument, RawPart
from domain.errors import BrokenFile, NoText, UnsupportedFormat
from normalizer.formats import sniff
from normalizer.formats.word_numbers import chinese
from normalizer.normalize import normalize

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LISTS = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def package(body: str, **members: str) -> bytes:
    """A Word document with this body and further members of ``word/``."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in members.items():
            file.writestr(f"word/{name}.xml", content)
    return held.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def item(text: str, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>')


def load(content: bytes, name: str = "paper.docx") -> list[str]:
    return normalize(RawDocument((RawPart(content, name),))).published.split("\n")


def test_numbers_that_word_generates_are_read() -> None:
    """The list's own format and levels count: （一）, （二）, 1. under it, and anew under the next."""
    body = item("甲事。做甲。") + item("甲一。", 1) + item("甲二。", 1) + item("乙事。做乙。") + item("乙一。", 1)
    assert load(package(body, numbering=LISTS)) == [
        "（一）甲事。做甲。",
        "1.甲一。",
        "2.甲二。",
        "（二）乙事。做乙。",
        "1.乙一。",
    ]


def test_tracked_changes_are_taken_as_accepted() -> None:
    """Insertions stay, deletions and moved-away text go."""
    body = '<w:p><w:r><w:t>时限为</w:t></w:r><w:del w:id="1"><w:r><w:delText>三十</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>二十</w:t></w:r></w:ins><w:r><w:t>日。</w:t></w:r></w:p>'
    assert load(package(body)) == ["时限为二十日。"]


def test_tables_are_rows() -> None:
    """A table's cells are parted by tabs; paragraphs round it keep their place."""
    cell = "<w:tc>{}</w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(p('序号'))}{cell.format(p('事项'))}</w:tr><w:tr>{cell.format(p('1'))}{cell.format(p('压缩') + p('时限'))}</w:tr></w:tbl>"
    assert load(package(p("任务表") + table + p("以上。"))) == ["任务表", "序号\t事项", "1\t压缩 时限", "以上。"]


def encrypted() -> bytes:
    content = bytearray(package(p("密文内容")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        content[at + offset] |= 1
    return bytes(content)


def bomb() -> bytes:
    return package(p("药" * 30_000_000))


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda: package(p("药品监管"))[:-40], "damaged"),
        (encrypted, "encrypted"),
        (bomb, "unpacks"),
        (lambda: package("<w:p>"), "damaged"),
        (lambda: package("").replace(b"word/document.xml", b"word/document.xmk"), "no word/document.xml"),
    ],
    ids=["cut", "encrypted", "bomb", "not XML", "no story"],
)
def test_broken_packages_are_named_errors(make: Callable[[], bytes], word: str) -> None:
    """A cut, encrypted, oversized or ill-formed file is a BrokenFile with one sentence."""
    with pytest.raises(BrokenFile, match=word):
        load(make())


def test_entities_are_refused() -> None:
    """XML entities, the other way to a bomb, are not expanded."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr(
            "word/document.xml", f'<!DOCTYPE d [<!ENTITY a "药药">]><w:document {W}><w:body>{p("&a;")}</w:body></w:document>'
        )
    with pytest.raises(BrokenFile, match="entities"):
        load(held.getvalue())


@pytest.mark.parametrize(
    ("content", "name", "wanted"),
    [
        (b"%PDF-1.7\n", "a.html", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.docx", "doc"),
        (b"\n<!DOCTYPE html><p>x", "a.txt", "html"),
        ("<p>甲</p>".encode(), "a.html", "html"),
        ("甲 < 乙".encode(), "a.txt", "text"),
        ("<html>甲".encode("utf-16"), "a", "html"),
        (b"\x89PNG\r\n", "a.html", "binary"),
    ],
)
def test_the_bytes_decide_not_the_name(content: bytes, name: str, wanted: str) -> None:
    """Names and types lie; the first bytes do not."""
    assert sniff(RawPart(content, name)) == wanted


def test_a_format_without_reader_says_what_to_do() -> None:
    """The error names the file and its format."""
    with pytest.raises(UnsupportedFormat, match=r"scan\.png is BINARY"):
        normalize(RawDocument((RawPart(b"\x89PNG\r\n\x1a\n", "scan.png"),)))


@pytest.mark.parametrize("content", [b"", b"   \n", b"<html><body>404 Not Found</body></html>", b"hello"])
def test_no_chinese_text_is_no_document(content: bytes) -> None:
    """An empty or foreign page raises NoText; it never becomes an empty version."""
    with pytest.raises(NoText, match="no Chinese text"):
        normalize(RawDocument((RawPart(content, "page"),)))


def test_chinese_numbers() -> None:
    """Numbers as Word writes them in lists."""
    assert [chinese(n) for n in (1, 10, 11, 20, 28, 103, 110, 120)] == [
        "一",
        "十",
        "十一",
        "二十",
        "二十八",
        "一百零三",
        "一百一十",
        "一百二十",
    ]
