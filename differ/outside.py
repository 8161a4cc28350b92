"""The text outside of the measures: preamble, general requirements, closing paragraphs, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from differ.fold import fold, key
from differ.notes import Note, Sort, bracketed_note, is_repeal_note, read_note
from differ.sentences import sentences
from domain.document import Document, Measure

_PROSE = 12  # A shorter line is a heading, a name or a date, not a sentence of the preamble.
_VALIDITY = re.compile(r"起(?:施行|实施|执行)|有效期|解释")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``folded`` is what is compared, ``words`` what is shown."""

    folded: str
    words: str


def new_notes(old: Document, new: Document) -> list[Note]:
    """The notes on validity that the new text has and the old one has not, in order.

    Inside a measure only what is plainly a note counts, or a clause that repeals a text by name: a rule about what lapses is none.
    """
    known = {sentence.folded for sentence in _sentences(old.text)}
    beside = [sentence for sentence in _sentences(_outside(new)) if sentence.folded not in known]
    notes = [note for sentence in beside if (note := read_note(sentence.folded, sentence.words))]
    printed = key(old.text)
    for measure in new.measures:
        words = bracketed_note(measure.text)
        if words and f"{key(measure.number)}{key(measure.title)}{key(words)}" not in printed:
            notes.append(Note(Sort.HERE, key(words), words, (measure.number,)))
            continue
        fresh = [sentence for sentence in _sentences(measure.text) if sentence.folded not in known]
        notes += [note for sentence in fresh if (note := _within(sentence, measure))]
    return notes


def _within(sentence: Sentence, measure: Measure) -> Note | None:
    note = read_note(sentence.folded, sentence.words)
    plainly = is_repeal_note(sentence.folded)
    if note and (note.sort is Sort.OTHER or (note.sort is Sort.PART and plainly)):
        return note
    return Note(Sort.HERE, sentence.folded, sentence.words, (measure.number,)) if plainly else None


def preamble_changes(old: Document, new: Document) -> tuple[list[str], list[str]]:
    """Sentences of unnumbered prose that are gone, and that have come. Dates of effect and notes on validity are told elsewhere."""
    one, other = _prose(old), _prose(new)
    return _lacking(one, other), _lacking(other, one)


def _lacking(here: list[Sentence], there: list[Sentence]) -> list[str]:
    known = {sentence.folded for sentence in there}
    return [sentence.words for sentence in here if sentence.folded not in known]


def _sentences(text: str) -> list[Sentence]:
    found: list[Sentence] = []
    for line in text.splitlines():
        folded, place = fold(line), 0
        for part in sentences(folded.text):
            start, end = folded.original(place, place + len(part))
            found.append(Sentence(part, line[start:end]))
            place += len(part)
    return found


def _prose(document: Document) -> list[Sentence]:
    return [
        sentence
        for sentence in _sentences(_outside(document))
        if len(sentence.folded) >= _PROSE
        and sentence.folded.endswith("。")
        and not _VALIDITY.search(sentence.folded)
        and not read_note(sentence.folded, sentence.words)
    ]


def _outside(document: Document) -> str:
    """The text with its measures and headings taken out, each leaving a line break."""
    spans = sorted([measure.span for measure in document.measures] + [section.span for section in document.sections])
    pieces, place = [], 0
    for span in spans:
        pieces.append(document.text[place : span.start])
        place = max(place, span.end)
    return "\n".join([*pieces, document.text[place:]])
