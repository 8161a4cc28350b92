"""What differs between two texts: hunks that are tight, readable and never cut inside a number, a title or a name.

Sentences are aligned first (:mod:`differ.sentences`), then the tokens of reworded sentences (:mod:`differ.tokens`) go through
diff-match-patch, one private character a token, its timeout off, with semantic cleanup. A short word that was only put in or taken out
is shown with the words beside it (不包括 -> 包括), because 不 -> nothing says little to a reader.
"""

from __future__ import annotations

from dataclasses import dataclass

from diff_match_patch import diff_match_patch

from differ.fold import Folded, fold
from differ.sentences import Block, align_sentences, sentences
from differ.tokens import Sort, Token, tokenize

_Diff = tuple[int, str]
_FIRST = 0xF0000  # Plane 15: 65,534 private characters that occur in no text.
_TOKENS = 6_000  # Longer differing runs are one hunk: the search is quadratic in the number of differences.
_CONTEXT = 6  # An item of an enumeration up to this long is shown whole beside what was put in or taken out.


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
class _Range:
    """Tokens ``[a, b)`` of the old run against ``[c, d)`` of the new."""

    a: int
    b: int
    c: int
    d: int


def diff_texts(old: str, new: str) -> list[Hunk]:
    """The hunks between two texts, in order. Equal comparison forms give none."""
    one, other = fold(old), fold(new)
    if one.text == other.text:
        return []
    olds, news = sentences(one.text), sentences(other.text)
    old_at, new_at = _offsets(olds), _offsets(news)
    hunks: list[Hunk] = []
    for block in align_sentences(olds, news):
        starts = old_at[block.old_from], new_at[block.new_from]
        hunks.extend(_block_hunks(one, other, olds, news, block, starts))
    return hunks


def _offsets(parts: list[str]) -> list[int]:
    offsets = [0]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return offsets


def _block_hunks(
    one: Folded, other: Folded, olds: list[str], news: list[str], block: Block, starts: tuple[int, int]
) -> list[Hunk]:
    old = "".join(olds[block.old_from : block.old_to])
    new = "".join(news[block.new_from : block.new_to])
    before, after = tokenize(old), tokenize(new)
    if not old or not new:
        everything = _Range(0, len(before), 0, len(after))
        return [_hunk(one, other, (before, after), everything, everything, starts, old or new, whole=True)]
    cores = _token_ranges(before, after)
    return [
        _hunk(one, other, (before, after), core, shown, starts, old)
        for core, shown in zip(cores, _with_context(cores, before, after), strict=True)
    ]


def _hunk(
    one: Folded,
    other: Folded,
    tokens: tuple[list[Token], list[Token]],
    core: _Range,
    shown: _Range,
    starts: tuple[int, int],
    sentence: str,
    whole: bool = False,
) -> Hunk:
    before, after = tokens
    old = one.original(*_extent(before, shown.a, shown.b, starts[0]))
    new = other.original(*_extent(after, shown.c, shown.d, starts[1]))
    return Hunk(*old, *new, tuple(before[core.a : core.b]), tuple(after[core.c : core.d]), sentence, whole)


def _extent(tokens: list[Token], first: int, last: int, start: int) -> tuple[int, int]:
    if first < last:
        return start + tokens[first].start, start + tokens[last - 1].end
    here = tokens[first].start if first < len(tokens) else tokens[-1].end if tokens else 0
    return start + here, start + here


def _token_ranges(before: list[Token], after: list[Token]) -> list[_Range]:
    """The ranges of tokens that differ, after semantic cleanup."""
    olds, news = [token.text for token in before], [token.text for token in after]
    head = _common_head(olds, news)
    tail = _common_head(olds[head:][::-1], news[head:][::-1])
    a, b, c, d = head, len(olds) - tail, head, len(news) - tail
    if max(b - a, d - c) > _TOKENS:
        return [_Range(a, b, c, d)]
    ranges: list[_Range] = []
    for length_old, length_new, same in _differences(before[a:b], after[c:d]):
        if not same:
            ranges.append(_Range(a, a + length_old, c, c + length_new))
        a, c = a + length_old, c + length_new
    return _bridged(ranges, before)


def _bridged(ranges: list[_Range], before: list[Token]) -> list[_Range]:
    """Something put in and something taken out on two sides of one word are one change: 可直接 -> 经备案后可."""
    bridged: list[_Range] = []
    for current in ranges:
        last = bridged[-1] if bridged else None
        if last and current.a - last.b == 1 and before[last.b].sort is Sort.WORD and _opposite(last, current):
            bridged[-1] = _Range(last.a, current.b, last.c, current.d)
        else:
            bridged.append(current)
    return bridged


def _opposite(one: _Range, other: _Range) -> bool:
    return (one.a == one.b and other.c == other.d) or (one.c == one.d and other.a == other.b)


def _common_head(old: list[str], new: list[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _differences(before: list[Token], after: list[Token]) -> list[tuple[int, int, bool]]:
    """Runs of tokens as (length in old, length in new, equal)."""
    alphabet: dict[str, str] = {}
    coded = [
        "".join(alphabet.setdefault(token.text, chr(_FIRST + len(alphabet))) for token in side) for side in (before, after)
    ]
    numbers = {alphabet[token.text] for token in (*before, *after) if token.sort.numeric}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    runs: list[tuple[int, int, bool]] = []
    for operation, text in _clean(engine, engine.diff_main(coded[0], coded[1], checklines=False), numbers):
        length_old, length_new = (len(text), 0) if operation < 0 else (0, len(text)) if operation else (len(text), len(text))
        if operation and runs and not runs[-1][2]:
            last = runs.pop()
            length_old, length_new = last[0] + length_old, last[1] + length_new
        runs.append((length_old, length_new, not operation))
    return runs


def _clean(engine: diff_match_patch, diffs: list[_Diff], numbers: set[str]) -> list[_Diff]:
    """Semantic cleanup of everything between numbers that replaced numbers: two changed numbers are never run together."""
    cleaned: list[_Diff] = []
    pending: list[_Diff] = []
    for position, diff in enumerate(diffs):
        pending.append(diff)
        pair = diffs[position - 1 : position + 1]
        if position and [operation for operation, _ in pair] == [-1, 1] and all(text in numbers for _, text in pair):
            engine.diff_cleanupSemantic(pending := pending[:-2])
            cleaned += [*pending, *pair]
            pending = []
    engine.diff_cleanupSemantic(pending)
    return cleaned + pending


def _with_context(cores: list[_Range], before: list[Token], after: list[Token]) -> list[_Range]:
    """Each core, and where one side of it is empty the words beside it, up to the next core."""
    shown: list[_Range] = []
    for position, core in enumerate(cores):
        if core.a < core.b and core.c < core.d:
            shown.append(core)
            continue
        floor = shown[-1].b if shown else 0
        ceiling = cores[position + 1].a if position + 1 < len(cores) else len(before)
        listed = any(token.text == "、" for token in (*before[core.a : core.b], *after[core.c : core.d]))
        left = _item_length(before[floor : core.a][::-1], listed)
        right = _item_length(before[core.b : ceiling], listed)
        shown.append(_Range(core.a - left, core.b + right, core.c - left, core.d + right))
    return shown


def _item_length(tokens: list[Token], listed: bool) -> int:
    """How many of ``tokens`` to show: one word, or in an enumeration the item up to the next mark if that is short."""
    size = 0
    for count, token in enumerate(tokens):
        size += len(token.text)
        if token.sort is Sort.MARK:
            return count
        if not listed or size > _CONTEXT:
            return 1
    return len(tokens)
