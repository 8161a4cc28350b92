"""The files opened by LibreOffice, as somebody without Word or WPS opens them, and printed to pages."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from domain.report import Report
from reports.comparisons import FORMATS, write
from reports.matrix_files import write as write_matrix
from reports.matrix_sheet import one_sheet
from reports.renderers import render
from tests.conftest import lacking
from tests.unit.reports.desk import MONDAY
from tests.unit.reports.matrices import table
from tests.unit.reports.mornings import busy, report_of
from tests.unit.reports.test_facing import OLD, facing
from tests.unit.reports.test_word import W
from tests.unit.reports.test_word_versions import MOVED, body

LANDSCAPE = (842, 595)


@pytest.fixture(scope="module")
def monday(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(busy(tmp_path_factory.mktemp("monday")))


@pytest.fixture(scope="module")
def soffice() -> str:
    path = shutil.which("soffice")
    if path is None:
        lacking("no LibreOffice on PATH")
    return str(path)


def converted(soffice: str, folder: Path, name: str, content: bytes, to: str) -> bytes:
    """What LibreOffice makes of a file, with a profile of its own."""
    (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", to, "--outdir", str(folder / "made"), str(folder / name)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    made = (folder / "made" / name).with_suffix(f".{to}")
    assert made.is_file(), done.stdout + done.stderr
    return made.read_bytes()


def printed(soffice: str, folder: Path, name: str, content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(converted(soffice, folder, name, content, "pdf")))


def text(reader: PdfReader) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))


def sizes(reader: PdfReader) -> set[tuple[int, int]]:
    return {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in reader.pages}


def test_the_word_report(soffice: str, monday: Report, tmp_path: Path) -> None:
    """A4 landscape; header on every page of the table; page x of y counted; both sides of a change."""
    pages = printed(soffice, tmp_path, "report.docx", render(monday, "docx"))
    said = text(pages)
    assert sizes(pages) == {LANDSCAPE}
    assert said.count("修订说明") >= 2 and f"第{len(pages.pages)}页共{len(pages.pages)}页" in said
    assert "25个工作日压缩为20个工作日" in said and "25个工作日压缩为15个工作日" in said


def test_the_workbook(soffice: str, monday: Report, tmp_path: Path) -> None:
    """Every sheet prints, no cell is an error, and the sentences are whole."""
    said = text(printed(soffice, tmp_path, "report.xlsx", render(monday, "xlsx")))
    assert "#NAME?" not in said and "Err:" not in said and "应查4，成功3，异常1" in said
    assert "每年对落实情况开展一次评估，评估结果在30日内向社会公开。" in said


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_comparison_across_provinces(soffice: str, kind: str, tmp_path: Path) -> None:
    """A3 landscape on every page, every cell and quote whole, page x of y counted; a cell of two measures on two lines."""
    made = table(busy(tmp_path))
    pages = printed(soffice, tmp_path, f"matrix.{kind}", write_matrix(made, kind, MONDAY))
    said = text(pages)
    assert sizes(pages) == {(1191, 842)}
    for row in made.rows:
        assert row.name in said
        for one in (entry for cell in row.cells for entry in cell.entries):
            assert one.phrase in said and all(quote.quote and quote.quote in said for quote in one.quotes)
    assert "〔11-23修改〕" in said and f"第{len(pages.pages)}页共{len(pages.pages)}页" in said


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_comparison_on_one_sheet(soffice: str, kind: str, tmp_path: Path) -> None:
    """However long the table is, one page of A3, and it says how much was left out."""
    made = table(busy(tmp_path))
    rows = tuple(replace(row, name=f"{row.name}{number}") for row in made.rows for number in range(60))
    brief = one_sheet(replace(made, rows=rows, whole=len(rows)))
    pages = printed(soffice, tmp_path, f"sheet.{kind}", write_matrix(brief, kind, MONDAY))
    assert len(pages.pages) == 1 and sizes(pages) == {(1191, 842)}
    assert f"全表{len(rows)}行，列出{len(brief.rows)}行" in text(pages) and brief.rows[-1].name in text(pages)


@pytest.mark.parametrize("kind", FORMATS)
def test_two_versions(soffice: str, kind: str, tmp_path: Path) -> None:
    """Both tables lie, the tracked text stands; old and new words are on the page, page x of y is counted."""
    pages = printed(soffice, tmp_path, f"{kind}.docx", write(facing(), kind))
    said = text(pages)
    assert sizes(pages) == ({(595, 842)} if kind == "docx-tracked" else {LANDSCAPE})
    assert "4个工作日" in said and "2个工作日" in said and "强化辅导" in said and "设立窗口" in said
    assert f"第{len(pages.pages)}页共{len(pages.pages)}页" in said


def test_a_move_is_understood_as_one(soffice: str, tmp_path: Path) -> None:
    """Read and written again, what moved is still a move of that name on both sides."""
    again = body(converted(soffice, tmp_path, "moved.docx", write(facing(OLD, MOVED), "docx-tracked"), "docx"))
    for side in ("moveFrom", "moveTo"):
        assert [one.get(f"{W}name") for one in again.iter(f"{W}{side}RangeStart")] == ["move1"]
        assert "编制并公开办事指南" in "".join(words for one in again.iter(f"{W}{side}") for words in one.itertext())
