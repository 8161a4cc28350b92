"""Commands that work on files alone, and the table of provinces, which works on either."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.frame import HERE, FormatOption, JsonOption, LangOption, OutputOption, ProjectOption, app, keep, one_of, out, write
from domain.errors import InputError


@app.command(epilog="Example: regdelta normalize policy.html notice.txt --json")
def normalize(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files to read; - is standard input.")],
    as_json: JsonOption = False,
) -> None:
    """Read policy texts: metadata, measures, facts and repairs. Needs no project."""
    from monitor import interchange, show
    from monitor.files import read

    read_files = [(str(path), read(path)) for path in files]
    if as_json:
        write(interchange.encode([interchange.normalized(file, document) for file, document in read_files]))
    else:
        for file, document in read_files:
            show.normalized(out, file, document)


@app.command(epilog="Example: regdelta compare old.txt new.txt --format docx-tracked -o revised.docx")
def compare(
    old: Path,
    new: Path,
    decision: Annotated[
        Path | None, typer.Option(help="The amending decision: what it claims is laid beside what was found.")
    ] = None,
    kind: FormatOption = None,
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Hold two files together as versions of one document: what happened to each measure. Needs no project."""
    from monitor import collate, interchange, show
    from monitor.clock import system_clock
    from monitor.files import compare_files, read_decision

    one_of(kind, as_json)
    before, after, comparison = compare_files(old, new)
    if kind:
        keep(collate.files((old, new), (before, after), comparison, system_clock(), kind), output)
        return
    rows = read_decision(decision, before, after, comparison) if decision else None
    if as_json:
        write(interchange.encode(interchange.compared(comparison, rows)))
        return
    show.compared(out, comparison)
    if rows is not None:
        show.beside(out, rows)


@app.command(epilog="Example: regdelta interpretation press.txt measures.txt --json")
def interpretation(text: Path, document: Path, as_json: JsonOption = False) -> None:
    """Hold an interpretation against its document: what it restates and where its words differ. Needs no project."""
    from monitor import interchange, show
    from monitor.files import hold_files

    said, stands, holding = hold_files(text, document)
    if as_json:
        write(interchange.encode(holding))
    else:
        show.held(out, said, stands, holding)


@app.command(epilog="Example: regdelta relate shanghai.txt zhejiang.txt shandong.txt --json")
def relate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE FILE...", help="Two or more files, each with one document.")],
    as_json: JsonOption = False,
) -> None:
    """Counterparts between documents, and what no other one says. Needs no project."""
    from monitor import interchange, show
    from monitor.files import relate_files

    documents, relation = relate_files(files)
    names = [str(path) for path in files]
    if as_json:
        write(interchange.encode(interchange.related(names, documents, relation)))
    else:
        show.related(out, names, documents, relation)


@app.command(epilog="Example: regdelta matrix shanghai.txt zhejiang.txt shandong.txt --json")
def matrix(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Files, each with one document; what the project has stored by default."),
    ] = None,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
    save: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="Write the table to FILE.docx or .xlsx (A3 landscape), .html, .md or .json."
        ),
    ] = None,
    one_sheet: Annotated[
        bool,
        typer.Option(
            "--one-sheet",
            help="With --out: only what goes on one sheet of A3, the weightiest rows and the strongest of each cell.",
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """Lay the commitments of the provinces side by side: one a row, a column a province. With files it needs no project."""
    from monitor import interchange, show
    from monitor.matrix import of_files, of_project
    from monitor.matrix_shape import shaped
    from monitor.wiring import open_rooms

    if one_sheet and not save:
        raise InputError("--one-sheet is for a file; name it with --out table.docx or --out table.xlsx")
    if save:
        _save_matrix(files or [], project, save, lang, one_sheet)
        return
    if files:
        found = of_files(files)
    else:
        with open_rooms(project) as rooms:
            found = of_project(rooms)
    if as_json:
        write(interchange.encode(shaped(found.matrix, found.documents, found.names)))
    else:
        show.matrix(out, found.matrix, found.documents)


def _save_matrix(files: list[Path], project: Path, save: Path, lang: str | None, brief: bool) -> None:
    """Write the table as a file and say where it is."""
    from monitor.clock import system_clock
    from monitor.matrix import file_of_files, file_of_project
    from monitor.wiring import in_language, open_rooms

    ending = save.suffix.lower().removeprefix(".")
    if files:
        content = file_of_files(files, ending, system_clock(), lang or "zh", brief=brief)
    else:
        with open_rooms(project) as rooms:
            content = file_of_project(in_language(rooms, lang), ending, brief=brief)
    keep(content, save)
