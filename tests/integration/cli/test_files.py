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


RULES = """\
南岭省药品零售管理规定
第一条 为了规范药品零售，制定本规定。
第二条 零售企业应当配备执业药师，营业时间内执业药师应当在岗。
第三条 零售企业应当自变更负责人之日起30日内报告所在地药品监督管理部门。
第四条 违反本规定第三条的，处一千元以上五千元以下罚款。
"""
REVISED = """\
南岭省药品零售管理规定
第一条 为了规范药品零售，制定本规定。
第二条 零售企业应当配备执业药师，营业时间内执业药师应当在岗。
第三条 零售企业应当自变更负责人之日起15日内报告所在地药品监督管理部门。
第四条 违反本规定第三条的，处二千元以上一万元以下罚款。
"""
DECISION = """\
关于修改《南岭省药品零售管理规定》的决定
一、将第三条中的“30日”修改为“15日”。
二、删去第二条。
本决定自公布之日起施行。
"""


def test_a_decision_is_laid_beside_what_was_found(tmp_path: Path) -> None:
    """One clause agrees, one claims what did not happen, and one change was never claimed: all three are shown."""
    for name, text in (("old.txt", RULES), ("new.txt", REVISED), ("decision.txt", DECISION)):
        (tmp_path / name).write_text(text, "utf-8")
    paths = [str(tmp_path / name) for name in ("old.txt", "new.txt")]
    told = answer("compare", *paths, "--decision", str(tmp_path / "decision.txt"))
    jsonschema.validate(told, schema("compare"))
    assert {row["verdict"] for row in told["decision"]} == {"agrees", "not_found", "not_claimed"}
    plain = regdelta("compare", *paths, "--decision", str(tmp_path / "decision.txt")).stdout
    assert "1 of 3 rows agree" in plain


def test_a_file_that_decides_nothing_is_said_to(pair: tuple[str, str]) -> None:
    """The sentence names the file and what a decision looks like."""
    done = regdelta("compare", *pair, "--decision", pair[0])
    assert (done.returncode, "amends nothing" in done.stderr) == (2, True)


def test_an_interpretation_is_held_against_its_document(shared: Path) -> None:
    """The press account of the Shanxi measures says another way of listing than the measure does."""
    corpus = shared / "corpus"
    told = answer("interpretation", str(corpus / "001_shanxi_press_conference.txt"), str(corpus / "000_shanxi_measures.txt"))
    words = [(d["said"], d["stands"]) for one in told["restatements"] if one["ordinal"] == 15 for d in one["differences"]]
    assert any("协同挂网" in said and "快速同等支持" in stands for said, stands in words)


@pytest.mark.parametrize("ending", ["docx", "xlsx", "html", "md", "json"])
def test_matrix_of_files_can_be_saved(pair: tuple[str, str], tmp_path: Path, ending: str) -> None:
    """Without a project: by the ending of the name, and in English if that is asked for."""
    path = tmp_path / f"table.{ending}"
    done = regdelta("matrix", *pair, "--out", str(path), "--lang", "en")
    assert (done.returncode, path.is_file()) == (0, True), done.stderr
    if ending == "json":
        jsonschema.validate(json.loads(path.read_text("utf-8")), schema("comparison_table"))
    if ending == "html":
        assert "Comparison across provinces" in path.read_text("utf-8")


def test_matrix_cannot_be_saved_as_anything_else(pair: tuple[str, str], tmp_path: Path) -> None:
    """The sentence names what there is, and nothing is written."""
    done = regdelta("matrix", *pair, "--out", str(tmp_path / "table.pptx"))
    assert (done.returncode, "html, md, docx, xlsx, json" in done.stderr, list(tmp_path.glob("*.pptx"))) == (2, True, [])


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


@pytest.mark.parametrize("kind", ["docx", "docx-full", "docx-tracked"])
def test_compare_writes_a_word_file(pair: tuple[str, str], tmp_path: Path, kind: str) -> None:
    """To a file or to standard output; the first bytes are those of a zip."""
    path = tmp_path / f"{kind}.docx"
    done = regdelta("compare", *pair, "--format", kind, "-o", str(path))
    assert done.returncode == 0 and str(path) in done.stdout, done.stderr
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("wrong", "says"), [(["--format", "odt"], "docx-tracked"), (["--format", "docx", "--json"], "two answers")]
)
def test_a_format_that_cannot_be_is_one_sentence(pair: tuple[str, str], wrong: list[str], says: str) -> None:
    """Nothing is written."""
    done = regdelta("compare", *pair, *wrong)
    assert done.returncode == 2 and says in done.stderr and done.stderr.count("\n") == 1 and not done.stdout


def test_a_file_that_cannot_be_written_is_one_sentence(pair: tuple[str, str], tmp_path: Path) -> None:
    """It names the path."""
    done = regdelta("compare", *pair, "--format", "docx", "-o", str(tmp_path / "none" / "table.docx"))
    assert done.returncode == 2 and "cannot be written" in done.stderr and done.stderr.count("\n") == 1
