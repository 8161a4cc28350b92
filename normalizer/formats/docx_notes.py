"""Footnotes and endnotes of a Word document: they stand in members of their own, and go to the end of the text."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from normalizer.formats.package import Package

_MEMBERS = ("word/footnotes.xml", "word/endnotes.xml")


def notes(package: Package) -> Iterator[str]:
    """Each note as one line, in brackets that no measure can swallow; separators, which have a type, are none."""
    for member in _MEMBERS:
        for event, element in package.elements(member):
            if event == "end" and _local(element) in ("footnote", "endnote"):
                typed = any(key.rpartition("}")[2] == "type" for key in element.attrib)
                text = "".join(part.text or "" for part in element.iter() if _local(part) == "t").strip()
                if text and not typed:
                    yield f"【注：{text}】"


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
