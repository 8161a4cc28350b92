"""Glyphs -> rows of segments: what stands on one base line, cut where a gap is too wide for one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from normalizer.formats.layout.sheet import Glyph, Line

_SAME_BASE = 0.45  # em; superscripts are raised by a third, lines are an em apart at the least
_CUT = 1.8  # em; justified Chinese text opens gaps of up to an em, a column gutter has two
_SPACE = 0.22  # em; between Latin words where the file draws no space
_LATIN_GAP = 0.9  # em; between Chinese characters a smaller gap is typesetting
_SMALL = 0.9  # of the line's size, below which a glyph off the base line is a superscript or subscript; browsers use 0.83
_RAISED, _LOWERED = 0.15, 0.08  # em off the base line
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SUBSCRIPT = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def rows(glyphs: Iterable[Glyph], page: int) -> list[list[Line]]:
    """The rows of a page from the top, each with its segments from the left."""
    found = []
    for row in _by_base(glyphs):
        segments = [line for run in _runs(row) if (line := _line(run, page))]
        if segments:
            found.append(segments)
    return found


def words(glyphs: Iterable[Glyph]) -> str:
    """The text of a small area, a table's cell: its rows one after the other, as if never wrapped."""
    text = ""
    for row in _by_base(glyphs):
        line = _line(row, 0)
        if line:
            text += (" " if _latin(text[-1:]) and _latin(line.text[0]) else "") + line.text
    return text


def joined(segments: list[Line]) -> Line:
    """The segments of a row as one line."""
    first, last = segments[0], segments[-1]
    longest = max(segments, key=lambda segment: len(segment.text))
    return Line(
        "  ".join(segment.text for segment in segments),
        first.left,
        last.right,
        longest.base,
        longest.em,
        first.page,
        tuple(mark for segment in segments for mark in segment.raised),
    )


def _by_base(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs grouped by base line, from the top; that of the largest glyph leads, so that superscripts stay with their line."""
    row: list[Glyph] = []
    lead: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if lead and glyph.base - lead.base > _SAME_BASE * max(glyph.em, lead.em):
            yield sorted(row, key=lambda glyph: glyph.left)
            row, lead = [], None
        row.append(glyph)
        if lead is None or glyph.em > lead.em:
            lead = glyph
    if row:
        yield sorted(row, key=lambda glyph: glyph.left)


def _runs(row: list[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in row:
        if glyph.text.isspace():
            if run:
                run.append(glyph)
        elif run and glyph.left - run[-1].right > _CUT * max(glyph.em, run[-1].em):
            yield run
            run = [glyph]
        elif not (run and _twice(run[-1], glyph)):
            run.append(glyph)
    if run:
        yield run


def _twice(last: Glyph, glyph: Glyph) -> bool:
    """True for a glyph printed again a hair's breadth aside: how some writers make bold type and shadows."""
    return (
        last.text == glyph.text
        and abs(glyph.left - last.left) < 0.15 * glyph.em
        and abs(glyph.base - last.base) < 0.15 * glyph.em
    )


def _line(run: list[Glyph], page: int) -> Line | None:
    drawn = [glyph for glyph in run if not glyph.text.isspace()]
    if not drawn:
        return None
    em = Counter(round(glyph.em, 1) for glyph in drawn).most_common(1)[0][0]
    base = Counter(round(glyph.base, 1) for glyph in drawn if abs(glyph.em - em) < 0.1).most_common(1)[0][0]
    text = ""
    raised: list[str] = []
    last: Glyph | None = None
    lifted = False
    for glyph in run:
        if glyph.text.isspace():
            text += " " if text and text[-1] != " " else ""
            continue
        small = last is not None and glyph.em < _SMALL * em
        shift = (base - glyph.base) / em if small else 0.0
        up, down = shift > _RAISED, shift < -_LOWERED
        shown = glyph.text.translate(_SUPERSCRIPT if up else _SUBSCRIPT) if up or down else glyph.text
        if up:
            raised[len(raised) - lifted :] = [(raised[-1] if lifted else "") + shown]
        text += (_gap(last, glyph) if last and text[-1] != " " and not small else "") + shown
        last, lifted = glyph, up
    return Line(text.rstrip(), drawn[0].left, drawn[-1].right, base, em, page, tuple(raised))


def _gap(left: Glyph, right: Glyph) -> str:
    """The space between two glyphs, judged by their distance: drawn spaces are not to be relied on."""
    latin = _latin(left.text[-1]) and _latin(right.text[0])
    return " " if right.left - left.right > (_SPACE if latin else _LATIN_GAP) * max(left.em, right.em) else ""


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
