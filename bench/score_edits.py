"""Score ``compare`` on edited copies of policy texts (``gold/edits``) by the rules of ``gold/README.md``."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from differ.compare import compare
from differ.fold import key
from domain.change import Comparison, Edit, EventKind, Severity, Status
from domain.document import Document

Read = Callable[[str], Document]
Row = tuple[str, int | None, int | None]

SLACK = 24
EVENTS = {
    "repealed": {EventKind.REPEALED, EventKind.PARTIAL_REPEAL},
    "partial_repeal": {EventKind.REPEALED, EventKind.PARTIAL_REPEAL},
    "superseded": {EventKind.REPLACED},
    "validity_extended": {EventKind.VALIDITY_CHANGED},
    "effective_date_changed": {EventKind.VALIDITY_CHANGED},
    "title_changed": {EventKind.TITLE_CHANGED},
    "preamble_added": {EventKind.PREAMBLE_CHANGED},
    "content_replaced_not_policy": {EventKind.NOT_A_VERSION},
    "fetch_anomaly": {EventKind.NOT_A_VERSION, EventKind.SUSPECT_SHRINK},
}
GRAVE = {
    EventKind.REPEALED,
    EventKind.PARTIAL_REPEAL,
    EventKind.REPLACED,
    EventKind.VALIDITY_CHANGED,
    EventKind.NOT_A_VERSION,
    EventKind.SUSPECT_SHRINK,
}
FIELDS = {"responsible": "responsible_units"}


@dataclass(frozen=True, slots=True)
class Result:
    """One scenario on one rendering of its text; ``faults`` says what is wrong, nothing if it passed."""

    scenario: str
    kind: str
    faults: tuple[str, ...]


def score_edits(gold: Path, texts: dict[str, str], read: Read) -> list[Result]:
    """Every scenario whose edit can be applied to the rendering of its text in ``texts``."""
    apply = _applier(gold)
    results = []
    for scenario in json.loads((gold / "edits.json").read_text("utf-8")):
        old = texts.get(scenario["doc"])
        if old is None:
            continue
        try:
            new = apply(old, scenario["edit"])
        except ValueError:
            continue
        comparison = compare(read(old), read(new))
        results.append(Result(scenario["id"], scenario["kind"], tuple(faults(scenario, comparison))))
    return results


def _applier(gold: Path) -> Callable[[str, Any], str]:
    spec = importlib.util.spec_from_file_location("apply_edits", gold / "apply_edits.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(gold / "apply_edits.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    apply: Callable[[str, Any], str] = module.apply
    return apply


def faults(scenario: dict[str, Any], comparison: Comparison) -> Iterator[str]:
    """What a comparison says that the scenario does not want, and what it fails to say."""
    got = set(_rows(comparison))
    wanted = next((rows for rows in _answers(scenario, comparison) if {_row(row) for row in rows} == got), None)
    if wanted is None:
        asked = {_row(row) for row in scenario["expected"]}
        yield f"rows: missing {sorted(map(str, asked - got))}, not asked for {sorted(map(str, got - asked))}"
    for row in wanted or ():
        if row["status"] == Status.AMENDED:
            yield from _row_faults(row, comparison)
    yield from _event_faults(scenario, comparison)


def _rows(comparison: Comparison) -> Iterator[Row]:
    for change in comparison.changes:
        if change.status is not Status.UNCHANGED:
            for old in change.old or (None,):
                for new in change.new or (None,):
                    yield change.status.value, old and old.ordinal, new and new.ordinal


def _row(row: dict[str, Any]) -> Row:
    return row["status"], row["ordinal_old"], row["ordinal_new"]


def _answers(scenario: dict[str, Any], comparison: Comparison) -> Iterator[list[dict[str, Any]]]:
    """The lists of rows that are taken for right."""
    expected = scenario["expected"]
    yield expected
    for choice in scenario.get("accept", ()):
        kept = [row for position, row in enumerate(expected) if position not in choice["replaces"]]
        yield kept + choice["rows"]
    named = "".join(event.detail for event in comparison.events if event.kind in EVENTS["repealed"])
    if scenario.get("event_names", "\0") in named:
        yield [row for row in expected if row["status"] != "repealed"]


def _row_faults(row: dict[str, Any], comparison: Comparison) -> Iterator[str]:
    change = next(c for c in comparison.changes if _row(row) in set(_rows(Comparison(comparison.old, comparison.new, (c,)))))
    label = f"{row['ordinal_old']}->{row['ordinal_new']}"
    fields = {FIELDS.get(name, name) for name in row.get("fields", ())}
    if fields and set(change.fields) - {"number", "section"} != fields:
        yield f"{label}: fields {change.fields}"
    if row.get("severity") == "substantive" and not row.get("severity_any") and change.severity is not Severity.SUBSTANTIVE:
        yield f"{label}: severity {change.severity.value}"
    for old, new in row.get("changed", ()):
        if not any(shows(edit, old, new) for edit in change.edits):
            yield f"{label}: no tight edit shows {old} -> {new}"
    for sentence in row.get("added_sentences", ()):
        if not any(shows(edit, "", sentence) for edit in change.edits):
            yield f"{label}: added sentence not shown"
    for sentence in row.get("deleted_sentences", ()):
        if not any(shows(edit, sentence, "") for edit in change.edits):
            yield f"{label}: deleted sentence not shown"


def shows(edit: Edit, old: str, new: str) -> bool:
    """True if the edit holds the pair and at most :data:`SLACK` characters more on either side."""
    sides = ((key(edit.old), key(old)), (key(edit.new), key(new)))
    return all(part in shown and len(shown) <= len(part) + SLACK for shown, part in sides)


def _event_faults(scenario: dict[str, Any], comparison: Comparison) -> Iterator[str]:
    kinds = {event.kind for event in comparison.events}
    wanted = EVENTS.get(scenario.get("doc_event", ""), set())
    if wanted and not kinds & wanted and not _in_heads(scenario["doc_event"], comparison):
        yield f"event {scenario['doc_event']} not reported"
    for kind in sorted(kinds & GRAVE - wanted):
        yield f"event {kind.value} reported, nothing of the kind happened"
    if EventKind.NOT_A_VERSION in kinds and any(change.status is Status.DELETED for change in comparison.changes):
        yield "measures deleted although the text is no version"


def _in_heads(event: str, comparison: Comparison) -> bool:
    old, new = comparison.old, comparison.new
    differing = {
        "validity_extended": old.expires_on != new.expires_on,
        "effective_date_changed": old.effective_on != new.effective_on,
        "title_changed": old.title != new.title,
    }
    return differing.get(event, False)
