"""OCR of scanned pages with rapidocr, the extra ``[ocr]``: in a process of its own, because it takes 0.9 GB and seconds a page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from statistics import median
from types import TracebackType
from typing import IO, Self, cast

import pypdfium2

from domain.errors import BrokenFile
from normalizer.formats.layout.sheet import Glyph, Sheet

WALL = 900  # seconds for the scanned pages of one file, at 2.5 to 4.5 a page
_SCALE = 200 / 72  # pixels a point: at 200 dpi the character error is 0.35 %
_NOISE = 0.12  # share by which sizes measured on one text of one size differ
_LARGEST = 4_000  # pixels of the longer side; beyond A3 a page is shown smaller

_Line = tuple[str, float, float, float, float, float]  # text; left, top, right, bottom in pixels; confidence


def installed() -> bool:
    """True if the extra ``[ocr]`` is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


class Engine:
    """The OCR process, started once for a file."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "normalizer.formats.ocr_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(os.environ, OMP_NUM_THREADS="2"),
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()

    def sheet(self, page: pypdfium2.PdfPage, width: float, height: float) -> tuple[Sheet, float]:
        """What OCR reads on a page, and its confidence, 0 to 1, by characters. Raises BrokenFile if its process breaks down."""
        scale = min(_SCALE, _LARGEST / max(width, height, 1))
        picture = page.render(scale=scale, grayscale=True)
        stdin, stdout = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)
        try:
            stdin.write(json.dumps([picture.height, picture.stride]).encode() + b"\n" + bytes(picture.buffer))
            stdin.flush()
            lines = json.loads(stdout.readline())
        except (OSError, ValueError) as error:
            raise BrokenFile(f"{self._name} is a scan on which OCR broke down: ask the site for a copy with text") from error
        letters = sum(len(text) for text, *_ in lines)
        confidence = sum(len(text) * sure for text, *_, sure in lines) / max(letters, 1)
        return Sheet(width, height, _glyphs(lines, scale)), confidence


def _glyphs(lines: list[_Line], scale: float) -> tuple[Glyph, ...]:
    """Every line as one glyph. Sizes that differ from the usual one by no more than OCR's boxes do are taken for it."""
    sizes = [(right - left) / scale / _ems(text) for text, left, _, right, _, _ in lines]
    usual = median(sizes) if sizes else 0.0
    return tuple(
        Glyph(
            text,
            left / scale,
            right / scale,
            bottom / scale - (bottom - top) / scale / 6,
            size if abs(size - usual) > _NOISE * usual else usual,
        )
        for (text, left, top, right, bottom, _), size in zip(lines, sizes, strict=True)
    )


def _ems(text: str) -> float:
    """The width of a text in ems: a Chinese character has one, a Latin one half."""
    return sum(0.5 if char.isascii() else 1.0 for char in text) or 1.0
