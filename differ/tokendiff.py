"""Which tokens of two texts differ, and what to show with them.

The tokens go through diff-match-patch, one private character a token, its timeout off, with semantic cleanup. A word that was only put in
or taken out is shown with the words beside it (不包括 -> 包括), because 不 -> nothing says little to a reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diff_match_patch import diff_match_patch

from differ.tokens import Sort, Token

Became = Mapping[str, str]
_Diff = tuple[int, str]
_FIRST = 0xF0000  # Plane 15: 65,534 private characters that occur in no text.
_TOKENS = 6_000  # Longer differing runs are one range: the search is quadratic in the number of differences.
_CONTEXT = 6  # An item of an enumeration up to this long is shown whole beside what was put in or taken out.


@dataclass(frozen=True, slots=True)
class Range:
    """Tokens ``[a, b)`` of the old run against ``[c, d)`` of the new."""

    a: int
    b: int
    c: int
    d: int


def token_ranges(before: list[Token], after: list[Token], became: Became) -> list[Range]:
    """The ranges of tokens that differ, after semantic cleanup."""
    olds, news = [token.text for token in before], [token.text for token in after]
    head = _common_head(olds, news)
    tail = _common_head(olds[head:][::-1], news[head:][::-1])
    a, b, c, d = head, len(olds) - tail, head, len(news) - tail
    if max(b - a, d - c) > _TOKENS:
        return [Range(a, b, c, d)]
    ranges: list[Range] = []
    names = [_name(before, place, became) for place in range(a, b)]
    for length_old, length_new, same in _differences(names, before[a:b], after[c:d]):
        steps = [(1, 1)] * length_old if same else [(length_old, length_new)]
        for step_old, step_new in steps:
            if olds[a : a + step_old] != news[c : c + step_new]:
                ranges.append(Range(a, a + step_old, c, c + step_new))
            a, c = a + step_old, c + step_new
    return _bridged(ranges, before)


def _name(tokens: list[Token], place: int, became: Became) -> str:
    """The token as it should read now: a reference to an article of this text under the number that article has now."""
    token = tokens[place]
    foreign = place > 0 and tokens[place - 1].sort is Sort.TITLE
    return token.text if foreign or token.sort is not Sort.REFERENCE else became.get(token.text, token.text)


def _bridged(ranges: list[Range], before: list[Token]) -> list[Range]:
    """Something put in and something taken out on two sides of one word are one change: 可直接 -> 经备案后可."""
    bridged: list[Range] = []
    for current in ranges:
        last = bridged[-1] if bridged else None
        if last and current.a - last.b == 1 and before[last.b].sort is Sort.WORD and _opposite(last, current):
            bridged[-1] = Range(last.a, current.b, last.c, current.d)
        else:
            bridged.append(current)
    return bridged


def _opposite(one: Range, other: Range) -> bool:
    return (one.a == one.b and other.c == other.d) or (one.c == one.d and other.a == other.b)


def _common_head(old: list[str], new: list[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _differences(names: list[str], before: list[Token], after: list[Token]) -> list[tuple[int, int, bool]]:
    """Runs of tokens as (length in old, length in new, equal); ``names`` are those of ``before``."""
    alphabet: dict[str, str] = {}
    sides = names, [token.text for token in after]
    coded = ["".join(alphabet.setdefault(name, chr(_FIRST + len(alphabet))) for name in side) for side in sides]
    numeric = {token.text for token in (*before, *after) if token.sort.numeric}
    numbers = {character for name, character in alphabet.items() if name in numeric}
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


def with_context(cores: list[Range], before: list[Token], after: list[Token]) -> list[Range]:
    """Each core, and where one side of it is empty the words beside it, up to the next core."""
    shown: list[Range] = []
    for position, core in enumerate(cores):
        if core.a < core.b and core.c < core.d:
            shown.append(core)
            continue
        floor = shown[-1].b if shown else 0
        ceiling = cores[position + 1].a if position + 1 < len(cores) else len(before)
        listed = any(token.text == "、" for token in (*before[core.a : core.b], *after[core.c : core.d]))
        left = _item_length(before[floor : core.a][::-1], listed)
        right = _item_length(before[core.b : ceiling], listed)
        shown.append(Range(core.a - left, core.b + right, core.c - left, core.d + right))
    return shown


def _item_length(tokens: list[Token], listed: bool) -> int:
    """How many of ``tokens`` to show: one word, or in an enumeration the item up to the next mark if that is short."""
    size = 0
    start = 1 if listed and tokens and tokens[0].text == "、" else 0
    for count, token in enumerate(tokens[start:], start):
        size += len(token.text)
        if token.sort is Sort.MARK:
            return count
        if not listed or size > _CONTEXT:
            return start or 1
    return len(tokens)
