"""Words that decide what a sentence obliges to: a change of one is never editorial, however small it is.

可 -> 应当, 不包括 -> 包括, 鼓励 -> 要求, 探索 -> 开展, 以上 -> 以内, or 除外 put in: the similarity may be 99.8 % and the meaning the opposite.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.change import Direction


def word_set(text: str) -> frozenset[str]:
    """A set of words, written with blanks between them."""
    return frozenset(text.split())


_NEGATIONS = word_set("不 未 无 非 没有 并非 不再 免 免予 无需 无须 不需 毋须 勿 别")
_DUTY = word_set("应 应当 须 必须 务必 需 需要 要求 有义务 一律 强制 严格")
_LEAVE = word_set("可 可以 允许 准予 有权 酌情 自愿")
_BAN = word_set("不得 禁止 严禁 不准 不可 不许 不能 不予 不应 不应当 不宜")
_WISH = word_set("鼓励 引导 倡导 提倡 支持 争取 力争 探索 原则上")
_BOUNDS = word_set("以上 以下 以内 以外 之内 之外 不超过 不少于 不低于 不高于 至少 至多 最高 最低 超过 少于 低于 高于 不足")
_LIMITS = word_set("除外 除 仅 只 仅限 限于 包括 不包括 全部 所有 部分 任何 均 每")
_MODAL = _NEGATIONS | _DUTY | _LEAVE | _BAN | _WISH | _BOUNDS | _LIMITS


def is_modal(before: Sequence[str], after: Sequence[str]) -> bool:
    """True if a modal word stands on one side only."""
    return bool(_modals(before) ^ _modals(after))


def _modals(words: Sequence[str]) -> set[str]:
    found = {word for word in words if word in _MODAL}
    found |= {word[0] for word in words if len(word) > 1 and word[0] in "不未无非免" and word not in _MODAL}
    return found


def direction(before: Sequence[str], after: Sequence[str], following: str) -> Direction | None:
    """The direction of a change of modal words, only where it is certain. ``following`` is what stands behind it in the sentence."""
    old, new = set(before), set(after)
    if following.startswith(("包括", "包含", "限于")) and (old ^ new) == {"不"}:
        widened = ("不" in old) == (not following.startswith("限于"))
        return Direction.WIDER if widened else Direction.NARROWER
    if len(old) > 2 or len(new) > 2:
        return None
    return _obliged(old, new)


def _obliged(old: set[str], new: set[str]) -> Direction | None:
    ranks = _rank(old), _rank(new)
    if ranks in {(0, 2), (1, 2), (0, 3), (1, 3)}:
        return Direction.TIGHTER
    if ranks in {(2, 0), (3, 0), (3, 1)}:
        return Direction.LOOSER
    return None


def _rank(words: set[str]) -> int:
    """0 leave, 1 wish, 2 duty, 3 ban, -1 none of them or several."""
    ranks = {rank for rank, group in enumerate((_LEAVE, _WISH, _DUTY, _BAN)) if words & group}
    return ranks.pop() if len(ranks) == 1 else -1
