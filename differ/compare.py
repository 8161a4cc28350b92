"""Two versions of one document held together: the answer its amending decision would give.

The steps: read both texts into comparison forms, pair measures by content, find splits and mergers among what is left, tell moves from
renumbering, say edit by edit what changed inside each pair, and last what happened to the document as a whole. Pure and deterministic.
"""

from __future__ import annotations

from collections.abc import Sequence

from differ.align import align, settle
from differ.changes import Plan, write_changes
from differ.crossrefs import certain, renumbering
from differ.edits import Sides
from differ.events import events
from differ.gaps import left_over
from differ.order import moved
from differ.similarity import Weights
from differ.splits import pieces
from differ.text import Text, read
from domain.change import Change, Comparison, Head, MeasureRef, Severity, Status
from domain.document import Document, Measure


def compare(old: Document, new: Document, *, confirmed: bool = False) -> Comparison:
    """One change for every measure of either side, in the order of the new text with deletions where they stood.

    Where the new text is no version of the old one (:attr:`Comparison.suspect`), every old measure is ``unchanged`` and stays.
    ``confirmed``: a second look agreed on the new text, so that it is believed although it shrank.
    """
    before, after = [read(measure) for measure in old.measures], [read(measure) for measure in new.measures]
    plan = _plan(before, after)
    renumbered = renumbering(before, after, plan.links())
    sides = Sides(old, new, renumbered, certain(renumbered))
    changes = write_changes(before, after, plan, sides)
    comparison = Comparison(_head(old), _head(new), changes, events(old, new, changes, confirmed=confirmed))
    if comparison.suspect:
        kept = tuple(_as_it_was(measure) for measure in old.measures)
        return Comparison(comparison.old, comparison.new, kept, comparison.events)
    return comparison


def _head(document: Document) -> Head:
    return Head(document.title, document.document_number, document.issued_on, document.effective_on, document.expires_on)


def _as_it_was(measure: Measure) -> Change:
    return Change(Status.UNCHANGED, Severity.NONE, (MeasureRef(measure.ordinal, measure.number),), ())


def _plan(before: Sequence[Text], after: Sequence[Text]) -> Plan:
    weights = Weights([text.bag for text in (*before, *after)])
    pairs = align(before, after, weights)
    splits = pieces(before, after, pairs.old_to_new, pairs.free_new(len(after)), weights)
    mergers = pieces(after, before, pairs.new_to_old, pairs.free_old(len(before)), weights)
    mergers = {j: others for j, others in mergers.items() if pairs.new_to_old.get(j) not in splits}
    links = Plan(pairs.old_to_new, splits, mergers, set()).links()
    settle(before, after, pairs, {i for i, _ in links}, {j for _, j in links}, weights, left_over)
    return Plan(pairs.old_to_new, splits, mergers, moved(before, after, pairs.old_to_new))
