"""Canonical text -> sections and measures: which of the numbers that open a line count the measures, and where each one ends.

A measure is the smallest numbered unit that carries its own text: 第X条 in a law, else （一）, else 1., else 一、. Numbers
further in (1. under （一）, （1）, ①) belong to the body. What stands above is a section. A document with annexes has its
measures in one of its regions only: the one with most of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from domain.document import Section
from domain.text import Span
from normalizer import patterns
from normalizer.endings import closes, own, with_inner
from normalizer.lines import RANK, Level, Line, lines_of
from normalizer.numerals import value

_ROW = re.compile(r"\d{1,3}[.．、]?\t[^\t]*[\u4e00-\u9fff]")
_NO_NUMERAL = re.compile(r"之.*$|[^〇零一二三四五六七八九十百千\d]")
_MAX_GAP = 5  # articles a stored law may lack before a number is taken for a reference


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one measure, number first."""

    number: str
    section: str | None
    lines: tuple[Line, ...]

    @property
    def span(self) -> Span:
        return Span(self.lines[0].span.start, self.lines[-1].span.end)


@dataclass(frozen=True, slots=True)
class Structure:
    """Sections and measure blocks. ``opening`` is the offset of the first section or measure: before it stand title and preamble."""

    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    opening: int
    law: bool


def segment(text: str) -> Structure:
    """The structure of a canonical text."""
    lines = lines_of(text)
    region = _main_region(lines)
    level = _measure_level(region)
    sections, blocks = _walk(region, level) if level else ([], _rows(region))
    spans = [section.span for section in sections] + [block.span for block in blocks]
    opening = min((span.start for span in spans), default=len(text))
    owned = sum(closes(block.lines[-1]) for block in blocks)
    return Structure(lines, tuple(sections), tuple(blocks), opening, level is Level.ARTICLE and 2 * owned < len(blocks))


