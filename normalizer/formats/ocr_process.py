"""The process of :mod:`normalizer.formats.ocr`: pictures on standard input, one JSON line of text lines for each on standard output."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from typing import Any

from normalizer.formats.extract import Limits
from normalizer.formats.sandbox import restrict

_LIMITS = Limits(memory=8 << 30, cpu=1_800)  # onnxruntime reserves far more address space than it uses


def main() -> None:
    """Read ``[rows, columns]`` and that many grey bytes, until the end of the input."""
    restrict(_LIMITS)
    reply = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    numpy: Any = import_module("numpy")
    engine: Any = import_module("rapidocr").RapidOCR()
    while head := sys.stdin.buffer.readline():
        rows, columns = json.loads(head)
        grey = numpy.frombuffer(sys.stdin.buffer.read(rows * columns), dtype=numpy.uint8).reshape(rows, columns)
        found = engine(numpy.stack([grey] * 3, axis=-1))
        boxes, texts, scores = found.boxes, found.txts, found.scores
        lines = [
            (text, float(box[:, 0].min()), float(box[:, 1].min()), float(box[:, 0].max()), float(box[:, 1].max()), float(score))
            for box, text, score in zip(boxes if boxes is not None else (), texts or (), scores or (), strict=True)
        ]
        print(json.dumps(lines, ensure_ascii=False), file=reply, flush=True)


if __name__ == "__main__":
    main()
