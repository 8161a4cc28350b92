"""``regdelta normalize`` on files that are no pages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[str, list[str]], bytes]


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "cli", "normalize", *arguments], input=given, capture_output=True, timeout=120)


@pytest.mark.parametrize("name", ["reportlab.pdf", "python-docx.docx", "openpyxl.xlsx", "by hand.ofd"])
def test_standard_input_may_be_any_format(name: str, paper: list[str], write: Write) -> None:
    """The bytes say what they are: there is no name to go by."""
    done = run("-", "--json", given=write(name, paper))
    (told,) = json.loads(done.stdout)
    assert (done.returncode, told["title"], len(told["measures"])) == (0, paper[0], 12)


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    """No traceback; the sentence names the file and what to do."""
    file = tmp_path / "scan.pdf"
    file.write_bytes(b"%PDF-1.7 and no more")
    done = run(str(file))
    assert done.returncode == 1
    assert b"scan.pdf is a damaged PDF: fetch it again or ask the site for another copy" in b" ".join(done.stderr.split())
    assert b"Traceback" not in done.stderr
