"""The shortest part of an act that says a matter, as it stands in the text: 平均三个月内, 与延续注册合并办理.

A phrase is never cut inside a number, a 《》 title, quotes or brackets, nor inside a word, and what only wishes (鼓励, 争取) is either shown
with that word or named without its verb: 争取试点 is not 试点.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from differ.fold import fold
from differ.modal import words
from differ.tokens import Sort, Token, tokenize
from domain.document import Fact
from domain.text import Span

SHORT = 18
"""Characters that fit a cell."""
STILL = 24
"""... that are let stand where cutting would tear a sentence apart."""

_WISH = re.compile(
    "鼓励|引导|倡导|支持|争取|力争|探索|积极申请|研究|不得|不再|不予|免予|免于|可以?(?=按|直接|优先|减免|不)|原则上"
)
_VERB = words(
    "推进 推行 推动 实施 实行 开展 建立 建设 健全 完善 优化 简化 加强 强化 加快 加大 扩大 拓宽 "
    "拓展 提高 提升 提供 压缩 缩短 缩减 减免 减少 规范 落实 压实 深化 制定 制订 编制 开辟 开设 "
    "畅通 合并 统筹 协同 参与 参加 培育 构建 设立 组建 组织 给予 予以 办理 申请 配备 纳入 取消 "
    "允许 督促 指导 进入 开发 搭建 打造 覆盖 承担 承接 推广 做好 严格 促进 加速 助推 完成 发展 "
    "履行 发挥"
)
_LOOSE_ENDS = words(
    "的 地 得 和 与 及 以及 等 将 对 对于 把 并 并且 或 在 由 从 为 以 是 了 中 其 各 于 "
    "向 按 按照 根据 使 所 进行 有关 相关 进一步 积极 持续 大力"
)
_PAIRS = {"(": ")", "“": "”", "‘": "’", "《": "》", "「": "」"}


def phrase(text: str, clause: Span, anchor: Span | None, facts: Sequence[Fact] = ()) -> Span:
    """The phrase of a clause, around ``anchor`` (the words that name the matter) or around the numbers of ``facts`` in it."""
    words = _words(text, clause)
    if not words:
        return clause
    held = [number for number in range(len(words)) if any(fact.span.overlaps(words[number]) for fact in facts)]
    if facts and held:
        core = _numbers(text, words, facts) or (held[0], held[-1])
        return _whole(text, _widened(text, words, core), clause)
    if anchor is None:
        anchor = Span(words[0].start, words[0].start)
    return _whole(text, _said(text, words, anchor), clause)


def _words(text: str, clause: Span) -> list[Span]:
    """The words of a clause in the text itself, without the marks around it."""
    folded = fold(clause.of(text))
    spans = []
    for token in tokenize(folded.text):
        start, end = folded.original(token.start, token.end)
        spans.append(Span(start, end).shift(clause.start))
    while spans and _mark(text, spans[-1]):
        spans.pop()
    while spans and _mark(text, spans[0]):
        spans.pop(0)
    return spans


def _mark(text: str, span: Span) -> bool:
    return not any(character.isalnum() for character in span.of(text)) and span.of(text) not in {
        "”",
        "“",
        "》",
        "《",
        "）",
        "（",
        "’",
        "‘",
    }


def _numbers(text: str, words: Sequence[Span], facts: Sequence[Fact]) -> tuple[int, int] | None:
    """First and last word with a number of the facts."""
    found = [
        number
        for number, word in enumerate(words)
        if any(fact.span.overlaps(word) for fact in facts) and _numeric(word.of(text))
    ]
    return (found[0], found[-1]) if found else None


def _numeric(word: str) -> bool:
    tokens: list[Token] = tokenize(fold(word).text)
    return any(token.sort in (Sort.NUMBER, Sort.DATE, Sort.SHARE) for token in tokens)


def _widened(text: str, words: Sequence[Span], core: tuple[int, int]) -> tuple[Span, Sequence[Span]]:
    """From the numbers to the end of what they say, then to the left as far as a cell holds."""
    first, last = core
    while last + 1 < len(words) and words[last + 1].end - words[first].start <= STILL and not _stops(text, words[last + 1]):
        last += 1
    while first and words[last].end - words[first - 1].start <= SHORT and not _stops(text, words[first - 1]):
        first -= 1
    while first < core[0] and words[first].of(text) in _LOOSE_ENDS - {"由", "从"}:
        first += 1
    return Span(words[first].start, words[last].end), words


def _stops(text: str, word: Span) -> bool:
    return _mark(text, word) and word.of(text) != "、"


def _said(text: str, words: Sequence[Span], anchor: Span) -> tuple[Span, Sequence[Span]]:
    whole = Span(words[0].start, words[-1].end)
    if len(whole) <= SHORT:
        return whole, words
    held = [number for number, word in enumerate(words) if word.overlaps(anchor)] or [0]
    first, last = held[0], held[-1]
    stop = _end(text, words, last)
    for start in _starts(text, words, first):
        if words[stop].end - words[start].start <= SHORT and not _WISH.search(text[whole.start : words[start].start]):
            return Span(words[start].start, words[stop].end), words
    wish = _WISH.search(text, whole.start, words[first].start)
    if wish and words[stop].end - wish.start() <= STILL:
        return Span(wish.start(), words[stop].end), words
    return _bare(text, words, first, last, stop), words


def _end(text: str, words: Sequence[Span], last: int) -> int:
    """The last word of the item of a list that holds the anchor."""
    end = last
    while end + 1 < len(words) and words[end + 1].of(text) not in {"、", "等", "以及", "及"}:
        end += 1
    return end


def _starts(text: str, words: Sequence[Span], first: int) -> list[int]:
    """Where the phrase may begin: at a verb before the anchor, the nearest last; the beginning of the clause first."""
    return [0, *(number for number in range(1, first + 1) if words[number].of(text) in _VERB)]


def _bare(text: str, words: Sequence[Span], first: int, last: int, stop: int) -> Span:
    """The matter by its noun: from the item of a list or the 的 before it, without the verb that leads to it."""
    while first and words[stop].end - words[first - 1].start <= SHORT and not _opens(text, words[first - 1]):
        first -= 1
    while stop > last and words[stop].end - words[first].start > SHORT:
        stop -= 1
    while stop > last and words[stop].of(text) in _LOOSE_ENDS:
        stop -= 1
    return Span(words[first].start, words[stop].end)


def _opens(text: str, word: Span) -> bool:
    said = word.of(text)
    return said in _VERB or said in _LOOSE_ENDS or _mark(text, word) or bool(_WISH.fullmatch(said))


def _whole(text: str, found: tuple[Span, Sequence[Span]], clause: Span) -> Span:
    """Grown until no bracket or quotation mark stands alone; the clause where that would take more than it."""
    span, words = found
    while (lonely := _lonely(span.of(text))) is not None:
        if lonely in _PAIRS or lonely == "（":
            later = [word for word in words if word.end > span.end]
            span = Span(span.start, later[0].end) if later else clause
        else:
            earlier = [word for word in words if word.start < span.start]
            span = Span(earlier[-1].start, span.end) if earlier else clause
        if span == clause:
            break
    return span


def _lonely(said: str) -> str | None:
    """The first bracket or quotation mark without its other half."""
    pairs = {**_PAIRS, "（": "）"}
    open_: list[str] = []
    for character in said:
        if character in pairs:
            open_.append(character)
        elif character in pairs.values():
            if not open_ or pairs[open_[-1]] != character:
                return character
            open_.pop()
    return open_[0] if open_ else None
