"""``regdelta matrix`` as another program and a person use it."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import openpyxl
import pytest

from monitor.demo import DemoDay

from .test_files import answer, regdelta, schema

SOUTH = """\
海南省推进药械审评改革若干措施
一、优化审评
（一）优化变更注册。将第二类医疗器械变更注册时限由60个工作日压缩为40个工作日。（省药监局负责）
（二）便利出口。拓宽出口销售证明出具范围。（省药监局负责）
"""
WEST = """\
青海省促进药械产业发展若干措施
一、优化服务
1.合并办理事项。对变更注册与延续注册合并办理。（省药监局负责）
2.支持出口。出口销售证明当日办结。（省药监局负责）
"""
PRESS = "青海省举行新闻发布会\n发布会介绍了药械产业发展的有关情况，企业普遍关注审评改革。\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in (("south.txt", SOUTH), ("west.txt", WEST), ("press.txt", PRESS)):
        (tmp_path / name).write_text(text, "utf-8")
    return [str(tmp_path / name) for name in ("south.txt", "west.txt", "press.txt")]


def test_files_of_a_province_share_a_column(files: list[str]) -> None:
    """The province is read from the text; a press text of it adds nothing, and takes nothing away."""
    told = answer("matrix", *files)
    jsonschema.validate(told, schema("matrix"))
    assert [(one["province"], one["documents"], one["whole"]) for one in told["columns"]] == [
        ("海南", files[:1], True),
        ("青海", files[1:], True),
    ]
    assert [row["name"] for row in told["rows"]] == ["变更注册", "出口销售证明"]


def test_phrases_and_quotes_stand_as_text(files: list[str]) -> None:
    """What a measure says, in a few words and as the whole sentence the page carries."""
    said = answer("matrix", *files)["rows"][0]["cells"][0]["said"][0]
    assert (said["document"], said["number"], said["mark"]) == (files[0], "（一）", "hard")
    assert said["phrase"] == "由60个工作日压缩为40个工作日"
    sentence = "将第二类医疗器械变更注册时限由60个工作日压缩为40个工作日。"
    assert said["quotes"] == [{"text": sentence, "published": sentence}]


def test_a_person_can_read_it(files: list[str]) -> None:
    """A table a topic, with the marks and what they mean."""
    done = regdelta("matrix", *files)
    assert done.returncode == 0, done.stderr
    assert "变更注册" in done.stdout and "●（一）" in done.stdout and "未收录 not stored" in done.stdout


@pytest.mark.parametrize(
    ("names", "words"),
    [(("south.txt",), "at least two files"), (("south.txt", "press.txt"), "fewer than two provinces")],
)
def test_what_cannot_be_compared_is_one_sentence(files: list[str], names: tuple[str, ...], words: str) -> None:
    """What is wrong and what to do; a non-zero exit."""
    done = regdelta("matrix", *(str(Path(files[0]).with_name(name)) for name in names))
    assert done.returncode == 2 and words in done.stderr


def test_a_single_sheet_is_a_file(files: list[str], tmp_path: Path) -> None:
    """On a terminal there is no sheet to fill: the sentence says what to name."""
    done = regdelta("matrix", *files, "--one-sheet")
    assert done.returncode == 2 and "--out table.docx" in done.stderr
    assert regdelta("matrix", *files, "--one-sheet", "--out", str(tmp_path / "table.xlsx")).returncode == 0
    assert len(openpyxl.load_workbook(tmp_path / "table.xlsx").worksheets) == 1


def test_the_project_lays_out_what_it_has_stored(lived: tuple[Path, list[DemoDay]]) -> None:
    """Without files the four sample regulators stand side by side, each with its newest texts."""
    told = answer("matrix", "--project", str(lived[0]))
    jsonschema.validate(told, schema("matrix"))
    assert len(told["columns"]) == 4 and all(column["documents"] for column in told["columns"])
    assert len(told["rows"]) >= 10
    assert all(cell["mark"] != "missing" for row in told["rows"] for cell in row["cells"])


def test_a_project_without_texts_says_so(tmp_path: Path) -> None:
    """Nothing stored is nothing to compare, and the sentence says what to do."""
    assert regdelta("init", str(tmp_path / "new")).returncode == 0
    done = regdelta("matrix", "--project", str(tmp_path / "new"))
    assert done.returncode == 2 and "regdelta run" in done.stderr
