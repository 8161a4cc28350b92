"""Is an attachment the file it says it is? A block page under a file's name must not replace the file's last good version."""

from __future__ import annotations

from crawler.outcomes import OK, Received, Verdict, suspect
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
ENDS = {"%PDF": (b"%%EOF", b"startxref"), "PK": (b"PK\x05\x06",)}
"""What stands near the end of a whole file, by how it begins: without it the rest did not come."""
NEAR_END = 70_000  # bytes; a ZIP may close with a comment of 65,535


def judge_file(received: Received, name: str) -> Verdict:
    """The verdict on the bytes that came for the file ``name``."""
    extension = name.rsplit(".", 1)[-1].lower()
    head = received.body[:WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if not received.body:
        return Verdict(Outcome.PARTIAL, f"附件 {name} 为空")
    if extension in HTML_NAMES:
        return OK
    if head.startswith(b"<") and b"<html" in head.lower():
        said = suspect(received)
        why = f"：{said.detail}" if said else ""
        return Verdict(Outcome.ATTACHMENT_IS_HTML, f"附件 {name} 处返回的是 {len(received.body)} 字节的网页{why}")
    wanted = BEGINNINGS.get(extension)
    if wanted is None or head.startswith(wanted) or (extension == "pdf" and b"%PDF" in head):
        return _whole(received.body, head, name)
    return Verdict(Outcome.ATTACHMENT_IS_HTML, f"附件 {name} 的开头是 {head[:8]!r}，不是 .{extension} 文件")


def _whole(body: bytes, head: bytes, name: str) -> Verdict:
    """A file that begins well but has lost its end, although the server announced no more."""
    ends = next((ends for begin, ends in ENDS.items() if head.startswith(begin.encode())), ())
    if not ends or any(end in body[-NEAR_END:] for end in ends):
        return OK
    return Verdict(Outcome.PARTIAL, f"附件 {name} 只有 {len(body)} 字节，缺少文件结尾，内容不完整")
