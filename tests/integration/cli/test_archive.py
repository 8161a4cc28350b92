"""`regdelta archive` on a project that ran: verified, damaged, exported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from sample.server import SampleRegulators

ROOT = Path(__file__).resolve().parents[3]


def regdelta(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "REGDELTA_PROJECT": str(project)}
    command = [sys.executable, "-m", "cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one sample regulator, run twice: the second run is all revisits."""
    folder = tmp_path_factory.mktemp("archive") / "watch"
    with SampleRegulators(day=0) as sample:
        assert regdelta(folder, "init", str(folder), "--contact", "ra@example.com").returncode == 0
        for shipped in (folder / "sources").iterdir():
            shipped.unlink()
        (folder / "sources" / "nanyu_mpa.toml").write_text(sample.source_files()["nanyu_mpa.toml"], "utf-8")
        for _ in range(2):
            assert regdelta(folder, "run").returncode == 0
    return folder


def records(path: Path) -> list[str]:
    with path.open("rb") as file:
        return [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]


def test_verify_counts_what_it_read(project: Path) -> None:
    """Exit code 0, for a person and for a program."""
    told = json.loads(regdelta(project, "archive", "verify", "--json").stdout)
    assert told["files"] == 2
    assert told["named"] > 10
    assert told["damaged"] == []
    said = regdelta(project, "archive", "verify")
    assert said.returncode == 0
    assert "0 damaged or gone" in said.stdout


def test_export_writes_a_run_or_a_document(project: Path, tmp_path: Path) -> None:
    """The unchanged second run brings its originals along; a document comes alone."""
    run, document = tmp_path / "run.warc.gz", tmp_path / "document.warc.gz"
    assert regdelta(project, "archive", "export", "--run", "2", "-o", str(run)).returncode == 0
    assert "revisit" in records(run)
    assert "response" in records(run)
    told = json.loads(regdelta(project, "archive", "export", "--document", "#1", "-o", str(document), "--json").stdout)
    assert 0 < told["responses"] < records(run).count("response")
    assert records(document)[0] == "warcinfo"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--run", "99", "-o", "a.warc.gz"), "nothing was received for run 99"),
        (("--run", "1", "--document", "#1", "-o", "a.warc.gz"), "exclude each other"),
        (("-o", "a.zip"), "does not end in .warc.gz"),
        (("-o", "/nowhere/a.warc.gz"), "cannot be written"),
    ],
)
def test_what_cannot_be_exported_is_one_sentence(project: Path, arguments: tuple[str, ...], said: str) -> None:
    """And a non-zero exit."""
    finished = regdelta(project, "archive", "export", *arguments)
    assert finished.returncode != 0
    assert said in finished.stderr
    assert "Traceback" not in finished.stderr


def test_damage_is_exit_code_1(project: Path) -> None:
    """After a file of the archive went away; each record that the database names in it is listed. The last test: it breaks the project."""
    next((project / "archive").rglob("run-000001-1.warc.gz")).unlink()
    finished = regdelta(project, "archive", "verify", "--json")
    assert finished.returncode == 1
    told = json.loads(finished.stdout)
    assert len(told["damaged"]) > told["named"] / 2  # all of the first run, and what the second saw unchanged
    assert all("its file is gone" in damage["said"] for damage in told["damaged"])
