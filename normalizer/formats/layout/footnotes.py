"""Footnotes: small print at the foot of a page that opens with a mark. It goes to the end of the text, its mark off the text."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.document import Repair
from normalizer.formats.layout.sheet import Line

_MARK = re.compile(r"[\[［(（〔【]?\s*(?P<mark>\d{1,2}|[①-⑳⓪❶-❿]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[*†‡])\s*[\]］)）〕】.．、]?")
_SMALL = 0.92  # of the body's size; Word's footnotes have 9 points under a body of 10.5 and more
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def split(lines: list[Line], size: float) -> tuple[list[Line], list[list[Line]]]:
    """The lines of a page without its footnotes, and the footnotes, each as its lines. ``size`` is that of the body."""
    at = len(lines)
    while at and lines[at - 1].em < _SMALL * size and not lines[at - 1].table:
        at -= 1
    while at < len(lines) and not _MARK.match(lines[at].text):
        at += 1
    if at == len(lines) or at == 0 or not (_marks([lines[at]]) & {mark for line in lines[:at] for mark in line.raised}):
        return lines, []
    notes: list[list[Line]] = []
    for line in lines[at:]:
        if _MARK.match(line.text) and _marks([line]) - _marks([note[0] for note in notes]):
            notes.append([line])
        else:
            notes[-1].append(line)
    return lines[:at], notes


def _marks(lines: list[Line]) -> set[str]:
    """Marks that open lines, written as they stand raised in the text."""
    found = {match["mark"] for line in lines if (match := _MARK.match(line.text))}
    return found | {mark.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")) for mark in found}


def unmarked(lines: list[Line], notes: list[list[Line]]) -> tuple[list[Line], tuple[Repair, ...]]:
    """The lines without the raised marks of these notes, with a record of each."""
    marks = _marks([note[0] for note in notes])
    repairs: list[Repair] = []
    clean = []
    for line in lines:
        text = line.text
        for raised in line.raised:
            if raised in marks:
                text = text.replace(raised, "", 1)
                repairs.append(Repair("footnote", raised.translate(_PLAIN), ""))
        clean.append(replace(line, text=text) if text != line.text else line)
    return clean, tuple(repairs)
