"""What all commands share: the Typer application and its groups, options that several have, and how they answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from domain.errors import InputError

if TYPE_CHECKING:
    from monitor.run import Step

app = typer.Typer(
    name="regdelta",
    help="Watch Chinese regulators' sites and say each morning which measures are new, amended, moved or repealed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Start with: regdelta demo",
)
baseline_app = typer.Typer(help="Named, frozen sets of versions that new texts are held against.", no_args_is_help=True)
sources_app = typer.Typer(help="The watched channels, one file each in sources/.", no_args_is_help=True)
app.add_typer(baseline_app, name="baseline")
app.add_typer(sources_app, name="sources")
archive_app = typer.Typer(help="Every response as received, in WARC files.", no_args_is_help=True)
app.add_typer(archive_app, name="archive")

out = Console()
err = Console(stderr=True)

ProjectOption = Annotated[
    Path, typer.Option("--project", "-p", envvar="REGDELTA_PROJECT", help="The project folder, with regdelta.toml in it.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]
SourcesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Sources by id; all enabled ones by default.")
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        help="docx (修订对照表: what changed), docx-full (新旧条文对照表: everything) or docx-tracked (tracked changes).",
    ),
]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.")]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang", help="Language of the frame: zh or en; that of regdelta.toml by default. Policy texts stay Chinese."
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Fetch everything anew, without asking whether it changed.")]
HERE = Path()


def write(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def keep(content: bytes, output: Path | None) -> None:
    """To a file, or to standard output. Raises InputError if the file cannot be written, or if a terminal would get what is no text."""
    if output is None:
        if sys.stdout.isatty() and b"\0" in content:
            raise InputError("this format is no text; name a file for it with -o FILE")
        write(content)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror or error}") from error
    out.print(f"wrote {output}", soft_wrap=True)


def warn(trouble: str) -> None:
    """One sentence on standard error about what did not stop the command; nothing where all went well."""
    if trouble:
        err.print(f"regdelta: {trouble}", markup=False, highlight=False, soft_wrap=True)


def parse_day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"{option} {text}: not a date; write it as 2026-11-23") from None


def one_of(kind: str | None, as_json: bool) -> None:
    """Raises InputError where both a file and JSON are asked for."""
    if kind and as_json:
        raise InputError("--format and --json are two answers; ask for one of them")


@contextmanager
def progress() -> Iterator[Callable[[Step], None]]:
    """A bar on standard error when that is a terminal; silence otherwise."""
    if not err.is_terminal:
        yield lambda _: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None)

        def watch(step: Step) -> None:
            bar.update(task, description=f"{step.phase} {step.text[:40]}", completed=step.done, total=step.total or None)

        yield watch