def _main_region(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The stretch between annex heads (附件1 alone on a line) that holds the measures."""
    cuts = [0, *(index for index, line in enumerate(lines) if patterns.ANNEX.match(line.text)), len(lines)]
    regions = [lines[a:b] for a, b in pairwise(cuts) if a < b]
    return max(regions, key=_weight, default=lines)


def _weight(region: tuple[Line, ...]) -> float:
    """How much a region looks like the body: units at its measure level, those without a sentence (lists of annexes) for less."""
    level = _measure_level(region)
    units = [line for line in region if level and line.level is level]
    return sum(1.0 if "。" in line.text or level is Level.ARTICLE else 0.25 for line in units)


def _measure_level(lines: tuple[Line, ...]) -> Level | None:
    """Which numbers count the measures of a region, or None."""

    def found(level: Level) -> list[int]:
        return [index for index, line in enumerate(lines) if line.level is level]

    if len(found(Level.ARTICLE)) >= 2:
        return Level.ARTICLE
    parens, digits, romans = found(Level.PAREN), found(Level.DIGIT), found(Level.ROMAN)
    if parens:
        bare = sum(_is_bare(lines, index) for index in parens)
        return Level.DIGIT if digits and 2 * bare >= len(parens) else Level.PAREN
    if len(digits) >= 2 or (digits and romans):
        return Level.DIGIT
    return Level.ROMAN if len(romans) >= 2 else None


def _is_bare(lines: tuple[Line, ...], index: int) -> bool:
    """True for a （一） that is only a heading over 1. 2. 3."""
    below = lines[index + 1].level if index + 1 < len(lines) else Level.PLAIN
    return lines[index].heading and below is Level.DIGIT


def _walk(lines: tuple[Line, ...], level: Level) -> tuple[list[Section], list[Block]]:
    """Go through the lines once: headings above the measure level open sections, numbers of the level open measures."""
    sections: list[Section] = []
    blocks: list[Block] = []
    path: list[tuple[Level, str]] = []
    for stretch in _stretches(lines, level):
        first = stretch[0]
        if first.level is level:
            blocks.append(Block(first.number, _path(path), stretch))
        else:
            path = [entry for entry in path if RANK[entry[0]] < RANK[first.level]]
            heading = first.text.split("。")[0]
            path.append((first.level, heading))
            sections.append(
                Section(len(path), first.number, heading[first.rest :], Span(first.span.start, first.span.start + len(heading)))
            )
            blocks += _odd_section(stretch, _path(path), _path(path[:-1]), level)
    return sections, _trimmed(blocks, level)


def _rows(lines: tuple[Line, ...]) -> list[Block]:
    """The rows of a table that counts them, where nothing else is numbered: a list of tasks, of offences ..."""
    rows = [line for line in lines if _ROW.match(line.text)]
    return [Block(line.text.split("\t")[0], None, (line,)) for line in rows] if len(rows) >= 2 else []


def _path(path: list[tuple[Level, str]]) -> str | None:
    return " › ".join(heading for _, heading in path) or None


def _stretches(lines: tuple[Line, ...], level: Level) -> Iterator[tuple[Line, ...]]:
    """The lines cut at every section heading and every number of the measure level; what stands before the first is left out."""
    heads = list(_heads(lines, level))
    for begin, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        yield lines[begin:end]


def _heads(lines: tuple[Line, ...], level: Level) -> Iterator[int]:
    last, fresh = 0, True
    for index, line in enumerate(lines):
        if line.level is Level.PLAIN or RANK[line.level] > RANK[level]:
            continue
        if line.level is not level:
            if level is not Level.ARTICLE or line.level in (Level.PART, Level.CHAPTER, Level.DIVISION):
                fresh = True
                yield index
            continue
        number = _ordinal(line.number)
        if _follows(level, number, last, fresh):
            last, fresh = number, False
            yield index


@lru_cache(maxsize=1024)  # every document counts from one again
def _ordinal(number: str) -> int:
    return value(_NO_NUMERAL.sub("", number)) or 0


def _follows(level: Level, number: int, last: int, fresh: bool) -> bool:
    """True if ``number`` can come after ``last``: numbers inside a measure start anew, references jump."""
    if level is Level.ARTICLE:
        return (fresh and last == 0) or last <= number <= last + _MAX_GAP
    if level is Level.DIGIT:
        return fresh or last < number <= last + _MAX_GAP
    return True


def _odd_section(stretch: tuple[Line, ...], path: str | None, above: str | None, level: Level) -> list[Block]:
    """The measures of a section that has none at the level of the rest: its own 1. 2. 3., itself if a unit answers for it, a （一）
    with a text of its own where the rest is numbered 1. 2. 3. under （一）."""
    first, rest = stretch[0], stretch[1:]
    if first.level is Level.PAREN and level is Level.DIGIT and not first.heading:
        return [Block(first.number, above, stretch)]
    if first.level is not Level.ROMAN or level is Level.ARTICLE:
        return []
    digits = [index for index, line in enumerate(stretch) if line.level is Level.DIGIT]
    if len(digits) >= 2:
        ends = [*digits[1:], len(stretch)]
        return [Block(stretch[a].number, path, stretch[a:b]) for a, b in zip(digits, ends, strict=True)]
    owned = [index for index, line in enumerate(stretch) if closes(line)]
    return [Block(first.number, above, stretch[: owned[-1] + 1])] if owned and (rest or not first.heading) else []


def _trimmed(blocks: list[Block], level: Level) -> list[Block]:
    """The blocks without what follows the last measure: closing paragraphs, signature, date, notes."""
    kept = [own(block.lines, level) for block in blocks]
    alone = all(len(lines) == 1 for lines in kept[:-1]) and len(blocks) > 2
    if alone and level is not Level.ARTICLE and not any(map(closes, kept[-1])):
        kept[-1] = with_inner(kept[-1])
    return [Block(block.number, block.section, lines) for block, lines in zip(blocks, kept, strict=True)]
