from __future__ import annotations

import pytest

from crawler.files import judge_file
from crawler.outcomes import Received
from domain.crawl import Outcome
from sample.docx import docx

ZIP = docx([])
PAGE = b"\xef\xbb\xbf<!DOCTYPE html><html><body>expired</body></html>"


@pytest.mark.parametrize(
    ("name", "body", "outcome"),
    [
        ("a.pdf", b"%PDF-1.7 ... startxref 9 %%EOF\n", Outcome.OK),
        ("a.pdf", b"\n\n%PDF-1.4 ... %%EOF", Outcome.OK),
        ("a.docx", ZIP, Outcome.OK),
        ("a.docx", ZIP + bytes(300), Outcome.OK),
        ("a.wps", b"\xd0\xcf\x11\xe0", Outcome.OK),
        ("a.doc", b"{\\rtf1", Outcome.OK),
        ("a.txt", "正文".encode("gb18030"), Outcome.OK),
        ("a.rar", b"Rar!", Outcome.OK),
        ("part_1.shtml", PAGE, Outcome.OK),
        ("a.docx", PAGE, Outcome.ATTACHMENT_IS_HTML),
        ("a.txt", PAGE, Outcome.ATTACHMENT_IS_HTML),
        ("a.pdf", b"PK\x03\x04", Outcome.ATTACHMENT_IS_HTML),
        ("a.xlsx", b'{"code":500}', Outcome.ATTACHMENT_IS_HTML),
        ("a.pdf", b"", Outcome.PARTIAL),
        ("a.pdf", b"%PDF-1.7 1 0 obj", Outcome.PARTIAL),
        ("a.docx", ZIP[: len(ZIP) // 2], Outcome.PARTIAL),
    ],
)
def test_a_file_begins_as_its_name_says(name: str, body: bytes, outcome: Outcome) -> None:
    """A block page under a file's name never replaces the file; office names are mixed up often enough."""
    verdict = judge_file(Received("u", "u", 200, body), name)
    assert verdict.outcome is outcome
    assert outcome is Outcome.OK or name in verdict.detail


def test_a_page_for_a_file_says_what_it_is() -> None:
    """The sentence repeats the words of the page."""
    html = "<html><body><p>访问异常</p></body></html>"
    verdict = judge_file(Received("u", "u", 200, html.encode(), html, {"content-type": "text/html"}), "a.pdf")
    assert verdict.outcome is Outcome.ATTACHMENT_IS_HTML and "“访问异常”" in verdict.detail
