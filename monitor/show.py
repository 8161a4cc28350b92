"""What the commands print for a person; ``--json`` goes through :mod:`monitor.interchange` instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from domain.change import Change, Comparison, Edit, Severity, Status
from domain.delivery import Handed
from domain.document import Document
from domain.handling import Assignment
from domain.matrix import Cell, Mark, Matrix
from domain.record import BaselineRecord, DocumentRecord
from domain.relation import New, Relation
from domain.source import Source
from domain.witness import Beside, Holding, Verdict
from monitor.checks import Checked
from monitor.clock import SHANGHAI
from monitor.correcting import Corrected
from monitor.demo import DemoDay
from monitor.library import History
from monitor.rehearsal import Preview
from storage.audit import Audit

FOLDED = (Status.UNCHANGED, Status.RENUMBERED)


def table(console: Console, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A plain table; cells are text and never markup. Long cells wrap rather than vanish."""
    grid = Table(*(Column(heading, overflow="fold") for heading in headings), box=None, pad_edge=False, header_style="bold")
    for row in rows:
        grid.add_row(*(escape("" if cell is None else str(cell)) for cell in row))
    console.print(grid)


def local(at: datetime | None) -> str:
    """A time in Asia/Shanghai to the minute."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if at else "never"


def handed(console: Console, told: Sequence[Handed]) -> None:
    """What became of each message, a line each."""
    if not told:
        console.print("nothing waits to be sent", highlight=False)
    for one in told:
        what = f"{one.recipient} ({one.channel})  {' '.join(one.reports)}  {one.subject}".rstrip()
        if one.sent:
            console.print(f"sent  {escape(what)}", highlight=False, soft_wrap=True)
        else:
            again = f"; again {local(one.next_at)}" if one.next_at else ""
            reason = f"{one.failure}: {one.detail}{again}"
            console.print(f"[red]not sent[/red]  {escape(what)}  {escape(reason)}", highlight=False, soft_wrap=True)


def previews(console: Console, shown: Sequence[Preview]) -> None:
    """What would go where: subject, size, files, and the first screen."""
    if not shown:
        console.print("no [[recipient]] in regdelta.toml, or no report yet", highlight=False, markup=False)
    for one in shown:
        state = "waits" if one.waiting else "nothing waits; the newest report would be"
        console.print(
            f"[bold]{escape(one.recipient)}[/bold] ({one.channel})  {state}: {escape(' '.join(one.reports))}", highlight=False
        )
        if one.detail:
            console.print(f"    cannot be made: {escape(one.detail)}", highlight=False, soft_wrap=True)
            continue
        console.print(
            f"    {escape(one.subject)}  {one.bytes} bytes  {escape(' '.join(one.attachments))}",
            highlight=False,
            soft_wrap=True,
        )
        for line in one.first_screen.splitlines():
            console.print(f"    │ {escape(line)}", highlight=False, soft_wrap=True)


def corrected(console: Console, done: Corrected) -> None:
    """What was corrected, and where the corrected revision stands."""
    one = done.correction
    what = f"line {one.number}" if one.number else one.item or "the whole report"
    console.print(
        f"{one.fix.value}: {what} of {one.on} {escape(one.words)}".rstrip() + "; the next daily report says so",
        highlight=False,
        soft_wrap=True,
    )
    console.print(f"revision {done.revision}: " + escape(", ".join(done.files)), highlight=False, soft_wrap=True)


def assignments(console: Console, found: Sequence[Assignment], today: date) -> None:
    """A line each: who has what since when, until when, and what was last said of it."""
    if not found:
        console.print("nothing is assigned", highlight=False)
        return
    rows = (
        (
            one.matter.item,
            one.matter.province,
            " ".join(filter(None, (one.matter.subject, one.matter.what, one.matter.value))),
            one.to,
            local(one.since)[:10],
            f"closed {local(one.closed)[:10]}" if one.closed else _due(one, today),
            one.said,
        )
        for one in found
    )
    table(console, ("", "province", "what", "to", "since", "due", "last word"), rows)


def _due(one: Assignment, today: date) -> str:
    late = one.overdue(today)
    return f"{one.due} OVERDUE {late} days" if late else str(one.due or "no day")


def demo_day(console: Console, lived: DemoDay) -> None:
    files = lived.result.files
    console.print(
        f"{lived.day.on}  {lived.result.changes:>2} changes  {escape(lived.day.title)}  {escape(files[0]) if files else ''}",
        highlight=False,
        soft_wrap=True,
    )


def normalized(console: Console, file: str, document: Document) -> None:
    """One file as read: its metadata, then a line a measure."""
    console.print(f"[bold]{escape(file)}[/bold]  {escape(document.title or '(no title)')}", soft_wrap=True)
    facts = (
        ("number", document.document_number),
        ("issued by", "、".join(document.issuing_authorities)),
        ("issued", document.issued_on),
        ("in force", document.effective_on),
        ("until", document.expires_on),
        ("kind", document.kind.value),
        ("measures", len(document.measures)),
        ("repairs", len(document.repairs)),
    )
    table(console, ("", ""), ((name, value) for name, value in facts if value not in (None, "")))
    rows = ((m.ordinal, m.number, m.title or m.body[:30], "、".join(m.responsible_units)) for m in document.measures)
    table(console, ("", "no.", "measure", "responsible"), rows)


def audited(console: Console, audit: Audit) -> None:
    """Counts, then what is damaged, then where a kill left half a record."""
    size = f"{audit.bytes / 2**20:.1f} MiB"
    console.print(
        f"{audit.files} files, {size}, {audit.records} records, {audit.revisits} of them revisits; "
        f"{audit.named} named by the database, {len(audit.damaged)} damaged or gone",
        highlight=False,
        soft_wrap=True,
    )
    for damage in audit.damaged:
        console.print(f"{escape(damage.record)}: {damage.said}", highlight=False, soft_wrap=True)
    for place in audit.torn:
        said = "ends in the middle of a record that nothing refers to (a run was killed there); nothing is lost"
        console.print(f"{escape(place)}: {said}", highlight=False, soft_wrap=True)


def compared(console: Console, comparison: Comparison) -> None:
    """The events, every change with its edits, and how many measures were left out as unchanged or only renumbered."""
    for event in comparison.events:
        console.print(f"[bold]{event.kind.value}[/bold]  {escape(event.detail)}", highlight=False, soft_wrap=True)
    told = [change for change in comparison.changes if change.status not in FOLDED]
    for change in told:
        _change(console, change)
    counts = {status: sum(change.status is status for change in comparison.changes) for status in FOLDED}
    console.print(
        f"{len(told)} changed, {counts[Status.UNCHANGED]} unchanged, {counts[Status.RENUMBERED]} only renumbered",
        highlight=False,
    )


def _change(console: Console, change: Change) -> None:
    old, new = (" + ".join(ref.number for ref in refs) for refs in (change.old, change.new))
    path = old if old == new else " → ".join(filter(None, (old, new)))
    severity = "" if change.severity is Severity.NONE else f"  {change.severity.value}"
    console.print(f"[bold]{change.status.value}[/bold]  {escape(path)}{severity}", highlight=False)
    for edit in change.edits:
        console.print(f"    {_edit(edit)}", highlight=False, soft_wrap=True)


def _edit(edit: Edit) -> str:
    direction = f"  {edit.direction.value}" if edit.direction else ""
    return f"{edit.field}: [red]-{escape(edit.old)}[/red] [green]+{escape(edit.new)}[/green]  ({edit.kind.value}){direction}"


def beside(console: Console, rows: Sequence[Beside]) -> None:
    """What the decision claims and what was found, row by row; agreement is only counted."""
    agreed = sum(row.verdict in (Verdict.AGREES, Verdict.FOLLOWS) for row in rows)
    console.print(f"[bold]decision[/bold]  {agreed} of {len(rows)} rows agree with it or follow from it", highlight=False)
    for row in rows:
        if row.note:
            console.print(f"    {row.verdict.value}: {escape(row.note)}", highlight=False, soft_wrap=True)


def held(console: Console, said: Document, stands: Document, holding: Holding) -> None:
    """Which measures an interpretation restates, where its words or numbers differ, and which numbers are its own."""
    for one in holding.restatements:
        title = stands.measure(one.ordinal).title
        how = "by its title" if one.by_title else f"{len(one.differences)} differences"
        console.print(f"[bold]{escape(one.number)}[/bold] {escape(title)}  restated, {how}", highlight=False, soft_wrap=True)
        for difference in one.differences:
            words = f"says [red]{escape(difference.said)}[/red], the document [green]{escape(difference.stands)}[/green]"
            console.print(f"    {words}  ({difference.kind.value})", highlight=False, soft_wrap=True)
    for span in holding.alone:
        console.print(f"in no measure: {escape(span.of(said.text))}", highlight=False, soft_wrap=True)


def related(console: Console, files: Sequence[str], documents: Sequence[Document], relation: Relation) -> None:
    """The counterparts of strength 2 and 3, then the measures no other file has."""
    rows = (
        (link.strength, f"{link.score:.2f}", *(_place(files, documents, at.document, at.ordinal) for at in (link.a, link.b)))
        for link in relation.links
        if link.strength >= 2
    )
    table(console, ("strength", "score", "measure", "counterpart"), rows)
    whole = [item.place for item in relation.novelty if item.new is New.WHOLE]
    console.print(f"{len(whole)} measures without a counterpart:", highlight=False)
    table(console, ("measure",), ((_place(files, documents, at.document, at.ordinal),) for at in whole))


def _place(files: Sequence[str], documents: Sequence[Document], document: int, ordinal: int) -> str:
    measure = documents[document].measure(ordinal)
    return f"{files[document]} {measure.number} {measure.title or measure.body[:20]}"


def matrix(console: Console, matrix: Matrix, documents: Sequence[Document]) -> None:
    """One table a topic: a commitment a row, a province a column, and in the cell what it says in a few words."""
    for topic in dict.fromkeys(row.topic for row in matrix.rows):
        rows = ((row.name, *(_cell(cell, documents) for cell in row.cells)) for row in matrix.rows if row.topic == topic)
        table(console, (topic, *(column.province for column in matrix.columns)), rows)
        console.print()
    legend = "● with a hard parameter  ○ without  ◇ only beside it  — read and absent  未收录 not stored"
    console.print(legend, highlight=False, soft_wrap=True)


MARKS = {Mark.HARD: "●", Mark.SOFT: "○", Mark.ADJACENT: "◇", Mark.ABSENT: "—", Mark.MISSING: "未收录"}


def _cell(cell: Cell, documents: Sequence[Document]) -> str:
    """The mark; with what the first measure of that mark says, and how many more there are."""
    if not cell.said:
        return MARKS[cell.mark]
    first, document = cell.said[0], documents[cell.said[0].place.document]
    more = f" +{len(cell.said) - 1}" if len(cell.said) > 1 else ""
    return f"{MARKS[first.mark]}{document.measure(first.place.ordinal).number} {first.phrase.of(document.text)}{more}"


def sources(console: Console, known: Iterable[Source]) -> None:
    rows = ((s.id, s.province, s.channel, s.family, "yes" if s.enabled else "no", s.evidence) for s in known)
    table(console, ("id", "province", "channel", "family", "enabled", "evidence"), rows)


def checked(console: Console, results: Iterable[Checked]) -> None:
    """A line a source: rows of its first page out of what the site says it has, and why there are none."""
    rows = (
        (
            r.source,
            r.outcome.value,
            f"{r.entries}/{'?' if r.expected is None else r.expected}" + (f" (file: {r.wanted})" if r.wanted else ""),
            f"{r.family}, looks like {r.detected}" if r.detected else r.family,
            r.measures,
            r.title,
            r.detail,
        )
        for r in results
    )
    table(console, ("source", "outcome", "rows", "family", "measures", "document", "why"), rows)


def baseline(console: Console, record: BaselineRecord, titles: dict[int, str]) -> None:
    console.print(
        f"[bold]{escape(record.name)}[/bold]  {local(record.created)}  {len(record.members)} documents", highlight=False
    )
    table(console, ("document", "version", "title"), ((f"#{d}", s, titles.get(d)) for d, s in record.members))


def documents(console: Console, known: Iterable[DocumentRecord]) -> None:
    rows = ((f"#{d.id}", d.versions, d.province, d.document_number, d.title) for d in known)
    table(console, ("", "versions", "province", "number", "title"), rows)


def history(console: Console, told: History) -> None:
    """A document's versions, each with what it changed, and its events."""
    document = told.document
    console.print(
        f"[bold]#{document.id} {escape(document.title)}[/bold]  {escape(document.document_number or '')}", soft_wrap=True
    )
    changes = {version.sequence: [c for c in told.changes if c.to_sequence == version.sequence] for version in told.versions}
    rows = (
        (v.sequence, local(v.created), local(v.seen), len(changes[v.sequence]), v.fingerprint[:12], v.origin or "")
        for v in told.versions
    )
    table(console, ("version", "first seen", "last seen", "changes", "fingerprint", "file"), rows)
    for event in told.events:
        console.print(
            f"{local(event.created)}  {event.event.kind.value}  {escape(event.event.detail)}", highlight=False, soft_wrap=True
        )
