"""Is an attachment the file it says it is? A block page under a file's name must not replace the file's last good version."""

from __future__ import annotations

from crawler.outcomes import OK, Received, Verdict
from domain.crawl import Outcome

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"
BEGINNINGS = {
    "pdf": (b"%PDF",),
    "doc": (OLE, ZIP, b"{\\rtf"),
    "xls": (OLE, ZIP),
    "ppt": (OLE, ZIP),
    "wps": (OLE, ZIP),
    "et": (OLE, ZIP),
    "docx": (ZIP, OLE),  # OLE: an encrypted file
    "xlsx": (ZIP, OLE),
    "pptx": (ZIP, OLE),
    "ofd": (ZIP,),
    "zip": (ZIP,),
}
"""How files of an extension begin. Extensions are mixed up often enough that any office container does for an office name."""

HTML_NAMES = ("html", "htm", "shtml")
WITHIN = 1024  # readers accept %PDF this far in


def judge_file(received: Received, name: str) -> Verdict:
    """The verdict on the bytes that came for the file ``name``."""
    extension = name.rsplit(".", 1)[-1].lower()
    head = received.body[:WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if not received.body:
        return Verdict(Outcome.PARTIAL, f"附件 {name} 为空")
    if extension in HTML_NAMES:
        return OK
    if head.startswith(b"<") and b"<html" in head.lower():
        return Verdict(Outcome.ATTACHMENT_IS_HTML, f"附件 {name} 处返回的是 {len(received.body)} 字节的网页")
    wanted = BEGINNINGS.get(extension)
    if wanted is None or head.startswith(wanted) or (extension == "pdf" and b"%PDF" in head):
        return OK
    return Verdict(Outcome.ATTACHMENT_IS_HTML, f"附件 {name} 的开头是 {head[:8]!r}，不是 .{extension} 文件")
