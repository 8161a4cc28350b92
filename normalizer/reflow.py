"""Lines -> paragraphs: text out of PDFs comes hard-wrapped, with blank lines inside words and page numbers in mid-sentence.

Two neighbouring lines belong together when the first cannot be the end of a paragraph: it stops inside a bracket, after
a comma, or in the middle of a sentence. Blank lines prove nothing (one text has one after every line, another has them
inside words). A line that opens with a number, a date, a note ... always begins a paragraph.
"""

from __future__ import annotations

import re

from normalizer import patterns
from normalizer.trace import Ledger, Splice, Traced
from normalizer.wrapping import BULLET, DUTY, END, PROSE, STAMP, Line, blanks_tell, full, lines_of, starts_paragraph, unfinished

_STOP = re.compile(r"[。！？!?；;][”’」』）)》】]*$")
_COMMA = re.compile(r"[,，、“‘「『（(《〈〔]$")
_RUNNING = re.compile(r"[,，。；;]")
_NEVER_FIRST = "。，,、；;：:）)”’》〕！？!?"
_TAIL = re.compile(r"[(（][^()（）]{1,16}[)）]")  # （试行）, （2026—2028年）: not the history of a law
_CUT_NUMBER = re.compile(r"\d+[)）]")
_OPEN = "（(《〔"
_BRACKET = re.compile(f"[{_OPEN}）)》〕]")
_QUOTED = 20  # and an open quotation: longer ones run over paragraphs
_REACH = 160  # how far back an open bracket still counts: longer ones are typing errors
_GLANCE = 300  # characters of a paragraph's beginning and end that decide whether it goes on


def reflow(text: Traced, ledger: Ledger) -> Traced:
    """One paragraph a line, without blank lines; page numbers between lines go to the ledger."""
    lines = lines_of(text, ledger)
    open_ended = unfinished(lines)
    filled = full(lines, open_ended)
    telling = blanks_tell(lines, open_ended)
    joins = [False] * len(lines)
    so_far = _clipped(lines[0].text) if lines else ""
    for index in range(1, len(lines)):
        parted = telling and lines[index].apart
        joins[index] = _joins(so_far, lines[index - 1], lines[index], filled[index - 1], parted)
        so_far = _clipped(so_far + lines[index].text if joins[index] else lines[index].text)
    _join_titles(lines, joins)
    return _assemble(text, lines, joins)


def _clipped(words: str) -> str:
    """A paragraph so far, without blanks; of a very long one only beginning and end, which is all that is looked at."""
    bare = words.replace(" ", "")
    return bare if len(bare) <= 2 * _GLANCE else bare[:_GLANCE] + bare[-_GLANCE:]


def _joins(so_far: str, last: Line, line: Line, fills: bool, parted: bool) -> bool:
    """True if ``line`` goes on with the paragraph ``so_far``, whose last line is ``last``; ``parted`` by a blank that tells."""
    if "\t" in last.text or BULLET.match(so_far) or patterns.NOTE.fullmatch(so_far) or patterns.ANNEX.match(so_far):
        return False
    if line.text[0] in _NEVER_FIRST or last.text.endswith("第"):
        return True
    if line.begins:
        return _open(so_far) and bool(_CUT_NUMBER.match(line.text))
    if _open(so_far) or _COMMA.search(last.text):
        return True
    if _STOP.search(so_far[-8:]):
        return fills and not parted and not patterns.BODY.match(line.text)
    if END.search(so_far[-8:]) or DUTY.search(so_far[-_GLANCE:]) or STAMP.fullmatch(last.text):
        return False
    if _is_title(so_far):
        return line.text[0] == "的" or bool(_TAIL.fullmatch(line.text))
    return fills or _is_running(so_far)


def _open(so_far: str) -> bool:
    """True if a bracket or quotation opened lately is still open."""
    brackets, near = _BRACKET.findall(so_far[-_REACH:]), so_far[-_QUOTED:]
    return (bool(brackets) and brackets[-1] in _OPEN) or near.rfind("“") > near.rfind("”")


def _is_running(so_far: str) -> bool:
    """True for a sentence, as against a heading, title, name or date."""
    number = patterns.head(so_far)
    rest = so_far[number.end() :] if number else so_far
    if number and "。" not in rest and len(rest) < 40:
        return False
    return bool(_RUNNING.search(rest)) or (rest.count("、") >= 2 and not patterns.TITLE_END.search(rest))


def _join_titles(lines: list[Line], joins: list[bool]) -> None:
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


def _is_title(so_far: str) -> bool:
    return bool(patterns.TITLE_END.search(so_far)) and not PROSE.search(so_far) and not patterns.head(so_far)


def _is_title_part(line: str) -> bool:
    return len(line) <= 45 and not re.search(r"[,，。；;：:]", line) and not starts_paragraph(line)


def _opens_title(line: str) -> bool:
    """True if a title can begin with this line."""
    return bool(
        re.match(r"关于|.{2,30}?关于|[\u4e00-\u9fff]{1,8}(?:省|市|自治区|县|区)(?!场)|国家|国务院|中华人民共和国", line)
    )


def _assemble(text: Traced, lines: list[Line], joins: list[bool]) -> Traced:
    """The lines with nothing between joined ones (a blank between two Latin words) and a line end between others."""
    splices: list[Splice] = []
    at = 0
    for line, joined in zip(lines, joins, strict=True):
        if not at:
            splices.append(Splice(0, line.start))
        elif joined or text.text[at : line.start] != "\n":
            word = ("" if not _latin_seam(text.text, at, line.start) else " ") if joined else "\n"
            splices += [Splice(at, at + 1, word), Splice(at + 1, line.start)]
        at = line.end
    splices.append(Splice(at, len(text)))
    return text.splice(splices)


def _latin_seam(text: str, left: int, right: int) -> bool:
    return all(char.isascii() and char.isalpha() for char in (text[left - 1], text[right]))
