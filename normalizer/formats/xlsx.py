"""XLSX and XLS: the rows of the visible sheets, in order; a row of one cell is a paragraph, of several a line parted by tabs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from domain.document import RawPart
from domain.errors import BrokenFile
from normalizer.formats import Extract, reads
from normalizer.formats.members import opened

_Cell = int | float | str | bool | time | date | datetime | timedelta


@reads("xlsx")
def read(part: RawPart) -> Extract:
    """The text of a workbook. Raises BrokenFile for a damaged, locked or oversized one."""
    name = part.name or part.url or "the attachment"
    if part.content.startswith(b"PK"):
        opened(part.content, name).close()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(part.content))
        return Extract("\n".join(line for rows in _sheets(workbook) for row in rows for line in _lines(row)))
    except PasswordError as error:
        raise BrokenFile(f"{name} is locked with a password: ask the site for an open copy") from error
    except CalamineError as error:
        raise BrokenFile(f"{name} is a damaged workbook ({error}): fetch it again or ask the site for another copy") from error


def _sheets(workbook: CalamineWorkbook) -> Iterator[list[list[_Cell]]]:
    """The cells of every sheet that a reader sees; hidden ones hold the choices of drop-down lists."""
    for sheet in workbook.sheets_metadata:
        if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible:
            yield workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=True)


def _lines(row: list[_Cell]) -> list[str]:
    cells = [_shown(cell) for cell in row]
    filled = [cell for cell in cells if cell]
    if len(filled) > 1:
        return ["\t".join(" ".join(cell.split()) for cell in cells).strip("\t")]
    return [line for cell in filled for raw in cell.splitlines() if (line := raw.strip())]


def _shown(cell: _Cell) -> str:
    """A value as text: dates in ISO form, numbers without the digits that binary fractions add."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return f"{cell:.15g}" if isinstance(cell, int | float) else str(cell)
