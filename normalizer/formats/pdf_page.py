"""One page of a PDF -> a sheet: the glyphs with their places, in the direction most of the text runs, and the ruled lines."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from normalizer.formats.layout.sheet import Glyph, Rule, Sheet

_TILT = 0.05  # radians from level beyond which a glyph is a watermark's
_TINY = 0.5  # points; smaller type is there for search engines
_THIN = 3.0  # points; a filled box no thicker is a ruled line
_SHORT = 8.0  # points; shorter lines are parts of drawings
_MOST = 200_000  # glyphs of a page; a page of small print has 5,000

Turn = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Raw:
    char: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    em: float
    angle: float
    known: bool


def sheet(page: pypdfium2.PdfPage) -> tuple[Sheet, int]:
    """The page, and how many glyphs on it have no character."""
    raws = list(_raws(page))
    quarter = _direction(raws)
    turn, width, height = _turn(page, quarter)
    glyphs = tuple(_glyph(raw, turn) for raw in raws if raw.known and _along(raw.angle, quarter) and _visible(raw))
    return Sheet(width, height, glyphs, tuple(_rules(page, turn))), sum(not raw.known for raw in raws)


def _raws(page: pypdfium2.PdfPage) -> Iterator[_Raw]:
    textpage = page.get_textpage()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    high = ""
    for at in range(min(pdfium.FPDFText_CountChars(textpage), _MOST)):
        if pdfium.FPDFText_IsGenerated(textpage, at) == 1:
            continue
        char = high + chr(pdfium.FPDFText_GetUnicode(textpage, at))
        high = char if "\ud800" <= char < "\udc00" else ""
        if high:
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, at, box)
        pdfium.FPDFText_GetCharOrigin(textpage, at, x, y)
        pdfium.FPDFText_GetMatrix(textpage, at, matrix)
        em = pdfium.FPDFText_GetFontSize(textpage, at) * math.hypot(matrix.c, matrix.d)
        yield _Raw(
            char.encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
            (box.left, box.bottom, box.right, box.top),
            (x.value, y.value),
            em,
            math.atan2(matrix.b, matrix.a),
            char not in "\0\ufffd\ufffe" and pdfium.FPDFText_HasUnicodeMapError(textpage, at) != 1,
        )
    textpage.close()


def _direction(raws: list[_Raw]) -> int:
    """In how many quarter turns, counted against the clock, most of the text runs."""
    turns = Counter(round(raw.angle / (math.pi / 2)) % 4 for raw in raws)
    return max(turns, key=lambda quarter: turns[quarter], default=0)


def _along(angle: float, quarter: int) -> bool:
    return abs(math.remainder(angle - quarter * math.pi / 2, 2 * math.pi)) <= _TILT


def _visible(raw: _Raw) -> bool:
    """False for text set too small to be seen, and for places that are no numbers."""
    return raw.em >= _TINY and all(map(math.isfinite, (*raw.box, *raw.origin)))


def _turn(page: pypdfium2.PdfPage, quarter: int) -> tuple[Turn, float, float]:
    """From the page's own coordinates to those of a sheet, with the sheet's width and height."""
    left, bottom, right, top = page.get_cropbox()
    width, height = right - left, top - bottom
    turns: tuple[Turn, ...] = (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )
    return turns[quarter], *((height, width) if quarter % 2 else (width, height))


def _glyph(raw: _Raw, turn: Turn) -> Glyph:
    left, bottom, right, top = raw.box
    (x0, _), (x1, _) = turn(left, bottom), turn(right, top)
    return Glyph(raw.char, min(x0, x1), max(x0, x1), turn(*raw.origin)[1], raw.em)


def _rules(page: pypdfium2.PdfPage, turn: Turn) -> Iterator[Rule]:
    """Drawn straight lines, and filled boxes so thin that they are lines."""
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        matrix = path.get_matrix()
        for points in _subpaths(path.raw):
            corners = [turn(*matrix.on_point(*point)) for point in points]
            yield from _lines(corners)


def _subpaths(path: pdfium.FPDF_PAGEOBJECT) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; parts with curves are left out."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    yield points


def _lines(corners: list[tuple[float, float]]) -> Iterator[Rule]:
    if len(corners) < 2:
        return
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if min(width, height) <= _THIN:
        if max(width, height) >= _SHORT:
            middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
            level = width > height
            yield Rule(min(xs), middle[1], max(xs), middle[1]) if level else Rule(middle[0], min(ys), middle[0], max(ys))
        return
    for (x0, y0), (x1, y1) in pairwise(corners):
        if min(abs(x1 - x0), abs(y1 - y0)) < 0.5 and max(abs(x1 - x0), abs(y1 - y0)) >= _SHORT:
            yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
