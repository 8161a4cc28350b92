"""Names of rows: a few words that a regulatory-affairs person would use."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count

from differ.acts import Act
from differ.fold import key
from differ.gathered import Draft, Field
from differ.modal import word_set
from differ.tokens import Sort, tokenize
from domain.document import Document

OTHER = "其他"
"""The name of a row that has no words of a name's length."""
LEAST, MOST = 4, 14
"""Characters of a name."""
LONG, WORDS = 8, 7
"""Characters beyond which a name gains nothing, and words of the longest."""
BROKEN = 0.6
"""What a run is worth that a clause goes on behind: it may lack its head, which stands last in Chinese."""
_NAMING = frozenset({Sort.WORD, Sort.LATIN, Sort.BODY})
_EDGES = word_set(
    "应当 必须 的 地 得 和 与 及 以及 等 将 对 对于 把 并 或 在 由 从 为 以 是 了 中 其 各 于 向 按 "
    "按照 根据 使 所 进行 有关 相关 进一步 积极 持续 大力 符合 条件 我省 我市 全省 本省 本市 开展 "
    "推进 推动 加强 加快 强化 完善 健全 优化 建立 实施 实行 支持 鼓励 探索 提高 提升 促进 深化 省 "
    "市 后 前 内 上 下 可 不"
)


class Runs:
    """The runs of words of all acts of a call, and how rare each is."""

    def __init__(self, acts: Sequence[Act]) -> None:
        self._acts = [runs(act.text) for act in acts]
        self._frequency = Counter(run for found in self._acts for run in found)

    def shared(self, acts: Iterable[int], columns: Sequence[int]) -> list[str]:
        """Runs that acts of two columns or more have in common, the most telling first: said by many, rare elsewhere, long, and to the
        end of a clause."""
        found: dict[str, set[int]] = defaultdict(set)
        closed: set[str] = set()
        for number in acts:
            for run, closes in self._acts[number].items():
                found[run].add(columns[number])
                closed |= {run} if closes else set()
        widths = {run: len(said) for run, said in found.items() if len(said) > 1}

        def telling(run: str) -> tuple[float, int, str]:
            rarity = math.log((len(self._acts) + 1) / (self._frequency[run] + 0.5))
            worth = widths[run] * rarity * math.sqrt(min(len(run), LONG))
            return -worth * (1 if run in closed else BROKEN), len(run), run

        return sorted(widths, key=telling)


@lru_cache(maxsize=8192)
def runs(text: str) -> Mapping[str, bool]:
    """Runs of whole words of a name's length without a number, with no loose word at either end; True for those that a clause ends with."""
    found: dict[str, bool] = {}
    tokens = tokenize(key(text))
    for first in range(len(tokens)):
        for last in range(first, min(first + WORDS, len(tokens))):
            if tokens[last].sort not in _NAMING:
                break
            run = "".join(token.text for token in tokens[first : last + 1])
            if len(run) > MOST:
                break
            if len(run) >= LEAST and tokens[first].text not in _EDGES and tokens[last].text not in _EDGES:
                closes = last + 1 == len(tokens) or tokens[last + 1].sort is Sort.MARK
                found[run] = closes or found.get(run, False)
    return found


def named(drafts: Sequence[Draft], ground: Field, documents: Sequence[Document]) -> list[tuple[str, tuple[str, ...]]]:
    """For every row its name, no two alike, and the runs of words its columns share.

    The matter's own name comes first; of rows about one matter only the widest has it. Then what the columns say in the same words, then the
    shortest title of the row's measures, then the shortest act.
    """
    known = Runs(ground.acts)
    common = [known.shared(draft.acts, ground.columns) for draft in drafts]
    taken: set[str] = set()
    names: dict[int, str] = {}
    for number in sorted(range(len(drafts)), key=lambda number: _width(drafts[number], ground)):
        name = next(name for name in _choices(drafts[number], common[number], ground, documents) if name not in taken)
        taken.add(name)
        names[number] = name
    return [(names[number], tuple(common[number])) for number in range(len(drafts))]


def _width(draft: Draft, ground: Field) -> tuple[int, int, str]:
    return (
        -len({ground.columns[number] for number in draft.acts}),
        -len(draft.acts),
        min(ground.acts[n].text for n in draft.acts),
    )


def _choices(draft: Draft, common: Sequence[str], ground: Field, documents: Sequence[Document]) -> Iterator[str]:
    if draft.matter:
        yield draft.matter
    yield from common[:5]
    titles = {documents[place.document].measure(place.ordinal).title for place in ground.places(draft.acts)}
    ordered = [*_shortest_first(titles), *_shortest_first({ground.acts[number].text for number in draft.acts})]
    yield from (title for title in ordered if LEAST <= len(title) <= MOST and title in titles)
    yield from (max(found, key=lambda run: (len(run), run)) for title in ordered if (found := runs(title)))
    yield from (f"{draft.matter or common[0] if common else OTHER}（{number}）" for number in count(2))


def _shortest_first(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=lambda text: (len(text), text))
