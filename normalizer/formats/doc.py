"""DOC, the format of Word 97 to 2003: through antiword, else through LibreOffice, as far as the machine has them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

from domain.document import RawPart
from domain.errors import BrokenFile, UnsupportedFormat
from normalizer.formats import Extract, Limits, read_here, reads

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SECONDS = 100  # LibreOffice takes 3 to start


@reads("doc", Limits(memory=4 << 30, cpu=90, wall=120))
def read(part: RawPart) -> Extract:
    """The text of a Word file. Raises BrokenFile for a damaged or locked one, UnsupportedFormat if neither program is installed."""
    name = part.name or part.url or "the attachment"
    if _ENCRYPTED in part.content:
        raise BrokenFile(f"{name} is locked with a password: ask the site for an open copy")
    with tempfile.TemporaryDirectory(prefix="regdelta-") as folder:
        file = Path(folder) / "attachment.doc"
        file.write_bytes(part.content)
        return _converted(file, name)


def _converted(file: Path, name: str) -> Extract:
    """By antiword, which takes a millisecond; what it cannot read, by LibreOffice, which takes seconds."""
    failed: BrokenFile | None = None
    if antiword := shutil.which("antiword"):
        try:
            return Extract(_by_antiword(antiword, file, name))
        except BrokenFile as error:
            failed = error
    if soffice := shutil.which("soffice") or shutil.which("libreoffice"):
        return _by_libreoffice(soffice, file, name)
    raise failed or UnsupportedFormat(
        f"{name} is DOC, and neither antiword nor LibreOffice is installed to read it: install one of them"
    )


def _by_antiword(antiword: str, file: Path, name: str) -> str:
    """A line for every paragraph (``-w 0``). Cells are wrapped all the same: tables are taken from antiword's XML."""
    text = _run([antiword, "-m", "UTF-8.txt", "-t", "-w", "0", str(file)])
    if text.returncode:
        raise BrokenFile(
            f"{name} is a Word file that antiword cannot read ({_said(text.stderr)}): ask the site for another copy"
        )
    lines = text.stdout.decode("utf-8", "replace").replace("\f", "\n").splitlines()
    blocks = [(barred, list(block)) for barred, block in groupby(lines, key=lambda line: line.startswith("|"))]
    tables = _tables(_run([antiword, "-m", "UTF-8.txt", "-x", "db", str(file)]))
    if len(tables) != sum(barred for barred, _ in blocks):
        tables = [[_row(line) for line in block] for barred, block in blocks if barred]
    rows = iter(tables)
    return "\n".join(line.strip(" ") for barred, block in blocks for line in (next(rows) if barred else block))


def _tables(book: subprocess.CompletedProcess[bytes]) -> list[list[str]]:
    """The rows of every table in antiword's DocBook; none if it could not write it."""
    try:
        tree = ElementTree.fromstring(book.stdout)  # noqa: S314 - written a moment ago by antiword, which escapes what it reads
    except ElementTree.ParseError:
        return []
    return [
        [
            "\t".join("".join((entry.text or "").split("\n")).strip() for entry in row.iter("entry")).rstrip("\t")
            for row in table.iter("row")
        ]
        for table in tree.iter("informaltable")
    ]


def _row(line: str) -> str:
    return "\t".join(cell.strip() for cell in line.strip().strip("|").split("|")).rstrip("\t")


def _by_libreoffice(soffice: str, file: Path, name: str) -> Extract:
    """LibreOffice makes a DOCX of it, with a profile of its own, so that one already running is left alone."""
    folder = file.parent
    done = _run(
        [
            soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--norestore", "--convert-to", "docx", "--outdir", str(folder), str(file),
        ]
    )  # fmt: skip
    made = file.with_suffix(".docx")
    if not made.exists():
        raise BrokenFile(
            f"{name} is a Word file that LibreOffice cannot read ({_said(done.stderr)}): ask the site for another copy"
        )
    return read_here(RawPart(made.read_bytes(), name))


def _run(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603


def _said(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else "it says no more"
