"""Zip files opened with limits on what they declare: how many members, how large, how far packed."""

from __future__ import annotations

import io
import zipfile

from domain.errors import BrokenFile

_MOST = 5_000  # members; a workbook of many sheets has about 200
_LARGEST = 256 << 20  # bytes unpacked, all members together
_FREE = 16 << 20  # bytes unpacked that need no looking at the ratio
_RATIO = 200  # unpacked to packed; a workbook of equal rows reaches about 100, a bomb 1,000


def opened(content: bytes, name: str) -> zipfile.ZipFile:
    """The zip file. Raises BrokenFile for a damaged or encrypted one, and for one that declares more than a document holds."""
    try:
        file = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise BrokenFile(f"{name} is a damaged package ({error}): fetch it again or ask the site for another copy") from error
    infos = file.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise BrokenFile(f"{name} is locked with a password: ask the site for an open copy")
    size = sum(info.file_size for info in infos)
    if len(infos) > _MOST or size > _LARGEST or (size > _FREE and size > _RATIO * len(content)):
        raise BrokenFile(
            f"{name} unpacks to {len(infos)} members of {size >> 20} MB, beyond what a document has: it is not opened"
        )
    return file
