"""A measure's parts: number, title, body, responsible units, sentences, each with its place in the canonical text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import starmap

from domain.document import Measure
from domain.text import Span
from normalizer import patterns, units
from normalizer.segment import Block, Structure

_SENTENCE = re.compile(r"[^。！？；\n ][^。！？；\n]*(?:[。！？；]+[”’）》]*)?")
_ROLE = r"(?:牵头|责任|主办|落实|承办|配合|协办|参与)(?:单位|部门)[：:][^\n。]*"
_LABELLED = re.compile(rf"(?:^|(?<=[。；\n])){_ROLE}(?:\n{_ROLE})*。?$")
_NAMES = re.compile(rf"^[\u4e00-\u9fff（）]{{2,20}}{patterns.BODY_END}(?:、[\u4e00-\u9fff（）]{{2,20}}{patterns.BODY_END})*$")
_NESTED = re.compile("（[^（）]*）")
_PAIRS = {"）": "（", "]": "[", "】": "【", "〕": "〔"}
_LONGEST_TITLE = 60  # characters; a longer first sentence is text, not a heading (the longest title of the baseline has 24)


def build(text: str, structure: Structure, damaged: Iterable[Span]) -> tuple[tuple[Measure, ...], bool]:
    """The measures of a structure, and whether the document has a rule that the first-named unit leads."""
    damaged = tuple(damaged)
    rule = bool(units.LEAD_RULE.search(text[: structure.opening]))
    measures = []
    for ordinal, block in enumerate(structure.blocks, 1):
        if "\t" in block.lines[0].text:
            measure, stated = _row(block, ordinal, text, _header(structure, block)), False
        else:
            measure, stated = _law(block, ordinal, text) if structure.law else _measure(block, ordinal, text, rule)
        rule = rule or stated
        measures.append(_with_damage(measure, damaged))
    return tuple(measures), rule


def _with_damage(measure: Measure, damaged: tuple[Span, ...]) -> Measure:
    inside = tuple(span for span in damaged if measure.span.overlaps(span))
    return replace(measure, damaged=inside) if inside else measure


def _law(block: Block, ordinal: int, text: str) -> tuple[Measure, bool]:
    body = _stripped(text, Span(block.span.start + block.lines[0].rest, block.span.end))
    span = Span(block.span.start, max(body.end, block.span.start))
    return (
        Measure(
            ordinal=ordinal,
            number=block.number,
            section=block.section,
            title="",
            body=body.of(text),
            text=span.of(text),
            span=span,
            body_span=body,
            commitments=_sentences(text, body),
        ),
        False,
    )


def _measure(block: Block, ordinal: int, text: str, rule: bool) -> tuple[Measure, bool]:
    whole = block.span
    inner = Span(whole.start + block.lines[0].rest, whole.end)
    bracket, words = _duty(text, inner)
    rest = Span(inner.start, bracket.start if bracket else inner.end)
    title, body = _title(text, rest, block.lines[0].span.end)
    duty = units.parse(words.of(text), rule) if words else units.Duty((), None, (), False)
    return (
        Measure(
            ordinal=ordinal,
            number=block.number,
            section=block.section,
            title=title.of(text) if title else "",
            body=body.of(text),
            text=whole.of(text),
            span=whole,
            body_span=body,
            title_span=title,
            commitments=_sentences(text, body),
            responsible_units=duty.units,
            lead_unit=duty.lead,
            supporting=duty.supporting,
            responsible_text=words.of(text) if words else "",
            responsible_span=bracket,
        ),
        duty.rule,
    )


def _header(structure: Structure, block: Block) -> list[str]:
    """The cells of the row above the first counted one."""
    first = structure.lines.index(structure.blocks[0].lines[0])
    above = structure.lines[first - 1].text if first else ""
    return above.split("\t") if above.count("\t") == block.lines[0].text.count("\t") else []


def _row(block: Block, ordinal: int, text: str, header: list[str]) -> Measure:
    """A row of a table: the second cell is its title, the others its body; the column 责任单位 names who answers."""
    whole = block.span
    cells = [Span(*match.span()) for match in re.finditer(r"[^\t]+", text[whole.start : whole.end])]
    cells = [cell.shift(whole.start) for cell in cells]
    column = next((at for at, name in enumerate(header) if re.search(r"责任|牵头|主办|单位$", name)), len(cells))
    owner = cells[column] if column < len(cells) else None
    duty = units.parse(owner.of(text), False) if owner else units.Duty((), None, (), False)
    body = Span(cells[2].start, whole.end) if len(cells) > 2 else Span(whole.end, whole.end)
    return Measure(
        ordinal=ordinal,
        number=block.number,
        section=block.section,
        title=cells[1].of(text),
        body=body.of(text),
        text=whole.of(text),
        span=whole,
        body_span=body,
        title_span=cells[1],
        commitments=_sentences(text, body),
        responsible_units=duty.units,
        lead_unit=duty.lead,
        supporting=duty.supporting,
        responsible_text=owner.of(text) if owner else "",
        responsible_span=owner,
    )


def _title(text: str, rest: Span, first_line_end: int) -> tuple[Span | None, Span]:
    """Title and body of a measure: the title ends at the first 。, or with a first line that has none."""
    end = min(first_line_end, rest.end)
    stop = text.find("。", rest.start, end)
    if stop < 0 and end < rest.end and end - rest.start <= _LONGEST_TITLE:
        stop = end
    after = stop + 1 + (text[stop + 1 : stop + 2] in "”’" and text[stop + 1 : stop + 2] != "")
    if stop < 0 or not text[after : rest.end].strip():
        return None, _stripped(text, rest)
    return _stripped(text, Span(rest.start, stop)), _stripped(text, Span(stop + 1, rest.end))


def _duty(text: str, inner: Span) -> tuple[Span | None, Span | None]:
    """The closing bracket of responsible units (or the closing 责任单位：… sentence), and the words in it."""
    end = inner.end
    while end > inner.start and text[end - 1] in "。；;\n ":
        end -= 1
    if text[end - 1 : end] in _PAIRS:
        start = _opening(text, inner.start, end - 1)
        words = Span(start + 1, end - 1)
        if start >= 0 and (units.DUTY.search(words.of(text)) or _NAMES.match(_NESTED.sub("", words.of(text)))):
            return Span(start, inner.end), words
    named = any(text.find(label, inner.start, inner.end) >= 0 for label in ("单位：", "部门："))
    labelled = _LABELLED.search(text, inner.start, inner.end) if named else None
    if labelled:
        return Span(labelled.start(), inner.end), Span(labelled.start(), labelled.end())
    return None, None


def _opening(text: str, start: int, close: int) -> int:
    """The offset of the bracket that ``close`` ends, nested ones skipped; the last one at all if the pairs do not match."""
    closing, opening = text[close], _PAIRS[text[close]]
    last = text.rfind(opening, start, close)
    if text.find(closing, max(start, last), close) < 0:
        return last
    depth = 0
    for at in range(close, start - 1, -1):
        depth += (text[at] == closing) - (text[at] == opening)
        if depth == 0:
            return at
    return last


def _stripped(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in "\n ":
        start += 1
    while end > start and text[end - 1] in "\n ":
        end -= 1
    return Span(start, end)


def _sentences(text: str, body: Span) -> tuple[Span, ...]:
    """The sentences of a body (commitments)."""
    return tuple(starmap(Span, map(re.Match.span, _SENTENCE.finditer(text, body.start, body.end))))
