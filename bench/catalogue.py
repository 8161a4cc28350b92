"""The catalogue of frame words: what asks for a translation, and the .po file compiled to the .mo that reports are drawn with.

``python -m bench.catalogue`` compiles; with ``--missing`` it names what asks for words that the catalogue has not, and the other way round.
The .mo layout is that of GNU gettext (gettext manual, "The Format of GNU MO Files").
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterator

from jinja2.ext import extract_from_ast

from differ.subjects import PRODUCTS, TOPICS
from domain.change import Direction
from reports.language import CATALOGUES
from reports.renderers.html import environment

ROOM = CATALOGUES.parent
CODE = (ROOM, ROOM.parent / "monitor")
NAMES = ("_", "N_")
PO = CATALOGUES / "en" / "LC_MESSAGES" / "regdelta.po"
_ENTRY = re.compile(r'^(msgid|msgstr) ((?:"(?:[^"\\]|\\.)*"\n?)+)', re.MULTILINE)
_MAGIC = 0x950412DE


def asked() -> set[str]:
    """Every msgid that code or a template of reports/ asks for, and the words of the differ that a report shows."""
    return {*_in_code(), *_in_templates(), *map(str, Direction), *TOPICS, *PRODUCTS}


def _in_code() -> Iterator[str]:
    for path in sorted(path for room in CODE for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMES:
                yield from (one.value for one in _constants(node.args[0]) if isinstance(one.value, str))


def _constants(node: ast.expr) -> Iterator[ast.Constant]:
    if isinstance(node, ast.Constant):
        yield node


def _in_templates() -> Iterator[str]:
    jinja = environment()
    for path in sorted((ROOM / "templates").rglob("*.j*")):
        if path.suffix in {".j2", ".js"}:
            for _line, _name, words in extract_from_ast(jinja.parse(path.read_text("utf-8")), NAMES):
                yield from [words] if isinstance(words, str) else []


def entries(po: str) -> dict[str, str]:
    """msgid -> msgstr of a .po file, the header under the empty msgid."""
    found = [(kind, "".join(ast.literal_eval(line) for line in text.splitlines())) for kind, text in _ENTRY.findall(po)]
    return {words: given for (_id, words), (_str, given) in zip(found[::2], found[1::2], strict=True)}


def compiled(words: dict[str, str]) -> bytes:
    """A .mo file: header, two tables of lengths and offsets, then the texts, sorted by msgid and each ended by a zero byte."""
    pairs = sorted((key.encode(), value.encode()) for key, value in words.items())
    start = 28 + 16 * len(pairs)
    ids, said = (b"".join(pair[side] + b"\0" for pair in pairs) for side in (0, 1))
    tables = _table([key for key, _ in pairs], start) + _table([value for _, value in pairs], start + len(ids))
    head = struct.pack("<7I", _MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + tables + ids + said


def _table(texts: list[bytes], start: int) -> bytes:
    rows = b""
    for text in texts:
        rows += struct.pack("<2I", len(text), start)
        start += len(text) + 1
    return rows


def main() -> None:
    known = entries(PO.read_text("utf-8"))
    if "--missing" in sys.argv:
        print(*(f"not in the catalogue: {words!r}" for words in sorted(asked() - set(known))), sep="\n")
        print(*(f"nobody asks for: {words!r}" for words in sorted(set(known) - asked() - {""})), sep="\n")
    PO.with_suffix(".mo").write_bytes(compiled(known))


if __name__ == "__main__":
    main()
