"""The file commands as another program uses them: a process, files in, JSON out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[3]

OLD = """\
南岭省推进药械审评改革若干措施
一、优化审评
（一）压缩审评时限。将第二类医疗器械技术审评时限由60个工作日压缩为40个工作日。（省药监局负责）
（二）推行并联办理。企业可同时提交变更注册与生产许可变更申请。（省药监局、省审批局按职责分工负责）
"""
NEW = OLD.replace("压缩为40个工作日", "压缩为30个工作日")


def regdelta(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, input=stdin, check=False)


def answer(*arguments: str, stdin: str | None = None) -> Any:
    done = regdelta(*arguments, "--json", stdin=stdin)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def schema(name: str) -> Any:
    return json.loads((ROOT / "docs" / "schema" / f"{name}.schema.json").read_text("utf-8"))


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(text, "utf-8")
    return str(tmp_path / "old.txt"), str(tmp_path / "new.txt")


def test_normalize_prints_the_published_shape(pair: tuple[str, str]) -> None:
    """An array, an object a file, valid against docs/schema/normalize.schema.json."""
    told = answer("normalize", *pair)
    jsonschema.validate(told, schema("normalize"))
    assert [one["file"] for one in told] == list(pair)
    assert [m["number"] for m in told[0]["measures"]] == ["（一）", "（二）"]
    assert told[0]["measures"][1]["responsible_units"] == ["省药监局", "省审批局"]


def test_normalize_reads_standard_input() -> None:
    """`-` is standard input."""
    assert answer("normalize", "-", stdin=OLD)[0]["title"] == "南岭省推进药械审评改革若干措施"


def test_compare_prints_the_published_shape(pair: tuple[str, str]) -> None:
    """One entry for every measure, and the edit never cut inside the number with its unit."""
    told = answer("compare", *pair)
    jsonschema.validate(told, schema("compare"))
    assert [(c["status"], c["severity"]) for c in told["changes"]] == [("amended", "substantive"), ("unchanged", "none")]
    (edit,) = told["changes"][0]["edits"]
    assert "40个工作日" in edit["old"]
    assert "30个工作日" in edit["new"]


def test_relate_prints_the_published_shape(pair: tuple[str, str]) -> None:
    """Every measure of every file has its novelty."""
    told = answer("relate", *pair)
    jsonschema.validate(told, schema("relate"))
    assert len(told["novelty"]) == 4
    assert {link["strength"] for link in told["links"]} >= {3}


@pytest.mark.parametrize("command", [("normalize", "{0}"), ("compare", "{0}", "{1}"), ("relate", "{0}", "{1}")])
def test_without_json_a_person_can_read_it(pair: tuple[str, str], command: tuple[str, ...]) -> None:
    """Plain words, no traceback, the numbers as printed."""
    done = regdelta(*(part.format(*pair) for part in command))
    assert done.returncode == 0, done.stderr
    assert "（一）" in done.stdout


def test_the_corpus_goes_through(shared: Path) -> None:
    """All five baseline texts: 28, 0, 29, 20 and 22 measures."""
    files = sorted(str(path) for path in (shared / "corpus").glob("*.txt"))
    assert [len(one["measures"]) for one in answer("normalize", *files)] == [28, 0, 29, 20, 22]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("normalize", "nowhere.txt"), 2, "nowhere.txt cannot be read"),
        (("normalize", "."), 2, "is a folder"),
        (("relate", "README.md"), 2, "at least two files"),
        (("run", "--project", "nowhere"), 2, "regdelta init nowhere"),
        (("report", "--date", "yesterday", "--project", "nowhere"), 2, "nowhere"),
        (("schedule", "--cron", "daily", "--project", "nowhere"), 2, "five valid cron fields"),
    ],
)
def test_wrong_input_is_one_sentence(arguments: tuple[str, ...], code: int, words: str) -> None:
    """What, where, what to do; a non-zero exit and no traceback."""
    done = regdelta(*arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    """Not an empty document."""
    (tmp_path / "empty.txt").touch()
    done = regdelta("normalize", str(tmp_path / "empty.txt"))
    assert (done.returncode, "is empty" in done.stderr) == (2, True)


def test_debug_shows_the_traceback() -> None:
    """For whoever has to find the cause."""
    assert "Traceback" in regdelta("normalize", "nowhere.txt", "--debug").stderr
