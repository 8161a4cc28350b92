"""Score ``compare`` on pairs of versions of real laws (``gold/laws``), beside three baselines run on the same pairs."""

from __future__ import annotations

import difflib
import json
import re
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from differ.compare import compare
from domain.change import Status
from domain.document import Document

Read = Callable[[str], Document]
Row = tuple[str, str | None, str | None]
FLAGS = {"amended", "added", "deleted", "split", "merged"}


@dataclass(slots=True)
class Tally:
    """Right, wrong and missed rows by kind; ``flags`` counts articles reported as changed that were not, or got only another number."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    flags: int = 0
    exact: int = 0
    pairs: int = 0
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)

    def f1(self, kind: str | None = None) -> tuple[float, float, float]:
        """Precision, recall and F1 of one kind or of all."""
        right, wrong, missed = (
            count.total() if kind is None else count[kind] for count in (self.right, self.wrong, self.missed)
        )
        precision = right / (right + wrong) if right + wrong else 1.0
        recall = right / (right + missed) if right + missed else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score_laws(gold: Path, answer: Callable[[Document, Document], set[Row]], read: Read) -> Tally:
    """The tally of ``answer`` over all pairs below ``gold``."""
    tally = Tally()
    for folder in sorted(path.parent for path in gold.glob("*/gold.json")):
        truth = json.loads((folder / "gold.json").read_text("utf-8"))
        old, new = read((folder / "old.txt").read_text("utf-8")), read((folder / "new.txt").read_text("utf-8"))
        start = time.perf_counter()
        rows = answer(old, new)
        tally.seconds += time.perf_counter() - start
        _count(tally, folder.name, truth, rows, new)
    return tally


def _count(tally: Tally, name: str, truth: dict[str, Any], rows: set[Row], new: Document) -> None:
    gold, got = _settled(truth, rows, {measure.number for measure in new.measures})
    for row in gold & got:
        tally.right[row[0]] += 1
    for row in gold - got:
        tally.missed[row[0]] += 1
    for row in got - gold:
        tally.wrong[row[0]] += 1
    calm = set(truth["unchanged"])
    calm_old = calm | {old for kind, old, _ in gold if kind == "renumbered" and old}
    calm_new = {new for kind, _, new in gold if kind == "renumbered" and new}
    for kind, old, now in sorted(got - gold, key=str):
        if kind in FLAGS and (old in calm_old or (old is None and now in calm_new)):
            tally.flags += 1
    tally.pairs += 1
    tally.exact += gold == got
    if gold != got:
        tally.notes.append(f"{name}: missed {sorted(gold - got, key=str)}, wrong {sorted(got - gold, key=str)}")


def _settled(truth: dict[str, Any], rows: set[Row], numbers: set[str]) -> tuple[set[Row], set[Row]]:
    """Gold and answer, with everything that ``gold/README.md`` takes either way brought to the gold's way of saying it."""
    gold: set[Row] = {(row["kind"], row["old_article"], row["new_article"]) for row in truth["changes"]}
    got = set(rows)
    for row in truth["changes"]:
        place = (row["old_article"], row["new_article"])
        if row.get("artifact"):
            got = {answer for answer in got if answer[1:] != place}
            gold.discard((row["kind"], *place))
        elif row.get("text_also_amended"):
            got = _as_told(got, row["kind"], *place)
        elif row["kind"] == "amended" and ("split", *place) in got and _is_source(truth, place[0]):
            got = (got - {("split", *place)}) | {("amended", *place)}
    if truth["headings"].get("changes"):
        got = {_standing(row, gold, numbers) for row in got} - {("unchanged", None, None)}
    return gold, got


def _as_told(got: set[Row], kind: str, old: str, new: str) -> set[Row]:
    """A split or merger with amended text may be told as amended and added, or amended and deleted."""
    for other in (("amended", old, new), ("added", None, new), ("deleted", old, None)):
        if other in got and (kind, old, new) not in got:
            return (got - {other}) | {(kind, old, new)}
    return got


def _is_source(truth: dict[str, Any], old: str) -> bool:
    return any(row["kind"] == "split" and row["old_article"] == old for row in truth["changes"])


def _standing(row: Row, gold: set[Row], numbers: set[str]) -> Row:
    """``moved`` is taken for unchanged or renumbered where headings changed."""
    kind, old, new = row
    if kind != "moved" or row in gold:
        return row
    return ("renumbered", old, new) if old != new and new in numbers else ("unchanged", None, None)


def ours(old: Document, new: Document) -> set[Row]:
    """The answer of :func:`differ.compare.compare`."""
    rows: set[Row] = set()
    for change in compare(old, new).changes:
        if change.status is not Status.UNCHANGED:
            for one in change.old or (None,):
                for other in change.new or (None,):
                    rows.add((change.status.value, one and one.number, other and other.number))
    return rows


def by_number(old: Document, new: Document) -> set[Row]:
    """Baseline: articles of one number are one article, whatever they say."""
    one = {measure.number: _plain(measure.body) for measure in old.measures}
    other = {measure.number: _plain(measure.body) for measure in new.measures}
    rows: set[Row] = {("amended", number, number) for number in one.keys() & other.keys() if one[number] != other[number]}
    rows |= {("deleted", number, None) for number in one.keys() - other.keys()}
    return rows | {("added", None, number) for number in other.keys() - one.keys()}


def by_difflib(old: Document, new: Document) -> set[Row]:
    """Baseline: ``difflib`` over the articles as lines, their numbers left out of the line."""
    one, other = _lines(old), _lines(new)
    matcher = difflib.SequenceMatcher(None, [line for _, line in one], [line for _, line in other], autojunk=False)
    return _hunks(one, other, [(a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"])


def by_git(old: Document, new: Document) -> set[Row]:
    """Baseline: ``git diff --no-index --patience`` over the same lines."""
    one, other = _lines(old), _lines(new)
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in (("old", one), ("new", other)):
            Path(folder, name).write_text("".join(f"{line}\n" for _, line in lines), "utf-8")
        command = ["git", "diff", "--no-index", "--patience", "--unified=0", "old", "new"]
        output = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
    hunks = []
    for match in re.finditer(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", output, re.MULTILINE):
        a, size_a, c, size_c = (1 if value is None else int(value) for value in match.groups())
        a, c = a - (size_a > 0), c - (size_c > 0)
        hunks.append((a, a + size_a, c, c + size_c))
    return _hunks(one, other, hunks)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _lines(document: Document) -> list[tuple[str, str]]:
    return [(measure.number, _plain(measure.body)) for measure in document.measures]


def _hunks(one: list[tuple[str, str]], other: list[tuple[str, str]], hunks: list[tuple[int, int, int, int]]) -> set[Row]:
    """Lines outside of the hunks are unchanged or renumbered; those of a hunk are amended one by one, the rest added or deleted."""
    rows: set[Row] = set()
    place_old = place_new = 0
    for a, b, c, d in [*hunks, (len(one), len(one), len(other), len(other))]:
        for (before, _), (after, _) in zip(one[place_old:a], other[place_new:c], strict=True):
            if before != after:
                rows.add(("renumbered", before, after))
        gone, come = [number for number, _ in one[a:b]], [number for number, _ in other[c:d]]
        rows |= {("amended", before, after) for before, after in zip(gone, come, strict=False)}
        rows |= {("deleted", before, None) for before in gone[len(come) :]}
        rows |= {("added", None, after) for after in come[len(gone) :]}
        place_old, place_new = b, d
    return rows
