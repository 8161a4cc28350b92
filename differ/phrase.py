"""The shortest part of an act that says a matter, as it stands in the text: 平均三个月内, 与延续注册合并办理.

It is never cut inside a number, a 《》 title, quotes or brackets, nor inside a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from differ.clause import BRIEF, ENTIRE, Clause
from domain.document import Fact
from domain.text import Span

_PAIRS = {"（": "）", "(": ")", "“": "”", "‘": "’", "《": "》", "「": "」"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase and how much it was ``cut``: 0 a whole clause, 1 from a verb to the end of a clause, 2 an item or a noun of it."""

    span: Span
    cut: int


def phrase(text: str, clause: Span, anchor: Span | None, facts: Sequence[Fact] = ()) -> Phrase:
    """The phrase of a clause, around the numbers of ``facts`` in it, or around ``anchor``: the words that name the matter."""
    said = Clause(text, clause)
    if not said.words:
        return Phrase(clause, 0)
    core = said.numbers(facts) if facts else said.held(anchor)
    whole = said.span(0, len(said.words) - 1)
    if len(whole) <= (BRIEF if facts else ENTIRE):
        return Phrase(whole, 0)
    first, last, cut = said.around_numbers(*core) if facts else said.around_words(*core)
    if said.turned(first, last):
        return Phrase(whole, 0)
    return Phrase(_closed(text, said.span(first, last), said.words, whole), cut)


def _closed(text: str, span: Span, words: Sequence[Span], whole: Span) -> Span:
    """Grown until no bracket or quotation mark stands alone; the whole clause where that does not help."""
    while (lonely := _lonely(span.of(text))) is not None:
        later = [word for word in words if word.end > span.end]
        earlier = [word for word in words if word.start < span.start]
        if lonely in _PAIRS and later:
            span = Span(span.start, later[0].end)
        elif lonely not in _PAIRS and earlier:
            span = Span(earlier[-1].start, span.end)
        else:
            return whole
    return span


def _lonely(said: str) -> str | None:
    """The first bracket or quotation mark without its other half."""
    open_: list[str] = []
    for character in said:
        if character in _PAIRS:
            open_.append(character)
        elif character in _PAIRS.values():
            if not open_ or _PAIRS[open_[-1]] != character:
                return character
            open_.pop()
    return open_[0] if open_ else None
