"""The labelled baseline: every measure and field of the four policy texts, and the edited copies of them."""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from domain.document import Document, DocumentKind

TEXTS = [
    "000_shanxi_measures",
    "001_shanxi_press_conference",
    "002_shandong_opinions",
    "003_zhejiang_opinions",
    "004_shanghai_measures",
]
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


def key(words: str | None) -> str:
    folded = unicodedata.normalize("NFKC", words or "")
    return re.sub(r"[\"“”]", '"', re.sub(r"\s", "", folded))


def gold(shared: Path, name: str, doc: str) -> list[dict[str, Any]]:
    return [row for row in json.loads((shared / "gold" / name).read_text("utf-8")) if row["doc"] == doc]


@pytest.mark.parametrize("name", TEXTS)
def test_measures_are_exact(read, shared: Path, name: str) -> None:
    """Number, section, title, body, units and lead of every measure, width and white space aside."""
    document = read((shared / "corpus" / f"{name}.txt").read_bytes())
    found = [
        (key(m.number), key(m.section), key(m.title), key(m.body), m.responsible_units, m.lead_unit, m.supporting)
        for m in document.measures
    ]
    wanted = [
        (
            key(r["number"]),
            key(r["section"]),
            key(r["title"]),
            key(r["body"]),
            tuple(r["responsible_units"]),
            r["lead_unit"],
            tuple(r["supporting"]),
        )
        for r in gold(shared, "measures.json", name[:3])
    ]
    assert found == wanted


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", TEXTS)
def test_metadata_fields(read, shared: Path, name: str, field: str) -> None:
    """Each field as labelled; what the text does not give is None."""
    value = getattr(read((shared / "corpus" / f"{name}.txt").read_bytes()), field)
    value = list(value) if isinstance(value, tuple) else value
    value = value.isoformat() if field.endswith("_on") and value else value
    assert value == gold(shared, "documents.json", name[:3])[0][field]


def test_what_was_not_read_back_surely_is_marked(read, shared: Path) -> None:
    """Every repair of the damaged text that neither bytes nor note prove is a damaged span inside its measure, and is no quote."""
    document = read((shared / "corpus" / "002_shandong_opinions.txt").read_bytes())
    damaged = [repair for repair in document.repairs if repair.kind == "damaged"]
    assert damaged
    for repair in damaged:
        assert repair.span is not None
        assert document.quote(repair.span) is None
    assert {m.ordinal for m in document.measures if m.damaged} == {19, 22, 25}
    assert sum(repair.kind == "pinyin" for repair in document.repairs) == 926


@pytest.mark.parametrize("doc", ["000", "002", "003", "004"])
def test_both_renderings_of_a_text_have_the_same_measures(read, shared: Path, doc: str) -> None:
    """The damaged, wrapped or Traditional text and its clean rendering differ in no word of a measure."""
    clean: Document = read((shared / "gold" / "edits" / "simplified" / f"{doc}.txt").read_bytes())
    raw: Document = read(next((shared / "corpus").glob(f"{doc}_*.txt")).read_bytes())
    assert [(m.number, m.title, key(m.body), m.responsible_units) for m in raw.measures] == [
        (m.number, m.title, key(m.body), m.responsible_units) for m in clean.measures
    ]


def test_edited_copies_have_the_measures_of_their_edits(read, shared: Path) -> None:
    """Additions and deletions change the count, other edits do not; an error page is no policy."""
    spec = importlib.util.spec_from_file_location("apply_edits", shared / "gold" / "edits" / "apply_edits.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    counts = {doc: len(gold(shared, "measures.json", doc)) for doc in ("000", "002", "003", "004")}
    for edit in json.loads((shared / "gold" / "edits" / "edits.json").read_text("utf-8")):
        text = (shared / "gold" / "edits" / "simplified" / f"{edit['doc']}.txt").read_text("utf-8")
        document = read(module.apply(text, edit["edit"]))
        if edit.get("doc_event") == "fetch_anomaly":
            assert (document.kind, document.measures) == (DocumentKind.OTHER, ())
            continue
        rows = edit["expected"]
        added = sum(row["status"] == "added" for row in rows) - sum(row["status"] == "deleted" for row in rows)
        added += sum(row["status"] == "split" for row in rows) // 2 - sum(row["status"] == "merged" for row in rows) // 2
        assert (edit["id"], len(document.measures)) == (edit["id"], counts[edit["doc"]] + added)


def test_articles_of_the_laws_are_counted_right(read, shared: Path) -> None:
    """Both sides of each stored law have as many articles as labelled, with their chapter above them."""
    for path in sorted((shared / "gold" / "laws").glob("*/gold.json")):
        labels = json.loads(path.read_text("utf-8"))
        for side in ("old", "new"):
            document = read(path.with_name(f"{side}.txt").read_bytes())
            assert (path.parent.name, side, len(document.measures)) == (path.parent.name, side, labels[side]["n_articles"])
            assert document.kind is DocumentKind.LAW
            assert all(m.title == "" and m.section and m.number.startswith("第") for m in document.measures)
