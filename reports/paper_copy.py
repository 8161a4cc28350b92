"""The archive copy: our own HTML laid out on A4 as PDF/A-3u, with the fonts it is set in embedded. Needs the extra ``[pdf]``.

WeasyPrint asks no network and runs no script: every address is refused, also one in our own page. The same report gives the same bytes
where the same fonts are installed; no time of printing stands in the file.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from domain.errors import InputError
from reports.language import _

_PAGE = """
@page {{ size: A4; margin: 16mm 14mm 18mm;
  @bottom-left {{ content: {name}; font: 8pt sans-serif; color: #333 }}
  @bottom-right {{ content: {before} counter(page) {between} counter(pages) {after}; font: 8pt sans-serif; color: #333 }} }}
"""
_TELLTALE = "政"
"""A character of every report: where no font has it, no Chinese font is installed."""


def print_pages(page: bytes, name: str) -> bytes:
    """``page`` (UTF-8 HTML) as PDF; ``name`` stands in the footer beside page x of y.

    Raises InputError where the extra, the libraries it needs or a Chinese font are missing. A rare character without a glyph is a box.
    """
    library = _library()
    sheet = library.CSS(string=_PAGE.format(**{key: _quoted(words) for key, words in _footer(name).items()}))
    nothing = import_module("weasyprint.urls").URLFetcher(allowed_protocols=())
    with _missing() as missing, warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", ResourceWarning
        )  # WeasyPrint 70 leaves its colour profile to be closed by the collector
        with _uncollected():
            made: bytes = library.HTML(string=page.decode(), url_fetcher=nothing).write_pdf(
                stylesheets=[sheet], pdf_variant="pdf/a-3u", pdf_identifier=hashlib.sha256(page).digest()[:16]
            )
    if _TELLTALE in missing:
        raise InputError(
            "the PDF would have no Chinese characters: install a Chinese font, such as fonts-noto-cjk, and ask again"
        )
    return made


def _library() -> Any:
    try:
        return import_module("weasyprint")
    except ImportError:
        raise InputError("reports as PDF need an extra; install it with: pip install 'regdelta[pdf]'") from None
    except OSError as error:
        raise InputError(
            f"reports as PDF need the Pango libraries ({error}); on Debian and Ubuntu: apt-get install libpangoft2-1.0-0 "
            "libharfbuzz-subset0"
        ) from None


def _footer(name: str) -> dict[str, str]:
    return {
        "name": f"{name} · {_('自动比对，以官方文本为准。')}",
        "before": _("第 "),
        "between": _(" 页　共 "),
        "after": _(" 页"),
    }


def _quoted(words: str) -> str:
    """A CSS string: no text can end it."""
    return '"' + "".join(f"\\{ord(mark):x} " if mark in '"\\<' or ord(mark) < 32 else mark for mark in words) + '"'


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looks for garbage: all boxes of a document are held until it is written, and looking through them again and again is a
    fifth of the time of a long one. It takes 1 % more memory (bench/report.py)."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@contextmanager
def _missing() -> Iterator[set[str]]:
    """The characters that no installed font has, as the library tells them."""
    found: set[str] = set()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if str(record.msg).startswith(".notdef") and isinstance(record.args, tuple):
                found.add(str(record.args[0]))

    logger, listener = logging.getLogger("weasyprint"), Listener()
    logger.addHandler(listener)
    try:
        yield found
    finally:
        logger.removeHandler(listener)
