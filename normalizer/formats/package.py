"""Zip packages (DOCX and its kin), opened with limits: a bomb, an encrypted or a broken file is an error with a sentence."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from domain.errors import BrokenFile

_LARGEST_PART = 48 << 20  # bytes unpacked; the longest real attachment seen has 3 MB of XML
_HIGHEST_RATIO = 250  # unpacked to packed; XML of a word processor reaches about 40


class Package:
    """The members of a zip file. Raises BrokenFile for what is not one."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise BrokenFile(
                f"{name} is a damaged package ({error}): fetch it again or ask the site for another copy"
            ) from error

    def names(self) -> list[str]:
        return self._zip.namelist()

    def read(self, member: str) -> bytes | None:
        """One member unpacked, None if there is none. Raises BrokenFile beyond the limits."""
        try:
            info = self._zip.getinfo(member)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise BrokenFile(f"{self.name} is encrypted: ask the site for an open copy")
        if info.file_size > _LARGEST_PART or info.file_size > _HIGHEST_RATIO * max(info.compress_size, 4096):
            raise BrokenFile(f"{self.name} unpacks to {info.file_size >> 20} MB, beyond what a document has: it is not opened")
        try:
            with self._zip.open(info) as stream:
                content = stream.read(_LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise BrokenFile(f"{self.name} is damaged in {member} ({error}): fetch it again") from error
        if len(content) > _LARGEST_PART:
            raise BrokenFile(f"{self.name} unpacks beyond {_LARGEST_PART >> 20} MB: it is not opened")
        return content

    def elements(self, member: str) -> Iterator[tuple[str, ElementTree.Element]]:
        """Start and end of every element of an XML member, in order; nothing if there is no such member."""
        content = self.read(member)
        if content is None:
            return
        if b"<!DOCTYPE" in content[:2048] or b"<!ENTITY" in content:
            raise BrokenFile(f"{self.name} declares XML entities in {member}: no word processor does, it is not opened")
        try:
            # A DTD, the only way to an entity bomb, has been refused above.
            yield from ElementTree.iterparse(io.BytesIO(content), ("start", "end"))  # noqa: S314
        except ElementTree.ParseError as error:
            raise BrokenFile(f"{self.name} is damaged in {member} ({error}): fetch it again") from error
