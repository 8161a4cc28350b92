"""How well ``compare`` and ``relate`` answer on the development gold.

``python bench/score_differ.py [--shared DIR]`` prints the edit scenarios on both renderings of their texts, the laws beside three baselines,
and the links. Thresholds are re-tuned by hand from what it prints: see ``docs/differ.md``.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.score_edits import score_edits  # noqa: E402
from bench.score_laws import Row, Tally, by_difflib, by_git, by_number, ours, score_laws  # noqa: E402
from bench.score_links import score_links  # noqa: E402
from domain.document import Document, RawDocument, RawPart  # noqa: E402
from normalizer.normalize import normalize  # noqa: E402

KINDS = ("amended", "added", "deleted", "renumbered", "moved", "split", "merged")
ANSWERS: dict[str, Callable[[Document, Document], set[Row]]] = {
    "regdelta": ours,
    "difflib by line": by_difflib,
    "git diff --patience": by_git,
    "same number": by_number,
}


@cache
def read(text: str) -> Document:
    """The document that the normalizer makes of a plain text."""
    return normalize(RawDocument((RawPart(text.encode(), name="text.txt"),)))


def print_edits(shared: Path) -> None:
    """Scenarios passed on the reference renderings and on the raw corpus texts, with the faults of those that did not."""
    gold = shared / "gold" / "edits"
    renderings = {
        "reference renderings": {path.stem: path.read_text("utf-8") for path in (gold / "simplified").glob("*.txt")},
        "raw corpus texts": {path.stem[:3]: path.read_text("utf-8") for path in (shared / "corpus").glob("*.txt")},
    }
    for name, texts in renderings.items():
        start = time.perf_counter()
        results = score_edits(gold, texts, read)
        seconds = time.perf_counter() - start
        passed = sum(not result.faults for result in results)
        print(f"edits, {name}: {passed} of {len(results)} scenarios, {seconds:.1f} s with normalizing")
        for result in results:
            for fault in result.faults:
                print(f"  {result.scenario} {result.kind}: {fault}")


def print_laws(shared: Path) -> None:
    """One line an answerer: F1 by kind, false flags, pairs right to the last row, seconds."""
    print(f"\n{'laws':<20}{'P':>7}{'R':>7}{'F1':>7}" + "".join(f"{kind:>12}" for kind in KINDS) + "  flags  exact  seconds")
    for name, answer in ANSWERS.items():
        tally = score_laws(shared / "gold" / "laws", answer, read)
        print(_line(name, tally))
        if answer is ours:
            print("".join(f"  {note}\n" for note in tally.notes), end="")


def _line(name: str, tally: Tally) -> str:
    overall = "".join(f"{value:>7.3f}" for value in tally.f1())
    occurs = [tally.right[kind] + tally.missed[kind] for kind in KINDS]
    kinds = [f"{tally.f1(kind)[2]:.3f} ({count})" if count else "-" for kind, count in zip(KINDS, occurs, strict=True)]
    cells = "".join(f"{kind:>12}" for kind in kinds)
    return f"{name:<20}{overall}{cells}{tally.flags:>7}{tally.exact:>4}/{tally.pairs}{tally.seconds:>9.2f}"


def print_links(shared: Path) -> None:
    """Links of strength 2 and 3 with all texts in one call, and with two at a time."""
    documents = {path.stem[:3]: read(path.read_text("utf-8")) for path in sorted((shared / "corpus").glob("*.txt"))}
    for together, name in ((True, "all texts in one call"), (False, "two texts a call")):
        print(f"\nlinks, {name:<24}{'P':>7}{'R':>7}{'F1':>7}{'AP':>7}")
        for score in score_links(shared / "gold" / "links.json", documents, together):
            print(f"  {score.pair:<29}{score.precision:>7.3f}{score.recall:>7.3f}{score.f1:>7.3f}{score.average:>7.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("REGDELTA_SHARED", ROOT.parent / "shared")))
    shared = parser.parse_args().shared
    print_edits(shared)
    print_laws(shared)
    print_links(shared)


if __name__ == "__main__":
    main()
