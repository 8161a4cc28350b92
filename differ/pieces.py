"""The edits of a split or a merger: one text held against several, in whatever order the pieces stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from differ.classify import classify
from differ.edits import Sides
from differ.text import Text
from differ.textdiff import diff_texts
from domain.change import Edit
from domain.document import Document
from domain.text import Span


@dataclass(frozen=True, slots=True)
class _Joined:
    """Bodies put end to end. ``starts[k]`` is the offset in ``text`` where ``parts[k]`` begins."""

    text: str
    starts: tuple[int, ...]
    parts: tuple[Text, ...]

    def places(self, start: int, end: int) -> list[tuple[Span, int]]:
        """The range ``[start, end)`` of ``text`` as ranges of the document, with the ordinal of the measure each lies in."""
        found = []
        first, last = max(bisect_left(self.starts, start) - 1, 0), bisect_right(self.starts, end)
        for begin, part in zip(self.starts[first:last], self.parts[first:last], strict=True):
            body = part.measure.body_span
            inside = start - begin, end - begin
            low, high = max(inside[0], 0), min(inside[1], len(body))
            if low < high or (start == end and 0 <= inside[0] <= len(body)):
                found.append((Span(low, max(low, high)).shift(body.start), part.measure.ordinal))
        return found[:1] if start == end else found


def piece_edits(olds: Sequence[Text], news: Sequence[Text], sides: Sides) -> tuple[Edit, ...]:
    """What was reworded, put in or dropped when measures came apart or grew together; nothing where all words were kept."""
    if len(olds) == 1:
        one, other = _join(olds, sides.old), _join(_in_order(news, olds[0]), sides.new)
    else:
        one, other = _join(_in_order(olds, news[0]), sides.old), _join(news, sides.new)
    edits: list[Edit] = []
    for hunk in diff_texts(one.text, other.text, sides.became):
        verdict = classify(hunk, sides.renumbered)
        gone, come = one.places(hunk.old_start, hunk.old_end), other.places(hunk.new_start, hunk.new_end)
        for (old, old_ordinal), (new, new_ordinal) in _side_by_side(gone, come):
            words = old.of(sides.old.text), new.of(sides.new.text)
            edits.append(
                Edit(
                    *words,
                    old,
                    new,
                    kind=verdict.kind,
                    severity=verdict.severity,
                    direction=verdict.direction,
                    old_ordinal=old_ordinal,
                    new_ordinal=new_ordinal,
                )
            )
    return tuple(edits)


def _join(parts: Sequence[Text], document: Document) -> _Joined:
    starts: list[int] = []
    text = ""
    for part in parts:
        starts.append(len(text))
        text += part.measure.body_span.of(document.text)
    return _Joined(text, tuple(starts), tuple(parts))


def _in_order(parts: Sequence[Text], whole: Text) -> list[Text]:
    """``parts`` in the order in which their words stand in ``whole``."""

    def place(part: Text) -> float:
        found = [at for pair in part.bag if (at := whole.words.find(pair)) >= 0]
        return median(found) if found else len(whole.words)

    return sorted(parts, key=place)


def _side_by_side(
    gone: list[tuple[Span, int]], come: list[tuple[Span, int]]
) -> list[tuple[tuple[Span, int], tuple[Span, int]]]:
    """Pairs of places; where a hunk reaches over the end of a piece, what is left over stands against nothing."""
    size = max(len(gone), len(come))
    return list(zip(_filled(gone, size), _filled(come, size), strict=True))


def _filled(places: list[tuple[Span, int]], size: int) -> list[tuple[Span, int]]:
    span, ordinal = places[-1]
    return places + [(Span(span.end, span.end), ordinal)] * (size - len(places))
