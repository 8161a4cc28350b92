"""MHT, the page in one file that Word saves, often under the name of a DOC: its HTML is read like any other."""

from __future__ import annotations

from email import message_from_bytes

from domain.document import RawPart
from domain.errors import BrokenFile
from normalizer.formats import Extract, read_here, reads


@reads("mht")
def read(part: RawPart) -> Extract:
    """The text of the first HTML part. Raises BrokenFile if there is none."""
    name = part.name or part.url or "the attachment"
    for piece in message_from_bytes(part.content).walk():
        content = piece.get_payload(decode=True)
        if piece.get_content_type() == "text/html" and isinstance(content, bytes):
            return read_here(RawPart(content, name, content_type="text/html", charset=piece.get_content_charset()))
    raise BrokenFile(f"{name} is a mail or an MHT file without a page in it: look what was uploaded")
