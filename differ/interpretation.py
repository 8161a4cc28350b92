"""An interpretation page held against its document: which measures its passages restate, and where its words or numbers differ.

An interpretation shortens, adds results and promises money that no measure knows. It is read clause by clause: a clause belongs to the measure
that holds most of its rare words, clauses in a row that belong to one measure are one passage, and a passage is laid beside the stretch of the
measure it restates. What differs there is a remark on the interpretation, never an amendment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from differ.classify import classify
from differ.fold import Folded, fold
from differ.numbers import quantity
from differ.similarity import Weights, bag, common
from differ.text import Text, read
from differ.textdiff import diff_texts
from differ.tokens import tokenize
from domain.document import Document
from domain.text import Span
from domain.witness import Difference, Holding, Restatement

HELD = (
    0.55  # Share of a clause's weight that its measure must hold; clauses of other subjects reach 0.45 in the development text.
)
_SHORTEST = 6  # Characters of a clause; a shorter one joins its neighbours or says nothing.
_RUN = 8  # A passage repeats so many characters of its measure in a row; below that two texts of the field meet by chance.
_GAP = 2  # So many clauses of one sentence may stand between two of one passage.
_SHORT = 24  # A longer difference is another sentence, not another word.
_CLAUSE = re.compile(r"[^,。;:!?]+[,。;:!?]*")
_TITLES = re.compile(r"[^、,。;:]+")


@dataclass(frozen=True, slots=True)
class _Clause:
    """``[start, end)`` of the folded line ``line``; ``sentence`` counts the sentences of the text."""

    text: str
    line: int
    start: int
    end: int
    sentence: int
    measure: int | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of the interpretation: its offset in the text and its comparison form."""

    offset: int
    folded: Folded

    def span(self, start: int, end: int) -> Span:
        return Span(*self.folded.original(start, end)).shift(self.offset)


def hold(interpretation: Document, document: Document) -> Holding:
    """The passages of ``interpretation`` that restate measures of ``document``, in reading order, with what differs in each."""
    texts = [read(measure) for measure in document.measures]
    weights = Weights([text.bag for text in texts])
    lines = list(_lines(interpretation.text))
    clauses = [_belonging(clause, texts, weights) for clause in _clauses(lines)]
    told = [_restated(run, lines, document, interpretation) for run in _passages(clauses) if _quotes(run, texts)]
    titles = _titles(lines, texts)
    found = sorted((*told, *titles), key=lambda row: (row.passage, row.ordinal))
    return Holding(tuple(found), tuple(_alone(clauses, lines, texts)))


def _lines(text: str) -> Iterator[_Line]:
    offset = 0
    for line in text.splitlines(keepends=True):
        yield _Line(offset, fold(line))
        offset += len(line)


def _clauses(lines: Sequence[_Line]) -> Iterator[_Clause]:
    sentence = 0
    for number, line in enumerate(lines):
        sentence += 1
        for match in _CLAUSE.finditer(line.folded.text):
            yield _Clause(match.group(), number, match.start(), match.end(), sentence)
            sentence += match.group()[-1] in "。!?"


def _belonging(clause: _Clause, texts: Sequence[Text], weights: Weights) -> _Clause:
    """The clause with the measure that holds most of it, if that is enough."""
    words = bag(clause.text)
    if len(clause.text) < _SHORTEST or not words or clause.text.rstrip(",。;:") in {text.title for text in texts}:
        return clause
    best = max(range(len(texts)), key=lambda place: weights.weigh(common(words, texts[place].body)), default=None)
    if best is None or weights.share(common(words, texts[best].body), words) < HELD:
        return clause
    return _Clause(clause.text, clause.line, clause.start, clause.end, clause.sentence, best)


def _passages(clauses: Sequence[_Clause]) -> list[list[_Clause]]:
    """Runs of clauses of one sentence that belong to one measure, a few others between them let pass."""
    passages: list[list[_Clause]] = []
    for _, group in groupby(clauses, key=lambda clause: clause.sentence):
        run: list[_Clause] = []
        pending: list[_Clause] = []
        for clause in group:
            if run and clause.measure == run[0].measure and len(pending) <= _GAP:
                run += [*pending, clause]
                pending = []
            elif clause.measure is not None:
                passages.append(run)
                run, pending = [clause], []
            else:
                pending.append(clause)
        passages.append(run)
    return [run for run in passages if run]


def _quotes(run: list[_Clause], texts: Sequence[Text]) -> bool:
    """True if the measure's own words stand in the passage, and not only words of its subject."""
    words = texts[run[0].measure or 0].words
    return any(clause.text[i : i + _RUN] in words for clause in run for i in range(len(clause.text) - _RUN + 1))


def _restated(run: list[_Clause], lines: Sequence[_Line], document: Document, page: Document) -> Restatement:
    place = run[0].measure or 0
    measure = document.measures[place]
    passage = lines[run[0].line].span(run[0].start, run[-1].end)
    stands = _stretch(run, document.text, measure.body_span)
    return Restatement(place + 1, measure.number, passage, stands, False, _differences(passage, stands, page, document))


def _stretch(run: list[_Clause], text: str, body: Span) -> Span:
    """The clauses of a measure that a passage restates: from the first to the last that it has words of."""
    folded = fold(body.of(text))
    said = bag("".join(clause.text for clause in run))
    shared = [
        (match.start(), match.end())
        for match in _CLAUSE.finditer(folded.text)
        if (own := bag(match.group())) and sum(common(own, said).values()) >= 0.4 * sum(own.values())
    ]
    if not shared:
        return body
    return Span(*folded.original(shared[0][0], shared[-1][1])).shift(body.start)


def _differences(passage: Span, stands: Span, page: Document, document: Document) -> tuple[Difference, ...]:
    """The hunks between the two that are short enough to be another wording, marks and connecting words left out."""
    found = []
    for hunk in diff_texts(stands.of(document.text), passage.of(page.text)):
        old, new = "".join(token.text for token in hunk.before), "".join(token.text for token in hunk.after)
        if hunk.whole or max(len(old), len(new)) > _SHORT or not re.search(r"\w", old + new):
            continue
        there = Span(hunk.old_start, hunk.old_end).shift(stands.start)
        here = Span(hunk.new_start, hunk.new_end).shift(passage.start)
        found.append(Difference(here.of(page.text), there.of(document.text), here, there, classify(hunk, {}).kind))
    return tuple(found)


def _titles(lines: Sequence[_Line], texts: Sequence[Text]) -> Iterator[Restatement]:
    """Lists of titles (提出了…、…等6项具体措施): each title that stands there whole."""
    for line in lines:
        for text in texts:
            at = line.folded.text.find(text.title) if len(text.title) >= _SHORTEST else -1
            if at >= 0 and not text.words.startswith(text.title):
                spot = text.measure.title_span or text.measure.body_span
                passage = line.span(at, at + len(text.title))
                yield Restatement(text.measure.ordinal, text.measure.number, passage, spot, True)


def _alone(clauses: Sequence[_Clause], lines: Sequence[_Line], texts: Sequence[Text]) -> Iterator[Span]:
    """Clauses with an amount, a share or a time that no measure gives."""
    known = {token.text for text in texts for token in tokenize(text.words) if token.sort.numeric}
    for clause in clauses:
        numbers = [token.text for token in tokenize(clause.text) if token.sort.numeric]
        values = [value for number in numbers if number not in known and (value := quantity(number))]
        if any(value.family in ("money", "share", "time") for value in values):
            yield lines[clause.line].span(clause.start, clause.end)
