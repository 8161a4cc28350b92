"""The file formats of two versions held together (``regdelta diff`` and ``regdelta compare`` with ``--format``)."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from domain.errors import InputError
from reports.facing import Facing

FORMATS = {
    "docx": "changed_articles",  # 修订对照表
    "docx-full": "all_articles",  # 新旧条文对照表
    "docx-tracked": "tracked",  # 修订痕迹
}
"""Name -> function of :mod:`reports.word.versions`, which is only loaded when one is asked for."""


def write(facing: Facing, kind: str) -> bytes:
    """The file. Raises InputError for an unknown format, and where the new text is no version of the old one."""
    if kind not in FORMATS:
        raise InputError(f"no comparison format is called {kind!r}; use one of: {', '.join(FORMATS)}")
    if facing.comparison.suspect:
        proof = next(event.detail for event in facing.comparison.events if event.kind.suspect)
        raise InputError(f"{facing.paper.title}: these are not two versions of one document ({proof}); no table was written")
    draw: Callable[[Facing], bytes] = getattr(import_module("reports.word.versions"), FORMATS[kind])
    return draw(facing)
