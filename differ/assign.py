"""The one-to-one assignment with the best total score, over a sparse table of rivals."""

from __future__ import annotations

from collections import defaultdict

_SQUARE = 300  # Larger groups of rivals are matched greedily: the optimal assignment is cubic.

Pair = tuple[int, int]


def assign(scores: dict[Pair, float]) -> list[Pair]:
    """The one-to-one pairs with the best total, group of rivals by group."""
    chosen: list[Pair] = []
    for group in _groups(scores):
        olds, news = sorted({i for i, _ in group}), sorted({j for _, j in group})
        if len(olds) == 1 or len(news) == 1 or max(len(olds), len(news)) > _SQUARE:
            chosen.extend(_greedy(group, scores))
        else:
            chosen.extend(_optimal(olds, news, scores))
    return chosen


def _groups(scores: dict[Pair, float]) -> list[list[Pair]]:
    """Pairs that share no measure with each other's rivals are settled apart."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for i, j in scores:
        parent[root(("old", i))] = root(("new", j))
    groups: dict[tuple[str, int], list[Pair]] = defaultdict(list)
    for i, j in sorted(scores):
        groups[root(("old", i))].append((i, j))
    return list(groups.values())


def _greedy(group: list[Pair], scores: dict[Pair, float]) -> list[Pair]:
    olds: set[int] = set()
    news: set[int] = set()
    chosen = []
    for i, j in sorted(group, key=lambda pair: (-scores[pair], pair)):
        if i not in olds and j not in news:
            olds.add(i)
            news.add(j)
            chosen.append((i, j))
    return chosen


def _optimal(olds: list[int], news: list[int], scores: dict[Pair, float]) -> list[Pair]:
    from scipy.optimize import linear_sum_assignment  # takes 0.3 s and is seldom needed

    table = [[-scores.get((i, j), 0.0) for j in news] for i in olds]
    rows, columns = linear_sum_assignment(table)
    pairs = [(olds[row], news[column]) for row, column in zip(rows, columns, strict=True)]
    return [pair for pair in pairs if pair in scores]
