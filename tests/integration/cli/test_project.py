"""A project lived with from the command line: init, sources, run, report, history, diff, baselines."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sample.server import SampleRegulators

ROOT = Path(__file__).resolve().parents[3]
TEXT = """\
海岭省药品监管若干措施
海药监规〔2026〕1号
一、服务
（一）优化受理。受理时限由5个工作日压缩为2个工作日。（省药监局负责）
（二）强化辅导。对重点品种实行专人辅导。（省药监局负责）
"""


def regdelta(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cli", *arguments]
    environment = {**os.environ, "REGDELTA_PROJECT": str(project)}
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)


def done(project: Path, *arguments: str) -> str:
    finished = regdelta(project, *arguments)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def answer(project: Path, *arguments: str) -> Any:
    return json.loads(done(project, *arguments, "--json"))


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleRegulators]:
    with SampleRegulators(day=0) as started:
        yield started


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, sample: SampleRegulators) -> Path:
    """A project made by `regdelta init`, watching two of the sample regulators, run on two days of the calendar."""
    folder = tmp_path_factory.mktemp("cli") / "watch"
    done(folder, "init", str(folder), "--contact", "ra@example.com")
    for name in ("yunling_mpa.toml", "nanyu_mpa.toml"):
        (folder / "sources" / name).write_text(sample.source_files()[name], "utf-8")
    first = answer(folder, "run")
    assert (first["versions"] > 30, first["changes"], len(first["report"])) == (True, 0, 3)
    sample.set_day(1)
    second = answer(folder, "run")
    assert (second["versions"], second["changes"]) == (1, 1)
    return folder


def test_shipped_sources_are_there_and_asleep(project: Path) -> None:
    """What init lays down watches nothing until somebody says so."""
    listed = answer(project, "sources", "list")
    assert {one["id"] for one in listed if one["enabled"]} == {"yunling_mpa", "nanyu_mpa"}
    assert len(listed) > 40


def test_the_newest_report_is_shown(project: Path) -> None:
    """`regdelta report` without a date is what was delivered last."""
    text = done(project, "report")
    assert "60" in text
    assert "40个工作日" in text


def test_a_report_goes_to_a_file(project: Path, tmp_path: Path) -> None:
    """--output writes, and the HTML is whole."""
    target = tmp_path / "report.html"
    done(project, "report", "--format", "html", "--output", str(target))
    assert target.read_text("utf-8").rstrip().endswith("</html>")


def test_a_window_takes_both_runs_together(project: Path) -> None:
    """--from builds a report over whole days."""
    on = answer_report(project)["on"]
    assert "40个工作日" in done(project, "report", "--from", on)


def answer_report(project: Path) -> Any:
    return json.loads(done(project, "report", "--format", "json"))


def test_a_correction_stands_beside_the_report(project: Path, tmp_path: Path) -> None:
    """The first revision stays, the second is what `regdelta report` shows, and a digest of an unfinished week says so."""
    copy = shutil.copytree(project, tmp_path / "copy")
    on = answer_report(copy)["on"]
    corrected = answer(copy, "correct", on, "1", "--because", "看错")
    assert (corrected["revision"], corrected["correction"]["reason"]) == (answer_report(copy)["revision"], "看错")
    assert "更正" in done(copy, "report")
    refused = regdelta(copy, "correct", on, "--because", "看错")
    assert (refused.returncode, "--revise" in refused.stderr) == (2, True)
    early = regdelta(copy, "digest", "weekly", "--of", on)
    assert (early.returncode, "not over" in early.stderr) == (2, True)
    assert regdelta(copy, "digest", "yearly").returncode == 2


def test_history_and_diff_tell_the_two_versions(project: Path) -> None:
    """The document by its 文号, with other brackets; its versions; the one change between them."""
    told = answer(project, "history", "岭药监规[2025]6号")
    assert [version["sequence"] for version in told["versions"]] == [1, 2]
    compared = answer(project, "diff", f"#{told['document']['id']}")
    assert [c["status"] for c in compared["changes"] if c["status"] != "unchanged"] == ["amended"]


def test_diff_of_a_single_version_is_one_sentence(project: Path) -> None:
    """There is nothing to hold it against."""
    single = next(one["id"] for one in answer(project, "history") if one["versions"] == 1)
    finished = regdelta(project, "diff", f"#{single}")
    assert (finished.returncode, "only one version" in finished.stderr) == (2, True)


def test_baselines(project: Path, tmp_path: Path) -> None:
    """The first read became one; a file can be imported; the newest versions can be promoted; names are taken once."""
    assert len(answer(project, "baseline", "list")) == 1
    (tmp_path / "haling.txt").write_text(TEXT, "utf-8")
    assert "1 documents" in done(project, "baseline", "import", str(tmp_path), "--name", "haling")
    assert len(answer(project, "baseline", "show", "haling")["members"]) == 1
    assert regdelta(project, "baseline", "import", str(tmp_path), "--name", "haling").returncode == 1
    done(project, "baseline", "promote", "--name", "now")
    members = answer(project, "baseline", "show")["members"]
    assert any(sequence == 2 for _, sequence in members)


def test_check_says_what_each_source_gave_and_stores_nothing(project: Path) -> None:
    """One listing and one document of each; the project's own database is not touched."""
    before = answer(project, "history")
    checked = answer(project, "sources", "check", "yunling_mpa")
    assert [(one["source"], one["outcome"]) for one in checked] == [("yunling_mpa", "ok")]
    assert checked[0]["title"]
    assert answer(project, "history") == before


