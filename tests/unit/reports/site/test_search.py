"""The index: words, folding, files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.site import TOOLS
from reports.site.search import SHARE
from reports.site.words import folded, postings, table, tokens
from tests.unit.reports.desk import Desk, paper
from tests.unit.reports.mornings import busy
from tests.unit.reports.site.shelf import build

FOLD = table(TOOLS.fold)


@pytest.mark.parametrize(
    ("said", "folds"),
    [
        ("註冊檢驗", "注册检验"),
        ("ＧＭＰ　２０２６", "gmp 2026"),
        ("著力", "着力"),
        ("〔２０２６〕", "]"),
        ("\u200b药", "药"),
        ("Ⅱ类", "ii类"),
    ],
)
def test_folding(said: str, folds: str) -> None:
    """Script, width, case and unseen characters, as the normalizer and the differ fold them; a blank stays one."""
    assert folds in folded(said, FOLD)


def test_the_table_is_the_normalizer_character_by_character() -> None:
    """All 20,992 of the common block: none is left Traditional that the normalizer makes Simplified."""
    wrong = [chr(code) for code in range(0x4E00, 0xA000) if folded(chr(code), FOLD) != TOOLS.fold(chr(code)).lower()]
    assert wrong == []


def test_words() -> None:
    """Pairs of Han characters, the last one of a run alone, Latin words and numbers whole."""
    assert tokens("注册检验30个gmp。") == {"注册", "册检", "检验", "验", "30", "个", "gmp"}


def test_postings_are_differences() -> None:
    """Document numbers ascend, so their differences are short."""
    assert postings([1, 5, 40]) == "1 4 z"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    build(busy(folder), folder / "reports")
    return folder / "reports/site/index"


def data(path: Path) -> object:
    text = path.read_text("utf-8")
    return json.loads(text[text.index("(") + 1 : text.rindex(")")])


def test_each_file_of_the_index_is_one_call(index: Path) -> None:
    """A browser loads it as a script, from disk too; it holds JSON and nothing else."""
    for path in index.iterdir():
        name, _, rest = path.read_text("utf-8").partition("(")
        assert name in ("regdelta.start", "regdelta.words", "regdelta.text") and rest.endswith(")\n")
        json.loads(rest[:-2])


def test_every_word_of_every_text_is_in_the_index(index: Path) -> None:
    """Whatever stands in a measure leads to its document."""
    words = data(index / "w0.js")[1]  # type: ignore[index]
    for path in index.glob("d*.js"):
        number, lines = data(path)  # type: ignore[misc]
        for _place, _head, said in lines:
            assert all(number in _unpacked(words[token]) for token in tokens(folded(said, FOLD)))


def _unpacked(said: str) -> list[int]:
    numbers, at = [], 0
    for step in said.split():
        at += int(step, 36)
        numbers.append(at)
    return numbers


def test_a_larger_project_has_more_files_of_words(tmp_path: Path) -> None:
    """So that none grows beyond what a phone loads at once; together they hold each word once."""
    desk = Desk(tmp_path)
    desk.source("a", "甲局", "甲")
    desk.begin()
    for number in range(SHARE + 1):
        desk.publish("a", paper(f"办法{number}", "甲", [("（一）", f"第{number}事项", "办理时限为三十日。", ())]))
    build(desk, tmp_path / "reports")
    files = [data(path)[1] for path in (tmp_path / "reports/site/index").glob("w*.js")]  # type: ignore[index]
    assert len(files) == 2
    assert sum(map(len, files)) == len({word for one in files for word in one})
    assert all(
        ord(word[0]) % 2 == number
        for path in (tmp_path / "reports/site/index").glob("w*.js")
        for number, words in [data(path)]
        for word in words
    )  # type: ignore[misc]
