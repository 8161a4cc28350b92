"""What `sources discover` and `sources try` print for a person, and the JSON of the latter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from rich.console import Console
from rich.markup import escape

from domain.document import Document
from monitor import interchange
from monitor.attempt import Tried
from monitor.discover import Discovery
from monitor.show import normalized, table

LONGEST = 60  # characters shown of a piece of text
ENDS = 8  # pieces shown of either end of what was cut


def discovered(console: Console, found: Discovery) -> None:
    """The columns of a site, best first, with what was read of each or why nothing was."""
    console.print(
        f"{found.site}: {sum(bool(one.toml) for one in found.proposals)} of {len(found.proposals)} columns could be read"
    )
    headings = ("", "channel", "family", "rows", "pages", "address", "by")
    rows = (
        (
            place,
            one.channel,
            one.family or one.outcome.value,
            one.expected_rows if one.expected_rows is not None else one.rows,
            one.expected_pages,
            one.url,
            "、".join(one.proofs) if one.toml else one.detail,
        )
        for place, one in enumerate(found.proposals, 1)
    )
    table(console, headings, rows)


def source_files(found: Discovery) -> str:
    """The files to keep, one after another, each under its name."""
    return "\n".join(f"# ---- {one.id}.toml ----\n{one.toml}" for one in found.proposals if one.toml)


def tried(console: Console, one: Tried) -> None:
    """The row of the list, then the document as it would be read: metadata with their basis, measures, files, what was cut."""
    expected = "?" if one.expected is None else one.expected
    console.print(
        f"{escape(one.source)}  row {one.entry} of {one.rows} (the site says {expected})  {one.outcome.value}", highlight=False
    )
    if one.detected:
        console.print(f"the page looks like {one.detected}, the file says {one.family}", highlight=False)
    if one.detail:
        console.print(escape(one.detail), highlight=False, soft_wrap=True)
    if one.url:
        console.print(f"{one.listed_on or 'no date'}  {escape(one.title)}", highlight=False, soft_wrap=True)
        console.print(escape(one.url), highlight=False, soft_wrap=True)
    if one.document:
        _document(console, one, one.document)
    parts = [(part.kind.value, part.outcome.value, part.size, part.name) for part in one.parts]
    _table(console, ("part", "outcome", "bytes", "name"), parts)


def _document(console: Console, one: Tried, document: Document) -> None:
    normalized(console, "", document)
    _table(
        console, ("field", "basis", "words"), [(said.field, said.basis.value, said.raw[:LONGEST]) for said in document.stated]
    )
    _table(console, ("label", "value"), document.disclosure)
    console.print(f"kept {one.kept} of the {one.seen} characters a visitor sees; cut:", highlight=False)
    console.print(f"    {escape(_shortly(one.cut))}", highlight=False, soft_wrap=True)
    _table(console, ("repaired", "times", "for example"), list(_repairs(document)))


def _table(console: Console, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table, if there is anything to stand in it."""
    if rows:
        console.print()
        table(console, headings, rows)


def _shortly(pieces: Sequence[str]) -> str:
    """The first and the last pieces; what stands between is the site's own furniture at length."""
    shown = [piece[:LONGEST] for piece in pieces]
    return " | ".join(shown if len(shown) <= 2 * ENDS else (*shown[:ENDS], f"… {len(shown) - 2 * ENDS} more …", *shown[-ENDS:]))


def shape(one: Tried) -> dict[str, Any]:
    """The JSON of a look at one row; ``document`` as `regdelta normalize` gives it, with ``stated`` and ``disclosure``."""
    document = one.document
    told: dict[str, Any] = {name: getattr(one, name) for name in one.__dataclass_fields__ if name != "document"}
    told["document"] = None
    if document:
        told["document"] = msgspec.to_builtins(interchange.normalized(one.url, document)) | {
            "published_on": document.published_on,
            "index_number": document.index_number,
            "validity": document.validity,
            "stated": document.stated,
            "disclosure": dict(document.disclosure),
        }
    return told


def _repairs(document: Document) -> Iterator[tuple[str, int, str]]:
    counts = Counter(repair.kind for repair in document.repairs)
    for kind, count in counts.most_common():
        example = next(repair.before for repair in document.repairs if repair.kind == kind)
        yield kind, count, repr(example[:LONGEST])
