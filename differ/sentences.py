"""Align the sentences of two texts, in order: which stayed, which were reworded, which were put in or taken out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

_SENTENCE = re.compile(r"[^。;!?]*[。;!?]+[\"')\]]*|[^。;!?]+")
_ALIKE = 0.5  # Two sentences below this share of common characters are shown as one taken out and one put in.
_GAIN = 0.5  # A neighbour joins a pair if at least this share of it is common to the other side.
_CELLS = 40_000  # Bound of the alignment table of one gap; a larger gap without any common sentence is one block.
_AREA = 400_000_000  # ... and of its characters times characters, so that sentences without end cost no more.


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences ``[old_from, old_to)`` of the old text stand against ``[new_from, new_to)`` of the new; one range may be empty."""

    old_from: int
    old_to: int
    new_from: int
    new_to: int


def sentences(text: str) -> list[str]:
    """The sentences of a folded text with their closing marks; joined they are the text again."""
    return _SENTENCE.findall(text)


def align_sentences(old: list[str], new: list[str]) -> list[Block]:
    """The blocks that differ, in order. Sentences in no block stand unchanged on both sides."""
    blocks: list[Block] = []
    gaps = [(0, len(old), 0, len(new))]
    while gaps:
        a, b, c, d = _trim(old, new, gaps.pop())
        if a == b or c == d:
            blocks.extend(_lonely(a, b, c, d))
            continue
        anchors = _anchors(old, new, a, b, c, d)
        if anchors:
            gaps.extend(_between(anchors, a, b, c, d))
        else:
            blocks.extend(_pair(old, new, a, b, c, d))
    return _whole(sorted(blocks, key=lambda block: (block.old_from, block.new_from, block.old_to, block.new_to)), old, new)


def _whole(blocks: list[Block], old: list[str], new: list[str]) -> list[Block]:
    """``blocks`` with the halves of one sentence (…；…。) that were put in or taken out together made one."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last and (last.old_to, last.new_to) == (block.old_from, block.new_from) and _halves(last, block, old, new):
            found[-1] = Block(last.old_from, block.old_to, last.new_from, block.new_to)
        else:
            found.append(block)
    return found


def _halves(one: Block, other: Block, old: list[str], new: list[str]) -> bool:
    if one.new_from == one.new_to and other.new_from == other.new_to:
        return old[one.old_to - 1].endswith(";")
    return one.old_from == one.old_to and other.old_from == other.old_to and new[one.new_to - 1].endswith(";")


def _trim(old: list[str], new: list[str], gap: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    a, b, c, d = gap
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    return a, b, c, d


def _anchors(old: list[str], new: list[str], a: int, b: int, c: int, d: int) -> list[tuple[int, int]]:
    """Sentences that stand once on either side and in one order (patience): the fixed points of a gap."""
    counts_old, counts_new = Counter(old[a:b]), Counter(new[c:d])
    where = {sentence: c + i for i, sentence in enumerate(new[c:d]) if counts_new[sentence] == 1}
    pairs = [(i, where[old[i]]) for i in range(a, b) if counts_old[old[i]] == 1 and old[i] in where]
    kept = longest_increasing([j for _, j in pairs])
    return [pairs[i] for i in kept]


def longest_increasing(values: list[int]) -> list[int]:
    """Positions of a longest strictly increasing subsequence of ``values``, in O(n log n)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [position]
    kept: list[int] = []
    position = ends[-1] if ends else -1
    while position >= 0:
        kept.append(position)
        position = before[position]
    return kept[::-1]


def _between(anchors: list[tuple[int, int]], a: int, b: int, c: int, d: int) -> list[tuple[int, int, int, int]]:
    gaps = []
    for i, j in [*anchors, (b, d)]:
        gaps.append((a, i, c, j))
        a, c = i + 1, j + 1
    return gaps


def _lonely(a: int, b: int, c: int, d: int) -> list[Block]:
    return [Block(i, i + 1, c, c) for i in range(a, b)] + [Block(b, b, j, j + 1) for j in range(c, d)]


def _pair(old: list[str], new: list[str], a: int, b: int, c: int, d: int) -> list[Block]:
    """Best monotone pairing of two ranges that share no sentence: common characters count, leaving a sentence alone costs nothing."""
    rows, columns = b - a, d - c
    if rows * columns > _CELLS or sum(map(len, old[a:b])) * sum(map(len, new[c:d])) > _AREA:
        return [Block(a, b, c, d)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            options = [(best[i - 1][j], (1, 0)), (best[i][j - 1], (0, 1))]
            for di, dj in ((1, 1), (1, 2), (2, 1)):
                if i >= di and j >= dj:
                    worth = _worth(old[a + i - di : a + i], new[c + j - dj : c + j])
                    options.append((best[i - di][j - dj] + worth, (di, dj)) if worth else (0.0, (1, 0)))
            best[i][j], step[i, j] = max(options, key=lambda option: option[0])
    return _walk(step, rows, columns, a, c)


def _walk(step: dict[tuple[int, int], tuple[int, int]], i: int, j: int, a: int, c: int) -> list[Block]:
    blocks: list[Block] = []
    while i or j:
        di, dj = step.get((i, j), (1, 0) if i else (0, 1))
        blocks.append(Block(a + i - di, a + i, c + j - dj, c + j))
        i, j = i - di, j - dj
    return blocks


def _worth(old: list[str], new: list[str]) -> float:
    """Common characters of two runs of sentences, 0 where they are too unlike to be shown as one reworded from the other."""
    one, other = "".join(old), "".join(new)
    common = LCSseq.similarity(one, other)
    if 2 * common < _ALIKE * (len(one) + len(other)) and common < 0.8 * min(len(one), len(other)):
        return 0.0
    if len(old) + len(new) == 2:
        return float(common)
    single, several = (one, new) if len(old) == 1 else (other, old)
    gains = [common - LCSseq.similarity(single, part) for part in several[::-1]]
    enough = all(gain >= _GAIN * len(part) for gain, part in zip(gains, several, strict=True))
    return common + 0.5 if enough else 0.0
