"""What the acts of one measure say of a row: the numbers that commit to it, and the phrase that a cell shows."""

from __future__ import annotations

from collections.abc import Sequence

from differ.acts import Act, leads
from differ.clause import STILL
from differ.fold import key
from differ.gathered import Draft
from differ.matters import OBJECTS, PARAMETERS, around, matters, mention
from differ.phrase import Phrase, phrase
from domain.document import Fact
from domain.text import Span

REACH = 2
"""Clauses between the one that names a matter and one whose number still belongs to it."""
TELLING = 5
"""How many of the words that the columns of a row share choose between clauses."""


def committing(text: str, said: Sequence[Act], matter: str | None, facts: Sequence[Fact]) -> list[Fact]:
    """The numbers that belong to a row: those of the clauses that speak of its matter."""
    held = [clause for act in said for clause in _held_to(text, act, matter)]
    return [fact for fact in facts if any(clause.overlaps(fact.span) for clause in held)]


def _held_to(text: str, act: Act, matter: str | None) -> list[Span]:
    """The clauses of an act that speak of a matter: those that name it, and those near them that turn to no other."""
    if matter is None:
        return list(act.clauses)
    named = [matters(key(clause.of(text))) - PARAMETERS for clause in act.clauses]
    naming = [number for number, found in enumerate(named) if matter in found] or [0]
    reach = 0 if matter in OBJECTS else REACH
    return [
        clause
        for number, clause in enumerate(act.clauses)
        if matter in named[number] or (not named[number] and min(abs(number - other) for other in naming) <= reach)
    ]


def shortest(text: str, said: Sequence[Act], draft: Draft, common: Sequence[str], facts: Sequence[Fact]) -> Span:
    """The phrase for the acts of a measure, the most like the row first: around the number nearest to the row's matter, else around the
    words that name it, else around those that its columns have in ``common``."""
    clauses = [clause for act in said for clause in act.clauses]
    anchors = _anchors(text, clauses, draft.matter, common)
    if facts:
        fact = min(facts, key=lambda one: min((_distance(one.span, anchor) for _, anchor in anchors if anchor), default=0))
        clause = next(clause for clause in clauses if clause.overlaps(fact.span))
        return phrase(text, clause, None, [one for one in facts if clause.overlaps(one.span)]).span
    first = said[0].clauses
    own = [one for one in anchors if one[0] in first] or anchors or [(max(first, key=len), None)]
    return min((_choice(text, clauses, clause, anchor, common) for clause, anchor in own), key=lambda one: one[:3])[3]


def _choice(
    text: str, clauses: Sequence[Span], clause: Span, anchor: Span | None, common: Sequence[str]
) -> tuple[bool, int, int, Span]:
    """A phrase with what speaks against it: it only leads to another clause, it is cut, it holds few of the common words."""
    found = _held(text, clauses, clause, anchor)
    told = sum(run in clause.of(text) for run in common[:TELLING])
    return leads(clause.of(text)), found.cut, -told, found.span


def _anchors(text: str, clauses: Sequence[Span], matter: str | None, common: Sequence[str]) -> list[tuple[Span, Span | None]]:
    """The clauses that name the matter, each with the words that do; else those that name a broader one, or share the words of the row."""
    for about in ([matter] if matter else [], sorted(around(matter))):
        if found := [(clause, words) for clause in clauses for one in about if (words := mention(one, text, clause))]:
            return [*found]
    return [
        (clause, Span(at, at + len(run)))
        for clause in clauses
        for run in common[:1]
        if (at := text.find(run, clause.start, clause.end)) >= 0
    ]


def _held(text: str, clauses: Sequence[Span], clause: Span, anchor: Span | None) -> Phrase:
    """The phrase of a clause; of the next one where it only says when that holds."""
    after = next((one for one in clauses if one.start == clause.end), None)
    if after is not None and leads(clause.of(text)):
        both = phrase(text, Span(clause.start, after.end), anchor)
        return both if both.cut == 0 and len(both.span) <= STILL else phrase(text, after, None)
    return phrase(text, clause, anchor)


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
