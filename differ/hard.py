"""Which typed numbers commit somebody: not what looks back, says who is eligible, or counts a list again."""

from __future__ import annotations

import re

from domain.document import Document, Fact, FactKind
from domain.text import Span

_BACK = re.compile("截至|目前|以来|已有|已经|累计|现有|去年|上年|共有")
_QUALIFIES = re.compile(r"(?:满|近)\s*(?:\d+|[一二两三四五六七八九十]+)(?:年|个月)")
_RECOUNT = re.compile(r"等\s*(?:\d+|[一二两三四五六七八九十]+)")


def hard_facts(document: Document) -> list[Fact]:
    """The facts of the measures that a province can be held to."""
    return [fact for fact in document.facts if fact.ordinal is not None and _commits(document.text, fact)]


def _commits(text: str, fact: Fact) -> bool:
    clause = Span(_start(text, fact.span.start), fact.span.end).of(text)
    if _BACK.search(clause) or _QUALIFIES.search(clause):
        return False
    return fact.kind is not FactKind.COUNT or not _RECOUNT.search(fact.text)


def _start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "，；。\n") + 1
