"""Score ``relate`` on the labelled pairs of policy texts (``gold/links.json``)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from differ.relate import relate
from domain.document import Document
from domain.relation import Link

Key = tuple[str, int, str, int]


@dataclass(frozen=True, slots=True)
class LinkScore:
    """Links of strength 2 and 3 of one pair of texts; ``average`` is the average precision by score over all links."""

    pair: str
    right: int
    wrong: int
    missed: int
    average: float

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score_links(gold: Path, documents: dict[str, Document], together: bool = True) -> list[LinkScore]:
    """One score a labelled pair. ``together``: all documents in one call, else two at a time."""
    labels = {(*row["a"], *row["b"]): row for row in json.loads(gold.read_text("utf-8"))}
    pairs = sorted({(key[0], key[2]) for key in labels})
    names = sorted(documents)
    whole = _named(names, relate([documents[name] for name in names]).links) if together else {}
    scores = []
    for one, other in pairs:
        found = whole or _named([one, other], relate([documents[one], documents[other]]).links)
        scores.append(
            _score(
                f"{one}-{other}", labels, {key: link for key, link in found.items() if key[::2] == (one, other)}, (one, other)
            )
        )
    return scores


def _named(names: Sequence[str], links: Sequence[Link]) -> dict[Key, Link]:
    return {(names[link.a.document], link.a.ordinal, names[link.b.document], link.b.ordinal): link for link in links}


def _score(name: str, labels: dict[Key, dict[str, object]], found: dict[Key, Link], pair: tuple[str, str]) -> LinkScore:
    ignored = {key for key, row in labels.items() if row.get("borderline")}
    true = {key for key, row in labels.items() if key[::2] == pair and key not in ignored and int(str(row["strength"])) >= 2}
    ranked = sorted((key for key in found if key not in ignored), key=lambda key: -found[key].score)
    said = {key for key in ranked if found[key].strength >= 2}
    hits, total = 0, 0.0
    for rank, key in enumerate(ranked, 1):
        if key in true:
            hits += 1
            total += hits / rank
    return LinkScore(name, len(said & true), len(said - true), len(true - said), total / len(true) if true else 1.0)
