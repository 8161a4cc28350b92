"""What a reader gives, and the limits it works under."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from domain.document import RawPart, Repair


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader got out of one part: the text as a reader sees it, and what the page says about it elsewhere.

    ``text`` has a line for every block. ``title`` is the page's own title for the document; ``labels`` are the pairs of
    a disclosure table (索引号, 发文字号 ...) in page order; ``published_on`` the 发布日期 that is printed, else the tag's.
    ``repairs`` are what the reader itself did: running heads, page numbers and marks of footnotes taken off, pages read by OCR
    and how surely, pages and files that could not be read.
    """

    text: str
    title: str | None = None
    labels: tuple[tuple[str, str], ...] = ()
    published_on: date | None = None
    published_raw: str = ""
    site: str | None = None
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process of a reader may use: bytes of address space, seconds of processor, seconds by the clock."""

    memory: int = 1 << 30
    cpu: int = 30
    wall: int = 60


Reader = Callable[[RawPart], Extract]
