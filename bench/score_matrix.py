"""Print the comparison across provinces of given files, and hold its rows against the labelled reasons of links (``gold/links.json``).

``python -m bench.score_matrix FILE FILE... [--gold DIR]``: for every labelled link of strength 2 or more, whether a row shows both measures, whether
it shows both as saying it, and whether that row speaks of what the annotators gave as the reason.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from differ.concepts import concepts
from differ.fold import key
from differ.matters import matters
from domain.document import Document
from domain.matrix import Mark, Matrix, Row
from domain.relation import Place
from monitor.matrix import of_files
from monitor.show import MARKS

RUN = 3
"""Characters in a row that a reason and the sentences of a row must share to be about one thing, where no concept tells."""


@dataclass(frozen=True, slots=True)
class MatrixScore:
    """Labelled links: how many there are, in a row, said by both in a row, and that in a row about their reason; the reasons of the others."""

    links: int
    shown: int
    said: int
    about: int
    others: tuple[str, ...]


def score_matrix(gold: Path, names: Sequence[str], documents: Sequence[Document], table: Matrix) -> MatrixScore:
    """``names`` are the labels (``000`` ...) of the documents, position by position."""
    at = {name: number for number, name in enumerate(names)}
    labels = [row for row in json.loads(gold.read_text("utf-8")) if row["strength"] >= 2 and not row.get("borderline")]
    shown = said = about = 0
    others = []
    for label in (row for row in labels if row["a"][0] in at and row["b"][0] in at):
        pair = {Place(at[label["a"][0]], label["a"][1]), Place(at[label["b"][0]], label["b"][1])}
        rows = [row for row in table.rows if pair <= _places(row, Mark.ADJACENT)]
        say = [row for row in rows if pair <= _places(row)]
        told = any(_about(label["why"], row, pair, documents) for row in say)
        shown, said, about = shown + bool(rows), said + bool(say), about + told
        if not told:
            names_ = "、".join(row.name for row in say) or "-"
            others.append(f"{label['a'][0]}/{label['a'][1]} {label['b'][0]}/{label['b'][1]} {label['why']} | {names_}")
    return MatrixScore(len(others) + about, shown, said, about, tuple(others))


def _places(row: Row, *too: Mark) -> set[Place]:
    return {one.place for cell in row.cells for one in cell.said if one.mark in (Mark.HARD, Mark.SOFT, *too)}


def _about(why: str, row: Row, pair: set[Place], documents: Sequence[Document]) -> bool:
    """True if the reason names the row, or what both measures say there shares a concept or a run of characters with it."""
    said = [
        [span.of(documents[one.place.document].text) for span in (*one.spans, one.phrase)]
        for cell in row.cells
        for one in cell.said
        if one.place in pair
    ]
    folded = key(why)
    if row.name in matters(folded) | concepts(folded):
        return True
    runs = {folded[at : at + RUN] for at in range(len(folded) - RUN + 1)}
    return all(any(run in key(text) for run in runs for text in texts) for texts in said) and any(
        run in key(row.name) for run in runs
    )


def show(table: Matrix, documents: Sequence[Document]) -> None:
    topic = ""
    for row in table.rows:
        if row.topic != topic:
            topic = row.topic
            print(f"## {topic}")
        print(f"* {row.name}")
        for column, cell in zip(table.columns, row.cells, strict=True):
            said = " | ".join(
                f"{MARKS[one.mark]}{documents[one.place.document].measure(one.place.ordinal).number} {one.phrase.of(documents[one.place.document].text)}"
                for one in cell.said
            )
            print(f"    {column.province} {said or MARKS[cell.mark]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--gold", type=Path, help="the folder with links.json")
    options = parser.parse_args()
    found = of_files(options.files)
    show(found.matrix, found.documents)
    counts = {mark: sum(cell.mark is mark for row in found.matrix.rows for cell in row.cells) for mark in Mark}
    print(f"{len(found.matrix.rows)} rows; cells: " + ", ".join(f"{count} {mark.value}" for mark, count in counts.items()))
    if options.gold:
        score = score_matrix(
            options.gold / "links.json", [path.name[:3] for path in options.files], found.documents, found.matrix
        )
        print(
            f"labelled links {score.links}, in a row {score.shown}, said by both {score.said}, in a row about their reason {score.about}"
        )
        print(*score.others, sep="\n")


if __name__ == "__main__":
    main()
