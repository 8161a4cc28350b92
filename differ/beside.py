"""The claims of an amending decision laid beside what was found; where they disagree, both are shown.

Neither is taken for right: a stored text may lack what a decision ordered, and a decision may leave unsaid what follows from it
(条文顺序作相应调整 moves a hundred references).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from differ.crossrefs import reference
from differ.decisions import claims
from differ.fold import key
from differ.notes import same_title
from domain.change import Change, Comparison, EditKind, MeasureRef, Severity, Status
from domain.document import Document
from domain.witness import Beside, Claim, Verdict

_TOUCHED = frozenset({Status.AMENDED, Status.SPLIT, Status.MERGED})
_QUIET = frozenset({Status.UNCHANGED, Status.RENUMBERED, Status.MOVED})
_NAMES = {
    Status.UNCHANGED: "未变",
    Status.AMENDED: "修改",
    Status.ADDED: "新增",
    Status.DELETED: "删去",
    Status.RENUMBERED: "改号",
    Status.MOVED: "移动",
    Status.SPLIT: "拆分",
    Status.MERGED: "合并",
}


def check(decision: Document, comparison: Comparison, old: Document, new: Document) -> tuple[Beside, ...]:
    """Like :func:`lay_beside`, and the words too: what is quoted as new must stand in the new article, what is struck must be gone from it."""
    return tuple(_words_checked(row, old, new) for row in lay_beside(claims(decision), comparison))


def lay_beside(said: Sequence[Claim], comparison: Comparison) -> tuple[Beside, ...]:
    """Every claim with the change it speaks of, in the decision's order, then every change that no claim speaks of.

    Of a decision that amends several instruments only what it says of this one counts.
    """
    said = [claim for claim in said if _of(claim, comparison)]
    rows: list[Beside] = []
    told: list[Change] = []  # one measure may be spoken of by several claims
    for claim in said:
        if claim.old or claim.new:
            row = _row(claim, comparison)
            rows.append(row)
            told += _touched(claim, comparison)
    return (*rows, *_unsaid(said, [change for change in comparison.changes if change not in told], comparison))


def _of(claim: Claim, comparison: Comparison) -> bool:
    titles = [key(title) for title in (comparison.old.title, comparison.new.title) if title]
    return not claim.instrument or not titles or any(same_title(claim.instrument, title) for title in titles)


def _row(claim: Claim, comparison: Comparison) -> Beside:
    change = _spoken_of(claim, comparison)
    if change is None:
        return Beside(Verdict.NOT_FOUND, claim, None, f"决定{_said(claim)}，比对中没有这一条。")
    if _agrees(claim, change):
        return Beside(Verdict.AGREES, claim, change)
    if change.status in _QUIET and claim.status not in _QUIET:
        return Beside(Verdict.NOT_FOUND, claim, change, f"决定{_said(claim)}，比对结果为{_found(change)}。")
    return Beside(Verdict.DIFFERS, claim, change, f"决定{_said(claim)}，比对结果为{_found(change)}。")


def _spoken_of(claim: Claim, comparison: Comparison) -> Change | None:
    """The change of the article that a claim names: by its old number, or for one put in by its new number."""
    fits = _touched(claim, comparison)
    return next((change for change in fits if change.status is claim.status), fits[0] if fits else None)


def _touched(claim: Claim, comparison: Comparison) -> list[Change]:
    found = [change for change in comparison.changes if set(claim.old) & _numbers(change.old)]
    return found or [change for change in comparison.changes if set(claim.new or claim.old) & _numbers(change.new)]


def _agrees(claim: Claim, change: Change) -> bool:
    if claim.new and not set(claim.new) <= _numbers(change.new):
        return False
    if claim.status is Status.AMENDED:
        return change.status in _TOUCHED
    if claim.status is Status.RENUMBERED:
        return change.status in (Status.RENUMBERED, Status.MOVED, *_TOUCHED)
    return change.status is claim.status and set(claim.old) <= _numbers(change.old)


def _numbers(refs: tuple[MeasureRef, ...]) -> set[str]:
    return {reference(key(ref.number)) for ref in refs}


def _unsaid(said: Sequence[Claim], rest: list[Change], comparison: Comparison) -> Iterator[Beside]:
    """Changes that no claim names: some follow from what is said of all articles, the others were left unsaid."""
    everywhere = [claim for claim in said if claim.throughout]
    order = next((claim for claim in said if claim.adjusts), None)
    shifted = any(claim.status in (Status.ADDED, Status.DELETED, Status.MERGED, Status.SPLIT) for claim in said)
    for change in rest:
        if change.status is Status.UNCHANGED:
            continue
        source = next((claim for claim in everywhere if _replaced(claim, change)), None)
        if source or _follows(change, order is not None or shifted):
            yield Beside(Verdict.FOLLOWS, source or order, change)
        else:
            yield Beside(Verdict.NOT_CLAIMED, None, change, f"比对所见{_found(change)}，决定未写明。")
    for claim in everywhere:
        if not any(_replaced(claim, change) for change in comparison.changes):
            yield Beside(Verdict.NOT_FOUND, claim, None, f"决定{_said(claim)}，比对中没有这样的修改。")


def _replaced(claim: Claim, change: Change) -> bool:
    """True if an edit of a change replaces what a claim replaces in all articles."""
    return any(
        one in key(edit.old) and (other in key(edit.new)) and key(edit.old).replace(one, other) == key(edit.new)
        for edit in change.edits
        for one, other in claim.words
    )


def _follows(change: Change, adjusted: bool) -> bool:
    """True for what an adjusted order brings with it: other numbers, and references that follow them."""
    if change.status in (Status.RENUMBERED, Status.MOVED):
        return adjusted
    references = all(edit.kind is EditKind.CROSS_REFERENCE and edit.severity is Severity.EDITORIAL for edit in change.edits)
    return adjusted and change.status is Status.AMENDED and references


def _words_checked(row: Beside, old: Document, new: Document) -> Beside:
    claim, change = row.claim, row.change
    if claim is None or change is None or row.verdict is not Verdict.AGREES or not change.new:
        return row
    after = "".join(key(new.measure(ref.ordinal).text) for ref in change.new)
    before = "".join(key(old.measure(ref.ordinal).text) for ref in change.old)
    missing = [word for _, word in claim.words if word and word not in after]
    missing += [line for line in claim.wording.splitlines() if line not in after]
    left = [
        word
        for word, instead in claim.words
        if word in after and word not in instead and after.count(word) >= before.count(word)
    ]
    if not missing and not left:
        return row
    parts = [f"新文本中没有决定写明的“{_short(word)}”" for word in missing] + [f"应删去的“{_short(word)}”仍在" for word in left]
    return Beside(Verdict.DIFFERS, claim, change, f"{'，'.join(parts)}。")


def _said(claim: Claim) -> str:
    old, new = "、".join(claim.old), "、".join(claim.new)
    place = f"{old}→{new}" if old and new else old or new or "全文"
    return f"写明{_NAMES[claim.status]}（{place}）"


def _found(change: Change) -> str:
    old, new = ("、".join(ref.number for ref in refs) for refs in (change.old, change.new))
    return f"{_NAMES[change.status]}（{old}→{new}）" if old and new else f"{_NAMES[change.status]}（{old or new}）"


def _short(words: str) -> str:
    return words if len(words) <= 30 else f"{words[:30]}…"
