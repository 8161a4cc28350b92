"""What differs between two texts: hunks that are tight, readable and never cut inside a number, a title or a name.

Sentences are aligned first (:mod:`differ.sentences`), then the tokens of reworded sentences (:mod:`differ.tokendiff`).
"""

from __future__ import annotations

from dataclasses import dataclass

from differ.fold import Folded, fold
from differ.sentences import Block, align_sentences, sentences
from differ.tokendiff import Became, Range, token_ranges, with_context
from differ.tokens import Token, tokenize

_NOTHING: Became = {}


@dataclass(frozen=True, slots=True)
class Hunk:
    """``[old_start, old_end)`` of the old text became ``[new_start, new_end)`` of the new, in offsets of the texts as given.

    ``before`` and ``after`` are the tokens that really differ, ``sentence`` is the folded old (or, if put in, new) sentence around them,
    ``whole`` is True where a whole sentence was put in or taken out.
    """

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    sentence: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    """One text: its comparison form, its sentences and where each begins in that form."""

    folded: Folded
    sentences: list[str]
    starts: list[int]

    @classmethod
    def read(cls, text: str) -> _Side:
        folded = fold(text)
        parts = sentences(folded.text)
        starts = [0]
        for part in parts:
            starts.append(starts[-1] + len(part))
        return cls(folded, parts, starts)


@dataclass(frozen=True, slots=True)
class _Run:
    """Some sentences of one side as tokens; ``start`` is where they begin in its comparison form."""

    folded: Folded
    text: str
    start: int
    tokens: list[Token]

    @classmethod
    def cut(cls, side: _Side, first: int, last: int) -> _Run:
        text = "".join(side.sentences[first:last])
        return cls(side.folded, text, side.starts[first], tokenize(text))

    def extent(self, first: int, last: int) -> tuple[int, int]:
        """The original range of the tokens ``[first, last)``."""
        if first < last:
            return self.folded.original(self.start + self.tokens[first].start, self.start + self.tokens[last - 1].end)
        here = self.start + (self.tokens[first].start if first < len(self.tokens) else len(self.text))
        return self.folded.original(here, here)


def diff_texts(old: str, new: str, became: Became = _NOTHING) -> list[Hunk]:
    """The hunks between two texts, in order. Equal comparison forms give none.

    ``became`` says which reference of the new text each one of the old text stands for now: they are aligned, and still told.
    """
    one, other = _Side.read(old), _Side.read(new)
    if one.folded.text == other.folded.text:
        return []
    blocks = align_sentences(one.sentences, other.sentences)
    return [hunk for block in blocks for hunk in _block_hunks(one, other, block, became)]


def _block_hunks(one: _Side, other: _Side, block: Block, became: Became) -> list[Hunk]:
    before = _Run.cut(one, block.old_from, block.old_to)
    after = _Run.cut(other, block.new_from, block.new_to)
    if not before.text or not after.text:
        everything = Range(0, len(before.tokens), 0, len(after.tokens))
        return [_hunk(before, after, everything, everything, whole=True)]
    cores = token_ranges(before.tokens, after.tokens, became)
    shown = with_context(cores, before.tokens, after.tokens)
    return [_hunk(before, after, core, around) for core, around in zip(cores, shown, strict=True)]


def _hunk(before: _Run, after: _Run, core: Range, shown: Range, whole: bool = False) -> Hunk:
    return Hunk(
        *before.extent(shown.a, shown.b),
        *after.extent(shown.c, shown.d),
        tuple(before.tokens[core.a : core.b]),
        tuple(after.tokens[core.c : core.d]),
        before.text or after.text,
        whole,
    )
