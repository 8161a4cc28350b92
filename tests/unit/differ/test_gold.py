"""The development gold: thirty edits, ten laws, three labelled pairs of texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bench.amendments import HARSH, REALISTIC
from bench.calibrate import f1, generated
from bench.score_edits import score_edits
from bench.score_laws import Tally, ours, score_laws
from bench.score_links import score_links
from bench.score_matrix import score_matrix
from differ.matrix import matrix
from differ.relate import relate
from domain.document import Document
from domain.matrix import Column

Read = Callable[[str], Document]


@pytest.fixture(scope="module")
def laws(shared: Path, read: Read) -> Tally:
    return score_laws(shared / "gold" / "laws", ours, read)


def test_edits_on_both_renderings(shared: Path, read: Read) -> None:
    """All thirty scenarios on the reference renderings, and all that apply on the texts as they were found."""
    gold = shared / "gold" / "edits"
    clean = score_edits(gold, {path.stem: path.read_text("utf-8") for path in (gold / "simplified").glob("*.txt")}, read)
    found = score_edits(gold, {path.stem[:3]: path.read_text("utf-8") for path in (shared / "corpus").glob("*.txt")}, read)
    assert len(clean) == 30 and len(found) >= 20
    assert [result for result in clean + found if result.faults] == []


@pytest.mark.parametrize("kind", ["amended", "renumbered"])
def test_laws_by_kind(laws: Tally, kind: str) -> None:
    """F1 of every kind that occurs ten times or more is at least 0.97."""
    assert laws.right[kind] + laws.missed[kind] >= 10
    assert laws.f1(kind)[2] >= 0.97


def test_laws_without_false_flags(laws: Tally) -> None:
    """Nothing that is unchanged or only renumbered is called changed, and eight of ten pairs are right to the last row."""
    assert laws.flags == 0 and laws.exact >= 8


def test_links(shared: Path, read: Read) -> None:
    """Mean F1 of the three labelled pairs, below what was reached (0.78) by a margin for other library versions."""
    documents = {path.stem[:3]: read(path.read_text("utf-8")) for path in (shared / "corpus").glob("*.txt")}
    scores = score_links(shared / "gold" / "links.json", documents)
    assert len(scores) == 3 and sum(score.f1 for score in scores) / 3 >= 0.74


def test_rows_are_about_the_reasons_of_links(shared: Path, read: Read) -> None:
    """Of the 75 labelled links of strength 2 and 3, 65 or more stand in a row about what the annotators say is shared (71 were reached)."""
    documents = {path.stem[:3]: read(path.read_text("utf-8")) for path in sorted((shared / "corpus").glob("*.txt"))}
    policies = {name: document for name, document in documents.items() if document.measures}
    columns = [Column(document.province or "", (at,), True) for at, document in enumerate(policies.values())]
    table = matrix(columns, list(policies.values()))
    score = score_matrix(shared / "gold" / "links.json", list(policies), list(policies.values()), table)
    assert score.links == 75 and score.about >= 65 and score.said >= score.about
    assert 60 <= len(table.rows) <= 110 and all(4 <= len(row.name) <= 14 for row in table.rows)


def test_every_strong_link_of_the_corpus_stands_in_a_row(shared: Path, read: Read) -> None:
    """What `relate` joins the matrix shows."""
    documents = [read(path.read_text("utf-8")) for path in sorted((shared / "corpus").glob("*.txt"))]
    table = matrix([Column(str(at), (at,), True) for at in range(len(documents))], documents)
    rows = [{one.place for cell in row.cells for one in cell.said} for row in table.rows]
    strong = [link for link in relate(documents).links if link.strength >= 2]
    assert len(strong) > 100 and all(any({link.a, link.b} <= row for row in rows) for link in strong)


def test_generated_amendments(shared: Path, read: Read) -> None:
    """Thirty amendments of the development laws made by program: F1 over all rows at least 0.97 on realistic ones (0.99 was reached), 0.94 on harsh ones."""
    laws = [read(path.read_text("utf-8")) for path in sorted((shared / "gold" / "laws").glob("*/old.txt"))]
    assert f1(generated(laws, 20, 0.3, REALISTIC)) >= 0.97
    assert f1(generated(laws, 10, 0.35, HARSH)) >= 0.94
