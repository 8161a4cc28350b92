"""Which format a part has: its first bytes decide; name and Content-Type only settle what these leave open."""

from __future__ import annotations

import io
import re
import zipfile

from domain.document import RawPart

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("WordDocument", "doc"),
    ("Workbook", "xlsx"),
    ("Book", "xlsx"),
    ("EncryptedPackage", "doc"),
    ("PowerPoint Document", "ppt"),
)
_PACKAGES = (("word/", "docx"), ("xl/", "xlsx"), ("OFD.xml", "ofd"), ("ppt/", "pptx"))
_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_MIME = re.compile(rb"(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?MIME-Version:\s*1\.0", re.I)
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta ", b"<div", b"<table")
_HTML_NAMES = (".html", ".htm", ".shtml")


def sniff(part: RawPart) -> str:
    """The name of the format of a part, whether it can be read or not."""
    head = part.content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if b"%PDF-" in head and not _is_html(part, head[: head.index(b"%PDF-")]):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(part.content)
    if head.startswith(_OLE2[:6]):
        return _ole2_kind(part.content)
    if head.startswith(_BINARY):
        return "binary"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if _MIME.match(head):
        return "mht"
    return "html" if _is_html(part, head) else "text"


def _is_html(part: RawPart, head: bytes) -> bool:
    lower = part.content[:4096].replace(b"\0", b"").lower()
    if any(mark in lower for mark in _HTML):
        return True
    claimed = "html" in (part.content_type or "") or part.name.lower().endswith(_HTML_NAMES)
    return claimed and b"<" in head


def _zip_kind(content: bytes) -> str:
    """Which package a zip is, by the names in it; of one that was cut, by the names that are left."""
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        names = [name.decode("latin-1") for name in re.findall(rb"(?:word|xl|ppt)/|OFD\.xml", content)]
    for mark, name in _PACKAGES:
        if any(member.startswith(mark) for member in names):
            return name
    return "zip"


def _ole2_kind(content: bytes) -> str:
    """Which of Office's old formats it is, by the first stream of the directory that tells: embedded objects come later."""
    places = ((content.find(stream.encode("utf-16-le") + b"\0\0"), name) for stream, name in _STREAMS)
    return min(((at, name) for at, name in places if at >= 0), default=(0, "doc"))[1]