def test_check_of_a_dead_source_fails_with_its_reason(project: Path, sample: SampleRegulators) -> None:
    """Exit 1 and the outcome, for whoever sets up a source."""
    sample.fault("nanyu_mpa", "http_500")
    try:
        finished = regdelta(project, "sources", "check", "nanyu_mpa")
    finally:
        sample.heal()
    assert finished.returncode == 1
    assert "http_error" in finished.stdout


def test_an_unknown_source_is_named(project: Path) -> None:
    """With the command that lists them."""
    finished = regdelta(project, "run", "atlantis")
    assert (finished.returncode, "atlantis" in finished.stderr, "sources list" in finished.stderr) == (2, True, True)


def test_a_wrong_source_file_is_named_with_its_key(project: Path) -> None:
    """Nothing is crawled with half a configuration."""
    path = project / "sources" / "yunling_mpa.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("family =", "famly ="), "utf-8")
    try:
        finished = regdelta(project, "run")
    finally:
        path.write_text(text, "utf-8")
    assert finished.returncode == 2
    assert "yunling_mpa.toml" in finished.stderr
    assert "famly" in finished.stderr


def test_ctrl_c_stops_and_the_next_run_goes_on(project: Path, sample: SampleRegulators) -> None:
    """130, one sentence, and the same run is finished later."""
    sample.fault("nanyu_mpa", "slow")
    command = [sys.executable, "-m", "cli", "run", "--project", str(project), "--force"]
    sample.forget()
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + 30
        while not sample.requests and time.monotonic() < deadline:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    finally:
        sample.heal()
    assert running.returncode == 130
    assert "nothing is lost" in said
    assert answer(project, "run")["resumed"]


def test_work_is_given_out_and_closed(project: Path) -> None:
    """From the number of a change to its being closed; every verb answers a program too, and errors are a sentence."""
    number = f"C{answer(project, 'history', '岭药监规[2025]6号')['changes'][0]['id']}"
    given = answer(project, "assign", number, "--to", "王某", "--due", "2099-12-31", "--note", "核对", "--by", "李某")
    assert (given["to"], given["due"], given["log"][0]["by"]) == ("王某", "2099-12-31", "李某")
    assert "2099-12-31" in done(project, "assignments", "--open", "--to", "王某")
    done(project, "comment", number, "在查")
    assert answer(project, "close", number, "--result", "已核对")["said"] == "已核对"
    assert answer(project, "assignments", "--open") == []
    wrong = regdelta(project, "close", number)
    assert (wrong.returncode, wrong.stderr.strip()) == (2, f"regdelta: {number} is closed already; nothing was noted")
    assert regdelta(project, "assign", "C999999", "--to", "王某").returncode == 1
