"""Score the normalizer on the labelled baseline: ``python bench/score_normalize.py [SHARED]``.

One row a text: measures, titles, bodies, unit lists, leads and sections that agree exactly after the conventions of the gold
(spacing, width and kinds of quotation marks put aside), the fields of the
documents, and precision, recall and F1 of the facts that commit somebody. Then the article counts of the stored laws.
"""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from domain.document import Document, Fact, Measure, RawDocument, RawPart  # noqa: E402
from normalizer.normalize import normalize  # noqa: E402

FIELDS = [
    "title",
    "document_number",
    "issuing_authorities",
    "addressees",
    "issued_on",
    "effective_on",
    "expires_on",
    "kind",
    "province",
    "basis",
]


def read(path: Path) -> Document:
    """The Document of one file."""
    return normalize(RawDocument((RawPart(path.read_bytes(), path.name),)))


def key(words: str | None) -> str:
    """Comparable form: width, white space and quote style aside."""
    folded = unicodedata.normalize("NFKC", words or "")
    return re.sub(r"[\"“”「」『』]", '"', re.sub(r"\s", "", folded))


def agree(measure: Measure, gold: dict[str, Any]) -> dict[str, bool]:
    """Which parts of one measure are exact."""
    return {
        "title": key(measure.title) == key(gold["title"]),
        "body": key(measure.body) == key(gold["body"]),
        "units": [key(unit) for unit in measure.responsible_units] == [key(unit) for unit in gold["responsible_units"]],
        "lead": key(measure.lead_unit) == key(gold["lead_unit"]),
        "section": key(measure.section) == key(gold["section"]),
        "number": key(measure.number) == key(gold["number"]),
    }


def fact_key(fact: Fact | dict[str, Any]) -> tuple[object, ...]:
    """Ordinal, values and unit as the gold matches them: money in yuan, 天 = 日, no brackets after the unit."""
    get = fact.get if isinstance(fact, dict) else lambda name: getattr(fact, name)
    unit = re.sub(r"（.*）", "", str(get("unit"))).replace("天", "日")
    scale = 1
    if unit.endswith("元"):
        scale = {"万元": 10_000, "亿元": 100_000_000}.get(unit, 1)
        unit = "元"
    values = tuple(float(v) * scale if isinstance(v, int | float) else v for v in (get("from_value"), get("to_value")))
    return (get("ordinal"), values, unit)


def score_facts(document: Document, gold: list[dict[str, Any]]) -> tuple[int, int, int]:
    """Hits, false alarms and misses among core facts; what the gold lists as not core counts neither way."""
    left = list(gold)
    hits = false = 0
    for fact in document.facts:
        same = [entry for entry in left if fact_key(entry) == fact_key(fact)]
        best = next((entry for entry in same if entry["core"]), same[0] if same else None)
        if best is None:
            if not any(fact_key(entry) == fact_key(fact) for entry in gold):
                false += 1
                print(f"    not in the gold: {fact.ordinal} {fact.text!r} {fact.from_value} -> {fact.to_value} {fact.unit}")
            continue
        left.remove(best)
        hits += best["core"]
    missed = [entry for entry in left if entry["core"]]
    for entry in missed:
        print(f"    missed: {entry['ordinal']} {entry['span']!r} {entry['from_value']} -> {entry['to_value']} {entry['unit']}")
    return hits, false, len(missed)


def field_value(document: Document, name: str) -> object:
    value = getattr(document, name)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def main(shared: Path) -> int:
    """Print the tables; 1 if anything labelled is missed."""
    load = lambda name: json.loads((shared / "gold" / name).read_text("utf-8"))  # noqa: E731
    measures, documents, facts = load("measures.json"), load("documents.json"), load("facts.json")
    parts = ("number", "title", "body", "units", "lead", "section")
    print("text  measures  " + "  ".join(f"{part:>7}" for part in parts) + "   fields   facts P/R/F1")
    bad = 0
    for gold in documents:
        document = read(shared / "corpus" / gold["file"])
        rows = [row for row in measures if row["doc"] == gold["doc"]]
        found = [agree(m, row) for m, row in zip(document.measures, rows, strict=False)]
        counts = [sum(row[part] for row in found) for part in parts]
        wrong = [name for name in FIELDS if field_value(document, name) != gold[name]]
        labelled = [fact for fact in facts if fact["doc"] == gold["doc"]]
        line = f"{gold['doc']}   {len(document.measures):>3} of {len(rows):<3} " + "  ".join(f"{count:>7}" for count in counts)
        line += f"   {len(FIELDS) - len(wrong)} of {len(FIELDS)}"
        if labelled:
            hits, false, missed = score_facts(document, labelled)
            precision, recall = hits / max(1, hits + false), hits / max(1, hits + missed)
            line += f"   {precision:.3f} {recall:.3f} {2 * precision * recall / max(1e-9, precision + recall):.3f}"
        print(line)
        for name in wrong:
            print(f"    {name}: {field_value(document, name)!r} | gold {gold[name]!r}")
        bad += len(wrong) + abs(len(rows) - len(document.measures)) + sum(len(rows) - count for count in counts)
    print("\nlaw                             old          new")
    for path in sorted((shared / "gold" / "laws").glob("*/gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        sides = [(len(read(path.with_name(f"{side}.txt")).measures), gold[side]["n_articles"]) for side in ("old", "new")]
        print(f"{path.parent.name:30}" + "".join(f"  {found:>3} of {wanted:<3}" for found, wanted in sides))
        bad += sum(found != wanted for found, wanted in sides)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("REGDELTA_SHARED", ROOT.parent / "shared"))))
