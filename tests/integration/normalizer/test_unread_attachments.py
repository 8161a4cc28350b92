"""An attachment that cannot be read costs its own text, never the page's."""

from __future__ import annotations

import pytest

from domain.document import RawDocument, RawPart
from domain.errors import NormalizeError
from normalizer.normalize import normalize

PAGE = RawPart(
    "<html><body><h1>海岭省药品监管若干措施</h1><div class='TRS_Editor'>"
    "<p>（一）优化受理。受理时限由5个工作日压缩为2个工作日。（省药监局负责）</p></div></body></html>".encode(),
    name="page.html",
)


@pytest.mark.parametrize(
    ("name", "content"),
    [("流程图.jpg", b"\xff\xd8\xff\xe0" + bytes(64)), ("方案.docx", b"PK\x03\x04broken"), ("空.pdf", b"%PDF-1.7\n")],
)
def test_the_page_is_read_and_the_attachment_named(name: str, content: bytes) -> None:
    """A picture, a broken file, an empty PDF: a repair `unread` with the file's name and the reason."""
    document = normalize(RawDocument((PAGE, RawPart(content, name=name))))
    assert len(document.measures) == 1
    (lost,) = [repair for repair in document.repairs if repair.kind == "unread"]
    assert lost.before == name
    assert lost.after


def test_a_page_that_cannot_be_read_is_an_error_all_the_same() -> None:
    """Only what is attached may be missing."""
    with pytest.raises(NormalizeError):
        normalize(RawDocument((RawPart(b"\xff\xd8\xff\xe0" + bytes(64), name="page.jpg"), PAGE)))
