"""The formats regdelta reads, behind one registry: write one module, register one name.

A reader takes a :class:`~domain.document.RawPart` and gives an :class:`Extract`. The built-in ones register like any
other. To add a format: write ``formats/<name>.py`` with a function decorated by :func:`reads`, and name the module in ``_BUILT_IN``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from domain.document import RawPart
from domain.errors import UnsupportedFormat


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader got out of one part: the text as a reader sees it, and what the page says about it elsewhere.

    ``text`` has a line for every block. ``title`` is the page's own title for the document; ``labels`` are the pairs of
    a disclosure table (索引号, 发文字号 ...) in page order; ``published_on`` the 发布日期 that is printed, else the tag's.
    """

    text: str
    title: str | None = None
    labels: tuple[tuple[str, str], ...] = ()
    published_on: date | None = None
    published_raw: str = ""
    site: str | None = None


Reader = Callable[[RawPart], Extract]
_BUILT_IN = ("html", "docx", "text")
_readers: dict[str, Reader] = {}


def reads(name: str) -> Callable[[Reader], Reader]:
    """Register a reader for the format ``name``."""

    def register(reader: Reader) -> Reader:
        _readers[name] = reader
        return reader

    return register


def reader_for(part: RawPart) -> Reader:
    """The reader for a part, by what its bytes are. Raises UnsupportedFormat."""
    name = sniff(part)
    if name in _BUILT_IN and name not in _readers:
        import_module(f"normalizer.formats.{name}")
    if name not in _readers:
        raise UnsupportedFormat(
            f"{part.name or part.url or 'the input'} is {name.upper()}, which this version cannot read: "
            "convert it to HTML, text or DOCX"
        )
    return _readers[name]


def sniff(part: RawPart) -> str:
    """The format of a part by its first bytes; names and Content-Type only settle what these leave open."""
    head = part.content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(part.content)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "doc"
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return "binary"
    return "html" if _is_html(part, head) else "text"


def _is_html(part: RawPart, head: bytes) -> bool:
    lower = part.content[:4096].replace(b"\0", b"").lower()
    if any(mark in lower for mark in (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta ", b"<div", b"<table")):
        return True
    claimed = "html" in (part.content_type or "") or part.name.lower().endswith((".html", ".htm", ".shtml"))
    return claimed and b"<" in head


def _zip_kind(content: bytes) -> str:
    """Which package a zip is, by the names in it."""
    for mark, name in ((b"word/", "docx"), (b"xl/", "xlsx"), (b"OFD.xml", "ofd")):
        if mark in content:
            return name
    return "zip"
