"""What can happen to a text from one day to the next. Every edit names a measure by the number it had the day before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from sample.text import Block, Kind, Text


class Edit(Protocol):
    """One edit of the text called ``document``. ``apply`` raises KeyError or ValueError where it does not fit the text."""

    @property
    def document(self) -> str: ...

    def apply(self, text: Text) -> Text: ...


@dataclass(frozen=True, slots=True)
class Reword:
    """Put ``new`` for ``old`` in one measure (``number``), or outside of all measures (``number`` empty)."""

    document: str
    number: str
    old: str
    new: str

    def apply(self, text: Text) -> Text:
        if not self.number:
            return _everywhere(text, self._swap_outside(text))
        place = text.position(self.number)
        block = text.blocks[place]
        if block.text.count(self.old) != 1:
            raise ValueError(f"{text.key} {self.number} does not hold {self.old!r} exactly once")
        return _splice(text, place, 1, replace(block, text=block.text.replace(self.old, self.new)))

    def _swap_outside(self, text: Text) -> Callable[[Block], Block]:
        outside = [block for block in text.blocks if block.kind is not Kind.MEASURE and self.old in block.text]
        if len(outside) != 1:
            raise ValueError(f"{text.key} holds {self.old!r} outside of its measures {len(outside)} times, not once")
        return lambda block: replace(block, text=block.text.replace(self.old, self.new)) if block in outside else block


@dataclass(frozen=True, slots=True)
class Insert:
    """A new measure behind the one with the number ``after``; the rest moves up by one."""

    document: str
    after: str
    text: str

    def apply(self, text: Text) -> Text:
        return _splice(text, text.position(self.after) + 1, 0, Block(Kind.MEASURE, self.text, _fresh(text)))


@dataclass(frozen=True, slots=True)
class Delete:
    """The measure goes; the rest moves down by one."""

    document: str
    number: str

    def apply(self, text: Text) -> Text:
        return _splice(text, text.position(self.number), 1)


@dataclass(frozen=True, slots=True)
class Move:
    """The measure goes, words unchanged, behind the one with the number ``after``."""

    document: str
    number: str
    after: str

    def apply(self, text: Text) -> Text:
        start, target = text.position(self.number), text.position(self.after)
        block = text.blocks[start]
        without = _splice(text, start, 1)
        return _splice(without, target + 1 - (start < target), 0, block)


@dataclass(frozen=True, slots=True)
class Split:
    """The sentences from ``start`` on become a measure of their own under ``title``; both keep the responsible units."""

    document: str
    number: str
    start: str
    title: str

    def apply(self, text: Text) -> Text:
        place = text.position(self.number)
        block = text.blocks[place]
        words, units = _units(block.text)
        first, found, rest = words.partition(self.start)
        if not found:
            raise ValueError(f"{text.key} {self.number} does not hold {self.start!r}")
        second = Block(Kind.MEASURE, f"{self.title}{found}{rest}{units}", _fresh(text))
        return _splice(text, place, 1, replace(block, text=first + units), second)


@dataclass(frozen=True, slots=True)
class Merge:
    """The measure and the next one become one under ``title``: all sentences of both bodies, units of the first."""

    document: str
    number: str
    title: str

    def apply(self, text: Text) -> Text:
        place = text.position(self.number)
        first, second = text.blocks[place : place + 2]
        words, units = _units(first.text)
        bodies = [part.split("。", 1)[1] for part in (words, _units(second.text)[0])]
        return _splice(text, place, 2, replace(first, text=f"{self.title}{''.join(bodies)}{units}"))


@dataclass(frozen=True, slots=True)
class Repeal:
    """The paper is declared void: a note above its first block, and the validity flips. The words stay."""

    document: str
    note: str

    def apply(self, text: Text) -> Text:
        return replace(_splice(text, 0, 0, Block(Kind.PARAGRAPH, self.note)), validity="废止")


def _splice(text: Text, place: int, gone: int, *put: Block) -> Text:
    return replace(text, blocks=(*text.blocks[:place], *put, *text.blocks[place + gone :]))


def _everywhere(text: Text, change: Callable[[Block], Block]) -> Text:
    return replace(text, blocks=tuple(map(change, text.blocks)))


def _fresh(text: Text) -> int:
    return max(block.id for block in text.blocks) + 1


def _units(words: str) -> tuple[str, str]:
    """A measure's words and its bracket of responsible units, which is the last bracket pair."""
    start = words.rindex("（")
    return words[:start], words[start:]
