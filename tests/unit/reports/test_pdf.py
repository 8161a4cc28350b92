"""The archive copy, read back with pypdf."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from domain.errors import InputError
from domain.report import Report
from reports import paper_copy
from reports.renderers import format_named, render
from tests.conftest import lacking
from tests.unit.reports.test_hostile import hostile


@pytest.fixture(scope="module", autouse=True)
def extra() -> None:
    if find_spec("weasyprint") is None:
        lacking("the extra [pdf] is not installed")


@pytest.fixture(scope="module")
def opened(monday: Report) -> PdfReader:
    return PdfReader(io.BytesIO(render(monday, "pdf")))


def text(reader: PdfReader) -> str:
    return "".join(page.extract_text() for page in reader.pages).replace("\n", "")


def fonts(reader: PdfReader) -> Iterator[DictionaryObject]:
    for page in reader.pages:
        for font in page["/Resources"].get_object()["/Font"].values():  # type: ignore[index]
            yield from (one.get_object() for one in font.get_object()["/DescendantFonts"])


def test_the_words_can_be_found_and_copied(opened: PdfReader, monday: Report) -> None:
    """Verdict, values, quotes and folded parts are text, on every page with its number."""
    said = text(opened)
    for words in (
        "实质变动",
        "20 → 15个工作日",
        "本项其余 1 句、责任单位均未变。",
        "整项新",
        monday.cards[0].new_edition.fingerprint,
    ):
        assert words.replace(" ", "") in said.replace(" ", ""), words
    for number, page in enumerate(opened.pages, 1):
        assert f"第{number}页　共{len(opened.pages)}页" in page.extract_text().replace("\n", "").replace(" ", "")


def test_every_font_is_embedded(opened: PdfReader) -> None:
    """Chinese is set in a font that is in the file, as outlines and not as pictures."""
    found = list(fonts(opened))
    assert found
    for font in found:
        descriptor = font["/FontDescriptor"].get_object()
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)  # type: ignore[arg-type]


def test_it_is_an_archive_copy(opened: PdfReader) -> None:
    """PDF/A-3u by its metadata; no script, no form, no file to launch, and only web links."""
    metadata = opened.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
    assert 'pdfaid:part="3"' in metadata and 'pdfaid:conformance="U"' in metadata
    kinds = {
        action.get_object()["/S"]
        for page in opened.pages
        for note in page.get("/Annots", ())
        if (action := note.get_object().get("/A")) is not None
    }
    assert kinds <= {"/URI"} and "/AcroForm" not in opened.trailer["/Root"]  # type: ignore[operator]


def test_the_same_report_gives_the_same_bytes(monday: Report) -> None:
    """No time of printing stands in it."""
    assert render(monday, "pdf") == render(monday, "pdf")


def test_the_name_says_day_and_version(monday: Report) -> None:
    """A correction is a file beside the first; other formats keep their names."""
    pdf = format_named("pdf")
    assert pdf.file(monday) == "药械日报_20261123_v1.pdf"
    assert pdf.file(replace(monday, revision=2)) == "药械日报_20261123_v2.pdf"
    assert format_named("html").file(replace(monday, revision=2)) == "2026-11-23-v2.html"


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    """Shown as characters; no address but of the web becomes a link, overrides are written out."""
    reader = PdfReader(io.BytesIO(render(hostile(tmp_path), "pdf")))
    said = text(reader)
    assert "<script>alert(1)</script>" in said and "\u202e" not in said and "⟦U+202E⟧" in said
    for page in reader.pages:
        for note in page.get("/Annots", ()):
            action: Any = note.get_object().get("/A")
            assert action is None or str(action.get_object().get("/URI")).startswith("https://")


def test_nothing_is_fetched() -> None:
    """Not even where a page asks for it: the picture stays away and the words are there."""
    page = '<!doctype html><meta charset="UTF-8"><title>政</title><img src="file:///etc/passwd"><p>政策</p>'.encode()
    made = paper_copy.print_pages(page, '药械日报"} @import url(x)')
    (only,) = PdfReader(io.BytesIO(made)).pages
    assert "政策" in only.extract_text() and not list(only.images)


def test_without_the_extra_there_is_a_sentence(monday: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing, and how to get it."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(InputError, match=r"regdelta\[pdf\]"):
        render(monday, "pdf")
