"""One paper of a sample regulator: blocks in reading order, whose numbers are worked out from their place.

A text file has a header of ``key: value`` lines, a line ``--`` and then one block a line::

    = a title inside the text         # a section heading, without its number
    > a right-aligned line            ~ a measure, without its number
    anything else is a paragraph

``|`` inside a block starts a new paragraph on the page: some sites print the responsible units on a line of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"
DIGITS = "〇一二三四五六七八九"


class Kind(StrEnum):
    """What a block is; the page decides how each looks."""

    PARAGRAPH = "paragraph"
    TITLE = "title"
    RIGHT = "right"
    SECTION = "section"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Block:
    """``text`` without a number. ``id`` follows a measure through all edits; 0 for every other block."""

    kind: Kind
    text: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with the number it has on the page, the heading above it, and its words without ``|``."""

    number: str
    section: str
    text: str
    id: int


@dataclass(frozen=True, slots=True)
class Text:
    """A paper. ``published`` is Asia/Shanghai without a zone, as pages print it; ``validity`` is 有效 or 废止."""

    key: str
    title: str
    issuer: str
    written: date
    published: datetime
    blocks: tuple[Block, ...]
    number: str = ""
    index: str = ""
    registry: str = ""
    numbering: str = "bracket"
    attachment: str = ""
    validity: str = "有效"

    def measures(self) -> tuple[Measure, ...]:
        """The measures in order, with the numbers of this moment."""
        return tuple(self._measures())

    def _measures(self) -> Iterator[Measure]:
        section, sections, count = "", 0, 0
        for block in self.blocks:
            if block.kind is Kind.SECTION:
                sections += 1
                section = f"{chinese(sections)}、{block.text}"
            elif block.kind is Kind.MEASURE:
                count += 1
                yield Measure(self.label(count), section, block.text.replace("|", ""), block.id)

    def label(self, ordinal: int) -> str:
        """The printed number of the measure with this ordinal (from 1): ``（三）`` or ``3.``."""
        return f"{ordinal}." if self.numbering == "dot" else f"（{chinese(ordinal)}）"

    def lines(self) -> list[Block]:
        """The blocks as printed: section and measure numbers in place, ``|`` broken into blocks of their own."""
        printed: list[Block] = []
        sections = measures = 0
        for block in self.blocks:
            mark = ""
            if block.kind is Kind.SECTION:
                sections += 1
                mark = f"{chinese(sections)}、"
            elif block.kind is Kind.MEASURE:
                measures += 1
                mark = self.label(measures)
            printed += [replace(block, text=part) for part in f"{mark}{block.text}".split("|")]
        return printed

    def position(self, number: str) -> int:
        """Where the measure with this printed number stands in ``blocks``. Raises KeyError if there is none."""
        places = [place for place, block in enumerate(self.blocks) if block.kind is Kind.MEASURE]
        for ordinal, place in enumerate(places, start=1):
            if self.label(ordinal) == number:
                return place
        raise KeyError(f"{self.key} has no measure {number}")


def chinese(number: int) -> str:
    """``number`` from 1 to 99 in Chinese numerals, as headings print it."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")


def load(key: str) -> Text:
    """The text file ``texts/<key>.txt`` as first published. Raises TypeError for a header key that a Text does not have."""
    head, _, body = (FOLDER / f"{key}.txt").read_text(encoding="utf-8").partition("\n--\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    written = date.fromisoformat(facts.pop("written"))
    published = datetime.fromisoformat(facts.pop("published", f"{written} 09:00"))
    return Text(key=key, written=written, published=published, blocks=tuple(_blocks(body.splitlines())), **facts)


MARKS = {"= ": Kind.TITLE, "> ": Kind.RIGHT, "# ": Kind.SECTION, "~ ": Kind.MEASURE}


def _blocks(lines: list[str]) -> Iterator[Block]:
    measures = 0
    for line in lines:
        kind = MARKS.get(line[:2], Kind.PARAGRAPH)
        measures += kind is Kind.MEASURE
        yield Block(kind, line[2:] if kind is not Kind.PARAGRAPH else line, measures if kind is Kind.MEASURE else 0)
