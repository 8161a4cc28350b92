"""PDF: every page as glyphs and ruled lines, laid out into text; pages that are pictures go to OCR, where it is installed."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium

from domain.document import RawPart, Repair
from domain.errors import BrokenFile, NoText
from normalizer.formats import Extract, Limits, ocr, reads
from normalizer.formats.layout.compose import compose
from normalizer.formats.layout.sheet import Sheet
from normalizer.formats.pdf_page import sheet

_MOST_PAGES = 2_000  # the longest gazette volume has about 600
_UNREADABLE = 0.3  # share of glyphs without a character, from which a page's text layer is of no use
_FEW = 8  # glyphs; a scan may carry a stamp or a page number as text
_PICTURE = 0.5  # of the page's area that a picture covers at the least when the page is a scan


@reads("pdf", Limits(memory=3 << 29, cpu=120, wall=180 + ocr.WALL))
def read(part: RawPart) -> Extract:
    """The text of a PDF. Raises BrokenFile for a damaged or locked one, NoText for a scan where OCR is not installed."""
    name = part.name or part.url or "the attachment"
    document = _opened(part.content, name)
    try:
        sheets, scans = _pages(document)
        notes = _read_scans(document, sheets, scans, name) if scans else ()
    finally:
        document.close()
    text, repairs = compose(sheets)
    return Extract(text, repairs=(*repairs, *notes))


def _opened(content: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise BrokenFile(f"{name} is locked with a password: ask the site for an open copy") from error
        raise BrokenFile(f"{name} is a damaged PDF: fetch it again or ask the site for another copy") from error
    if not 0 < len(document) <= _MOST_PAGES:
        document.close()
        raise BrokenFile(f"{name} has {len(document)} pages, and 1 to {_MOST_PAGES} can be read: ask the site for another copy")
    return document


def _pages(document: pypdfium2.PdfDocument) -> tuple[list[Sheet], list[int]]:
    """All pages, and the places of those that are pictures of text."""
    sheets: list[Sheet] = []
    scans: list[int] = []
    for place in range(len(document)):
        page = document[place]
        found, unread = sheet(page)
        usable = found.glyphs and unread <= _UNREADABLE * (len(found.glyphs) + unread)
        if not usable or len(found.glyphs) < _FEW:
            if unread or _is_picture(page):
                scans.append(place)
            if not usable:
                found = Sheet(found.width, found.height, ())
        sheets.append(found)
        page.close()
    return sheets, scans


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    covered = 0.0
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        covered += abs(right - left) * abs(top - bottom)
    return bool(covered >= _PICTURE * width * height)


def _read_scans(document: pypdfium2.PdfDocument, sheets: list[Sheet], scans: list[int], name: str) -> tuple[Repair, ...]:
    """Put what OCR reads in the place of the scanned pages; a record for each page with the confidence, or that it was not read."""
    if not ocr.installed():
        if not any(sheet.glyphs for sheet in sheets):
            raise NoText(f"{name} is a scan without text: install OCR with pip install 'regdelta[ocr]' and read it again")
        return tuple(Repair("unread", f"page {place + 1} is a scan, and OCR is not installed", "") for place in scans)
    notes = []
    with ocr.Engine(name) as engine:
        for place in scans:
            page = document[place]
            sheets[place], confidence = engine.sheet(page, *page.get_size())
            page.close()
            notes.append(Repair("ocr", f"page {place + 1}", f"{confidence:.2f}"))
    return tuple(notes)
