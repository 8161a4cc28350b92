"""省际比较表 of the sample provinces, after a fortnight: in the site, as files and in the digest of the month."""

from __future__ import annotations

import io
import json
import shutil
from datetime import datetime
from pathlib import Path

import docx
import msgspec
import openpyxl
import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner

from cli.commands import app
from domain.comparison_table import ComparisonTable, Turn
from domain.matrix import Mark
from domain.report import Report, ReportKind
from monitor import correcting, digests
from monitor.clock import SHANGHAI, clock_from
from monitor.demo import DemoDay
from monitor.publish import stored
from monitor.site import bring_up
from monitor.wiring import open_rooms
from reports.matrix import comparison_table, until
from reports.matrix_papers import columns
from reports.renderers import formats
from reports.shelf import Shelf
from sample.calendar import DAYS

Lived = tuple[Path, list[DemoDay]]
LATER = datetime(2026, 12, 1, 16, 0, tzinfo=SHANGHAI)


def table_of(root: Path) -> ComparisonTable:
    with open_rooms(root) as rooms:
        shelf = Shelf(rooms.store)
        return comparison_table(shelf, columns(shelf, tuple(rooms.sources.values())), until(DAYS[-1].on))


@pytest.fixture(scope="module")
def table(lived: Lived) -> ComparisonTable:
    return table_of(lived[0])


@pytest.fixture(scope="module")
def page(lived: Lived) -> BeautifulSoup:
    return BeautifulSoup((lived[0] / "reports" / "site" / "matrix.html").read_bytes(), "html.parser")


@pytest.fixture
def copy(lived: Lived, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lived[0], tmp_path / "copy"))


def test_four_provinces_stand_side_by_side(table: ComparisonTable) -> None:
    """Each row is said by at least two of them, and all four were read whole."""
    assert len(table.columns) == 4 and all(one.whole for one in table.columns)
    assert len(table.rows) > 10
    for row in table.rows:
        assert sum(cell.mark in (Mark.HARD, Mark.SOFT) for cell in row.cells) >= 2


def test_the_page_shows_the_table(page: BeautifulSoup, table: ComparisonTable) -> None:
    """Every row under its topic, every changed cell shaded and dated, as of the last day."""
    assert [one.text for one in page.select("th[scope=row]")] == [row.name for row in table.rows]
    assert len(page.select("td.chg")) == sum(bool(cell.turned) for row in table.rows for cell in row.cells) > 0
    assert f"截至 {DAYS[-1].on}" in page.text


def test_the_index_and_every_page_lead_to_it(lived: Lived) -> None:
    """It stands in the menu."""
    for path in (lived[0] / "reports" / "index.html", lived[0] / "reports" / "site" / "documents" / "index.html"):
        menu = BeautifulSoup(path.read_bytes(), "html.parser").select("nav a")
        assert [one.text for one in menu if str(one["href"]).endswith("matrix.html")] == ["比较"]


def test_a_dated_cell_is_what_the_report_of_that_day_told(lived: Lived, table: ComparisonTable) -> None:
    """Under the same id, of the same paper: a change by its card, a new paper by its event."""
    with open_rooms(lived[0]) as rooms:
        told = {day.on: stored(rooms.store.report(day.on)) for day in DAYS}
    found = [(one, table.sources[one.source]) for row in table.rows for cell in row.cells for one in cell.entries if one.turned]
    assert found
    for entry, cited in found:
        assert entry.turned
        report = told[entry.turned.on]
        if entry.turned.turn is Turn.FIRST_SEEN:
            assert (entry.turned.item, cited.paper.id) in {(one.id, one.paper.id) for one in report.new_papers}
        else:
            assert (entry.turned.item, cited.paper.id) in {(one.id, one.paper.id) for one in report.cards}


def test_the_files_hold_the_same_rows(lived: Lived, table: ComparisonTable) -> None:
    """Word and Excel beside the page."""
    folder = lived[0] / "reports" / "site"
    names = [row.name for row in table.rows]
    sheet = openpyxl.load_workbook(folder / "matrix.xlsx").worksheets[0]
    assert [sheet.cell(row, 3).value for row in range(2, len(names) + 2)] == names
    rows = [[cell.text for cell in row.cells] for row in docx.Document(str(folder / "matrix.docx")).tables[0].rows]
    assert [row[0] for row in rows[1:] if len(set(row)) > 1] == names  # a topic is one cell as wide as the table


def test_a_corrected_change_is_no_longer_shaded(copy: Path, table: ComparisonTable) -> None:
    """What a reader struck is not told by the table either."""
    one = next(
        e for row in table.rows for cell in row.cells for e in cell.entries if e.turned and e.turned.turn is Turn.AMENDED
    )
    assert one.turned
    with open_rooms(copy, clock_from(LATER)) as rooms:
        correcting.correct(rooms, one.turned.on, one.turned.item, "有误")
    items = {e.turned.item for row in table_of(copy).rows for cell in row.cells for e in cell.entries if e.turned}
    assert one.turned.item not in items


@pytest.mark.parametrize("ending", ["docx", "xlsx", "html", "md", "json"])
def test_the_command_writes_each_format(lived: Lived, tmp_path: Path, ending: str) -> None:
    """With --out, by the ending of the name."""
    path = tmp_path / f"比较.{ending}"
    done = CliRunner().invoke(app, ["matrix", "--project", str(lived[0]), "--out", str(path)])
    assert done.exit_code == 0, done.output
    assert path.stat().st_size > 1000


def test_a_site_is_the_same_from_the_same_store(copy: Path) -> None:
    """Drawn again from nothing, page and files come out byte for byte."""
    folder = copy / "reports" / "site"
    before = {path.name: path.read_bytes() for path in folder.glob("matrix.*")}
    assert len(before) == 3
    shutil.rmtree(folder)
    with open_rooms(copy) as rooms:
        bring_up(rooms)
    assert {path.name: path.read_bytes() for path in folder.glob("matrix.*")} == before


# -- the month ------------------------------------------------------------------------------------------------------


def monthly(root: Path) -> Report:
    with open_rooms(root, clock_from(LATER)) as rooms:
        return digests.digest(rooms, ReportKind.MONTHLY, DAYS[-1].on)


def test_the_month_shows_what_changed_in_the_table(copy: Path, table: ComparisonTable) -> None:
    """Only rows with a changed cell, and how many the whole table has; every format draws it."""
    report = monthly(copy)
    assert report.digest and report.digest.comparison
    found = report.digest.comparison
    assert found.rows and all(row.changed for row in found.rows) and found.whole == len(table.rows)
    assert {cell.turned.on.month for row in found.rows for cell in row.cells if cell.turned} == {DAYS[-1].on.month}
    with open_rooms(copy) as rooms:
        for format in set(formats()) - {"pdf", "ics", "atom", "csv"}:
            drawn = rooms.render(report, format)
            if format in ("html", "markdown", "text"):
                assert "省际比较表更新" in drawn.decode() and found.rows[0].name in drawn.decode()
        book = openpyxl.load_workbook(io.BytesIO(rooms.render(report, "xlsx")))
    assert "省际比较表" in book.sheetnames


def test_a_digest_kept_before_there_was_a_table_still_reads(copy: Path) -> None:
    """It has no such part, and is drawn as it was."""
    data = json.loads(msgspec.json.encode(monthly(copy)))
    del data["digest"]["comparison"]
    old = msgspec.convert(data, Report)
    assert old.digest and old.digest.comparison is None
    with open_rooms(copy) as rooms:
        assert "省际比较表" not in rooms.render(old, "html").decode()
