"""What a printer puts at the top and bottom of every page: running heads and page numbers, known by place and repetition."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from domain.document import Repair
from normalizer import patterns
from normalizer.formats.layout.rows import joined
from normalizer.formats.layout.sheet import Line, Sheet

_NUMBER = re.compile(
    r"[-—–─_·•.\s]*(?:第\s*)?(?P<page>\d{1,4}|[ivxlc]{1,6})(?:\s*页)?(?:\s*[,，/／|]?\s*(?:共\s*|of\s+)?\d{1,4}(?:\s*页)?)?[-—–─_·•.\s]*"
    r"|Page\s+(?P<english>\d{1,4})(?:\s+of\s+\d{1,4})?",
    re.I,
)
_DECORATED = re.compile(r"[-—–─_·•]\s*\d+\s*[-—–─_·•]|第\s*\d+\s*页|\d+\s*[/／]\s*\d+|Page", re.I)
_PRINTED = re.compile(  # by a browser, the same in all of them
    r"(?:https?|file)://\S+(?:\s.*)?|(?:\d{4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4})\s*[,，]?\s*(?:[上下]午)?\d{1,2}:\d{2}(?:\s*[AP]M)?(?:\s.*)?"
)
_DEPTH = 3  # rows from the outer edge that can be furniture
_BAND = 0.16  # of the page's height from either edge; GB/T 9704 puts the number 7 mm under a type area 35 mm from the edge
_LEVEL = 4.0  # points that a running head may stand higher or lower from page to page
_SHARE = 0.4  # of the pages that carry a running head: odd and even pages may have two

Row = list[Line]


def stripped(sheets: list[Sheet], pages: list[list[Row]]) -> tuple[list[list[Row]], tuple[Repair, ...]]:
    """The rows of every page without its running heads and numbers, and a record of each that was taken off."""
    outer = [list(_outer(sheet, rows)) for sheet, rows in zip(sheets, pages, strict=True)]
    known = _Known.of([[rows[at] for at in places] for rows, places in zip(pages, outer, strict=True)])
    repairs: list[Repair] = []
    kept = []
    for page, (rows, places) in enumerate(zip(pages, outer, strict=True)):
        gone = set(_peeled(page, rows, places, known))
        for at in sorted(gone):
            text = joined(rows[at]).text
            repairs.append(Repair("page_number" if _NUMBER.fullmatch(text) else "furniture", text, ""))
        kept.append([row for at, row in enumerate(rows) if at not in gone])
    return kept, tuple(repairs)


def _outer(sheet: Sheet, rows: list[Row]) -> Iterator[int]:
    """Places of the rows near the edges, outermost first, top and bottom."""
    for places in (range(min(_DEPTH, len(rows))), range(len(rows) - 1, max(len(rows) - 1 - _DEPTH, -1), -1)):
        for at in places:
            base = rows[at][0].base
            if base < _BAND * sheet.height or base > (1 - _BAND) * sheet.height:
                yield at


def _peeled(page: int, rows: list[Row], places: list[int], known: _Known) -> Iterator[int]:
    """Furniture from the outside in; it ends at the first row that is text."""
    for inward in (1, -1):
        at = 0 if inward == 1 else len(rows) - 1
        while at in places and known.furniture(rows[at], page):
            yield at
            at += inward


@dataclass(frozen=True, slots=True)
class _Known:
    """What the outer rows of all pages have in common."""

    repeated: frozenset[tuple[str, int]]
    offsets: Counter[int]
    pages: int

    @classmethod
    def of(cls, outer: list[list[Row]]) -> _Known:
        """``repeated`` are texts that stand at one height on enough pages, with the height in steps of ``_LEVEL``; ``offsets``
        how often each difference between a printed number and the place of its page occurs: numbers of pages share one.
        """
        seen: dict[tuple[str, int], set[int]] = defaultdict(set)
        offsets: Counter[int] = Counter()
        for page, rows in enumerate(outer):
            for row in rows:
                step = round(row[0].base / _LEVEL)
                for text in _readings(row, page):
                    for near in (step - 1, step, step + 1):
                        seen[text, near].add(page)
            offsets.update({number - page for row in rows if (number := _page_number(row)) is not None})
        enough = max(2, _SHARE * len(outer))
        return cls(frozenset(key for key, found in seen.items() if len(found) >= enough), offsets, len(outer))

    def furniture(self, row: Row, page: int) -> bool:
        text = joined(row).text
        if any(line.table for line in row) or patterns.ANNEX.match(text):
            return False
        number = _page_number(row)
        if number is not None:
            counted = self.offsets[number - page] >= 2 or (self.pages == 1 and number == 1)
            return counted or bool(_DECORATED.search(text))
        step = round(row[0].base / _LEVEL)
        return bool(_PRINTED.fullmatch(text)) or any((reading, step) in self.repeated for reading in _readings(row, page))


def _readings(row: Row, page: int) -> tuple[str, str]:
    """The text of a row as it is, and with its numbers counted from the page: a head that carries the page's number repeats so."""
    text = re.sub(r"\s+", "", joined(row).text)
    return text, re.sub(r"\d{1,9}", lambda match: f"#{int(match[0]) - page}", text)


def _page_number(row: Row) -> int | None:
    match = _NUMBER.fullmatch(joined(row).text)
    if not match:
        return None
    digits = match["page"] or match["english"]
    return int(digits) if digits.isdigit() else _roman(digits.lower())


def _roman(digits: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[digit] for digit in digits]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
