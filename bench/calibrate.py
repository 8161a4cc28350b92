"""The thresholds of the differ, tried one by one on the development sets and on generated amendments of their laws.

``python -m bench.calibrate [--shared DIR] [--seeds N]`` prints what the labelled pairs measure, and for every threshold the scores at and around
its value: the table of ``docs/differ.md``. A value is good if its row is best or level with the best on every set.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import differ.gaps
import differ.relate
import differ.rivals
import differ.splits
from bench.amendments import HARSH, REALISTIC, Amendment, Row, amend
from bench.score_differ import ROOT, read
from bench.score_laws import ours, score_laws
from bench.score_links import score_links
from differ.similarity import Weights
from differ.text import likeness_of
from differ.text import read as prepared
from domain.document import Document

LAW_THRESHOLDS: tuple[tuple[ModuleType, str, tuple[float, ...]], ...] = (
    (differ.rivals, "SAME", (0.25, 0.33, 0.40, 0.47, 0.55)),
    (differ.gaps, "SAME_PLACE", (0.04, 0.08, 0.12, 0.18, 0.25)),
    (differ.gaps, "EVEN", (0.0, 0.02, 0.05, 0.10)),
    (differ.gaps, "UNEVEN", (0.0, 0.02, 0.04, 0.08, 0.12)),
    (differ.splits, "PIECE", (0.35, 0.50, 0.65)),
    (differ.splits, "NEARLY_ALL", (0.5, 0.65, 0.8)),
)
LINK_THRESHOLDS = ((differ.relate, "SHARED", (0.105, 0.115, 0.125, 0.135, 0.145)),)


def f1(cases: Sequence[Amendment]) -> float:
    """F1 over all rows of generated amendments; a split or merger told as amended with an addition or deletion counts as said."""
    right = wrong = missed = 0
    for case in cases:
        got = _settled(case.rows, ours(read(case.old), read(case.new)))
        right += len(got & case.rows)
        wrong += len(got - case.rows)
        missed += len(case.rows - got)
    return 2 * right / (2 * right + wrong + missed)


def _settled(rows: frozenset[Row], got: set[Row]) -> set[Row]:
    for kind, old, new in rows:
        if kind in ("split", "merged") and (kind, old, new) not in got:
            others = {("amended", old, new), ("added", None, new), ("deleted", old, None)} & got
            got = (got - others) | ({(kind, old, new)} if others else set())
        elif kind == "moved" and ("renumbered", old, new) in got:
            got = (got - {("renumbered", old, new)}) | {(kind, old, new)}
        elif kind == "renumbered" and ("moved", old, new) in got:
            got = (got - {("moved", old, new)}) | {(kind, old, new)}
    return got


def generated(laws: Sequence[Document], seeds: int, density: float, weights: dict[str, int]) -> list[Amendment]:
    cases = []
    for seed in range(seeds):
        place = seed % len(laws)
        cases.append(amend(laws[place], [law for i, law in enumerate(laws) if i != place], seed, density, weights))
    return cases


def print_likeness(shared: Path) -> None:
    """How alike the labelled pairs are, and how alike an added or deleted article and its best wrong partner."""
    true, wrong = [], []
    for folder, rows in _labelled(shared):
        sides = [
            [prepared(measure) for measure in read((folder / name).read_text("utf-8")).measures]
            for name in ("old.txt", "new.txt")
        ]
        weights = Weights([text.bag for side in sides for text in side])
        olds, news = ({text.number: text for text in side} for side in sides)
        for row in rows:
            old, new = olds.get(row["old_article"]), news.get(row["new_article"])
            if row["kind"] == "amended" and old and new:
                true.append(likeness_of(old, new, weights))
            elif row["kind"] in ("added", "deleted") and (alone := old or new):
                wrong.append(max(likeness_of(alone, other, weights, False) for other in (sides[1] if old else sides[0])))
    print(f"likeness of {len(true)} amended pairs: least {min(true):.2f}, tenth {sorted(true)[len(true) // 10]:.2f}")
    print(f"best wrong partner of {len(wrong)} added and deleted articles: at most {max(wrong):.2f}\n")


def _labelled(shared: Path) -> Iterator[tuple[Path, list[dict[str, str]]]]:
    for path in sorted((shared / "gold" / "laws").glob("*/gold.json")):
        yield path.parent, json.loads(path.read_text("utf-8"))["changes"]


def print_laws(shared: Path, seeds: int) -> None:
    laws = [read(path.read_text("utf-8")) for path in sorted((shared / "gold" / "laws").glob("*/old.txt"))]
    sets = [generated(laws, seeds, 0.3, REALISTIC), generated(laws, seeds, 0.35, HARSH)]
    print(f"{'threshold':<14}{'value':>7}{'laws F1':>9}{'exact':>7}{'realistic':>11}{'harsh':>8}")
    for module, name, values in LAW_THRESHOLDS:
        chosen = getattr(module, name)
        for value in values:
            setattr(module, name, value)
            tally = score_laws(shared / "gold" / "laws", ours, read)
            scores = "".join(f"{f1(cases):>{width}.4f}" for cases, width in zip(sets, (11, 8), strict=True))
            mark = " <- in use" if value == chosen else ""
            print(f"{name:<14}{value:>7.2f}{tally.f1()[2]:>9.4f}{tally.exact:>4}/{tally.pairs}{scores}{mark}")
        setattr(module, name, chosen)


def print_links(shared: Path) -> None:
    documents = {path.stem[:3]: read(path.read_text("utf-8")) for path in sorted((shared / "corpus").glob("*.txt"))}
    for module, name, values in LINK_THRESHOLDS:
        chosen = getattr(module, name)
        for value in values:
            setattr(module, name, value)
            scores = score_links(shared / "gold" / "links.json", documents)
            cells = "".join(f"{score.f1:>8.3f}" for score in scores)
            print(f"{name:<14}{value:>7.3f}{cells}{' <- in use' if value == chosen else ''}")
        setattr(module, name, chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("REGDELTA_SHARED", ROOT.parent / "shared")))
    parser.add_argument("--seeds", type=int, default=30, help="generated amendments of either sort")
    options = parser.parse_args()
    print_likeness(options.shared)
    print_laws(options.shared, options.seeds)
    print()
    print_links(options.shared)


if __name__ == "__main__":
    main()
