"""ZIP: the documents in it, one after the other in the order of their names. A zip in the zip is not opened."""

from __future__ import annotations

import re
import zipfile
import zlib

from domain.document import RawPart, Repair
from domain.errors import BrokenFile, UnsupportedFormat
from normalizer.formats import Extract, Limits, read_here, reads, sniff
from normalizer.formats.members import opened

_MOST = 100  # documents; the largest bundle of annexes seen has about 30
_CLUTTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\.?/)|Thumbs\.db$|desktop\.ini$)", re.I)


@reads("zip", Limits(memory=4 << 30, cpu=180, wall=1_200))
def read(part: RawPart) -> Extract:
    """The texts of the members. Raises BrokenFile if the zip or a member is damaged, UnsupportedFormat if no member can be read."""
    name = part.name or part.url or "the attachment"
    with opened(part.content, name) as file:
        members = [info for info in file.infolist() if not info.is_dir() and not _CLUTTER.search(_name(info))]
        if len(members) > _MOST:
            raise BrokenFile(f"{name} holds {len(members)} files, and {_MOST} are read at most: ask the site for single files")
        parts = [RawPart(_unpacked(file, info, name), f"{name}/{_name(info)}") for info in sorted(members, key=_order)]
    extracts: list[Extract] = []
    unread: list[str] = []
    for member in parts:
        try:
            extracts.append(_read(member))
        except UnsupportedFormat as error:
            unread.append(str(error))
    if not extracts:
        raise UnsupportedFormat(unread[0] if unread else f"{name} is an empty ZIP: look what was uploaded")
    return Extract(
        "\n".join(extract.text for extract in extracts),
        repairs=(
            *(repair for extract in extracts for repair in extract.repairs),
            *(Repair("unread", sentence, "") for sentence in unread),
        ),
    )


def _read(member: RawPart) -> Extract:
    if sniff(member) == "zip":
        raise UnsupportedFormat(f"{member.name} is a ZIP inside a ZIP, which is not opened: unpack it first")
    return read_here(member)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; without the mark for UTF-8 it is in the code page of the machine, in China GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _order(info: zipfile.ZipInfo) -> list[tuple[int, str]]:
    """By name, numbers in it by their value: 附件2 before 附件10."""
    return [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in re.split(r"(\d{1,9})", _name(info))]


def _unpacked(file: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """A member's bytes, no more than it declares."""
    try:
        with file.open(info) as stream:
            return stream.read(info.file_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise BrokenFile(f"{name} is damaged in {_name(info)} ({error}): fetch it again") from error
