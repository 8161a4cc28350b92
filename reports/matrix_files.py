"""The files of the 省际比较表, by the ending of their name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module

import msgspec

from domain.comparison_table import ComparisonTable
from domain.errors import InputError
from reports.language import _
from reports.matrix_words import fallen, gone_heading, said, topics
from reports.renderers.markdown import escape, grid

FORMATS = ("html", "md", "docx", "xlsx", "json")


def check(ending: str) -> None:
    """Raises InputError for an ending that is none of :data:`FORMATS`."""
    if ending not in FORMATS:
        raise InputError(
            f"the matrix cannot be written as {ending or 'a file without an ending'!r}; use one of: {', '.join(FORMATS)}"
        )


def write(table: ComparisonTable, ending: str, at: datetime) -> bytes:
    """The file; ``at`` (aware) is the only time in it that is not the table's own. Raises InputError for an ending that is none of :data:`FORMATS`."""
    check(ending)
    if ending == "json":
        return msgspec.json.format(msgspec.json.encode(table), indent=2) + b"\n"
    if ending == "md":
        return markdown(table)
    module = {"html": "reports.matrix_html", "docx": "reports.word.matrix", "xlsx": "reports.matrix_workbook"}[ending]
    draw: Callable[[ComparisonTable, datetime], bytes] = import_module(
        module
    ).write  # what a format needs is only loaded with it
    return draw(table, at)


def markdown(table: ComparisonTable) -> bytes:
    """A table for each topic, then what fell away."""
    blocks = [
        f"# {escape(_('省际比较表 {day}').format(day=table.on))}",
        "\n".join(f"- {escape(sentence)}" for sentence in said(table)),
    ]
    for section in topics(table):
        blocks += [f"## {escape(section.name)}", grid(section)]
    if table.lapses:
        blocks += [f"## {escape(gone_heading(table))}"]
        blocks += ["\n".join(f"- {escape(sentence)}" for sentence in fallen(table))]
    return ("\n\n".join(blocks) + "\n").encode()
