"""Sheets and small PDFs for the tests of readers."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from domain.document import RawPart
from normalizer.formats import Extract, reader_for
from normalizer.formats.layout.sheet import Glyph, Sheet

Draw = Callable[[Any], None]


def set_line(text: str, left: float, base: float, em: float = 12.0) -> list[Glyph]:
    """The glyphs of a line: a Chinese character is an em wide, a Latin one half."""
    glyphs = []
    for char in text:
        width = em * (0.5 if char.isascii() else 1.0)
        glyphs.append(Glyph(char, left, left + width, base, em))
        left += width
    return glyphs


@pytest.fixture(scope="session")
def sheet() -> Callable[..., Sheet]:
    """A page of A4 with these lines, each ``(text, left, base)`` or ``(text, left, base, em)``."""

    def make(*lines: tuple[Any, ...], rules: Iterable[Any] = ()) -> Sheet:
        return Sheet(595.0, 842.0, tuple(glyph for line in lines for glyph in set_line(*line)), tuple(rules))

    return make


@pytest.fixture(scope="session")
def pdf() -> Callable[..., bytes]:
    """A PDF by reportlab, each page drawn by one function; ``**options`` go to its canvas."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def write(*pages: Draw, **options: Any) -> bytes:
        held = io.BytesIO()
        canvas = Canvas(held, pagesize=(595, 842), **options)
        for draw in pages:
            canvas.setFont("STSong-Light", 12)
            draw(canvas)
            canvas.showPage()
        canvas.save()
        return held.getvalue()

    return write


@pytest.fixture(scope="session")
def read() -> Callable[..., Extract]:
    """Read one file as the normalizer does, in a child process."""

    def one(content: bytes, name: str = "file") -> Extract:
        part = RawPart(content, name)
        return reader_for(part)(part)

    return one
