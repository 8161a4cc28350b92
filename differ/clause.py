"""A clause as words, and which part of it may stand for the whole.

What only wishes (鼓励, 争取) is either shown with that word or named without its verb: 争取试点 is not 试点.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from differ.fold import fold
from differ.modal import word_set
from differ.tokens import tokenize
from domain.document import Fact
from domain.text import Span

LEAST, TELLS = 4, 6
"""Characters below which a phrase says nothing, and below which a noun does not say enough of a clause that only wishes."""
SHORT = 18
"""Characters that fit a cell."""
BRIEF, ENTIRE = 20, 22
"""... of a clause with a number, and of one without, that is shown uncut."""
WISHED = 30
"""... of a clause that only wishes for what it says."""
TIGHT = 12
"""... of the words that name a matter; of more (血液制品企业建立…信息化) the end is kept."""
STILL = 26
"""... that are let stand where cutting would tear a sentence apart."""

_WISH = word_set(
    "鼓励 引导 倡导 支持 争取 力争 探索 拟 原则上 不 不得 不再 不予 免予 免于 可 可以 监督 严格监督 督促 帮助 推动"
)
"""Words that what follows hangs on: it is wished for, allowed, denied, or left to somebody else."""
_VERB = word_set(
    "推进 推行 推动 实施 实行 开展 建立 建设 健全 完善 优化 简化 加强 强化 加快 加大 扩大 拓宽 "
    "拓展 提高 提升 提供 压缩 缩短 缩减 减免 减少 落实 压实 深化 制定 制订 编制 开辟 开设 "
    "畅通 统筹 参与 参加 培育 构建 设立 组建 组织 给予 予以 配备 纳入 取消 "
    "允许 督促 进入 搭建 打造 覆盖 承担 承接 推广 做好 促进 加速 助推 "
    "履行 发挥 接受"
)
_LOOSE_ENDS = word_set(
    "的 地 得 和 与 及 以及 等 将 对 对于 把 并 并且 或 在 由 从 为 以 是 了 中 其 各 于 "
    "向 按 按照 根据 使 所 进行 有关 相关 进一步 积极 持续 大力"
)
_JOINING = word_set("并 且 并且 同时 以及 及")
_LEADING = word_set("由 从 每 自 平均")
_AT = word_set("在 于")
_SEPARATES = word_set("、 等 以及 及 和 与")
_TURNS = re.compile("取消|停止|暂停|终止|禁止|^不|除外|^除|^免|减免|^无")


class Clause:
    """A clause as words, without the marks around it and the 并 before it."""

    def __init__(self, text: str, clause: Span) -> None:
        self._text = text
        self.words = _words(text, clause)
        while self.words and self._said(0) in _JOINING:
            self.words.pop(0)

    def span(self, first: int, last: int) -> Span:
        return Span(self.words[first].start, self.words[last].end)

    def held(self, anchor: Span | None) -> tuple[int, int]:
        """The words that an anchor lies in; the first one for None."""
        found = [number for number, word in enumerate(self.words) if anchor and word.overlaps(anchor)] or [0]
        return found[0], found[-1]

    def numbers(self, facts: Sequence[Fact]) -> tuple[int, int]:
        """From the first to the last number of the facts; where the tokens show none, all their words."""
        held = [number for number, word in enumerate(self.words) if any(fact.span.overlaps(word) for fact in facts)] or [0]
        found = [number for number in held if _numeric(self._said(number))] or held
        return found[0], found[-1]

    def around_numbers(self, first: int, last: int) -> tuple[int, int, int]:
        """To the right as far as the clause goes on, to the left to the farthest good beginning that still fits a cell."""
        core, end = first, last
        while last + 1 < len(self.words) and not self._stops(last + 1) and len(self.span(core, last + 1)) <= STILL:
            last += 1
        if wishes := self._wishes(core):
            return (wishes[0], last, 1) if len(self.span(wishes[0], last)) <= WISHED else (core, end, 2)
        if core and self._said(core - 1) in _AT and len(self.span(core, last)) <= SHORT:
            return core, last, 1
        for room in (SHORT, STILL):
            fitting = [start for start in range(core + 1) if self._begins(start) and len(self.span(start, last)) <= room]
            if fitting and (fitting[0] < core or (room == SHORT and self._begins(core))):
                return fitting[0], last, 1
        return core, last, 2

    def around_words(self, first: int, last: int) -> tuple[int, int, int]:
        """From a verb before the anchor to the end of the clause, if that fits; else the noun or the item of a list with the anchor. Never a
        verb without the wish that it hangs on."""
        while first < last and len(self.span(first, last)) > TIGHT:
            first += 1
        wishes = self._wishes(first)
        best, found = (0, 0), self._bare(first, last)
        for end in range(last, len(self.words)):
            for start in range(first + 1):
                rank = self._rank(start, end, wishes)
                if rank > best:
                    best, found = rank, (start, end, 1 if rank[0] > 3 else 2)
        return found

    def _wishes(self, before: int) -> list[int]:
        """The words that only wish, before a word of the clause."""
        return [number for number in range(before) if self._said(number) in _WISH]

    def _rank(self, start: int, end: int, wishes: Sequence[int]) -> tuple[int, int]:
        """How well a part of the clause would say it; (0, 0) for not at all. Among equals the longer verb phrase, the shorter noun."""
        size, ends = len(self.span(start, end)), end == len(self.words) - 1
        leads = ends and (start == 0 or self._said(start) in _VERB or start in wishes)
        room = WISHED if leads and wishes else STILL if ends else SHORT
        if not (LEAST <= size <= room and self._begins(start) and self._ends(end)) or self._drops(wishes, start, end):
            return 0, 0
        if leads:
            rank = 5 if size <= SHORT else 4 if not wishes or size <= ENTIRE else 2
            return rank, size if size <= SHORT else WISHED - size + 1
        tells = ends and size <= SHORT and (not wishes or size >= TELLS)
        return (3 if tells else 2 if ends and not wishes else 1), STILL - size + 1

    def _drops(self, wishes: Sequence[int], start: int, end: int) -> bool:
        """True if a phrase that says what is done would leave out that it is only wished for."""
        acts = any(self._said(number) in _VERB for number in range(start, end + 1))
        return acts and any(number < start for number in wishes)

    def turned(self, first: int, last: int) -> bool:
        """True if a word outside of a part of the clause turns its meaning round: 取消, 不, 除外."""
        return any(_TURNS.search(self._said(number)) for number in (*range(first), *range(last + 1, len(self.words))))

    def _bare(self, first: int, last: int) -> tuple[int, int, int]:
        """The anchor with what belongs to it: from the nearest good beginning to the nearest good end, where they are not too far."""
        start = next((start for start in range(first, -1, -1) if self._begins(start)), first)
        if len(self.span(start, last)) > STILL:
            start = first
        end = next((end for end in range(last, len(self.words)) if self._ends(end)), last)
        if len(self.span(start, end)) > STILL:
            end = last
        while len(self.span(start, end)) < LEAST and end + 1 < len(self.words):
            end += 1
        return start, end, 2

    def _begins(self, number: int) -> bool:
        """A good beginning: of the clause or an item, behind 的, at a verb, or at a word such as 由 and 每."""
        if number == 0:
            return True
        if self._said(number) in _LOOSE_ENDS - _LEADING or self._stops(number):
            return False
        return self._said(number) in _VERB | _LEADING or self._said(number) in _WISH or self._opens(number - 1)

    def _ends(self, number: int) -> bool:
        last = number == len(self.words) - 1
        return last or (
            self._said(number) not in _LOOSE_ENDS | _VERB and (self._stops(number + 1) or self._said(number + 1) in _SEPARATES)
        )

    def _opens(self, number: int) -> bool:
        return self._stops(number) or self._said(number) in _SEPARATES | _VERB | {"的"}

    def _stops(self, number: int) -> bool:
        return _mark(self._text, self.words[number])

    def _said(self, number: int) -> str:
        return self.words[number].of(self._text)


def _words(text: str, clause: Span) -> list[Span]:
    """The words of a clause in the text itself, without the marks around it."""
    spans = [span.shift(clause.start) for span in _cut(clause.of(text))]
    while spans and _mark(text, spans[-1]):
        spans.pop()
    while spans and _mark(text, spans[0]):
        spans.pop(0)
    return spans


@lru_cache(maxsize=8192)
def _cut(clause: str) -> tuple[Span, ...]:
    folded = fold(clause)
    return tuple(Span(*folded.original(token.start, token.end)) for token in tokenize(folded.text))


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


def _numeric(word: str) -> bool:
    return any(token.sort.numeric for token in tokenize(fold(word).text))
