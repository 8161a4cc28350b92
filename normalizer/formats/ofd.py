"""OFD (GB/T 33190-2016): a zip of XML that places every run of characters. Its pages become sheets like those of a PDF."""

from __future__ import annotations

import math
import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from domain.document import RawPart
from domain.errors import BrokenFile
from normalizer.formats import Extract, reads
from normalizer.formats.layout.compose import compose
from normalizer.formats.layout.sheet import Glyph, Rule, Sheet
from normalizer.formats.members import opened
from normalizer.formats.package import Package

_POINTS = 72 / 25.4  # in a millimetre, the unit of OFD
_A4 = (0.0, 0.0, 210.0, 297.0)
_MOST_PAGES = 2_000
_NARROW = 0.5  # em; the width of a Latin letter, where the file gives none
_CLOSE = 1.1  # em; a step no longer than this is the width of the character itself

Box = tuple[float, ...]


@reads("ofd")
def read(part: RawPart) -> Extract:
    """The text of an OFD file. Raises BrokenFile for a damaged, locked or oversized one."""
    name = part.name or part.url or "the attachment"
    opened(part.content, name).close()
    package = Package(part.content, name)
    sheets = [sheet for root in _locations(package, "OFD.xml", "DocRoot") for sheet in _document(package, root)]
    if not sheets:
        raise BrokenFile(f"{name} is an OFD file without pages: it is damaged or locked, ask the site for another copy")
    text, repairs = compose(sheets)
    return Extract(text, repairs=repairs)


def _locations(package: Package, member: str, tag: str) -> list[str]:
    return [_resolved(member, element.text or "") for element in _ended(package, member, tag)]


def _ended(package: Package, member: str, *tags: str) -> Iterator[Element]:
    """The elements of these local names, each when it is complete."""
    for event, element in package.elements(member):
        if event == "end" and element.tag.rpartition("}")[2] in tags:
            yield element


def _resolved(member: str, location: str) -> str:
    """A location inside the package: from its root if it begins with a slash, else beside ``member``."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(f"/{member}"), location.strip())).lstrip("/")


def _document(package: Package, root: str) -> Iterator[Sheet]:
    box: Box = _A4
    templates: dict[str, str] = {}
    pages: list[str] = []
    for element in _ended(package, root, "PhysicalBox", "TemplatePage", "Page"):
        tag, location = element.tag.rpartition("}")[2], _resolved(root, element.get("BaseLoc", ""))
        if tag == "PhysicalBox":
            box = _numbers(element.text) or box
        elif tag == "TemplatePage":
            templates[element.get("ID", "")] = location
        else:
            pages.append(location)
    if len(pages) > _MOST_PAGES:
        raise BrokenFile(f"{package.name} has {len(pages)} pages, and {_MOST_PAGES} can be read: ask the site for another copy")
    for page in pages:
        yield _sheet(package, page, templates, box)


def _sheet(package: Package, page: str, templates: dict[str, str], box: Box) -> Sheet:
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    for element in _ended(package, page, "PhysicalBox", "Template", "TextObject", "PathObject"):
        tag = element.tag.rpartition("}")[2]
        if tag == "PhysicalBox":
            box = _numbers(element.text) or box
        elif tag == "Template" and (template := templates.get(element.get("TemplateID", ""))):
            for drawn in _ended(package, template, "TextObject", "PathObject"):
                _draw(drawn, glyphs, rules)
        elif tag in ("TextObject", "PathObject"):
            _draw(element, glyphs, rules)
    return Sheet(box[2] * _POINTS, box[3] * _POINTS, tuple(glyphs), tuple(rules))


def _draw(element: Element, glyphs: list[Glyph], rules: list[Rule]) -> None:
    boundary = _numbers(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    matrix = _numbers(element.get("CTM")) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if len(boundary) != 4 or len(matrix) != 6:
        return
    if element.tag.endswith("TextObject"):
        if abs(matrix[1]) <= 0.05 * abs(matrix[0]):  # slanted text is a watermark's
            glyphs += _glyphs(element, boundary, matrix)
    else:
        rules += _rules(boundary)


def _glyphs(element: Element, boundary: Box, matrix: Box) -> Iterator[Glyph]:
    """The characters of a text object, each at its place: TextCode gives the first, DeltaX and DeltaY the steps between them."""
    a, b, c, d, e, f = matrix
    size = float(element.get("Size", "0") or 0)
    if size <= 0:
        return
    stretch = float(element.get("HScale", "1") or 1)
    x = y = 0.0
    for code in element:
        if not code.tag.endswith("TextCode"):
            continue
        text = (code.text or "").strip("\r\n")
        x, y = float(code.get("X", x)), float(code.get("Y", y))
        across, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
        for at, char in enumerate(text):
            usual = size * stretch * (_NARROW if char.isascii() else 1.0)
            step = across[at] if at < len(across) else 0.0 if down else usual
            width = step if 0 < step <= _CLOSE * size else usual
            left = boundary[0] + a * x + c * y + e
            base = boundary[1] + b * x + d * y + f
            yield Glyph(char, left * _POINTS, (left + width * a) * _POINTS, base * _POINTS, size * math.hypot(c, d) * _POINTS)
            x += step
            y += down[at] if at < len(down) else 0.0


def _steps(deltas: str | None) -> list[float]:
    """``"3 g 4 5 2"`` as 3, 5, 5, 5, 5, 2: ``g n d`` stands for n times d."""
    steps: list[float] = []
    words = iter((deltas or "").split())
    for word in words:
        if word == "g":
            times, step = next(words, "0"), next(words, "0")
            steps += [float(step)] * min(int(times), 10_000)
        else:
            steps.append(float(word))
    return steps


def _rules(boundary: Box) -> Iterator[Rule]:
    """A drawn line as a rule, a drawn box as its four sides: by its boundary, which is all a table needs."""
    x0, y0, width, height = (_POINTS * number for number in boundary)
    x1, y1 = x0 + width, y0 + height
    if min(width, height) <= 3.0:
        if max(width, height) >= 8.0:
            yield Rule(x0, y0, x1, y0) if width > height else Rule(x0, y0, x0, y1)
        return
    yield from (Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1))


def _numbers(words: str | None) -> Box:
    return tuple(float(word) for word in (words or "").split())
