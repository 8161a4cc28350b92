"""How well :mod:`differ.subjects` files measures under topics and products, on the labelled texts (``gold/categories.json``).

``python -m bench.score_subjects [--shared DIR] [--grid] [--verbose]`` prints precision, recall and F1 a text, how often the main topic is
the labelled one (and how often it is any labelled one), and with ``--grid`` the F1 for other values of the two thresholds.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from differ import subjects

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Labelled:
    """One measure with the subjects two annotators gave it, the main one first."""

    document: str
    ordinal: int
    title: str
    body: str
    section: str
    topics: tuple[str, ...]
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


def labelled(gold: Path) -> list[Labelled]:
    """The measures that carry labels, in reading order."""
    texts = {(row["doc"], row["ordinal"]): row for row in json.loads((gold / "measures.json").read_text("utf-8"))}
    found = []
    for row in json.loads((gold / "categories.json").read_text("utf-8"))["measures"]:
        text = texts[row["doc"], row["ordinal"]]
        found.append(
            Labelled(
                document=row["doc"],
                ordinal=row["ordinal"],
                title=text["title"],
                body=text["body"],
                section=text["section"] or "",
                topics=tuple(row["categories"]),
                products=tuple(row["products"]),
            )
        )
    return found


def topics(measure: Labelled) -> tuple[str, ...]:
    return subjects.topics(measure.title, measure.body, measure.section)


def products(measure: Labelled) -> tuple[str, ...]:
    return subjects.products(measure.title, measure.body, measure.section)


def score(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Score:
    """``pairs`` are (said, labelled)."""
    right = wrong = missed = 0
    for said, true in pairs:
        right += len(set(said) & set(true))
        wrong += len(set(said) - set(true))
        missed += len(set(true) - set(said))
    return Score(right, wrong, missed)


def main_topic(measures: Sequence[Labelled]) -> tuple[float, float]:
    """The share of measures whose first topic is the labelled main one, and whose first topic is labelled at all."""
    said = [topics(measure)[:1] for measure in measures]
    first = sum(one == measure.topics[:1] for one, measure in zip(said, measures, strict=True))
    any_ = sum(bool(one) and one[0] in measure.topics for one, measure in zip(said, measures, strict=True))
    return first / len(measures), any_ / len(measures)


def report(measures: Sequence[Labelled], verbose: bool) -> None:
    documents = sorted({measure.document for measure in measures})
    ways: tuple[tuple[str, Callable[[Labelled], tuple[str, ...]], Callable[[Labelled], tuple[str, ...]]], ...] = (
        ("topics", topics, lambda measure: measure.topics),
        ("products", products, lambda measure: measure.products),
    )
    print(f"{'':<16}{'measures':>9}{'P':>8}{'R':>8}{'F1':>8}")
    for name, say, true in ways:
        for document in (*documents, ""):
            chosen = [measure for measure in measures if not document or measure.document == document]
            result = score((say(measure), true(measure)) for measure in chosen)
            label = f"{name} {document or 'all'}"
            print(f"{label:<16}{len(chosen):>9}{result.precision:>8.3f}{result.recall:>8.3f}{result.f1:>8.3f}")
    first, labelled_at_all = main_topic(measures)
    print(f"main topic as labelled {first:.3f}, among the labelled {labelled_at_all:.3f}")
    for measure in measures if verbose else ():
        for name, say, true in ways:
            if set(say(measure)) != set(true(measure)):
                print(f"  {measure.document}-{measure.ordinal} {measure.title} {name}: {say(measure)} for {true(measure)}")


def grid(measures: Sequence[Labelled]) -> None:
    """F1 of the topics for other thresholds: a good pair lies in a flat region, not on a peak."""
    least, beside = subjects.LEAST, subjects.BESIDE
    shares = (0.2, 0.27, 0.34, 0.4, 0.5, 0.6)
    print(f"\n{'LEAST / BESIDE':<16}" + "".join(f"{share:>8}" for share in shares))
    for floor in (2.0, 2.5, 3.0, 3.5, 4.0, 5.0):
        row = []
        for share in shares:
            subjects.LEAST, subjects.BESIDE = floor, share
            subjects.topics.cache_clear()
            row.append(score((topics(measure), measure.topics) for measure in measures).f1)
        print(f"{floor:<16}" + "".join(f"{value:>8.3f}" for value in row))
    subjects.LEAST, subjects.BESIDE = least, beside
    subjects.topics.cache_clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("REGDELTA_SHARED", ROOT.parent / "shared")))
    parser.add_argument("--grid", action="store_true", help="also other thresholds")
    parser.add_argument("--verbose", action="store_true", help="also every measure that is not as labelled")
    options = parser.parse_args()
    measures = labelled(options.shared / "gold")
    report(measures, options.verbose)
    if options.grid:
        grid(measures)


if __name__ == "__main__":
    main()
