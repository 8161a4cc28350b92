"""The text outside of the measures: preamble, general requirements, closing paragraphs, notes."""

from __future__ import annotations

import re
from collections import Counter

from differ.fold import key
from differ.notes import Note, Sort, is_repeal_note, read_note
from differ.sentences import sentences
from domain.document import Document

_PROSE = 12  # A shorter line is a heading, a name or a date, not a sentence of the preamble.
_VALIDITY = re.compile(r"起(?:施行|实施|执行)|有效期|解释")


def new_notes(old: Document, new: Document) -> list[Note]:
    """The notes on validity that the new text has and the old one has not, in order.

    Inside a measure only what is plainly a note counts, or a clause that repeals a text by name: a rule about what lapses is none.
    """
    known = set(_sentences(old.text.splitlines()))
    beside = _sentences(_outside(new).splitlines())
    within = [sentence for measure in new.measures for sentence in sentences(key(measure.text))]
    notes = [(note, True) for sentence in beside if sentence not in known and (note := read_note(sentence))]
    notes += [(note, False) for sentence in within if sentence not in known and (note := read_note(sentence))]
    return [note for note, alone in notes if alone or note.sort is Sort.OTHER or is_repeal_note(note.text)]


def preamble_changes(old: Document, new: Document) -> tuple[list[str], list[str]]:
    """Sentences of unnumbered prose that are gone, and that have come. Dates of effect and notes on validity are told elsewhere."""
    one, other = Counter(_prose(old)), Counter(_prose(new))
    return list((one - other).elements()), list((other - one).elements())


def _sentences(lines: list[str]) -> list[str]:
    return [sentence for line in lines for sentence in sentences(key(line))]


def _prose(document: Document) -> list[str]:
    found = _sentences(_outside(document).splitlines())
    return [
        sentence
        for sentence in found
        if len(sentence) >= _PROSE and sentence.endswith("。") and not _VALIDITY.search(sentence) and not read_note(sentence)
    ]


def _outside(document: Document) -> str:
    """The text with its measures and headings taken out, each leaving a line break."""
    spans = sorted([measure.span for measure in document.measures] + [section.span for section in document.sections])
    pieces, place = [], 0
    for span in spans:
        pieces.append(document.text[place : span.start])
        place = max(place, span.end)
    return "\n".join([*pieces, document.text[place:]])
