"""The format of a file by its bytes."""

from __future__ import annotations

import io
import zipfile

import pytest

from domain.document import RawPart
from normalizer.formats import sniff

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def package(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name in names:
            file.writestr(name, "word/ xl/ OFD.xml")
    return held.getvalue()


def streams(*names: str) -> bytes:
    return OLE2 + b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in names)


@pytest.mark.parametrize(
    ("content", "name", "wanted"),
    [
        (b"%PDF-1.7\n", "a.doc", "pdf"),
        (b"\r\n%PDF-1.4\n", "a", "pdf"),
        (b"<html><title>404</title>", "a.pdf", "html"),
        (b"<!DOCTYPE html><p>see %PDF-1.4", "a.pdf", "html"),
        (package("word/document.xml", "_rels/.rels"), "a.wps", "docx"),
        (package("xl/workbook.xml"), "a.et", "xlsx"),
        (package("OFD.xml", "Doc_0/Document.xml"), "a.zip", "ofd"),
        (package("附件1.pdf", "说明/word/a.txt"), "a.docx", "zip"),
        (package("word/document.xml")[:-30], "a.zip", "docx"),
        (streams("Root Entry", "WordDocument", "ObjectPool", "Workbook"), "a.wps", "doc"),
        (streams("Root Entry", "Workbook"), "a.doc", "xlsx"),
        (streams("Root Entry", "EncryptedPackage"), "a.docx", "doc"),
        (streams("Root Entry", "PowerPoint Document"), "a.doc", "ppt"),
        (b"{\\rtf1\\ansi", "a.doc", "rtf"),
        (b"Rar!\x1a\x07", "a.zip", "binary"),
        ("海藻".encode(), "a.docx", "text"),
    ],
)
def test_bytes_decide(content: bytes, name: str, wanted: str) -> None:
    """Whatever a file is called: WPS files are what is inside, a .pdf that is a page is a page."""
    assert sniff(RawPart(content, name)) == wanted
