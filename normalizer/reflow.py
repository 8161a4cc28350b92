"""Lines -> paragraphs: text out of PDFs comes hard-wrapped, with blank lines inside words and page numbers in mid-sentence.

Two neighbouring lines belong together when the first cannot be the end of a paragraph: it stops inside a bracket, after
a comma, or in the middle of a sentence. Blank lines prove nothing (one text has one after every line, another has them
inside words). A line that opens with a number, a date, a note ... always begins a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from unicodedata import east_asian_width

from normalizer import patterns
from normalizer.trace import Ledger, Splice, Traced

_PAGE = re.compile(
    r"[-—–─_·]{1,2}\s*\d{1,4}\s*[-—–─_·]{1,2}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|Page\s+\d+(?:\s+of\s+\d+)?",
    re.I,
)
_END = re.compile(r"[。！？!?；;：:…][”’」』）)》】]*$")
_STOP = re.compile(r"[。！？!?；;][”’」』）)》】]*$")
_COMMA = re.compile(r"[,，、“‘「『（(《〈〔]$")
_PROSE = re.compile(r"[,，、。；;]")
_RUNNING = re.compile(r"[,，。；;]")
_DUTY = re.compile(r"(?:负责|配合|单位|牵头|落实|参与|下同|[局厅委办])[）)]$")
_OPEN, _CLOSE = "（(《〔", "）)》〕"
_BULLET = re.compile(r"[-*•·>▪■◆●○#|]\s*\S")
_STAMP = re.compile(rf"(?:{patterns.BODY.pattern[1:-1]})?\s*{patterns.DATE.pattern}(?:\s*印发)?[)）]?")
_REACH = 160  # how far back an open bracket still counts: longer ones are typing errors
_WINDOW, _SLACK = 8, 4  # lines looked at on either side, and half-widths a wrapped line may fall short


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    width: int
    apart: bool  # a blank line stands before it

    @property
    def ends(self) -> bool:
        """True if the line can end a paragraph by its last mark."""
        return bool(_END.search(self.text)) or bool(_DUTY.search(self.text))

    @property
    def begins(self) -> bool:
        """True if the line opens a paragraph whatever stands before it."""
        return starts_paragraph(self.text)


def starts_paragraph(line: str) -> bool:
    """True for a line that opens with a number or mark of its own."""
    return bool(
        patterns.head(line)
        or patterns.ANNEX.match(line)
        or patterns.ATTACHED.match(line)
        or patterns.NOTE.match(line)
        or patterns.NOTE_HEAD.match(line)
        or patterns.COPIES.match(line)
        or _BULLET.match(line)
        or _STAMP.fullmatch(line)
        or patterns.NUMBER.fullmatch(line)
        or "\t" in line
    )


def reflow(text: Traced, ledger: Ledger) -> Traced:
    """One paragraph a line, without blank lines; page numbers between lines go to the ledger."""
    lines = _lines(text, ledger)
    unfinished = _unfinished(lines)
    full = _full(lines, unfinished)
    telling = _blanks_tell(lines, unfinished)
    joins = [False] * len(lines)
    begin = 0
    for index in range(1, len(lines)):
        so_far = text.text[lines[begin].start : lines[index - 1].end]
        parted = telling and lines[index].apart
        joins[index] = _joins(so_far, lines[index - 1], lines[index], full[index - 1], parted)
        begin = begin if joins[index] else index
    _join_titles(lines, joins)
    return _assemble(text, lines, joins)


def _lines(text: Traced, ledger: Ledger) -> list[_Line]:
    lines: list[_Line] = []
    at = 0
    apart = False
    for raw in text.text.split("\n"):
        line = raw.strip()
        start = at + (len(raw) - len(raw.lstrip()))
        at += len(raw) + 1
        if not line:
            apart = True
            continue
        if _PAGE.fullmatch(line):
            ledger.add("page_number", line)
            continue
        lines += [_Line(start + cut.start(), start + cut.end(), cut[0], _width(cut[0]), apart) for cut in _columns(line)]
        apart = False
    return lines


def _columns(line: str) -> list[re.Match[str]]:
    """The names of a signature set side by side, each to be a line of its own; else the line as it is."""
    names = list(re.finditer(r"\S+", line))
    side_by_side = len(names) > 1 and all(patterns.BODY.match(name[0]) or _STAMP.fullmatch(name[0]) for name in names)
    return names if side_by_side else list(re.finditer(r".+", line))


def _width(line: str) -> int:
    """Columns of a line: two for a Chinese character, one for a Latin one. Long lines are not wrapped: counted roughly."""
    if len(line) > 100:
        return 2 * len(line)
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in line)


def _unfinished(lines: list[_Line]) -> list[bool]:
    """For each line, whether it is prose that breaks off: the evidence that a text is hard-wrapped."""
    return [
        20 <= line.width <= 130
        and bool(_PROSE.search(line.text))
        and not line.ends
        and index + 1 < len(lines)
        and not lines[index + 1].begins
        for index, line in enumerate(lines)
    ]


def _full(lines: list[_Line], unfinished: list[bool]) -> list[bool]:
    """For each line, whether it fills a column: its neighbourhood has at least three unfinished lines of that width."""
    full = []
    for index, line in enumerate(lines):
        near = range(max(0, index - _WINDOW), min(len(lines), index + _WINDOW + 1))
        widths = Counter(lines[i].width // 2 for i in near if unfinished[i])
        columns = [2 * width for width in widths if sum(widths[width + d] for d in (-1, 0, 1)) >= 3]
        slack = _SLACK + (4 if line.begins else 0)
        full.append(any(column - slack <= line.width <= column + 2 for column in columns))
    return full


def _blanks_tell(lines: list[_Line], unfinished: list[bool]) -> bool:
    """True if blank lines mostly stand between paragraphs: few lines that break off have one after them."""
    after = [lines[index + 1].apart for index, open_ended in enumerate(unfinished) if open_ended]
    return 2 * sum(after) < len(after)


def _joins(so_far: str, last: _Line, line: _Line, full: bool, parted: bool) -> bool:
    """True if ``line`` goes on with the paragraph ``so_far``, whose last line is ``last``; ``parted`` by a blank that tells."""
    if "\t" in last.text or _BULLET.match(so_far) or patterns.NOTE.fullmatch(so_far) or patterns.ANNEX.match(so_far):
        return False
    if line.begins:
        return bool(re.search(r"第$", last.text))
    if _open(so_far):
        return True
    if _COMMA.search(last.text):
        return True
    if _STOP.search(last.text):
        return full and not parted and not _DUTY.search(last.text)
    if last.ends or _STAMP.fullmatch(last.text):
        return False
    return full or _is_running(so_far)


def _open(so_far: str) -> bool:
    """True if a bracket opened lately is still open."""
    tail = so_far[-_REACH:]
    return any(tail.rfind(mark) > max(tail.rfind(close) for close in _CLOSE) for mark in _OPEN) and (
        sum(map(tail.count, _OPEN)) > sum(map(tail.count, _CLOSE))
    )


def _is_running(so_far: str) -> bool:
    """True for a sentence, as against a heading, title, name or date."""
    number = patterns.head(so_far)
    rest = so_far[number.end() :] if number else so_far
    if number and "。" not in rest and len(rest) < 40:
        return False
    return bool(_RUNNING.search(rest)) or (rest.count("、") >= 2 and not patterns.TITLE_END.search(rest))


def _join_titles(lines: list[_Line], joins: list[bool]) -> None:
    """Join a title set over several lines, before the first number of the text."""
    for index, line in enumerate(lines):
        if line.begins and patterns.head(line.text):
            break
        if not patterns.TITLE_END.search(line.text) or not _is_title_part(line.text) or _opens_title(line.text):
            continue
        for first in range(index - 1, max(-1, index - 5), -1):
            if not _is_title_part(lines[first].text) or patterns.BODY.match(lines[first].text):
                break
            if _opens_title(lines[first].text):
                joins[first + 1 : index + 1] = [True] * (index - first)
                break


def _is_title_part(line: str) -> bool:
    return len(line) <= 45 and not re.search(r"[,，。；;：:]", line) and not starts_paragraph(line)


def _opens_title(line: str) -> bool:
    """True if a title can begin with this line."""
    return bool(
        re.match(r"关于|.{2,30}?关于|[\u4e00-\u9fff]{2,8}(?:省|市|自治区|县|区)(?!场)|国家|国务院|中华人民共和国", line)
    )


def _assemble(text: Traced, lines: list[_Line], joins: list[bool]) -> Traced:
    """The lines with nothing between joined ones (a blank between two Latin words) and one line end between others."""
    splices: list[Splice] = []
    at = 0
    for line, joined in zip(lines, joins, strict=True):
        if not at:
            splices.append(Splice(0, line.start))
        else:
            word = ("" if not _latin_seam(text.text, at, line.start) else " ") if joined else "\n"
            splices += [Splice(at, at + 1, word), Splice(at + 1, line.start)]
        at = line.end
    splices.append(Splice(at, len(text)))
    return text.splice(splices)


def _latin_seam(text: str, left: int, right: int) -> bool:
    return all(char.isascii() and char.isalnum() for char in (text[left - 1], text[right]))
