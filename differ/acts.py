"""A commitment cut into acts: one thing done to one object, the smallest piece that another province may say too.

A sentence often promises several things in a row (优先注册检验，对临床急需产品即收即检，将检验时限压缩至20个工作日). It is cut at the comma before each
clause that turns to another concept of the glossary; a clause that only says for whom or when stays with the clause it leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from differ.commitments import commitments
from differ.fold import key
from differ.matters import OBJECTS, PARAMETERS, matters
from domain.document import Document, Measure
from domain.relation import Place
from domain.text import Span

_HELD = '《[^《》]*》|“[^“”]*”|‘[^‘’]*’|（[^（）]*）|\\([^()]*\\)|"[^"]*"'
_CLAUSE = re.compile(rf"(?:{_HELD}|[^，；,;])+[，；,;]?")
_FOR_WHOM = re.compile("(?:对|对于|针对|围绕|聚焦|依托|根据|按照|结合|自|在|面向|以)")
_DOES = re.compile(
    "实行|实施|开展|给予|予以|提供|进行|加强|强化|开辟|开设|优先|减免|免于|免予|推进|推动|建立|完善|优化|支持|鼓励|加快|办理|压缩|缩短|指导|简化|合并|探索|允许|可"
)
_EXAMPLES = re.compile("、.*等[^、，]{0,6}(?:领域|方面(?!的))")
_ANEW = ("将", "对", "把")
LIST = 2  # More 、 than these in a clause that leads to another: it lists examples, and says nothing of what is done.


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a measure: its ``span``, that of its ``sentence``, its ``clauses``, and the matters they name."""

    place: Place
    span: Span
    sentence: Span
    clauses: tuple[Span, ...]
    text: str
    matters: frozenset[str]


def acts(documents: Sequence[Document]) -> list[Act]:
    """The acts of all measures, in reading order."""
    return [
        act
        for number, document in enumerate(documents)
        for measure in document.measures
        for act in _of_measure(Place(number, measure.ordinal), document.text, measure)
    ]


def _of_measure(place: Place, text: str, measure: Measure) -> list[Act]:
    """The acts of its sentences; the title too where it names a matter that none of them does, or where there is no sentence."""
    found: list[Act] = []
    for sentence in commitments(measure):
        cut = list(_cut(place, text, sentence))
        if found and cut and not cut[0].matters and text[: sentence.start].rstrip().endswith(("；", ";")):
            cut[0] = replace(
                cut[0], matters=next((act.matters for act in found if act.sentence == found[-1].sentence), frozenset())
            )
        found += cut
    title = measure.title_span or measure.span
    named = matters(key(title.of(text))) - frozenset().union(*(act.matters for act in found))
    if not found or (measure.title_span and named):
        found.insert(0, _act(place, text, title, clauses(text, title), named))
    return found


def clauses(text: str, span: Span) -> list[Span]:
    """The clauses of a range of text, each with the mark that ends it; nothing inside brackets, quotes or 《》 is cut."""
    return [Span(one.start(), one.end()) for one in _CLAUSE.finditer(text, span.start, span.end)]


def _cut(place: Place, text: str, sentence: Span) -> Iterator[Act]:
    group: list[Span] = []
    named: frozenset[str] = frozenset()
    leading = False
    for clause in clauses(text, sentence):
        said = clause.of(text)
        found = matters(key(said))
        if named and not said.startswith(_ANEW):
            found -= PARAMETERS
        turns = found - OBJECTS if named - OBJECTS else found
        if group and turns and named and not leading and not turns & named:
            yield _act(place, text, sentence, group, named)
            group, named = [], frozenset()
        leading = leads(said)
        group.append(clause)
        named |= frozenset() if (leading and said.count("、") >= LIST) or _EXAMPLES.search(said) else found
    if group:
        yield _act(place, text, sentence, group, named)


def leads(clause: str) -> bool:
    """True for a clause that only says for whom, when or under what condition the next one holds."""
    return (bool(_FOR_WHOM.match(clause)) and not _DOES.search(clause)) or clause.rstrip("，；,;").endswith("的")


def _act(place: Place, text: str, sentence: Span, group: list[Span], named: frozenset[str]) -> Act:
    span = Span(group[0].start, group[-1].end)
    return Act(place, span, sentence, tuple(group), span.of(text), named)
